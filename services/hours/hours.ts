/** When people are at the desk: by the maker's clock, its week and its holidays, right over changes of that clock. */
import { DateTime } from 'luxon';
import { addDays, dateIn } from '../calendar.ts';
import type { HoursContent, Span } from './content.ts';
import { isOn, WEEKDAYS } from './holidays.ts';

export type Standing =
  | { kind: 'open'; until: Date }
  /** `holiday`: why, where today is one. */
  | { kind: 'closed'; opensAt: Date; holiday?: string };

export interface Hours {
  /** IANA: the maker's. */
  timeZone: string;
  at(instant: Date): Standing;
  isOpen(instant: Date): boolean;
  /** The first instant from then on at which somebody is there. */
  nextOpen(instant: Date): Date;
  /** @param date ISO, in the maker's zone */
  isBusinessDay(date: string): boolean;
  /** "Monday to Friday, 8:00 AM to 5:00 PM (Pacific Time)". */
  told(locale?: string): string;
}

/** Longer than any run of holidays. */
const DAYS_AHEAD = 400;

export function createHours({ week, holidays }: HoursContent, timeZone: string): Hours {
  const holidayOn = (date: string) => holidays.find(({ on }) => isOn(on, date))?.name;

  function weekly(date: string): readonly Span[] {
    const weekday = WEEKDAYS[DateTime.fromISO(date, { zone: 'utc' }).weekday - 1];
    return (weekday && week[weekday]) ?? [];
  }

  const isBusinessDay = (date: string) => holidayOn(date) === undefined && weekly(date).length > 0;

  function spansOn(date: string): { from: Date; to: Date }[] {
    if (!isBusinessDay(date)) return [];
    const instant = (clock: string) => DateTime.fromISO(`${date}T${clock}`, { zone: timeZone }).toJSDate();
    return weekly(date).map(({ from, to }) => ({ from: instant(from), to: instant(to) }));
  }

  function at(instant: Date): Standing {
    const today = dateIn(timeZone, instant);
    const now = spansOn(today).find(({ from, to }) => from <= instant && instant < to);
    if (now) return { kind: 'open', until: now.to };
    const holiday = holidayOn(today);
    for (let days = 0; days < DAYS_AHEAD; days++) {
      const next = spansOn(addDays(today, days)).find(({ from }) => from > instant);
      if (next) return { kind: 'closed', opensAt: next.from, ...(holiday && { holiday }) };
    }
    throw new Error('the profile’s holidays leave no day on which anybody is there');
  }

  return {
    timeZone,
    at,
    isBusinessDay,
    isOpen: instant => at(instant).kind === 'open',
    nextOpen(instant) {
      const standing = at(instant);
      return standing.kind === 'open' ? instant : standing.opensAt;
    },
    told: (locale = 'en-US') => `${written(week, locale)} (${zoneName(timeZone, locale)})`,
  };
}

/** Neighbouring days that are alike are told together. */
function written(week: HoursContent['week'], locale: string): string {
  const days = WEEKDAYS.map((day, index) => ({ index, spans: week[day] ?? [] }));
  const runs: { first: number; last: number; spans: readonly Span[] }[] = [];
  for (const { index, spans } of days) {
    const run = runs.at(-1);
    if (run && JSON.stringify(run.spans) === JSON.stringify(spans)) run.last = index;
    else runs.push({ first: index, last: index, spans });
  }
  return runs
    .filter(({ spans }) => spans.length > 0)
    .map(({ first, last, spans }) => {
      const named = first === last ? dayName(first, locale) : `${dayName(first, locale)} to ${dayName(last, locale)}`;
      return `${named}, ${spans.map(({ from, to }) => `${clock(from, locale)} to ${clock(to, locale)}`).join(' and ')}`;
    })
    .join('; ');
}

/** The first of 2024 was a Monday. */
const day = (index: number, time = '12:00') => DateTime.fromISO(`2024-01-0${index + 1}T${time}`, { zone: 'utc' });
const dayName = (index: number, locale: string) => day(index).setLocale(locale).toFormat('cccc');
const clock = (time: string, locale: string) => day(0, time).setLocale(locale).toLocaleString(DateTime.TIME_SIMPLE);

function zoneName(timeZone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(new Date(0));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
