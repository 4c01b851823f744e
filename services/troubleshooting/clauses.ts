import { slips } from '../catalog/spelling.ts';

/** Any denial, as phrases write it. */
export const NOT = 'not';

const DENIAL =
  /^(?:no|not|none|never|without|cannot|cant|wont|doesnt|dont|didnt|isnt|arent|wasnt|wouldnt|couldnt|hasnt|aint|refuses?|unable|neither|stopped|stops|quit)$/;
const STOP = /^stop(?:s|ped|ping)?$/;
const CLAUSE_END = /[.,;:!?\n()]+|\b(?:but|although|though|while|whereas|however|otherwise)\b/;
const LONGEST = 2000;

/** Makes of a word what it is compared by. */
export type Comparable = (word: string) => string;

/** The clauses of a description, each as words that can be compared: denials as `not`, "won't stop" left out. */
export function clausesOf(description: string, comparable: Comparable): string[][] {
  return description
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/['’`]/g, '')
    .split(CLAUSE_END)
    .map(clause => wordsOf(clause, comparable));
}

function wordsOf(clause: string, comparable: Comparable): string[] {
  const words = (clause.match(/[\p{L}\p{N}]+/gu) ?? []).filter(word => word.length <= 30);
  return words.flatMap((word, i) => {
    const next = words[i + 1] ?? '';
    const before = words[i - 1] ?? '';
    if (DENIAL.test(word) && !STOP.test(word) && STOP.test(next)) return [];
    if (STOP.test(word) && DENIAL.test(before) && !STOP.test(before)) return [];
    return [DENIAL.test(word) ? NOT : comparable(word)];
  });
}

/** Cuts the commonest English endings, alike in phrases and descriptions: `moves`, `moving` and `moved` are one. */
export function stem(word: string): string {
  return cut(cut(word));
}

function cut(word: string): string {
  const base = word.replace(/(?:ing|ed|es|s|e|y)$/, '');
  return word.length < 4 || base.length < 3 ? word : base.replace(/([b-df-hj-np-tv-z])\1$/, '$1');
}

/**
 * Compares words by their stems, and a misspelt one by the stem of the word it stands for. Slips allowed: none in short
 * words, one from five letters, two from nine; the first letter must be right.
 */
export function createSpelling(known: Iterable<string>): Comparable {
  const words = [...new Set(known)].filter(word => word.length >= 5);
  const stems = new Set([...known].map(stem));
  return word => {
    const own = stem(word);
    if (stems.has(own) || word.length < 5) return own;
    const most = word.length < 9 ? 1 : 2;
    const meant = words.find(other => other[0] === word[0] && slips(word, other, most) <= most);
    return meant === undefined ? own : stem(meant);
  };
}
