import {
  type DateContext,
  type DateRead,
  feastDay,
  hedged,
  isWhole,
  lastWeekday,
  PART,
  readAgo,
  readDay,
  readMonth,
  readSlashed,
  relative,
  year,
} from './date-reckoning.ts';
import { COUNT, countOf, DAY, dayOf, MONTH, monthOf, ORDINAL, WEEKDAY, weekdayOf } from './date-words.ts';

export interface DateForm {
  hint: RegExp;
  pattern: RegExp;
  read(match: RegExpMatchArray, context: DateContext): DateRead | undefined;
}

/** Without its hint a form is not even tried: most sentences hold no date. */
const HINTS = {
  now: /today|this|tonight|now|ago|overnight|last|day|recent|lately/,
  unit: /min|h(?:ou)?r|day|w(?:ee)?k|fortnight|month|y(?:ea)?r/,
  weekday: /mon|tue|wed|thu|fri|sat|sun|weekend/,
  month: /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/,
  digit: /\d/,
  ordinal: /\d|st|nd|rd|th/,
  feast: /christmas|xmas|boxing|year|halloween|july|valentine/,
  ahead: /tomorrow|next|in /,
} as const;

const form = (hint: keyof typeof HINTS, pattern: string, read: DateForm['read']): DateForm => ({
  hint: HINTS[hint],
  pattern: new RegExp(`(?<![\\wÀ-ÿ/-])${pattern}(?![\\wÀ-ÿ])`, 'g'),
  read,
});

const HEDGE =
  '(?:(?:about|around|approximately|approx|roughly|like|maybe|some|almost|nearly|over|more than|at least|circa|ca|probably|i think|say) )';
const SINCE = '(?:since|on|from|in|during|of|until|back in|around|about|by|starting|as of|sometime in|it was)';
const UNIT = '(minute|min|hour|hr|day|week|wk|fortnight|month|year|yr)s?';
const YEAR = "(?:,? ?(?:of )?(20\\d\\d|19\\d\\d|'\\d\\d)|,? (?:of )?(last|this) year)?";

/** The forms in which people say since when; each pattern is free of nested repetition. */
export const DATE_FORMS: readonly DateForm[] = [
  form(
    'now',
    '(?:earlier )?(?:today|this (?:morning|afternoon|evening)|tonight|just now|right now|a moment ago|an hour or so ago)',
    (_, { today }) => relative(today),
  ),
  form('now', '(the )?day before yesterday', (_, { today }) => relative(today.minus({ days: 2 }))),
  form(
    'now',
    '(?:yesterday|yday)(?: (?:morning|afternoon|evening|night))?|last (?:night|evening)|overnight',
    (_, { today }) => relative(today.minus({ days: 1 })),
  ),
  form(
    'unit',
    `(${HEDGE})?(${COUNT})(?:[- ]or[- ]${COUNT})? ?${UNIT} (?:ago|back|before|earlier|now)`,
    ([, hedge, count = '', unit = ''], context) => readAgo(hedge, count, unit, context),
  ),
  form(
    'unit',
    `(?:for|since|from|the last|the past|these last|last|past)(?: the (?:last|past))? (${HEDGE})?(${COUNT}) ${UNIT}`,
    ([said = '', hedge, count = '', unit = ''], context) =>
      /^(?:last|past) (?:a|an|one) /.test(said) ||
      (/^for/.test(said) && /^(?:min|h)/.test(unit)) ||
      /^for an? (?:day|year|yr|month)/.test(said)
        ? undefined
        : readAgo(hedge, count, unit, context),
  ),
  // "2 weeks", and nothing else: since when?
  form('unit', `(${HEDGE})?(${COUNT}) ?${UNIT}(?: or so| now| already)?`, (match, context) =>
    isWhole(match) ? readAgo(match[1], match[2] ?? '', match[3] ?? '', context) : undefined,
  ),
  form(
    'weekday',
    `(?:a|one) (week|fortnight) (?:ago )?(?:on |last |from )?(${WEEKDAY})`,
    ([, unit, day = ''], { today }) =>
      relative(lastWeekday(weekdayOf(day), today).minus({ weeks: unit === 'week' ? 1 : 2 })),
  ),
  form('weekday', `(${COUNT}) (${WEEKDAY.replace('\\b', 's?\\b')}) ago`, ([, count = '', day = ''], { today }) =>
    relative(lastWeekday(weekdayOf(day), today).minus({ weeks: countOf(count) - 1 })),
  ),
  form('weekday', `(?:on )?(${WEEKDAY}),? (?:of )?last week|last week(?: on)?,? (${WEEKDAY})`, ([, a, b], { today }) =>
    relative(
      today
        .startOf('week')
        .minus({ weeks: 1 })
        .plus({ days: weekdayOf(a ?? b ?? '') - 1 }),
    ),
  ),
  form(
    'weekday',
    `(?:(about|around) )?((?:(?:since|on|last|past|this|this past|from|by|until|the other|back on) )*)(${WEEKDAY})(?: (?:morning|afternoon|evening|night))?`,
    ([, hedge, cue, day = ''], { today, isAnswer }) => {
      const short = /^(?:sat|sun|mon|wed|fri)\.?$/.test(day);
      return short && !cue && !isAnswer ? undefined : relative(lastWeekday(weekdayOf(day), today), hedge !== undefined);
    },
  ),
  form('weekday', '(?:(?:since|over|on|at|during|from) )?(?:the |last |this |this past )+weekend', (_, { today }) =>
    relative(lastWeekday(6, today), true),
  ),
  form(
    'unit',
    '(?:the )?(beginning|start|middle|end) of (last|this|the) (week|month|year)',
    ([, part = '', which, unit], { today }) => {
      const base = today.minus(which === 'last' ? { [`${unit}s`]: 1 } : {}).startOf(unit as 'week' | 'month' | 'year');
      const end = base.endOf(unit as 'week' | 'month' | 'year').startOf('day');
      const middle = base.plus({ days: Math.floor(end.diff(base, 'days').days / 2) });
      return relative(/end/.test(part) ? end : /middle/.test(part) ? middle : base, true);
    },
  ),
  form('unit', '(?:earlier |sometime )?(last|this|past) (week|month|year)', ([, which, unit], { today }) => {
    if (which === 'this') return relative(today.startOf(unit as 'week' | 'month' | 'year'), true);
    return relative(
      unit === 'week' ? today.minus({ weeks: 1 }) : today.minus({ [`${unit}s`]: 1 }).startOf(unit as 'month' | 'year'),
      true,
    );
  }),
  form('now', 'recently|lately|the other day', (_, { today, isAnswer }) =>
    isAnswer ? relative(today.minus({ days: 3 }), true) : undefined,
  ),
  form(
    'digit',
    '(20\\d\\d|19\\d\\d)[-/.](\\d{1,2})[-/.](\\d{1,2})(?:t[\\d:.]{4,12}z?)?',
    ([, y, month, day], context) => readDay(Number(day), Number(month), Number(y), context),
  ),
  form('digit', '(\\d{1,2})([/.-])(\\d{1,2})\\2(20\\d\\d|19\\d\\d|\\d\\d)', readSlashed),
  form('digit', `(?:${SINCE} (?:the )?)?(\\d{1,2})(/)(\\d{1,2})`, (match, context) => {
    const [said, a, , b] = match;
    const hasCue = /^[a-z]/.test(said ?? '');
    // "24/7", "a 1/4 inch screw".
    if (!hasCue && (`${a}/${b}` === '24/7' || (!isWhole(match) && Number(a) <= 4 && Number(b) <= 8))) return undefined;
    return readSlashed(match, context);
  }),
  form('digit', `(?:${SINCE} (?:the )?)?(\\d{1,2})(\\.)(\\d{1,2})\\.?`, (match, context) =>
    /^[a-z]/.test(match[0]) || match[0].endsWith('.') || isWhole(match) ? readSlashed(match, context) : undefined,
  ),
  form(
    'month',
    `(?:${SINCE} )?(${MONTH}) (?:the )?(${DAY})${YEAR}`,
    ([said = '', month = '', day = '', y, word], context) =>
      hedged(said, readDay(dayOf(day), monthOf(month), year(y, word, context.today), context)),
  ),
  form(
    'month',
    `(?:${SINCE} )?(?:the )?(${DAY})[ -]?(?:of )?(${MONTH})-?${YEAR}`,
    ([said = '', day = '', month = '', y, word], context) =>
      hedged(said, readDay(dayOf(day), monthOf(month), year(y, word, context.today), context)),
  ),
  form(
    'month',
    `(?:the )?(early|mid|late|beginning of|start of|middle of|end of)[- ](${MONTH})${YEAR}`,
    ([, part = '', month = '', y, word], context) =>
      readMonth(monthOf(month), year(y, word, context.today), PART[part.split(' ')[0] ?? ''] ?? 1, context),
  ),
  form(
    'month',
    `(?:(${SINCE}|last|this) )?(?:(?:early|sometime in) )?(${MONTH})${YEAR}(?! ?\\d)`,
    ([, cue, month = '', y, word], context) => {
      const said = year(y, word, context.today);
      // "it may be broken", "cameras march on": a month that is also a verb needs more than itself.
      if (!cue && said === undefined && !context.isAnswer && /^(?:may|march|mar|sept?|dec|jan|jun)\b/.test(month))
        return undefined;
      return readMonth(monthOf(month), said, 1, context);
    },
  ),
  form(
    'ordinal',
    `(?:(on|since|from) )?the (\\d{1,2}(?:st|nd|rd|th)|${ORDINAL})(?: of (this|last) month)?(?= ?(?:[.,;!?]|$|and|but|it|the))`,
    (match, context) => {
      const [, cue, day = '', which] = match;
      if (!cue && !isWhole(match)) return undefined;
      const number = dayOf(day);
      const base = context.today
        .startOf('month')
        .minus({ months: which === 'last' || (!which && number > context.today.day) ? 1 : 0 });
      return number > (base.daysInMonth ?? 28) ? undefined : { date: base.set({ day: number }) };
    },
  ),
  form(
    'feast',
    "(?:(?:on|at|since|around|before|after) )?(christmas|xmas|boxing day|new years? (?:day|eve)|new year's(?: day| eve)?|halloween|july 4th|4th of july|valentines? day|valentine's(?: day)?)",
    ([, feast = ''], { today }) => {
      const [month, day] = feastDay(feast);
      return { date: today.set({ month, day }), yearless: true };
    },
  ),
  form(
    'digit',
    '(?:(?:in|since|from|back in|around|about) )?(?<!\\d[\\s.)-]{0,2})((?:20|19)\\d\\d)(?![-/.]\\d)',
    ([said = '', y], { today, isAnswer }) =>
      (isAnswer || /^\p{L}/u.test(said)) && Number(y) <= today.year
        ? { date: today.set({ year: Number(y), month: 1, day: 1 }), vague: true }
        : undefined,
  ),
  form('ahead', 'tomorrow', (_, { today }) => relative(today.plus({ days: 1 }))),
  form('ahead', `next (?:(week|month|year)|(${WEEKDAY}))`, ([, unit, day], { today }) =>
    relative(
      unit ? today.plus({ [`${unit}s`]: 1 }) : lastWeekday(weekdayOf(day ?? ''), today).plus({ weeks: 1 }),
      true,
    ),
  ),
  form('ahead', `in (${COUNT}) (day|week|month)s?`, ([, count = '', unit], { today }) =>
    relative(today.plus({ [`${unit}s`]: countOf(count) })),
  ),
];
