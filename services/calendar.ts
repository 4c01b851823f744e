/** Calendar days in a place: deadlines are told and kept as dates, not as instants (R8, R9). */
import { DateTime } from 'luxon';

/** A formatter takes far longer to make than to use. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known;
}

/** The date (YYYY-MM-DD) that a calendar in `zone` (IANA; UTC where it is none) shows at `instant`. */
export function dateIn(zone: string, instant: Date): string {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return format('en-CA', { ...options, timeZone: zone }).format(instant);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return instant.toISOString().slice(0, 10);
  }
}

/** `days` calendar days later (or earlier, where negative). */
export function addDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate() ?? date;
}

/** The instant at which that day is over in `zone`; right over changes of daylight saving. */
export function endOfDay(date: string, zone: string): Date {
  return DateTime.fromISO(date, { zone }).endOf('day').toJSDate();
}

/** "Tuesday, November 17, 2026" in the reader's own way of writing dates. */
export function writeDate(date: string, locale = 'en-US'): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return format(locale, options).format(new Date(`${date}T00:00:00Z`));
}
