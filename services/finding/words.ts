/** By which words a case or a return is found: those of the name and the company, in whatever case and accents. */

/** Letters that are a letter of their own, as people type them who do not have them. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};
const MOST_WORDS = 10;
const LONGEST = 40;

/** The words of a text in the order in which they stand. */
export function wordsIn(text: string): string[] {
  const plain = text
    .slice(0, 400)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    // Within a word they are nothing: O’Brien is Obrien, A.C.M.E. is ACME.
    .replace(/[’'`.]/g, '')
    .replace(/[ßøłđðþæœı]/g, letter => PLAIN[letter] ?? letter);
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS).map(word => word.slice(0, LONGEST));
}

/**
 * Every word of name and company by itself, and each company and name from its first word on: "acme", "acme security".
 * One equality finds a whole name, its beginning and any word of it.
 */
export function wordsOf({ name, company }: { name: string; company?: string | undefined }): string[] {
  const of = [name, company ?? ''].map(wordsIn);
  const beginnings = of.flatMap(words => words.map((_, at) => phraseOf(words.slice(0, at + 1))));
  return [...new Set([...of.flat(), ...beginnings])];
}

export function phraseOf(words: readonly string[]): string {
  return words.join(' ');
}
