import type { Family } from './product.ts';
import { squeezed } from './spelling.ts';

/** The beginning of a family's model numbers. */
export interface Prefix {
  /** As the catalog writes it. */
  raw: string;
  squeezed: string;
  family: Family;
  /** What must follow it before a string is a model number of the family. */
  tail: RegExp;
  /** The same inside a sentence, where `ext5512` or `12VAC` may mean anything. */
  sentenceTail: RegExp;
}

export interface Prefixes {
  all: readonly Prefix[];
  /** The longest prefix that a squeezed string begins with: it decides over all shorter ones. */
  longest(squeezed: string): Prefix | undefined;
}

/** Compiles the prefixes of all families: one map lookup for each length that occurs. */
export function createPrefixes(families: readonly Family[]): Prefixes {
  const all = families.flatMap(family => family.prefixes.map(raw => prefixOf(raw, family)));
  const bySqueezed = new Map(all.map(prefix => [prefix.squeezed, prefix]));
  const lengths = [...new Set(all.map(prefix => prefix.squeezed.length))].sort((a, b) => b - a);
  return {
    all,
    longest(text) {
      for (const length of lengths) {
        const prefix = length <= text.length ? bySqueezed.get(text.slice(0, length)) : undefined;
        if (prefix) return prefix;
      }
      return undefined;
    },
  };
}

const ANY = /^/;
const DIGIT = /^\d/;
const ONE_LETTER_THEN_DIGIT = /^[A-Z]?\d/;

function prefixOf(raw: string, family: Family): Prefix {
  const bare = squeezed(raw);
  return { raw, squeezed: bare, family, ...tails(bare) };
}

/** A prefix proves more the more it looks like a model number itself: `DX8100` stands alone, `EX` needs its digits. */
function tails(bare: string): Pick<Prefix, 'tail' | 'sentenceTail'> {
  if (/^\d/.test(bare)) return { tail: DIGIT, sentenceTail: DIGIT };
  if (/\d/.test(bare)) return { tail: ANY, sentenceTail: ANY };
  return { tail: ONE_LETTER_THEN_DIGIT, sentenceTail: bare.length > 2 ? ONE_LETTER_THEN_DIGIT : DIGIT };
}
