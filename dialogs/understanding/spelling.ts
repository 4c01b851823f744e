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

interface Candidate {
  word: string;
  letters: number;
}

/** The words that a slip may come from, by its first letter and length. */
const BY_SHAPE = new Map<string, Candidate[]>();
for (const word of LEXICON) {
  if (word.length < 4) continue;
  const reach = word.length >= 8 ? 2 : 1;
  for (const start of new Set([word[0], word[1]])) {
    for (let length = word.length - reach; length <= word.length + reach; length++) {
      const key = `${start}${length}`;
      BY_SHAPE.set(key, [...(BY_SHAPE.get(key) ?? []), { word, letters: lettersOf(word) }]);
    }
  }
}

/** The letters of a word as bits: two words that differ in many letters cannot be near, which is cheap to see. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) - 97);
  return bits;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** One edit, two for long words; of several the one that begins and ends alike. */
function closest(word: string): string | undefined {
  const letters = lettersOf(word);
  const near = (BY_SHAPE.get(`${word[0]}${word.length}`) ?? [])
    .filter(right => bitCount(right.letters ^ letters) <= 4 && sameEnough(word, right.word))
    .map(right => right.word);
  if (near.length < 2) return near[0];
  return near.find(right => right[0] === word[0] && right.at(-1) === word.at(-1) && within(1, word, right)) ?? near[0];
}

function sameEnough(word: string, right: string): boolean {
  if (within(1, word, right)) return right.length > 4 || word[0] === right[0] || word.length === right.length;
  return right.length >= 8 && word[0] === right[0] && within(2, word, right);
}
