/** How loosely written names and model numbers are compared: all of it linear in short, capped strings. */

/** Upper case letters and digits only, as model numbers are compared: `sd4n35-pg e1` is `SD4N35PGE1`. */
export function squeezed(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}

/** A model number as it is kept: upper case, plain dashes, single spaces; otherwise as written. */
export function tidied(model: string): string {
  return model
    .trim()
    .toUpperCase()
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/g, ' ');
}

/** Letters O and I as the digits they are mistaken for. */
export function digitsFolded(text: string): string {
  return text.replace(/O/g, '0').replace(/I/g, '1');
}

/** The words of a text, lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

const NUMERALS: readonly (readonly string[])[] = [
  ['ii', '2', 'two'],
  ['iii', '3', 'three'],
  ['iv', '4', 'four'],
  ['vi', '6', 'six'],
];

/** Every way to write the numerals of a name: `spectra iv` is also `spectra 4` and `spectra four`. */
export function withNumerals(words: readonly string[]): string[][] {
  return words.reduce<string[][]>(
    (spellings, word) => {
      const ways = NUMERALS.find(numeral => numeral.includes(word)) ?? [word];
      return spellings.flatMap(spelling => ways.map(way => [...spelling, way]));
    },
    [[]],
  );
}

/**
 * The number of slips between two words, where a slip is a letter too many, too few, wrong, or swapped with its
 * neighbour (optimal string alignment). Gives `most + 1` as soon as it is certain to be more than `most`.
 */
export function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, at(before, j - 2) + 1);
      }
      row.push(least);
    }
    if (Math.min(...row) > most) return most + 1;
    before = above;
    above = row;
  }
  return Math.min(at(above, b.length), most + 1);
}

const at = (row: readonly number[], index: number): number => row[index] ?? Number.POSITIVE_INFINITY;
