/**
 * When somebody may be called: a day and a time ahead, in the customer's own words and by their clock. Only what was said
 * counts; whether people are there at that time is asked of the hours.
 */
import type { DateTime } from 'luxon';
import { type ClockTime, readClock } from './call-clock.ts';
import { type DayAhead, readDayAhead } from './call-day.ts';
import { inZone } from './date.ts';
import { COUNT, countOf } from './date-words.ts';
import { respell } from './spelling.ts';
import { tidy } from './tidy.ts';

export type CallTime =
  /** At a time when somebody is there. */
  | { kind: 'at'; at: Date }
  | { kind: 'soon' }
  /** Nobody is there then; `nearest` is the first time from then on when somebody is. */
  | { kind: 'closed'; at: Date; nearest: Date }
  | { kind: 'past' }
  /** A day without a time: its ISO date by the customer's clock. */
  | { kind: 'which-time'; date: string }
  | { kind: 'too-far' }
  | { kind: 'none' };

export interface CallTimeOptions {
  now: Date;
  /** IANA: the customer's. */
  timeZone: string;
  /** ISO 3166-1 alpha-2: decides whether 5/6 is in May or in June. */
  country?: string | undefined;
  /** The day that was settled before (ISO), where only its time is open. */
  onDate?: string | undefined;
  isOpen(at: Date): boolean;
  /** The first instant from then on at which somebody is there. */
  nextOpen(at: Date): Date;
}

const LONGEST = 200;
const DAYS_AHEAD = 30;
const SOON =
  /\b(?:asap|as soon as (?:possible|you can)|soon(?:est)?|(?:right )?(?:now|away)|immediately|any ?time|whenever|earliest)\b/;
const IN_A_WHILE = new RegExp(
  `\\bin (?:about )?(half an hour|(${COUNT}) ?(minutes?|mins?|hours?|hrs?))\\b( and a half)?`,
);
/** Digits as in a phone number, and addresses: no part of a time. */
const NO_TIME = /\S+@\S+|\+?\(?\d[\d ().-]{6,}\d/g;

export function readCallTime(text: string, options: CallTimeOptions): CallTime {
  const words = respell(tidy(text).slice(0, LONGEST)).toLowerCase();
  const dated = readDayAhead(words, contextOf(words, options));
  const rest = (dated?.rest ?? words).replace(NO_TIME, ' ').replace(/[?!]/g, ' ').replace(/\s+/g, ' ').trim();
  const clock = readClock(rest);
  const now = inZone(options.now, clock?.zone ?? options.timeZone);
  const later = IN_A_WHILE.exec(rest);
  if (later && !dated) return judged(now.plus({ minutes: minutesIn(later) }), options);
  if (!dated && !clock) return SOON.test(words) ? { kind: 'soon' } : { kind: 'none' };
  return settled(dated, clock, now, options);
}

function contextOf(words: string, { now, timeZone, country = 'US' }: CallTimeOptions) {
  return { today: inZone(now, timeZone).startOf('day'), country, words };
}

function settled(
  dated: DayAhead | undefined,
  clock: ClockTime | undefined,
  now: DateTime,
  options: CallTimeOptions,
): CallTime {
  const { onDate } = options;
  const day = dated?.day.toISODate() ?? onDate;
  if (dated?.isOver) return { kind: 'past' };
  if (day !== undefined && daysAhead(day, now) > DAYS_AHEAD) return { kind: 'too-far' };
  if (!clock) return { kind: 'which-time', date: day ?? '' };
  const at = instant(day ?? now.toISODate() ?? '', clock, now);
  // First thing: whenever that day begins for us.
  if (clock.kind === 'opening') return { kind: 'at', at: options.nextOpen(at.startOf('day').toJSDate()) };
  if (at > now) return judged(at, options);
  if (day !== undefined && !dated?.isWeekday) return { kind: 'past' };
  // "At nine", said at ten, is tomorrow; "on Wednesday at nine", said on Wednesday at ten, is in a week.
  return judged(at.plus({ days: day === undefined ? 1 : 7 }), options);
}

function instant(date: string, { hour, minute }: ClockTime, now: DateTime): DateTime {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return now.set({ year, month, day, hour, minute, second: 0, millisecond: 0 });
}

const daysAhead = (date: string, now: DateTime) =>
  (Date.parse(`${date}T00:00:00Z`) - Date.parse(`${now.toISODate()}T00:00:00Z`)) / 86_400_000;

function judged(moment: DateTime, { isOpen, nextOpen }: CallTimeOptions): CallTime {
  const at = moment.toJSDate();
  return isOpen(at) ? { kind: 'at', at } : { kind: 'closed', at, nearest: nextOpen(at) };
}

function minutesIn([, said = '', count = '1', unit = '', half]: RegExpExecArray): number {
  if (said.startsWith('half')) return 30;
  const isHours = unit.startsWith('h');
  return countOf(count) * (isHours ? 60 : 1) + (half && isHours ? 30 : 0);
}
