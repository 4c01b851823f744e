import assert from 'node:assert/strict';
import { freshMemory, type Memory } from '../../../dialogs/memory.ts';
import { CODE_STEP, isCodeLike, readCode, withoutSecrets } from '../../../dialogs/verification/code.ts';

describe('a one-time code as people give it', () => {
  const SAID = [
    '123456',
    ' 123 456 ',
    '123-456',
    '12 34 56',
    '1 2 3 4 5 6',
    'the code is 123-456',
    'It is 123456.',
    'code: 123456, thanks!',
    '123–456',
    '１２３４５６',
    'one two three four five six',
    'the code is one, two, three, four, five, six',
    'case 4123-4567-89, code 123456',
  ];
  for (const said of SAID) {
    it(`is read from “${said}”`, () => assert.deepEqual(readCode(said), { kind: 'code', value: '123456' }));
  }

  it('may have zeros and the same digit twice', () => {
    assert.deepEqual(readCode('oh double one two three four'), { kind: 'code', value: '011234' });
    assert.deepEqual(readCode('000000'), { kind: 'code', value: '000000' });
  });

  for (const said of ['12345', '1234567', '4123-4567-89', '(800) 289-9100', 'SN A123456B', 'send it again', '']) {
    it(`is not read from “${said}”`, () => assert.deepEqual(readCode(said), { kind: 'none' }));
  }

  it('is asked for once more where there are two', () => {
    assert.deepEqual(readCode('123456 or 654321'), { kind: 'several' });
    assert.deepEqual(readCode('123456, I repeat: 123456'), { kind: 'code', value: '123456' });
  });

  it('is meant, though a digit is missing or too many', () => {
    for (const said of ['12345', 'it is 1234567', '12 34 5']) assert.ok(isCodeLike(said), said);
    for (const said of ['how long does a repair take?', 'why?', 'jo@acme.com']) assert.ok(!isCodeLike(said), said);
  });
});

describe('a one-time code on record', () => {
  const asked = (step: string): Memory => ({
    ...freshMemory(),
    active: { dialog: 'sign-in', draft: {}, trail: [], asking: { step, misses: 0 } },
  });

  it('is not there: what was typed where it is asked for is hidden', () => {
    for (const typed of ['123456', 'the code is 123 456', 'one two three four five six', '12345']) {
      assert.equal(withoutSecrets(asked(CODE_STEP), typed), '••••••');
    }
  });

  it('hides nothing else', () => {
    assert.equal(withoutSecrets(asked(CODE_STEP), 'how long does a repair take?'), 'how long does a repair take?');
    assert.equal(withoutSecrets(asked('serial'), '123456'), '123456');
    assert.equal(withoutSecrets(freshMemory(), '123456'), '123456');
  });
});
