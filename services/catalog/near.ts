import type { Names } from './names.ts';
import type { Prefix, Prefixes } from './prefixes.ts';
import type { Family } from './product.ts';
import { digitsFolded, slips, squeezed, wordsOf } from './spelling.ts';

/** What may have been meant: what to offer, and its family. */
export interface Candidate {
  as: string;
  family: Family;
}

/** More than this is no longer an offer. */
const MOST = 6;

/** Model numbers whose beginning is a slip away from what was written: `SDN4-B1`, `NET5410`, `ES3OC`, `8100`. */
export function nearModels(answer: string, prefixes: Prefixes): Candidate[] {
  const bare = squeezed(answer);
  if (bare.length < 4 || bare.length > 24 || !/\d/.test(bare)) return [];
  const scored = prefixes.all.flatMap(prefix => scoredNear(answer, bare, prefix));
  const least = Math.min(...scored.map(({ cost }) => cost));
  const candidates = scored.filter(({ cost }) => cost === least).map(({ candidate }) => candidate);
  return distinct(candidates).slice(0, MOST);
}

function scoredNear(answer: string, bare: string, prefix: Prefix): { cost: number; candidate: Candidate }[] {
  const { squeezed: begin, family } = prefix;
  if (!/\d/.test(begin) || begin.length < 4) return [];
  if (/^\d{4,}$/.test(bare)) return begin.endsWith(bare) ? [{ cost: 1, candidate: { as: prefix.raw, family } }] : [];
  const same = bare.slice(0, begin.length);
  if (digitsFolded(same) === digitsFolded(begin)) {
    return [{ cost: 0, candidate: { as: repaired(answer, begin.length, prefix), family } }];
  }
  for (const length of [begin.length, begin.length + 1, begin.length - 1]) {
    const head = bare.slice(0, length);
    if (head.length === length && isSlip(head, begin)) {
      return [{ cost: 1, candidate: { as: repaired(answer, length, prefix), family } }];
    }
  }
  return [];
}

/** One slip; in four letters and digits only a swap is telling. */
function isSlip(head: string, begin: string): boolean {
  if (slips(head, begin, 1) !== 1) return false;
  return begin.length >= 5 ? head[0] === begin[0] : [...head].sort().join() === [...begin].sort().join();
}

/** The prefix put in place of the first `length` letters and digits, the rest as written. */
function repaired(answer: string, length: number, prefix: Prefix): string {
  let end = 0;
  for (let seen = 0; seen < length && end < answer.length; end++) if (squeezed(answer.charAt(end))) seen += 1;
  return prefix.raw + answer.slice(end).toUpperCase();
}

/** What an answer names by ordinary or telling words: certain only if it leaves one family and no more than a slip. */
export type NearName = { kind: 'certain'; family: Family } | { kind: 'near'; candidates: Candidate[] } | undefined;

export function nearName(answer: string, names: Names): NearName {
  const words = wordsOf(answer);
  const exact = names.get(words.join(' ')) ?? names.get(words.join(''));
  if (exact) return judged(exact);
  if (words.length > 4) return undefined;
  for (const word of words) {
    const families = word.length > 3 ? names.get(word) : undefined;
    if (families) return judged(families);
  }
  return misspelt(answer, names);
}

/** What the whole answer is a slip or two away from. */
export function misspelt(answer: string, names: Names): NearName {
  const name = wordsOf(answer).join('');
  if (name.length < 5 || name.length > 30) return undefined;
  const { slips: count, families } = names.close(name, name.length < 8 ? 1 : 2);
  if (families.length === 0) return undefined;
  return count === 1 && name.length > 5 ? judged(families) : { kind: 'near', candidates: offered(families) };
}

function judged(families: readonly Family[]): NearName {
  const [family, ...others] = families;
  if (!family) return undefined;
  return others.length === 0 ? { kind: 'certain', family } : { kind: 'near', candidates: offered(families) };
}

const offered = (families: readonly Family[]): Candidate[] =>
  families.slice(0, MOST).map(family => ({ as: family.name, family }));

function distinct(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map(candidate => [candidate.as, candidate])).values()];
}
