import type { Prefix, Prefixes } from './prefixes.ts';
import { squeezed, tidied, wordsOf } from './spelling.ts';
import { tokensOf } from './tokens.ts';

const OPENING =
  /^(?:it'?s|it is|its|this is|that'?s|they'?re|i have|i've got|we have|the|an?|my|our|model|number|no\.?|nr\.?|part|product|type|pelco|called|is(?=\s+(?:an?|the)\b)|[\s:#.,"'-])+(?=[\s:#.,"'-]|$)[\s:#.,"'-]*/i;
const CLOSING = /[\s.,;!?"']+$/;

/** An answer to "which model?" without what people put around it: "it's a Pelco ES3012." is `ES3012`. */
export function barely(answer: string): string {
  return answer.trim().replace(OPENING, '').replace(CLOSING, '');
}

/** What a whole answer is as a model number, however it is broken up: `sd 4n35 pg e1`, `DX-8100`, or a prefix alone. */
export type WholeAnswer = { kind: 'model'; model: string; prefix: Prefix } | { kind: 'prefix'; prefix: Prefix };

/** More pieces than this is a sentence. */
const MOST_PIECES = 6;
const MEASURE = /^\d+(?:st|nd|rd|th|x|k|mm|cm|m|ft|in|v|vac|vdc|w|a|mp|tb|gb|mb|hz|am|pm|fps|years?|days?)$/i;
const SENTENCE_WORD =
  /^(?:i|i'?m|im|we|you|it|is|its|are|was|and|or|of|on|at|up|in|to|the|a|an|my|not|no|do|for|with|dont|know|idea|unit)$/i;

/** Whether an answer may be one model number in pieces, rather than a sentence around one. */
function isInPieces(answer: string): boolean {
  const pieces = answer.split(/\s+/);
  const later = pieces.slice(1);
  return pieces.length <= MOST_PIECES && !later.some(piece => SENTENCE_WORD.test(piece) || /^[a-z]{4,}$/i.test(piece));
}

/** Judges the whole answer as one model number. */
export function wholeAnswer(answer: string, prefixes: Prefixes): WholeAnswer | undefined {
  if (!isInPieces(answer)) return undefined;
  const bare = squeezed(answer);
  const prefix = prefixes.longest(bare);
  if (!prefix) return undefined;
  if (bare === prefix.squeezed && !/\d/.test(bare)) return { kind: 'prefix', prefix };
  if (bare === prefix.squeezed || (/\d/.test(bare) && prefix.tail.test(bare.slice(prefix.squeezed.length)))) {
    return { kind: 'model', model: tidied(answer), prefix };
  }
  return undefined;
}

/** The part of an answer that may be a model number with a slip in it: all of it, or the one string that looks like one. */
export function likelyModel(answer: string): string | undefined {
  return isInPieces(answer) ? answer : modelLike(answer);
}

/** The first string in an answer that looks like a model number of any maker, though the catalog does not know it. */
export function modelLike(answer: string): string | undefined {
  if (/^[a-z]{1,5} \d[\da-z-]{1,9}$/i.test(answer) && !answer.split(' ').some(isEveryday)) return tidied(answer);
  if (wordsOf(answer).length > 12) return undefined;
  const found = tokensOf(answer).find(({ text }) => looksLikeModel(text));
  return found && tidied(found.text);
}

function looksLikeModel(text: string): boolean {
  return (
    text.length >= 3 && /\d/.test(text) && /[a-z]/i.test(text) && !isEveryday(text) && !/^\d{1,2}-[a-z]{3}/i.test(text)
  );
}

const MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$/i;
const COUNTED = /^(?:camera|dome|unit|line|channel|number|port|case|rma|order|since|about|room|floor|site)s?$/i;

const isEveryday = (word: string): boolean =>
  MEASURE.test(word) || SENTENCE_WORD.test(word) || MONTH.test(word) || COUNTED.test(word);
