/** Days on which the maker works: what is promised in business days is counted in them (R19). */
import { DateTime } from 'luxon';
import { addDays } from '../calendar.ts';

/** @param date ISO, in the maker's zone */
export type IsBusinessDay = (date: string) => boolean;

/** Monday to Friday, for a maker that names no holidays. */
export const isWeekday: IsBusinessDay = date => DateTime.fromISO(date, { zone: 'utc' }).weekday <= 5;

/** A calendar in which nobody ever works would be counted for ever. */
const LONGEST_PAUSE = 366;

/** The business day that comes so many after `date`, which need not be one itself. */
export function addBusinessDays(date: string, days: number, isBusinessDay: IsBusinessDay = isWeekday): string {
  let day = date;
  for (let left = days, paused = 0; left > 0 && paused < LONGEST_PAUSE; ) {
    day = addDays(day, 1);
    if (isBusinessDay(day)) {
      left--;
      paused = 0;
    } else paused++;
  }
  return day;
}
