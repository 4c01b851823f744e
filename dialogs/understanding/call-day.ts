/** A day ahead in the words of a customer who is to be called; the dates of problems look back, these look on. */
import type { DateTime } from 'luxon';
import { COUNT, countOf, DAY, dayOf, MONTH, monthOf, WEEKDAY, weekdayOf } from './date-words.ts';

export interface DayAhead {
  day: DateTime;
  /** Named by its weekday: today's may be that of next week. */
  isWeekday?: boolean;
  isOver?: boolean;
  /** The text without it. */
  rest: string;
}

interface Context {
  /** Midnight of today by the customer's clock. */
  today: DateTime;
  country: string;
  words: string;
}

type Read = (match: RegExpExecArray, context: Context) => Omit<DayAhead, 'rest'> | undefined;

/** Said in November, January is next year's; a day of the months just over is a slip, and over. */
const SLIP_DAYS = 120;
const MONTH_FIRST = new Set(['US', 'CA', 'PH']);

const ahead =
  (days: number): Read =>
  (_, { today }) => ({ day: today.plus({ days }) });

const FORMS: readonly [pattern: RegExp, read: Read][] = [
  [
    /\b(20\d\d)-(\d\d)-(\d\d)\b/,
    ([, year, month, day], context) => onDate(Number(day), Number(month), context, Number(year)),
  ],
  [/\byesterday\b|\blast (?:night|week)\b/, (_, { today }) => ({ day: today.minus({ days: 1 }), isOver: true })],
  [/\b(?:the )?day after tomorrow\b/, ahead(2)],
  [/\b(?:tomorrow|tomorow|tommorow|tommorrow|tomorrw|tmrw|tmr|tomoz)\b/, ahead(1)],
  [/\b(?:later )?today\b|\bthis (?=morning|afternoon|evening)|\btonight\b/, ahead(0)],
  [
    new RegExp(`\\bin (${COUNT}) (day|week)s?\\b`),
    ([, count = '', unit], { today }) => ({ day: today.plus({ [`${unit}s`]: countOf(count) }) }),
  ],
  [
    new RegExp(`\\b(?:(?:on|this|next|the|coming|by) ){0,3}(?:(?:week )?(?:on )?)(${WEEKDAY})(?: (?:next|this) week)?`),
    ([said, day = ''], { today }) => {
      const days = (weekdayOf(day) - today.weekday + 7) % 7;
      const isNextWeek = /next week/.test(said ?? '') && today.plus({ days }).weekNumber === today.weekNumber;
      return { day: today.plus({ days: isNextWeek ? days + 7 : days }), isWeekday: true };
    },
  ],
  [/\bnext week\b/, (_, { today }) => ({ day: today.startOf('week').plus({ weeks: 1 }) })],
  [
    new RegExp(`\\b(${MONTH}) (?:the )?(${DAY})\\b`),
    ([, month = '', day = ''], context) => onDate(dayOf(day), monthOf(month), context),
  ],
  [
    new RegExp(`\\b(?:the )?(${DAY})(?: of)? (${MONTH})`),
    ([, day = '', month = ''], context) => onDate(dayOf(day), monthOf(month), context),
  ],
  [
    /\b(\d{1,2})\/(\d{1,2})(?:\/(20\d\d|\d\d))?\b/,
    ([, a, b, year], context) => {
      const isMonthFirst = Number(b) > 12 || (Number(a) <= 12 && MONTH_FIRST.has(context.country));
      const [month, day] = isMonthFirst ? [Number(a), Number(b)] : [Number(b), Number(a)];
      return onDate(day, month, context, year === undefined ? undefined : (Number(year) % 2000) + 2000);
    },
  ],
  [
    /\b(?:on )?the (\d{1,2})(?:st|nd|rd|th)\b/,
    ([, said], context) => {
      const { today } = context;
      const month = Number(said) >= today.day ? today.month : (today.month % 12) + 1;
      return onDate(Number(said), month, context);
    },
  ],
];

export function readDayAhead(words: string, context: Context): DayAhead | undefined {
  for (const [pattern, read] of FORMS) {
    const match = pattern.exec(words);
    const found = match && read(match, context);
    if (!match || !found) continue;
    // What part of the day it was stays to be read.
    const left = match[0] === 'tonight' ? 'tonight' : ' ';
    return { ...found, rest: `${words.slice(0, match.index)}${left}${words.slice(match.index + match[0].length)}` };
  }
  return undefined;
}

function onDate(day: number, month: number, { today }: Context, year?: number): Omit<DayAhead, 'rest'> | undefined {
  const date = today.set({ year: year ?? today.year, month, day: 1 }).plus({ days: day - 1 });
  if (month < 1 || month > 12 || date.month !== month || day < 1) return undefined;
  if (date >= today) return { day: date };
  const isNextYear = year === undefined && today.diff(date, 'days').days > SLIP_DAYS;
  return isNextYear ? { day: date.plus({ years: 1 }) } : { day: date, isOver: true };
}
