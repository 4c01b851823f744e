import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dammDigit, drawNumber, type NumberKind, readNumber, writeNumber } from '../../services/numbers.ts';

const KINDS: NumberKind[] = ['case', 'rma', 'customer'];
const DIGITS = [...'0123456789'];

/** Numbers as they are issued: leading digit, eight digits, check digit. */
const issued = fc
  .tuple(fc.constantFrom('4', '7', '2'), fc.stringMatching(/^\d{8}$/))
  .map(([leading, body]) => leading + body + dammDigit(leading + body));

/** Spread over the range, with the runs and pairs in which swaps hide. */
const SAMPLES = ['400000000', '411111111', '412345678', '498765432', '700990099', '212121212', '739281746'].map(
  body => body + dammDigit(body),
);
const CASE = '4123456788';

const read = (text: string) => {
  const result = readNumber(text);
  return result.kind === 'number' ? result.value : result.kind;
};

describe('the check digit', () => {
  it('is that of the published example: 572 becomes 5724', () => {
    assert.equal(dammDigit('572'), '4');
    assert.equal(dammDigit('5724'), '0');
  });

  it('comes from a table in which no digit repeats in a row or a column', () => {
    const product = (a: number, b: number) => {
      // A first digit that leads to state `a`, then `b`: the table seen through its only door.
      const door = DIGITS.find(digit => dammDigit(digit) === String(a));
      return dammDigit(`${door}${b}`);
    };
    for (let a = 0; a < 10; a++) {
      assert.equal(new Set(DIGITS.map((_, b) => product(a, b))).size, 10);
      assert.equal(new Set(DIGITS.map((_, b) => product(b, a))).size, 10);
      assert.equal(product(a, a), '0');
    }
  });

  it('catches every wrong digit', () => {
    for (const number of SAMPLES) {
      for (let place = 0; place < number.length; place++) {
        for (const digit of DIGITS) {
          if (digit === number[place]) continue;
          const wrong = number.slice(0, place) + digit + number.slice(place + 1);
          assert.notEqual(dammDigit(wrong), '0', `${number} typed as ${wrong}`);
        }
      }
    }
  });

  it('catches every swap of neighbours', () => {
    for (const number of SAMPLES) {
      for (let place = 0; place < number.length - 1; place++) {
        const [first, second] = [number.charAt(place), number.charAt(place + 1)];
        if (first === second) continue;
        const wrong = number.slice(0, place) + second + first + number.slice(place + 2);
        assert.notEqual(dammDigit(wrong), '0', `${number} typed as ${wrong}`);
      }
    }
  });

  it('catches both in whatever number', () => {
    fc.assert(
      fc.property(issued, fc.nat(8), fc.constantFrom(...DIGITS), (number, place, digit) => {
        const wrong = number.slice(0, place) + digit + number.slice(place + 1);
        const [first, second] = [number.charAt(place), number.charAt(place + 1)];
        const swapped = number.slice(0, place) + second + first + number.slice(place + 2);
        for (const typed of [wrong, swapped]) assert.equal(dammDigit(typed) === '0', typed === number);
      }),
    );
  });
});

describe('a number that is drawn', () => {
  it('has ten digits, tells its kind, and reads back (R21, R22)', () => {
    for (const kind of KINDS) {
      for (let draw = 0; draw < 200; draw++) {
        const number = drawNumber(kind);
        assert.match(number, /^\d{10}$/);
        assert.deepEqual(readNumber(number), { kind: 'number', of: kind, value: number });
      }
    }
  });

  it('does not follow from the one before', () => {
    const drawn = Array.from({ length: 1000 }, () => drawNumber('case'));
    assert.equal(new Set(drawn).size >= 999, true);
    const steps = new Set(drawn.slice(1).map((number, n) => Number(number) - Number(drawn[n])));
    assert.ok(steps.size > 990);
  });
});

describe('a number that is written', () => {
  it('is grouped for people, and reads back', () => {
    assert.equal(writeNumber(CASE), '4123-4567-88');
    fc.assert(fc.property(issued, number => assert.equal(read(writeNumber(number)), number)));
  });
});

describe('a number that is read', () => {
  it('may be grouped in any way', () => {
    const separators = [
      '',
      ' ',
      '-',
      '  ',
      ' - ',
      '.',
      '/',
      '–',
      '—',
      '‑',
      '‐',
      '−',
      '_',
      '\u00a0',
      '\u200b',
      '\u00ad',
      '\t',
      '\n',
    ];
    fc.assert(
      fc.property(
        issued,
        fc.array(fc.constantFrom(...separators), { minLength: 9, maxLength: 9 }),
        (number, between) => {
          const typed = [...number].map((digit, place) => digit + (between[place] ?? '')).join('');
          assert.equal(read(typed), number, JSON.stringify(typed));
        },
      ),
    );
  });

  const written = [
    'CASE 4123-4567-88',
    'case 4123 4567 88',
    'Case4123456788',
    'CASE#4123456788',
    'Case # 4123-4567-88',
    'case no. 4123456788',
    'Case No 4123456788',
    'case nr. 4123-4567-88',
    'case-4123-4567-88',
    'CASE_4123_4567_88',
    'case number: 4123-4567-88',
    'Support Case Number 4123-4567-88',
    'support case id: 4123456788',
    '№ 4123-4567-88',
    '#4123456788',
    '4123456788#',
    ' 4123-4567-88 ',
    '4123-4567-88.',
    '4123-4567-88!',
    '4123-4567-88?',
    '"4123-4567-88"',
    '“4123-4567-88”',
    '`4123-4567-88`',
    '**4123-4567-88**',
    '(4123-4567-88)',
    '４１２３－４５６７－８８',
  ];
  for (const text of written) {
    it(`may be ${JSON.stringify(text)}`, () => assert.equal(read(text), CASE));
  }

  it('may be an RMA or a customer number', () => {
    const rma = SAMPLES.find(number => number.startsWith('7')) ?? '';
    for (const text of ['RMA# ', 'RMA ', 'rma', 'R M A ', 'RMA no. ', 'RMA-', 'rma number ']) {
      assert.deepEqual(readNumber(text + writeNumber(rma)), { kind: 'number', of: 'rma', value: rma }, text);
    }
    const customer = SAMPLES.find(number => number.startsWith('2')) ?? '';
    assert.deepEqual(readNumber(`Customer No. ${customer}`), { kind: 'number', of: 'customer', value: customer });
  });

  it('may have the letters O for 0, and I and l for 1', () => {
    const body = '402030506';
    assert.equal(read(`4O2o-3O5o-6${dammDigit(body)}`), body + dammDigit(body));
    assert.equal(read(CASE.replace('1', 'l')), CASE);
    assert.equal(read(CASE.replace('1', 'I')), CASE);
    fc.assert(
      fc.property(issued, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }), (number, slips) => {
        const typed = [...number].map((digit, place) =>
          slips[place] ? digit.replace('0', 'O').replace('1', 'l') : digit,
        );
        if (typed.filter(sign => /\d/.test(sign)).length >= 5) assert.equal(read(typed.join('')), number);
      }),
    );
  });

  it('is mistyped where a digit is wrong, swapped, missing or too many', () => {
    for (const text of [
      '4123456787',
      '4213456787',
      '412345678',
      '41234567887',
      '4123-4567-8',
      'CASE 4123 4567 78',
      '9123456787',
    ]) {
      assert.equal(read(text), 'mistyped', text);
    }
  });

  it('is never another number where one digit is wrong, missing or too many', () => {
    const slip = fc.record({ place: fc.nat(9), digit: fc.constantFrom(...DIGITS) });
    fc.assert(
      fc.property(issued, slip, (number, { place, digit }) => {
        const [before, after] = [number.slice(0, place), number.slice(place + 1)];
        for (const typed of [before + digit + after, before + after, before + digit + number.slice(place)]) {
          assert.equal(read(typed), typed === number ? number : 'mistyped', typed);
        }
      }),
    );
  });

  it('is none where the text is something else', () => {
    const others = [
      '',
      ' ',
      '#',
      'case',
      'rma number?',
      'hello',
      'no',
      '12345',
      '4123',
      'SD4N35-PG-E1',
      'S/N A1234567',
      'jo@acme.com',
      '+1 (303) 555-0199',
      '(800) 289-9100',
      'my dome is dead since 2021',
      '4123-4567-88 and 7009-9009-95',
      'OOOOOOOOOO',
      'illicitoil',
      '4123456788 units',
      '41234567880000000000',
      '-4123456788e5',
      '٤١٢٣٤٥٦٧٨٨',
    ];
    for (const text of others) assert.equal(read(text), 'none', JSON.stringify(text));
  });

  it('survives whatever is typed, and says number only of a right one', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({
        unit: fc.constantFrom('4', '0', 'O', 'l', ' ', '-', '.', '#', ':', 'no', 'case', 'r m a', '\0', '\u202e', '﷽'),
      }),
    );
    fc.assert(
      fc.property(text, typed => {
        const result = readNumber(typed);
        if (result.kind === 'number') assert.equal(dammDigit(result.value), '0');
        if (result.kind === 'number') assert.match(result.value, /^[247]\d{9}$/);
      }),
    );
  });

  it('does not read beyond what a number could need', () => {
    for (const filler of [
      'r m a '.repeat(50_000),
      '-'.repeat(500_000),
      'case no. '.repeat(50_000),
      '﷽'.repeat(100_000),
    ]) {
      assert.equal(read(filler + CASE), 'none');
    }
  });
});
