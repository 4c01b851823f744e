import type { DateTime } from 'luxon';
import { COUNT, countOf, DAY, dayOf, MONTH, monthOf, ORDINAL, WEEKDAY, weekdayOf } from './date-words.ts';

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

export interface DateForm {
  pattern: RegExp;
  read(match: RegExpMatchArray, context: DateContext): DateRead | undefined;
}

const form = (pattern: string, read: DateForm['read']): DateForm => ({
  pattern: new RegExp(`(?<![\\p{L}\\d/-])${pattern}(?![\\p{L}\\d])`, 'gu'),
  read,
});

const HEDGE = '(?:(?:about|around|approximately|approx|roughly|like|maybe|some|almost|nearly|over|more than|at least|circa|ca|probably|i think|say) )';
const SINCE = '(?:since|on|from|in|during|of|until|back in|around|about|by|starting|as of|sometime in|it was)';
const UNIT = '(minute|min|hour|hr|day|week|wk|fortnight|month|year|yr)s?';
const YEAR = "(?:,? ?(?:of )?(20\\d\\d|19\\d\\d|'\\d\\d)|,? (?:of )?(last|this) year)?";

/** Countries that write the month first. */
const MONTH_FIRST = new Set(['US', 'PH', 'FM', 'MH', 'PW', 'GU', 'PR', 'VI', 'AS', 'MP', 'CA', 'BZ']);

const relative = (date: DateTime, vague = false) => ({ date, vague, relative: true });

/** The most recent one before today; "last Tuesday" on a Tuesday is a week ago. */
function lastWeekday(weekday: number, today: DateTime): DateTime {
  return today.minus({ days: (today.weekday - weekday + 7) % 7 || 7 });
}

function back(today: DateTime, now: DateTime, count: number, unit: string): DateTime {
  if (/^(?:min|h)/.test(unit)) return now.minus(unit.startsWith('h') ? { hours: count } : { minutes: count }).startOf('day');
  if (unit.startsWith('f')) return today.minus({ weeks: 2 * count });
  if (unit.startsWith('d')) return today.minus({ days: count });
  if (unit.startsWith('w')) return today.minus({ weeks: count });
  return unit.startsWith('m') ? today.minus({ months: count }) : today.minus({ years: count });
}

function readAgo(hedge: string | undefined, count: string, unit: string, { today, now }: DateContext) {
  const vague = hedge !== undefined || /few|several|couple/.test(count) || /^(?:month|y)/.test(unit);
  return relative(back(today, now, countOf(count), unit), vague);
}

function year(written: string | undefined, word: string | undefined, today: DateTime): number | undefined {
  if (word) return word === 'last' ? today.year - 1 : today.year;
  if (!written) return undefined;
  return written.startsWith("'") ? 2000 + Number(written.slice(1)) : Number(written);
}

function calendar(day: number, month: number, said: number | undefined, { today }: DateContext) {
  if (said !== undefined) return { date: today.set({ year: said, month, day: 1 }).plus({ days: day - 1 }), valid: day };
  const date = today.set({ month, day: 1 }).plus({ days: day - 1 });
  return { date, yearless: true, valid: day };
}

function readDay(day: number, month: number, said: number | undefined, context: DateContext) {
  if (day < 1 || day > 31 || month < 1 || month > 12) return undefined;
  const { valid, ...read } = calendar(day, month, said, context);
  return read.date.day === valid ? read : undefined;
}

function readSlashed(match: RegExpMatchArray, context: DateContext) {
  const [, a = '', mark, b = '', c] = match;
  const [first, second] = [Number(a), Number(b)];
  const said = c === undefined ? undefined : c.length === 2 ? 2000 + Number(c) : Number(c);
  const monthFirst = mark === '.' ? first <= 12 && second > 12 : second > 12 || (first <= 12 && MONTH_FIRST.has(context.country));
  return monthFirst ? readDay(second, first, said, context) : readDay(first, second, said, context);
}

function readMonth(month: number, said: number | undefined, day: number, { today }: DateContext) {
  const date = today.set({ year: said ?? today.year, month, day: 1 });
  const within = date.set({ day: Math.min(day, date.daysInMonth ?? 28) });
  return { date: within, vague: true, yearless: said === undefined };
}

const PART: Readonly<Record<string, number>> = { beginning: 1, start: 1, early: 1, mid: 15, middle: 15, late: 25, end: 31 };

/** The forms in which people say since when; each pattern is free of nested repetition. */
export const DATE_FORMS: readonly DateForm[] = [
  form('(?:earlier )?(?:today|this (?:morning|afternoon|evening)|tonight|just now|right now|a moment ago|an hour or so ago)', (_, { today }) =>
    relative(today),
  ),
  form('(the )?day before yesterday', (_, { today }) => relative(today.minus({ days: 2 }))),
  form('(?:yesterday|yday)(?: (?:morning|afternoon|evening|night))?|last (?:night|evening)|overnight', (_, { today }) =>
    relative(today.minus({ days: 1 })),
  ),
  form(`(${HEDGE})?(${COUNT})(?:[- ]or[- ]${COUNT})? ?${UNIT} (?:ago|back|before|earlier|now)`, ([, hedge, count = '', unit = ''], context) =>
    readAgo(hedge, count, unit, context),
  ),
  form(
    `(?:for|since|from|the last|the past|these last|last|past)(?: the (?:last|past))? (${HEDGE})?(${COUNT}) ${UNIT}`,
    ([said = '', hedge, count = '', unit = ''], context) =>
      /^(?:last|past) (?:a|an|one) /.test(said) || (/^for/.test(said) && /^(?:min|h)/.test(unit)) || /^for an? (?:day|year|yr|month)/.test(said)
        ? undefined
        : readAgo(hedge, count, unit, context),
  ),
  form(`(?:a|one) (week|fortnight) (?:ago )?(?:on |last |from )?(${WEEKDAY})`, ([, unit, day = ''], { today }) =>
    relative(lastWeekday(weekdayOf(day), today).minus({ weeks: unit === 'week' ? 1 : 2 })),
  ),
  form(`(${COUNT}) (${WEEKDAY.replace('\\b', 's?\\b')}) ago`, ([, count = '', day = ''], { today }) =>
    relative(lastWeekday(weekdayOf(day), today).minus({ weeks: countOf(count) - 1 })),
  ),
  form(`(?:on )?(${WEEKDAY}),? (?:of )?last week|last week(?: on)?,? (${WEEKDAY})`, ([, a, b], { today }) =>
    relative(today.startOf('week').minus({ weeks: 1 }).plus({ days: weekdayOf(a ?? b ?? '') - 1 })),
  ),
  form(
    `(?:(about|around) )?((?:(?:since|on|last|past|this|this past|from|by|until|the other|back on) )*)(${WEEKDAY})(?: (?:morning|afternoon|evening|night))?`,
    ([, hedge, cue, day = ''], { today, isAnswer }) => {
      const short = /^(?:sat|sun|mon|wed|fri)\.?$/.test(day);
      return short && !cue && !isAnswer ? undefined : relative(lastWeekday(weekdayOf(day), today), hedge !== undefined);
    },
  ),
  form('(?:(?:since|over|on|at|during|from) )?(?:the |last |this |this past )+weekend', (_, { today }) =>
    relative(lastWeekday(6, today), true),
  ),
  form('(?:the )?(beginning|start|middle|end) of (last|this|the) (week|month|year)', ([, part = '', which, unit], { today }) => {
    const base = today.minus(which === 'last' ? { [`${unit}s`]: 1 } : {}).startOf(unit as 'week' | 'month' | 'year');
    const end = base.endOf(unit as 'week' | 'month' | 'year').startOf('day');
    const middle = base.plus({ days: Math.floor(end.diff(base, 'days').days / 2) });
    return relative(/end/.test(part) ? end : /middle/.test(part) ? middle : base, true);
  }),
  form('(?:earlier |sometime )?(last|this|past) (week|month|year)', ([, which, unit], { today }) => {
    if (which === 'this') return relative(today.startOf(unit as 'week' | 'month' | 'year'), true);
    return relative(unit === 'week' ? today.minus({ weeks: 1 }) : today.minus({ [`${unit}s`]: 1 }).startOf(unit as 'month' | 'year'), true);
  }),
  form('recently|lately|the other day', (_, { today, isAnswer }) => (isAnswer ? relative(today.minus({ days: 3 }), true) : undefined)),
  form('(20\\d\\d|19\\d\\d)[-/.](\\d{1,2})[-/.](\\d{1,2})(?:t[\\d:.]{4,12}z?)?', ([, y, month, day], context) =>
    readDay(Number(day), Number(month), Number(y), context),
  ),
  form('(\\d{1,2})([/.-])(\\d{1,2})\\2(20\\d\\d|19\\d\\d|\\d\\d)', readSlashed),
  form(`(?:${SINCE} (?:the )?)?(\\d{1,2})(/)(\\d{1,2})`, (match, context) => {
    const [said, a, , b] = match;
    const cue = said?.match(/^\p{L}/u) !== null;
    if (!cue && !context.isAnswer && (`${a}/${b}` === '24/7' || (Number(a) <= 4 && Number(b) <= 8))) return undefined;
    return readSlashed(match, context);
  }),
  form(`(?:${SINCE} (?:the )?)?(\\d{1,2})(\\.)(\\d{1,2})\\.?`, (match, context) =>
    /^\p{L}/u.test(match[0]) || match[0].endsWith('.') || context.isAnswer ? readSlashed(match, context) : undefined,
  ),
  form(`(?:${SINCE} )?(${MONTH}) (?:the )?(${DAY})${YEAR}`, ([, month = '', day = '', y, word], context) =>
    readDay(dayOf(day), monthOf(month), year(y, word, context.today), context),
  ),
  form(`(?:${SINCE} )?(?:the )?(${DAY})[ -]?(?:of )?(${MONTH})-?${YEAR}`, ([, day = '', month = '', y, word], context) =>
    readDay(dayOf(day), monthOf(month), year(y, word, context.today), context),
  ),
  form(`(?:the )?(early|mid|late|beginning of|start of|middle of|end of)[- ](${MONTH})${YEAR}`, ([, part = '', month = '', y, word], context) =>
    readMonth(monthOf(month), year(y, word, context.today), PART[part.split(' ')[0] ?? ''] ?? 1, context),
  ),
  form(`(?:(${SINCE}|last|this) )?(?:(?:early|sometime in) )?(${MONTH})${YEAR}`, ([, cue, month = '', y, word], context) => {
    const said = year(y, word, context.today);
    // "it may be broken", "cameras march on": a month that is also a verb needs more than itself.
    if (!cue && said === undefined && !context.isAnswer && /^(?:may|march|mar|sept?|dec|jan|jun)\b/.test(month)) return undefined;
    return readMonth(monthOf(month), said, 1, context);
  }),
  form(`(?:on|since|from) the (\\d{1,2}(?:st|nd|rd|th)|${ORDINAL})(?: of (this|last) month)?(?= ?(?:[.,;!?]|$|and|but|it|the))`, ([, day = '', which], context) => {
    const number = dayOf(day);
    const base = context.today.startOf('month').minus({ months: which === 'last' || (!which && number > context.today.day) ? 1 : 0 });
    return number > (base.daysInMonth ?? 28) ? undefined : { date: base.set({ day: number }) };
  }),
  form('(?:(?:on|at|since|around|before|after) )?(christmas|xmas|boxing day|new years? (?:day|eve)|new year\'s(?: day| eve)?|halloween|july 4th|4th of july|valentines? day|valentine\'s(?: day)?)', ([, feast = ''], { today }) => {
    const [month, day] = feastDay(feast);
    return { date: today.set({ month, day }), yearless: true };
  }),
  form('(?:(?:in|since|from|back in|around|about) )?((?:20|19)\\d\\d)', ([said = '', y], { today, isAnswer }) =>
    (isAnswer || /^\p{L}/u.test(said)) && Number(y) <= today.year ? { date: today.set({ year: Number(y), month: 1, day: 1 }), vague: true } : undefined,
  ),
  form('tomorrow', (_, { today }) => relative(today.plus({ days: 1 }))),
  form(`next (?:(week|month|year)|(${WEEKDAY}))`, ([, unit, day], { today }) =>
    relative(unit ? today.plus({ [`${unit}s`]: 1 }) : lastWeekday(weekdayOf(day ?? ''), today).plus({ weeks: 1 }), true),
  ),
  form(`in (${COUNT}) (day|week|month)s?`, ([, count = '', unit], { today }) => relative(today.plus({ [`${unit}s`]: countOf(count) }))),
];

function feastDay(feast: string): [month: number, day: number] {
  if (/christmas|xmas/.test(feast)) return [12, 25];
  if (feast.startsWith('boxing')) return [12, 26];
  if (feast.startsWith('hallo')) return [10, 31];
  if (feast.startsWith('val')) return [2, 14];
  if (/july/.test(feast)) return [7, 4];
  return feast.includes('eve') ? [12, 31] : [1, 1];
}
