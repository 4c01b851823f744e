import { within } from './edit-distance.ts';
import { LEXICON } from './lexicon.ts';
import { ORDINARY_WORDS } from './ordinary-words.ts';

/**
 * Puts right the words of this trade that were mistyped ("opne a suport case"), and leaves every other word alone.
 * A word is only touched where it is no ordinary English word itself (`ORDINARY_WORDS`) and one trade word is near enough.
 */
export function respell(text: string): string {
  return text.replace(/[a-z]{4,16}/gi, word => {
    const lower = word.toLowerCase();
    return LEXICON.has(lower) || ORDINARY_WORDS.has(lower) ? word : (closest(lower) ?? word);
  });
}

const BY_SHAPE = new Map<string, string[]>();
for (const word of LEXICON) {
  if (word.length < 4) continue;
  for (const start of new Set([word[0], word[1]])) {
    for (const length of word.length >= 8 ? [-2, -1, 0, 1, 2] : [-1, 0, 1]) {
      const key = `${start}${word.length + length}`;
      BY_SHAPE.set(key, [...(BY_SHAPE.get(key) ?? []), word]);
    }
  }
}

/** One edit, two for long words; of several the one that begins and ends alike. */
function closest(word: string): string | undefined {
  const near = (BY_SHAPE.get(`${word[0]}${word.length}`) ?? []).filter(
    right => (right[0] === word[0] || right[1] === word[0]) && sameEnough(word, right),
  );
  if (near.length < 2) return near[0];
  return near.find(right => right[0] === word[0] && right.at(-1) === word.at(-1) && within(1, word, right)) ?? near[0];
}

function sameEnough(word: string, right: string): boolean {
  if (within(1, word, right)) return right.length > 4 || word[0] === right[0] || isSwap(word, right);
  return right.length >= 8 && word[0] === right[0] && within(2, word, right);
}

function isSwap(word: string, right: string): boolean {
  return word.length === right.length;
}
