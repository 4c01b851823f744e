import { DateTime } from 'luxon';
import { DATE_FORMS, type DateForm } from './date-forms.ts';
import type { DateContext, DateRead } from './date-reckoning.ts';
import { respell } from './spelling.ts';
import { tidy } from './tidy.ts';
import type { DateReading } from './understood.ts';

export interface DateOptions {
  now: Date;
  /** IANA name of the person's zone; UTC where it is not known. */
  timeZone?: string | undefined;
  /** ISO 3166-1 alpha-2: decides whether 5/6 is the fifth of June or the sixth of May. */
  country?: string | undefined;
}

/** A date in a text, with where it stands in the (tidied) text. */
export interface FoundDate {
  reading: Extract<DateReading, { kind: 'date' | 'future' }>;
  start: number;
  end: number;
}

/**
 * Since when something is broken: the first date of an answer or sentence, exact where it was said exactly.
 * A day or month without a year is the most recent one; what lies ahead is `future`, for the desk to ask about.
 */
export function readDate(text: string, options: DateOptions): DateReading {
  return findDate(tidy(text), options)?.reading ?? { kind: 'none' };
}

/** A day without a year up to this far ahead is more likely a slip than a day eleven months ago. */
const SLIP_DAYS = 30;

/** "There was a storm on Friday, and ever since then …": the date just before it is meant. */
const THEREAFTER = /\b(?:(?:ever )?since (?:then|that)|from then on|after that)\b/i;

/**
 * The same with its place, in a text that is tidy already. Of several the one that begins first, then the longest.
 * Where nothing is found as written, slips are put right first ("yesteday"), and the place is that in the corrected text.
 */
export function findDate(text: string, options: DateOptions): FoundDate | undefined {
  const found = thereafter(text, options) ?? findIn(text, options);
  if (found) return found;
  const corrected = respell(text);
  return corrected === text ? undefined : findIn(corrected, options);
}

/** The last date before a "since then". */
function thereafter(text: string, options: DateOptions): FoundDate | undefined {
  const before = text.slice(0, THEREAFTER.exec(text)?.index ?? 0);
  let found: FoundDate | undefined;
  for (let from = 0, tries = 0; tries < MOST_DATES; tries++) {
    const next = findIn(before.slice(from), options);
    if (!next) return found;
    found = { ...next, start: next.start + from, end: next.end + from };
    from = found.end;
  }
  return found;
}

/** Nobody tells more dates before coming to the point. */
const MOST_DATES = 6;

function findIn(text: string, options: DateOptions): FoundDate | undefined {
  const words = text.toLowerCase();
  let context: DateContext | undefined;
  let best: FoundDate | undefined;
  for (const form of DATE_FORMS) {
    if (!form.hint.test(words)) continue;
    for (const match of words.matchAll(form.pattern)) {
      context ??= contextOf(words, options);
      const found = judged(form, match, context);
      if (!found) continue;
      if (!best || found.start < best.start || (found.start === best.start && found.end > best.end)) best = found;
      break;
    }
  }
  return best && { ...best, reading: { ...best.reading, said: text.slice(best.start, best.end).trim() } };
}

/** Made only once something looks like a date: reckoning in time zones costs more than all the looking. */
function contextOf(words: string, { now, timeZone, country = 'US' }: DateOptions): DateContext {
  const here = inZone(now, timeZone);
  return { today: here.startOf('day'), now: here, country, isAnswer: words.split(/\s+/, 4).length <= 3 };
}

function judged(form: DateForm, match: RegExpMatchArray, context: DateContext): FoundDate | undefined {
  const start = match.index ?? 0;
  const read = form.read(match, context);
  if (!read?.date.isValid) return undefined;
  return { reading: asReading(read, context.today, match[0]), start, end: start + match[0].length };
}

/** Now, as the person's clock shows it; UTC where their zone is unknown or none. */
export function inZone(now: Date, timeZone: string | undefined): DateTime {
  const here = DateTime.fromJSDate(now, { zone: timeZone ?? 'utc' });
  return here.isValid ? here : DateTime.fromJSDate(now, { zone: 'utc' });
}

function asReading(read: DateRead, today: DateTime, said: string): FoundDate['reading'] {
  const ahead = read.date.startOf('day').diff(today, 'days').days;
  const past = read.yearless && ahead > (read.vague ? 0 : SLIP_DAYS) ? read.date.minus({ years: 1 }) : read.date;
  const value = past.toISODate() ?? '';
  if (past.startOf('day') > today) return { kind: 'future', value, said };
  return { kind: 'date', value, said, vague: read.vague ?? false, relative: read.relative ?? false };
}
