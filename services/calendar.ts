/** Calendar days in a place: deadlines are told and kept as dates, not as instants (R8, R9). */
import { DateTime } from 'luxon';

/** The date (YYYY-MM-DD) that a calendar in `zone` (IANA) shows at `instant`. */
export function dateIn(zone: string, instant: Date): string {
  const local = DateTime.fromJSDate(instant, { zone });
  return (local.isValid ? local : DateTime.fromJSDate(instant, { zone: 'utc' })).toISODate() ?? '';
}

/** `days` calendar days later (or earlier, where negative). */
export function addDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate() ?? date;
}

/** The instant at which that day is over in `zone`; right over changes of daylight saving. */
export function endOfDay(date: string, zone: string): Date {
  return DateTime.fromISO(date, { zone }).endOf('day').toJSDate();
}

/** "Tuesday, 17 November 2026" in the reader's own way of writing dates. */
export function writeDate(date: string, locale = 'en-US'): string {
  return DateTime.fromISO(date, { zone: 'utc' })
    .setLocale(locale)
    .toLocaleString({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}
