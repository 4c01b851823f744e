/** A time of day in the words of a customer who is to be called: what is not said is as business has it. */

export interface ClockTime {
  /** `opening`: as early as somebody is there. */
  kind: 'clock' | 'opening';
  hour: number;
  minute: number;
  /** IANA, where one was named. */
  zone?: string | undefined;
}

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const HOUR = `(\\d{1,2}|${NUMBERS.join('|')})`;
const HALF_DAY = '(?:ish\\b)?(?: ?(am|pm|a\\.m\\.?|p\\.m\\.?|a|p)\\b\\.?)?';
const CUE = '(?:at|after|from|around|about|by|past|before|between|until|say|@|~)';

const PARTS: readonly [pattern: RegExp, hour: number][] = [
  [/\b(?:noon|midday|lunch ?time|lunch)\b/, 12],
  [/\b(?:early )?afternoon\b/, 14],
  [/\b(?:evening|tonight|after work)\b/, 18],
  [/\bmorning\b/, 9],
];
const OPENING = /\bfirst thing\b|\bwhen you open\b|\bopening time\b|\bas early as possible\b/;

/** How people name the zones in which they are likely to be; short names only right behind a time. */
const ZONES: readonly [pattern: RegExp, zone: string][] = [
  [/\beastern\b|(?:[ap]m|\d) e[sd]?t\b/, 'America/New_York'],
  [/\bcentral\b|(?:[ap]m|\d) c[sd]?t\b/, 'America/Chicago'],
  [/\bmountain\b|(?:[ap]m|\d) m[sd]?t\b/, 'America/Denver'],
  [/\bpacific\b|(?:[ap]m|\d) p[sd]?t\b/, 'America/Los_Angeles'],
  [/\b(?:utc|gmt)\b/, 'UTC'],
  [/\b(?:uk|london) time\b|(?:[ap]m|\d) bst\b/, 'Europe/London'],
  [/\bcest?\b/, 'Europe/Berlin'],
];

/** @param rest what was said, in lower case, without the day */
export function readClock(rest: string): ClockTime | undefined {
  const zone = ZONES.find(([pattern]) => pattern.test(rest))?.[1];
  const part = PARTS.find(([pattern]) => pattern.test(rest))?.[1];
  const told = toldIn(rest, part);
  if (told) return { kind: 'clock', ...told, zone };
  if (OPENING.test(rest)) return { kind: 'opening', hour: 0, minute: 0, zone };
  return part === undefined ? undefined : { kind: 'clock', hour: part, minute: 0, zone };
}

const FRACTIONS: Readonly<Record<string, number>> = { half: 30, quarter: 15, five: 5, ten: 10, twenty: 20 };
const FRACTION = new RegExp(
  `\\b(half|quarter|five|ten|twenty|5|10|20|25) (past|to|after|before|till) ${HOUR}\\b${HALF_DAY}`,
);
const WRITTEN = new RegExp(`(?<![\\d:./-])(\\d{1,2})[:.h](\\d{2})(?![\\d:/-])${HALF_DAY}`);
const MARKED = new RegExp(`(?<![\\w:./-])${HOUR} ?(?:(am|pm|a\\.m|p\\.m)\\b|(o'?clock)\\b)`);
const CUED = new RegExp(
  `(?:^|\\s)${CUE} ${HOUR}(?!(?!ish\\b)[\\w:./-]|\\s+(?:days?|weeks?|minutes?|mins?|hours?|hrs?)\\b)${HALF_DAY}`,
);
const ALONE = new RegExp(`^(?:at |maybe |ok |okay |yes,? )?${HOUR}${HALF_DAY}(?: please| (?:e|c|m|p)[sd]?t)?\\.?$`);
const RANGE = new RegExp(`(?<![\\w:./-])${HOUR} ?(?:-|to|and) ?${HOUR}(?: ?(am|pm))\\b`);

function toldIn(rest: string, part: number | undefined): { hour: number; minute: number } | undefined {
  const fraction = FRACTION.exec(rest);
  if (fraction) {
    const [, amount = '', way = '', hour = '', half] = fraction;
    const minutes = FRACTIONS[amount] ?? Number(amount);
    const isBefore = /^(?:to|before|till)$/.test(way);
    const whole = hourOf(hour, half, part);
    if (whole === undefined || minutes > 59) return undefined;
    return isBefore ? { hour: (whole + 23) % 24, minute: 60 - minutes } : { hour: whole, minute: minutes };
  }
  const written = WRITTEN.exec(rest);
  if (written && Number(written[2]) < 60) {
    const hour = hourOf(written[1] ?? '', written[3], part);
    return hour === undefined ? undefined : { hour, minute: Number(written[2]) };
  }
  // "2 to 4 pm": both are of that half.
  const range = RANGE.exec(rest);
  const [, said = '', half] = range
    ? [range[0], range[1], sameHalf(range[1] ?? '', range[2] ?? '', range[3])]
    : (MARKED.exec(rest) ?? CUED.exec(rest) ?? ALONE.exec(rest) ?? []);
  const hour = said ? hourOf(said, half, part) : undefined;
  return hour === undefined ? undefined : { hour, minute: 0 };
}

/** "11 to 2 pm" begins in the morning. */
function sameHalf(from: string, to: string, half: string | undefined): string | undefined {
  return numberOf(from) % 12 <= numberOf(to) % 12 ? half : undefined;
}

function numberOf(said: string): number {
  const named = NUMBERS.indexOf(said);
  return named >= 0 ? named + 1 : Number(said);
}

/** An hour that is left open is one of a working day: 7 to 11 in the morning, 12 to 6 after it. */
function hourOf(said: string, half: string | undefined, part: number | undefined): number | undefined {
  const hour = numberOf(said);
  if (hour > 23) return undefined;
  if (half?.startsWith('p')) return hour < 12 ? hour + 12 : hour;
  if (half?.startsWith('a')) return hour === 12 ? 0 : hour;
  if (hour > 12 || said.startsWith('0')) return hour;
  if (part === 9) return hour;
  if (part !== undefined && part > 12 && hour < 12) return hour + 12;
  return hour >= 1 && hour <= 6 ? hour + 12 : hour;
}
