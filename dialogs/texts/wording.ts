/** Small change of wording that every sentence may need. */

/** "a", "a and b", "a, b and c". */
export function list(items: readonly string[], last = 'and'): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** A number for the ear: digit by digit, with a pause between the groups. */
export function digitByDigit(number: string): string {
  return [number.slice(0, 4), number.slice(4, 8), number.slice(8)].map(group => [...group].join(' ')).join(', ');
}
