import assert from 'node:assert/strict';
import { readExpedite } from '../../../dialogs/understanding/expedite.ts';
import { findNumbers } from '../../../dialogs/understanding/our-numbers.ts';
import { plainWords } from '../../../dialogs/understanding/plain-words.ts';
import { readQuantity } from '../../../dialogs/understanding/quantity.ts';
import { hearDigits } from '../../../dialogs/understanding/spoken.ts';

describe('our numbers in a text (R21)', () => {
  for (const said of [
    '7408247090',
    'RMA 7408247090',
    'RMA#7408-2470-90',
    'rma: 7408 2470 90',
    'RMA-7408 2470 90?',
    'r.m.a. 7408.2470.90',
    'number 74O8247O9O',
    '7 4 0 8 2 4 7 0 9 0',
    'it is 7408-247-090.',
  ]) {
    it(`is found in "${said}"`, () => {
      assert.deepEqual(
        findNumbers(hearDigits(said)).map(({ kind, value }) => [kind, value]),
        [['rma', '7408247090']],
      );
    });
  }

  it('reads two of them', () => {
    const found = findNumbers('case 4164591033 and RMA 7408247090');
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['case', 'rma'],
    );
  });

  it('does not run on into the next word', () => {
    assert.deepEqual(
      findNumbers('Under case 4164591033 I now need the RMA').map(({ value }) => value),
      ['4164591033'],
    );
  });

  for (const said of ['7408247091 rma', 'RMA 7408247091', 'case 416459103', '7408-2470-91']) {
    it(`knows "${said}" for mistyped or none, never for a number`, () => {
      assert.ok(findNumbers(said).every(({ kind }) => kind === 'mistyped'));
    });
  }

  for (const said of [
    'call me at 415-555-0123',
    '(415) 555-0123',
    'phone 4155550123',
    'serial 4164591033',
    'A4164591033',
    '2025-05-28',
    'TW3-4164591033',
    'order 7408247090',
  ]) {
    it(`is not in "${said}"`, () => assert.deepEqual(findNumbers(said), []));
  }
});

describe('how many', () => {
  const counts: readonly (readonly [said: string, count: number | undefined])[] = [
    ['3x cameras', 3],
    ['3 x ES30C', 3],
    ['x2 no video', 2],
    ['qty 4', 4],
    ['qty: 4', 4],
    ['quantity is 12', 12],
    ['the quantity should read 7', 7],
    ['three cameras are dead', 3],
    ['two of our domes', 2],
    ['four foggy old domes', 4],
    ['12 pcs', 12],
    ['a dozen cameras', 12],
    ['half a dozen domes', 6],
    ['both cameras are dead', 2],
    ['a couple of monitors', 2],
    ['my camera is dead', undefined],
    ['one of our 12 cameras is dead', undefined],
    ['3 business days', undefined],
    ['two weeks ago', undefined],
    ['a 4 mp camera', undefined],
    ['camera 3 is dead', undefined],
    ['keyboard 2', undefined],
    ['I told you three times', undefined],
  ];
  for (const [said, count] of counts) {
    it(`"${said}" is ${count ?? 'no count'}`, () => assert.equal(readQuantity(plainWords(said)), count));
  }
});

describe('whether it is urgent (R19)', () => {
  for (const said of [
    'asap',
    'urgent!',
    'please rush it',
    'as soon as possible',
    'expedited service please',
    'I need it back quickly',
    'right away',
    'top priority',
  ]) {
    it(`"${said}" is`, () => assert.equal(readExpedite(plainWords(said)), true));
  }
  for (const said of [
    'no rush',
    'not urgent',
    'no hurry',
    "i don't need it rushed after all",
    'take your time',
    'it can wait',
    'standard service is fine',
  ]) {
    it(`"${said}" is not`, () => assert.equal(readExpedite(plainWords(said)), false));
  }
  for (const said of ['my camera is dead', 'hello', 'the rushing water']) {
    it(`"${said}" does not say`, () => assert.equal(readExpedite(plainWords(said)), undefined));
  }
});

describe('digits said out loud', () => {
  for (const [said, heard] of [
    ['four one two three', '4123'],
    ['case four one double two five', 'case 41225'],
    ['triple seven oh one', '77701'],
    ['r m a 7 3 0 0', 'r m a 7300'],
    ['seven, three, zero, zero.', '7300.'],
    ['three cameras', 'three cameras'],
    ['one or two', 'one or two'],
    ['oh one two', 'oh one two'],
    ['two weeks and 3 days', 'two weeks and 3 days'],
  ] as const) {
    it(`"${said}" is "${heard}"`, () => assert.equal(hearDigits(said), heard));
  }
});
