import type { DateTime } from 'luxon';
import { type DateOptions, inZone, readDate } from './date.ts';
import { tidy } from './tidy.ts';
import type { DateReading } from './understood.ts';

/** Words without which there is no date that the quick forms do not read themselves. */
const HINT =
  /\b(?:ago|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|winter|easter|thanksgiving|memorial day|labou?r day|quarter)s?\b/i;

const LONGEST_WORD = 24;

/** How much text around the hint the recognizer is given: it slows down steeply with length. */
const WINDOW = 120;

/**
 * Reads a date with the quick forms, and only where they find none but the text speaks of time, with the full
 * recognizer, which is loaded then (it takes a third of a second and 50 MB). It is given a short window without
 * long runs of digits, on which it hangs, and its crashes count as no date.
 */
export async function recognizeDate(text: string, options: DateOptions): Promise<DateReading> {
  const quick = readDate(text, options);
  const window = quick.kind === 'none' ? timeWindow(text) : undefined;
  if (window === undefined) return quick;
  const today = inZone(options.now, options.timeZone);
  // The recognizer reckons in the machine's own zone: it is given a clock that shows the person's day.
  const clock = new Date(today.year, today.month - 1, today.day, 12);
  try {
    const { recognizeDateTime } = await import('@microsoft/recognizers-text-date-time');
    const [found] = recognizeDateTime(window, 'en-us', undefined, clock);
    return found && HINT.test(found.text) ? asReading(found.text, candidates(found.resolution), today) : quick;
  } catch {
    return quick;
  }
}

/** The stretch of a text that may hold a date, or undefined: no hint of one, or nothing that is safe to read. */
export function timeWindow(text: string): string | undefined {
  const tidied = tidy(text);
  const hint = HINT.exec(tidied);
  if (!hint) return undefined;
  const start = Math.max(0, hint.index - WINDOW / 2);
  const window = tidied.slice(start, start + WINDOW).replace(/\n/g, ' ');
  const isSafe =
    (window.match(/\d/g)?.length ?? 0) <= 8 &&
    (window.match(/\d+/g)?.length ?? 0) <= 3 &&
    /^[\p{L}\d\s.,'/-]*$/u.test(window);
  return isSafe && window.split(' ').every(word => word.length <= LONGEST_WORD) ? window : undefined;
}

function candidates(resolution: unknown): string[] {
  const values = (resolution as { values?: Record<string, string>[] } | null)?.values ?? [];
  return values
    .flatMap(value => value['value'] ?? value['start'] ?? [])
    .filter(value => /^\d{4}-\d\d-\d\d/.test(value));
}

/** Of the dates that the words may mean, the latest that is not ahead; only ahead: future. */
function asReading(said: string, values: readonly string[], today: DateTime): DateReading {
  const iso = today.toISODate() ?? '';
  const days = values.map(value => value.slice(0, 10)).sort();
  const past = days.filter(day => day <= iso).at(-1);
  if (past !== undefined) return { kind: 'date', value: past, said, vague: true, relative: true };
  const [ahead] = days;
  return ahead === undefined ? { kind: 'none' } : { kind: 'future', value: ahead, said };
}
