/**
 * Case, RMA and customer numbers (R21, R22): ten digits that can be typed on a phone. A leading digit tells the kind,
 * eight random digits make them unguessable, a Damm check digit tells a mistyped number from an unknown one.
 */
import { randomInt } from 'node:crypto';

export type NumberKind = 'case' | 'rma' | 'customer';

const LEADING: Record<NumberKind, string> = { customer: '2', case: '4', rma: '7' };

/** A totally anti-symmetric quasigroup of order 10 (H. M. Damm, 2004): catches every single-digit error and swap. */
const QUASIGROUP = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

/** The Damm check digit of a string of digits; 0 for a string that already ends in its own. */
export function dammDigit(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number(QUASIGROUP[interim]?.[Number(digit)]);
  return String(interim);
}

/** Draws a fresh number. Unique only together with a unique index and a retry: see `issueNumber`. */
export type DrawNumber = (kind: NumberKind) => string;

export const drawNumber: DrawNumber = kind => {
  const body = LEADING[kind] + String(randomInt(100_000_000)).padStart(8, '0');
  return body + dammDigit(body);
};

/** What a string that should be a number turned out to be. */
export type ReadNumber =
  | { kind: 'number'; of: NumberKind; value: string }
  /** It has the shape of such a number, but a digit is wrong, missing or too many. */
  | { kind: 'mistyped' }
  | { kind: 'none' };

/** Words that may stand before a number, or stick to it. */
const WORDS = /(?<![a-z])(?:support|case|r\s?m\s?a|customer|number|num|no|nr|id)(?![a-z])\.?|[#:]/gi;
/** Whatever groups digits: spaces, every dash, and the invisible marks that come along with copied text. */
const GROUPING = /[\s.\p{Pd}\p{Cf}\u2212/_]/gu;
const AROUND = /^[\p{P}\s`|]+|[\p{P}\s`|]+$/gu;
/** Fewer typed digits are a word of O, I and L, or a short number of something else. */
const FEWEST_DIGITS = 5;

/** Reads one number with any grouping, a word such as `CASE` or `RMA` before it, and letters O and I typed for 0 and 1. */
export function readNumber(text: string): ReadNumber {
  const bare = text.slice(0, 200).normalize('NFKC').replace(WORDS, ' ').replace(AROUND, '').replace(GROUPING, '');
  if (!/^[\dOIl]{8,12}$/i.test(bare) || bare.replace(/\D/g, '').length < FEWEST_DIGITS) return { kind: 'none' };
  const digits = bare.replace(/O/gi, '0').replace(/[Il]/gi, '1');
  const of = (Object.keys(LEADING) as NumberKind[]).find(kind => digits.startsWith(LEADING[kind]));
  if (digits.length !== 10 || !of || dammDigit(digits) !== '0') return { kind: 'mistyped' };
  return { kind: 'number', of, value: digits };
}

/** As people see it: `4123-4567-89`. */
export function writeNumber(value: string): string {
  return `${value.slice(0, 4)}-${value.slice(4, 8)}-${value.slice(8)}`;
}
