import { type DateOptions, readDate } from './date.ts';
import { positionOf } from './positions.ts';
import type { DateReading } from './understood.ts';

/** "The first one", "the other camera", "number 2", "the last". */
const ITEM =
  /\b(?:(?:the |my )?(first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|other|last|former|latter)\b(?: (?:one|unit|camera|product|dome|item|recorder)\b)?|(?:number|no\.?|unit|camera|product|item|#) ?(\d)\b(?![/.-]\d))/gi;

/** A date told of one product, which is counted from 1; -1 is the last. */
export interface ItemDate {
  item: number;
  reading: Extract<DateReading, { kind: 'date' }>;
}

/** "The first one 3 November, the other one yesterday": dates told for one product each; empty unless for at least two. */
export function datesByItem(text: string, options: DateOptions): ItemDate[] {
  const named = [...text.matchAll(ITEM)];
  const dates = named.flatMap(({ 1: word, 2: digit, 0: said, index }, at) => {
    const from = index + said.length;
    const reading = readDate(text.slice(from, named[at + 1]?.index), options);
    const item = digit === undefined ? (positionOf(word ?? '') ?? -1) : Number(digit);
    return reading.kind === 'date' ? [{ item, reading }] : [];
  });
  return dates.length > 1 ? dates : [];
}
