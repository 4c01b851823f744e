import assert from 'node:assert/strict';
import { findSerials, readSerial } from '../../../dialogs/understanding/serial.ts';
import { sameSerial } from '../../../services/catalog/units.ts';

describe('a serial number', () => {
  const answers: readonly (readonly [said: string, raw: string, value: string])[] = [
    ['A1234567', 'A1234567', 'A1234567'],
    ['a1234567', 'a1234567', 'A1234567'],
    ['1234567890', '1234567890', '1234567890'],
    ['123456', '123456', '123456'],
    ['PEL-20-00417', 'PEL-20-00417', 'PEL2000417'],
    ['S/N A1234567', 'A1234567', 'A1234567'],
    ['S/N: A1234567', 'A1234567', 'A1234567'],
    ['SN:A1234567', 'A1234567', 'A1234567'],
    ['SN# A1234567', 'A1234567', 'A1234567'],
    ['s.n. A1234567', 'A1234567', 'A1234567'],
    ['serial A1234567', 'A1234567', 'A1234567'],
    ['serial number: A1234567', 'A1234567', 'A1234567'],
    ['Serial No. A1234567', 'A1234567', 'A1234567'],
    ['serial# A1234567', 'A1234567', 'A1234567'],
    ['#A1234567', 'A1234567', 'A1234567'],
    ["it's A1234567", 'A1234567', 'A1234567'],
    ["it's A1234567.", 'A1234567', 'A1234567'],
    ['the serial is A1234567, it is on the back', 'A1234567', 'A1234567'],
    ['the serial number on the label is A1234567', 'A1234567', 'A1234567'],
    ['the serial of the NSM5200 is N5556670', 'N5556670', 'N5556670'],
    ['sure, B5512345', 'B5512345', 'B5512345'],
    ['A12 345 678', 'A12 345 678', 'A12345678'],
    ['B 55 12 345', 'B 55 12 345', 'B5512345'],
    ['A-123-4567', 'A-123-4567', 'A1234567'],
    ['AO12I4567', 'AO12I4567', 'AO12I4567'],
    ['seriel nubmer A1234567', 'A1234567', 'A1234567'],
    ['"A1234567"', 'A1234567', 'A1234567'],
    ['I think it is B5512345 but the print is faint', 'B5512345', 'B5512345'],
    ['4471B9023', '4471B9023', '4471B9023'],
    ['12345678901234567890', '12345678901234567890', '12345678901234567890'],
  ];
  for (const [said, raw, value] of answers) {
    it(`is read from "${said}"`, () => assert.deepEqual(readSerial(said), { kind: 'serial', raw, value }));
  }

  const spoken: readonly (readonly [said: string, value: string])[] = [
    ['b as in bravo one two three four five', 'B12345'],
    ['bravo one two three four five', 'B12345'],
    ['b one two three four five six', 'B123456'],
    ['the serial number is a one two three double five', 'A12355'],
    ['serial number is alpha bravo triple seven zero one', 'AB77701'],
    ['s n b like boy five five one two oh nine', 'B551209'],
    ['one two three dash four five six seven', '1234567'],
    ['serial b for bravo 55 12 09', 'B551209'],
    ['X-ray one zero zero four niner two', 'X100492'],
  ];
  for (const [said, value] of spoken) {
    it(`is heard in "${said}"`, () => {
      const reading = readSerial(said);
      assert.equal(reading.kind === 'serial' && reading.value, value);
    });
  }

  for (const said of [
    "I don't know",
    'i dont know',
    'no idea',
    "can't read it",
    'I cannot read the serial number',
    'the label is gone',
    'label missing',
    'it has worn off',
    'the sticker fell off',
    'there is no serial number',
    'no label',
    'not sure',
    'unknown',
    'n/a',
    'none',
    'illegible',
    'I do not have it on me',
    "it's up on a pole, can't reach it",
    'the sticker is too faded',
    'unreadable, sorry',
  ]) {
    it(`cannot be told: "${said}"`, () => assert.equal(readSerial(said).kind, 'unknown'));
  }

  for (const said of ['A123', '12', 'A1', '123456789012345678901', 'S/N A12']) {
    it(`is malformed in "${said}"`, () => assert.equal(readSerial(said).kind, 'malformed'));
  }

  for (const said of [
    '',
    'yes',
    'what is a serial number?',
    'where do I find the serial',
    'hello',
    'jo12345678@acme.com',
    'it is a dome',
    'my email is jo1234567@acme.com',
  ]) {
    it(`is not in "${said}"`, () => assert.equal(readSerial(said).kind, 'none'));
  }

  it('keeps O and I as typed, and compares them as 0 and 1', () => {
    assert.equal(sameSerial('AO1I-55', 'a01155'), true);
    assert.equal(sameSerial('A1234567', 'A1234568'), false);
  });

  it('finds all that a sentence announces', () => {
    const found = findSerials('two domes, serials A1234567, A1234568 and A1234569, and an encoder S/N 99-88771');
    assert.deepEqual(
      found.map(({ reading }) => reading.value),
      ['A1234567', 'A1234568', 'A1234569', '9988771'],
    );
  });

  it('does not take the model in "serial number for SD4N-B1 is A1234567"', () => {
    const found = findSerials('the serial number for SD4N-B1 is A1234567');
    assert.deepEqual(
      found.map(({ reading }) => reading.value),
      ['A1234567'],
    );
  });

  it('is not announced by "serial port" or "serial connection"', () => {
    assert.deepEqual(findSerials('the serial port does not work since 2025'), []);
    assert.deepEqual(findSerials('serial connection at 9600 baud is dead'), []);
  });
});
