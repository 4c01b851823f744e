/** What staff typed, read as what they may mean by it: the likeliest first. */
import { normaliseSerial } from '../catalog/units.ts';
import { readNumber } from '../numbers.ts';
import { phraseOf, wordsIn } from './words.ts';

export type Way =
  | { by: 'case' | 'rma' | 'customer'; number: string }
  | { by: 'email'; email: string }
  | { by: 'serial'; serial: string }
  /** A whole name, or its first words; any one word. */
  | { by: 'phrase'; phrase: string }
  /** All of them, in any order. */
  | { by: 'words'; words: readonly string[] };

export interface Question {
  ways: Way[];
  /** It has the shape of a number of ours, but a digit is wrong, missing or too many. */
  isMistyped: boolean;
}

const LEAD = /^\s*(?:(?:please|find|show(?: me)?|search(?: for)?|look ?up|open|where is|what about)\s+)+/i;
const LABEL = /^\s*(?:serial(?: (?:number|no\.?))?|s\/?n|e-?mail|name|company|customer|from|of)\s*[:#]?\s+/i;
const EMAIL = /[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:"]+\.[^\s@<>()[\],;:"]+/;
/** Ten digits in any grouping, with nothing else of a word around them. */
const NUMBER = /(?<![\p{L}\p{N}])\d(?:[\s.\p{Pd}/_]?\d){9}(?![\p{L}\p{N}])/u;
const SERIAL = /^(?=.*\d)[\p{L}\p{N}][\p{L}\p{N}\s./_\p{Pd}]{2,39}$/u;
/** More words are a sentence, and no name. */
const MOST_WORDS = 8;

export function readQuestion(text: string): Question {
  const asked = text
    .slice(0, 400)
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .replace(/[?!]+\s*$/, '')
    .replace(LEAD, '')
    .trim();
  const number = readNumber(asked);
  const inside = number.kind === 'number' ? number : readNumber(NUMBER.exec(asked)?.[0] ?? '');
  if (inside.kind === 'number') return { ways: [{ by: inside.of, number: inside.value }], isMistyped: false };
  const email = EMAIL.exec(asked)?.[0].replace(/\.+$/, '').toLowerCase();
  if (email) return { ways: [{ by: 'email', email }], isMistyped: false };
  const bare = asked.replace(LABEL, '');
  const serial = SERIAL.test(bare) ? normaliseSerial(bare) : '';
  const words = wordsIn(bare);
  const isName = words.length > 0 && words.length <= MOST_WORDS;
  return {
    ways: [
      ...(serial.length >= 3 ? [{ by: 'serial' as const, serial }] : []),
      ...(isName ? [{ by: 'phrase' as const, phrase: phraseOf(words) }] : []),
      ...(isName && words.length > 1 ? [{ by: 'words' as const, words }] : []),
    ],
    isMistyped: number.kind === 'mistyped' || inside.kind === 'mistyped',
  };
}
