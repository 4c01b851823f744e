import type { DateTime } from 'luxon';
import { countOf } from './date-words.ts';

export interface DateContext {
  /** Midnight of today in the person's zone. */
  today: DateTime;
  now: DateTime;
  country: string;
  /** The text is little more than the date: bare forms ("may", "sat", "2023") count. */
  isAnswer: boolean;
}

export interface DateRead {
  date: DateTime;
  vague?: boolean;
  /** Counted from today ("three days ago"). */
  relative?: boolean;
  /** The year was not said. */
  yearless?: boolean;
}

/** Nothing else was said. */
export function isWhole(match: RegExpMatchArray): boolean {
  return match.input?.trim().replace(/[.!]$/, '') === match[0].trim().replace(/[.!]$/, '');
}

/** Countries that write the month first. */
const MONTH_FIRST = new Set(['US', 'PH', 'FM', 'MH', 'PW', 'GU', 'PR', 'VI', 'AS', 'MP', 'CA', 'BZ']);

/** A date that is counted from today. */
export const relative = (date: DateTime, vague = false) => ({ date, vague, relative: true });

/** The most recent one before today; "last Tuesday" on a Tuesday is a week ago. */
export function lastWeekday(weekday: number, today: DateTime): DateTime {
  return today.minus({ days: (today.weekday - weekday + 7) % 7 || 7 });
}

function back(today: DateTime, now: DateTime, count: number, unit: string): DateTime {
  if (/^(?:min|h)/.test(unit))
    return now.minus(unit.startsWith('h') ? { hours: count } : { minutes: count }).startOf('day');
  if (unit.startsWith('f')) return today.minus({ weeks: 2 * count });
  if (unit.startsWith('d')) return today.minus({ days: count });
  if (unit.startsWith('w')) return today.minus({ weeks: count });
  return unit.startsWith('m') ? today.minus({ months: count }) : today.minus({ years: count });
}

/** "about two weeks ago": how far back, and how surely. */
export function readAgo(hedge: string | undefined, count: string, unit: string, { today, now }: DateContext) {
  const vague = hedge !== undefined || /few|several|couple/.test(count) || /^(?:month|y)/.test(unit);
  return relative(back(today, now, countOf(count), unit), vague);
}

/** The year as written ("2024", "'24") or as a word ("last", "this"). */
export function year(written: string | undefined, word: string | undefined, today: DateTime): number | undefined {
  if (word) return word === 'last' ? today.year - 1 : today.year;
  if (!written) return undefined;
  return written.startsWith("'") ? 2000 + Number(written.slice(1)) : Number(written);
}

function calendar(day: number, month: number, said: number | undefined, { today }: DateContext) {
  if (said !== undefined) return { date: today.set({ year: said, month, day: 1 }).plus({ days: day - 1 }), valid: day };
  const date = today.set({ month, day: 1 }).plus({ days: day - 1 });
  return { date, yearless: true, valid: day };
}

/** A day of a month; undefined where the month has no such day. */
export function readDay(day: number, month: number, said: number | undefined, context: DateContext) {
  if (day < 1 || day > 31 || month < 1 || month > 12) return undefined;
  const { valid, ...read } = calendar(day, month, said, context);
  return read.date.day === valid ? read : undefined;
}

/** "around May 28" is vague, however exact the day. */
export function hedged(said: string, read: DateRead | undefined): DateRead | undefined {
  return read && /^(?:about|around|by)\b/.test(said) ? { ...read, vague: true } : read;
}

/** "5/28/25": which number is the day is told by the numbers, the mark, or the country. */
export function readSlashed(match: RegExpMatchArray, context: DateContext) {
  const [, a = '', mark, b = '', c] = match;
  const [first, second] = [Number(a), Number(b)];
  const said = c === undefined ? undefined : c.length === 2 ? 2000 + Number(c) : Number(c);
  const monthFirst =
    mark === '.' ? first <= 12 && second > 12 : second > 12 || (first <= 12 && MONTH_FIRST.has(context.country));
  return monthFirst ? readDay(second, first, said, context) : readDay(first, second, said, context);
}

/** A month, or a part of it from `day` on: always vague. */
export function readMonth(month: number, said: number | undefined, day: number, { today }: DateContext) {
  const date = today.set({ year: said ?? today.year, month, day: 1 });
  const within = date.set({ day: Math.min(day, date.daysInMonth ?? 28) });
  return { date: within, vague: true, yearless: said === undefined };
}

/** The day from which a part of a month is reckoned. */
export const PART: Readonly<Record<string, number>> = {
  beginning: 1,
  start: 1,
  early: 1,
  mid: 15,
  middle: 15,
  late: 25,
  end: 31,
};

/** Month and day of a feast that has a fixed day. */
export function feastDay(feast: string): [month: number, day: number] {
  if (/christmas|xmas/.test(feast)) return [12, 25];
  if (feast.startsWith('boxing')) return [12, 26];
  if (feast.startsWith('hallo')) return [10, 31];
  if (feast.startsWith('val')) return [2, 14];
  if (/july/.test(feast)) return [7, 4];
  return feast.includes('eve') ? [12, 31] : [1, 1];
}
