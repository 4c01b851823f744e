import assert from 'node:assert/strict';
import fc from 'fast-check';
import { slips, squeezed, withNumerals } from '../../../services/catalog/spelling.ts';

describe('spelling', () => {
  it('counts a letter too many, too few, wrong or swapped as one slip each', () => {
    assert.equal(slips('spectra', 'sprectra', 3), 1);
    assert.equal(slips('spectra', 'spetra', 3), 1);
    assert.equal(slips('spectra', 'spektra', 3), 1);
    assert.equal(slips('spectra', 'sepctra', 3), 1);
    assert.equal(slips('spectra', 'esprit', 9), 5);
  });

  it('stops counting at one more than asked for', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, fc.nat(4), (a, b, most) => {
        assert.equal(slips(a, b, most), Math.min(slips(a, b, 99), most + 1));
        assert.equal(slips(a, b, most), slips(b, a, most));
        assert.equal(slips(a, a, most), 0);
      }),
    );
  });

  it('compares model numbers without case, spaces and dashes', () => {
    assert.equal(squeezed(' sd4n35–pg e1. '), 'SD4N35PGE1');
  });

  it('writes numerals in every way', () => {
    assert.deepEqual(withNumerals(['spectra', 'iv']), [
      ['spectra', 'iv'],
      ['spectra', '4'],
      ['spectra', 'four'],
    ]);
  });
});
