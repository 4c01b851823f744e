import assert from 'node:assert/strict';
import { createIntentGuess } from '../../../dialogs/understanding/intent-guess.ts';

describe('a guess at an intent', () => {
  const guess = createIntentGuess();

  it('knows what its examples say', () => {
    assert.equal(guess(' please disregard my request ')?.intent, 'cancel');
    assert.equal(guess(' is anyone working on my camera ')?.intent, 'check-status');
  });

  it('is the same every time', () => {
    const words = ' could somebody look at a dome for us ';
    assert.deepEqual(createIntentGuess()(words), guess(words));
  });

  it('says how much of the words it knows', () => {
    assert.equal(guess(' zzz qqq '), undefined);
    const half = guess(' cancel zzz ');
    assert.equal(half?.known, 0.5);
  });
});
