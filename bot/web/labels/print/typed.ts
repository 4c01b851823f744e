/** What people have typed, made fit for paper. */

/** Marks that have no shape, and can turn what stands around them: of Unicode's "other" only plain characters stay. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]+/gu;

/** On one line, without what cannot be seen, and no longer than `most` characters as people count them. */
export function tidy(text: string, most: number): string {
  const seen = text.normalize('NFC').replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
  const characters = [...seen];
  return characters.length <= most
    ? seen
    : `${characters
        .slice(0, most - 1)
        .join('')
        .replace(/[\s\p{P}]+$/u, '')}…`;
}
