export const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
/** Monday first, as ISO counts them. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const MONTH =
  '(?:january|jan|february|feb|march|mar|april|apr|may|june|jun|july|jul|august|aug|september|sept|sep|october|oct|november|nov|december|dec)\\b\\.?';
export const WEEKDAY =
  '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun)\\b\\.?';

const CARDINALS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  couple: 2,
  three: 3,
  few: 3,
  several: 4,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
};
export const COUNT = `(?:\\d{1,3}|${Object.keys(CARDINALS)
  .map(word => (word === 'couple' ? '(?:a )?couple(?: of)?' : word === 'few' ? '(?:a )?few' : word))
  .join('|')})`;

const ORDINALS = (
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth ' +
  'sixteenth seventeenth eighteenth nineteenth twentieth'
).split(' ');
export const ORDINAL = `(?:(?:twenty|thirty)[- ]?(?:${ORDINALS.slice(0, 9).join('|')})|${ORDINALS.join('|')}|thirtieth)`;
export const DAY = `(?:\\d{1,2}(?: ?(?:st|nd|rd|th))?|${ORDINAL})`;

/** How many a phrase counts: "3", "two", "a couple of". */
export function countOf(said: string): number {
  const word = said.replace(/^(?:a )?(couple|few).*$/, '$1').trim();
  return /^\d+$/.test(word) ? Number(word) : (CARDINALS[word] ?? 1);
}

/** The day of the month that "28th" or "twenty-eighth" is. */
export function dayOf(said: string): number {
  const digits = /^\d+/.exec(said)?.[0];
  if (digits) return Number(digits);
  if (said === 'thirtieth') return 30;
  const tens = said.startsWith('twenty') ? 20 : said.startsWith('thirty') ? 30 : 0;
  return tens + ORDINALS.indexOf(said.replace(/^(?:twenty|thirty)[- ]?/, '')) + 1;
}

/** 1 for January. */
export function monthOf(said: string): number {
  return MONTHS.indexOf(said.slice(0, 3) as (typeof MONTHS)[number]) + 1;
}

/** 1 for Monday. */
export function weekdayOf(said: string): number {
  return WEEKDAYS.indexOf(said.slice(0, 3) as (typeof WEEKDAYS)[number]) + 1;
}
