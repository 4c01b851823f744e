import assert from 'node:assert/strict';
import fc from 'fast-check';
import { accentOn, contrastOf } from '../../../bot/web/accent.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map(value => `#${value.toString(16).padStart(6, '0')}`);

describe('the colour that a site asks for', () => {
  it('stays as it is where it can be read', () => {
    assert.deepEqual(accentOn('#0b6b62', '#ffffff'), { accent: '#0b6b62', strong: '#09564e', onAccent: '#ffffff' });
  });

  it('keeps AA contrast on every surface, in text and as a ground for text', () => {
    fc.assert(
      fc.property(colour, fc.constantFrom('#ffffff', '#172126'), (wanted, surface) => {
        const { accent, onAccent } = accentOn(wanted, surface);
        assert.ok(contrastOf(accent, surface) >= 4.5, `${accent} on ${surface}`);
        assert.ok(contrastOf(onAccent, accent) >= 4.5, `${onAccent} on ${accent}`);
      }),
    );
  });
});
