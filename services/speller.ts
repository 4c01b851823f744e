import { within } from './edit-distance.ts';

/** Puts one lower-case word right where it is a slip, and leaves every other word alone. */
export type Speller = (word: string) => string;

interface Candidate {
  word: string;
  letters: number;
}

/**
 * Knows slips of these `words` (of four letters and more): one edit away, two for long words. A word is only touched
 * where it is no word itself.
 */
export function createSpeller(words: Iterable<string>, isWord: (word: string) => boolean): Speller {
  /** The words that a slip may come from, by its first letter and length. */
  const byShape = new Map<string, Candidate[]>();
  for (const word of words) {
    if (word.length < 4) continue;
    const reach = word.length >= 8 ? 2 : 1;
    for (const start of new Set([word[0], word[1]])) {
      for (let length = word.length - reach; length <= word.length + reach; length++) {
        const key = `${start}${length}`;
        byShape.set(key, [...(byShape.get(key) ?? []), { word, letters: lettersOf(word) }]);
      }
    }
  }

  /** Of several the one that begins and ends alike. */
  function closest(word: string): string | undefined {
    const letters = lettersOf(word);
    const near = (byShape.get(`${word[0]}${word.length}`) ?? [])
      .filter(right => bitCount(right.letters ^ letters) <= 4 && sameEnough(word, right.word))
      .map(right => right.word);
    if (near.length < 2) return near[0];
    return (
      near.find(right => right[0] === word[0] && right.at(-1) === word.at(-1) && within(1, word, right)) ?? near[0]
    );
  }

  return word => (isWord(word) ? word : (closest(word) ?? word));
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

function sameEnough(word: string, right: string): boolean {
  if (within(1, word, right)) return right.length > 4 || word[0] === right[0] || word.length === right.length;
  return right.length >= 8 && word[0] === right[0] && within(2, word, right);
}
