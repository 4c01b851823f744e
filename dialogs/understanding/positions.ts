/** Words for a place in a list of products, counted from 1: "the second serial", "the other one". */
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const OTHERWISE: Readonly<Record<string, number>> = { former: 1, other: 2, latter: 2 };

/** Also for "2" and "2nd"; undefined for "last", which depends on the list, and for any other word. */
export function positionOf(said: string): number | undefined {
  const word = said.toLowerCase();
  const digits = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)?.[1];
  if (digits) return Number(digits);
  const place = ORDINALS.indexOf(word) + 1;
  if (place > 0) return place;
  return Object.hasOwn(OTHERWISE, word) ? OTHERWISE[word] : undefined;
}
