import assert from 'node:assert/strict';
import { readMoney, writeMoney } from '../../services/money.ts';

/** Spaces that do not break are spaces to whoever reads. */
const shown = (...args: Parameters<typeof writeMoney>) => writeMoney(...args).replace(/\s/g, ' ');

describe('amounts', () => {
  it('are counted in the smallest unit of their currency', () => {
    assert.equal(shown(18_500, 'USD'), 'USD 185.00');
    assert.equal(shown(18_500, 'JPY'), 'JPY 18,500');
    assert.equal(shown(18_500, 'KWD'), 'KWD 18.500');
    assert.equal(shown(5, 'EUR'), 'EUR 0.05');
    assert.equal(shown(0, 'USD'), 'USD 0.00');
  });

  it('have the digits of ISO 4217, also where people leave them out', () => {
    assert.equal(shown(18_500, 'HUF'), 'HUF 185.00');
    assert.equal(shown(18_500, 'IQD'), 'IQD 18.500');
    assert.equal(shown(18_500, 'COP'), 'COP 185.00');
  });

  it('are written as the reader writes them', () => {
    assert.equal(shown(1_234_567, 'EUR', 'de-DE'), '12.345,67 EUR');
    assert.equal(shown(1_234_567, 'USD', 'en-GB'), 'USD 12,345.67');
  });

  it('lose no cent of the largest sums', () => {
    assert.equal(shown(49_999_999_999, 'USD'), 'USD 499,999,999.99');
  });

  it('are written in a currency that nobody knows', () => {
    assert.equal(shown(150, 'ZZZ'), 'ZZZ 1.50');
  });
});

describe('amounts that people write', () => {
  it('are read however they are grouped', () => {
    for (const text of ['1185.5', '1,185.50', '1.185,50', '$1,185.50', 'USD 1 185.50', '1’185.50', 'usd1185.50']) {
      assert.equal(readMoney(text, 'USD'), 118_550, text);
    }
    assert.equal(readMoney('1,185', 'USD'), 118_500);
    assert.equal(readMoney('0', 'USD'), 0);
    assert.equal(readMoney('18,500', 'JPY'), 18_500);
    assert.equal(readMoney('18.500', 'KWD'), 18_500);
    assert.equal(readMoney('18,500', 'KWD'), 18_500_000);
  });

  it('are none where they are guesses', () => {
    for (const text of ['', 'free', '-5', '1.5.5', '12,34.5', '1,185,50', '185.555', '1e3', '185.', '١٢', '1.185.50']) {
      assert.equal(readMoney(text, 'USD'), undefined, text);
    }
    assert.equal(readMoney('185.50', 'JPY'), undefined);
  });
});
