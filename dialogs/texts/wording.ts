/** Small change of wording that every sentence may need. */

/** "a", "a and b", "a, b and c". */
export function list(items: readonly string[], last = 'and'): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** As much of a long story as is worth reading back. */
const EXCERPT = 160;

/** A person's own words, shortened where they are many: what is on record stays whole. */
export function excerpt(text: string): string {
  if (text.length <= EXCERPT) return text;
  return `${text.slice(0, EXCERPT).replace(/\s+\S*$/, '')} …`;
}

/** A number for the ear: digit by digit, with a pause between the groups. */
export function digitByDigit(number: string): string {
  return [number.slice(0, 4), number.slice(4, 8), number.slice(8)].map(group => [...group].join(' ')).join(', ');
}

const distances = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const DAY_MS = 86_400_000;

/** How far off an ISO date is from another: "today", "tomorrow", "in 3 days", "12 days ago". */
export function distance(today: string, date: string): string {
  return distances.format(Math.round((Date.parse(date) - Date.parse(today)) / DAY_MS), 'day');
}
