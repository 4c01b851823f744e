/** Calendar days in a place: deadlines are told and kept as dates, not as instants (R8, R9). */
import { DateTime } from 'luxon';

/** A formatter takes far longer to make than to use. */
const formats = new Map<string, Intl.DateTimeFormat>();

const MOST_FORMATS = 1_000;

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  if (formats.size >= MOST_FORMATS) formats.clear();
  formats.set(key, known);
  return known;
}

/** Nowhere does a day begin within a quarter of an hour of the world's clock: so long an answer holds. */
const QUARTER_MS = 15 * 60_000;
/** More than there are: their names may be written in more than one way. */
const MOST_ZONES = 1_000;
/** For each zone the quarter asked for last, and the date in it. */
const latest = new Map<string, { quarter: number; date: string }>();

/** The date (YYYY-MM-DD) that a calendar in `zone` (IANA; UTC where it is none) shows at `instant`. */
export function dateIn(zone: string, instant: Date): string {
  const quarter = Math.floor(instant.getTime() / QUARTER_MS);
  const known = latest.get(zone);
  if (known?.quarter === quarter) return known.date;
  const date = reckoned(zone, instant);
  if (latest.size >= MOST_ZONES) latest.clear();
  latest.set(zone, { quarter, date });
  return date;
}

function reckoned(zone: string, instant: Date): string {
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

/** The instant at which a clock in `zone` shows that full hour on that day; the next one there is, where it is skipped. */
export function timeOn(date: string, hour: number, zone: string): Date {
  return DateTime.fromISO(date, { zone }).set({ hour }).toJSDate();
}

/** "Tuesday, November 17, 2026" in the reader's own way of writing dates. */
export function writeDate(date: string, locale = 'en-US'): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return format(locale, options).format(new Date(`${date}T00:00:00Z`));
}

/** "Nov 17, 2026", where there is little room. */
export function writeShortDate(date: string, locale = 'en-US'): string {
  return format(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** "Nov 17, 2026, 9:05 AM": an instant as a clock in `zone` (IANA; UTC where it is none) shows it. */
export function writeMoment(instant: Date, zone: string, locale = 'en-US'): string {
  return shownIn(zone, instant, locale, { dateStyle: 'medium', timeStyle: 'short' });
}

/** "Thursday, November 26 at 10:00 AM Pacific Time": for an appointment, with the zone whose clock is meant. */
export function writeAppointment(instant: Date, zone: string, locale = 'en-US'): string {
  const day = { weekday: 'long', month: 'long', day: 'numeric' } as const;
  return shownIn(zone, instant, locale, { ...day, hour: 'numeric', minute: '2-digit', timeZoneName: 'longGeneric' });
}

function shownIn(zone: string, instant: Date, locale: string, options: Intl.DateTimeFormatOptions): string {
  try {
    return format(locale, { ...options, timeZone: zone }).format(instant);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return format(locale, { ...options, timeZone: 'UTC' }).format(instant);
  }
}
