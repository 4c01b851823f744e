/**
 * Whether two short words are at most `limit` edits apart (Damerau's: a letter added, lost, changed, or two neighbours
 * swapped). Cheap enough to ask for every word of a message.
 */
export function within(limit: number, a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.abs(a.length - b.length) > limit) return false;
  if (limit === 1) return withinOne(a, b);
  return distance(a, b) <= limit;
}

function withinOne(a: string, b: string): boolean {
  let front = 0;
  const shorter = Math.min(a.length, b.length);
  while (front < shorter && a.charCodeAt(front) === b.charCodeAt(front)) front++;
  const restA = a.slice(front);
  const restB = b.slice(front);
  if (restA.length === restB.length) {
    return restA.slice(1) === restB.slice(1) || restA === `${restB[1]}${restB[0]}${restB.slice(2)}`;
  }
  return restA.length > restB.length ? restA.slice(1) === restB : restA === restB.slice(1);
}

function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? Number.POSITIVE_INFINITY;
}
