/** Holidays as a profile names them: once, every year on a date, or on a weekday of a month. */
import { DateTime } from 'luxon';
import { z } from 'zod';

const PLACES = ['first', 'second', 'third', 'fourth', 'last'];
/** Monday first, as ISO counts them. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
];
const OF_A_MONTH = new RegExp(`^(${PLACES.join('|')}) (${WEEKDAYS.join('|')}) of (${MONTHS.join('|')})$`);

/** "2026-12-24", "12-25", "fourth thursday of november". */
export const HolidayRule = z
  .string()
  .refine(isRule, 'must be a date such as 2026-12-24 or 12-25, or a day such as "fourth thursday of november"');

function isRule(rule: string): boolean {
  // A leap year, so that February 29 is a day that there is.
  const date = /^\d{2}-\d{2}$/.test(rule) ? `2024-${rule}` : rule;
  return OF_A_MONTH.test(rule) || (/^\d{4}-\d{2}-\d{2}$/.test(date) && DateTime.fromISO(date).isValid);
}

/** @param date ISO */
export function isOn(rule: string, date: string): boolean {
  const [, place = '', weekday = '', month = ''] = OF_A_MONTH.exec(rule) ?? [];
  if (!place) return rule === date || rule === date.slice(5);
  const day = DateTime.fromISO(date, { zone: 'utc' });
  if (day.month !== MONTHS.indexOf(month) + 1 || day.weekday !== (WEEKDAYS as readonly string[]).indexOf(weekday) + 1)
    return false;
  if (place === 'last') return day.plus({ weeks: 1 }).month !== day.month;
  return Math.ceil(day.day / 7) === PLACES.indexOf(place) + 1;
}
