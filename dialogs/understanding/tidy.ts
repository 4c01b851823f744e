/** The longest message that is read; the rest of a longer one is left alone. */
export const LONGEST_MESSAGE = 2000;

/**
 * A message as the readers take it: capped, composed, plain quotes, dashes and blanks, nothing invisible.
 * Words, letter case and line breaks stay as they were.
 */
export function tidy(text: string): string {
  return text
    .slice(0, LONGEST_MESSAGE)
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t\u200d])[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[‘’‚´`ʼ]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Blanks out a stretch of a text, keeping every other character where it is. */
export function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + ' '.repeat(Math.max(0, end - start)) + text.slice(end);
}
