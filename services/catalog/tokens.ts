/** A run of letters and digits inside a text, held together by dashes (`SD4N35-PG-E1`) and decimal points (`13VD2.8-12`). */
export interface Token {
  text: string;
  start: number;
  end: number;
}

/** Nothing that a person writes in one piece is longer; the rest of such a run is skipped. */
const LONGEST = 40;

const CHUNK = /[^\s,;()<>"|]+/g;
const RUN = /[\p{L}\p{N}]+(?:(?:[-‐‑–—]|\.(?=\d))[\p{L}\p{N}]+)*/gu;
const ADDRESS = /@|:\/\/|^www\.|\.(?:com|net|org|io|de|uk|eu|jpe?g|png|pdf|txt|docx?|xlsx?|mp4|zip)\b/i;
const COUNT = /^\d{1,3}x(?=[a-z]{2})/i;

/** Splits a text into tokens, leaving out email and web addresses and file names. Linear in the length of the text. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const chunk of text.matchAll(CHUNK)) {
    if (ADDRESS.test(chunk[0])) continue;
    for (const run of chunk[0].matchAll(RUN)) {
      if (run[0].length > LONGEST) continue;
      // "3xES30C" is three of the ES30C.
      const count = COUNT.exec(run[0])?.[0].length ?? 0;
      const start = chunk.index + run.index + count;
      const said = run[0].slice(count);
      tokens.push({ text: said, start, end: start + said.length });
    }
  }
  return tokens;
}

/** The words of a token, each with its place in the text. */
export function wordsIn(token: Token): Token[] {
  if (!/[^a-z\d]/i.test(token.text)) return [{ ...token, text: token.text.toLowerCase() }];
  return [...token.text.matchAll(/[\p{L}\p{N}]+/gu)].map(word => ({
    text: word[0].toLowerCase(),
    start: token.start + word.index,
    end: token.start + word.index + word[0].length,
  }));
}
