/** Model and serial numbers as a recognizer writes what was spelled out: "s d four n thirty five, p as in papa". */
import { hearSpelling } from '../understanding/spoken.ts';

const ONES = 'one two three four five six seven eight nine'.split(' ');
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const TWO_DIGITS = new RegExp(`\\b(?:(${TENS.join('|')})(?:[ -](${ONES.join('|')}))?|(${TEENS.join('|')}))\\b`, 'gi');
/** Fewer are words: "a", "I", "to". */
const SHORTEST = 3;
const LONGEST = 200;
const ARTICLE = /\b(?:it['’]?s|is|have|got|for|with|of) $/i;

/** "IMP five two one": letters that are said as a word. */
const PREFIXED = new RegExp(
  String.raw`(?<!\b(?:as in|like|for) )\b(?!(?:${ONES.join('|')}|zero|oh|dash|ten|is|its|my|an|the|am|for|and|of|to|no|or|at|it|in|on|have|got|has|with|model|say|just|so|yes|not|our|his|her)\b)` +
    String.raw`([a-z]{2,4}) ((?:(?:zero|oh|${ONES.join('|')}|\d{1,4})\b[ -]?){2,8})`,
  'gi',
);

/** The text with what was spelled in it put together, where there is any. */
export function putTogether(text: string): string {
  const bare = text
    .slice(0, LONGEST)
    .replace(TWO_DIGITS, (_, tens?: string, one?: string, teen?: string) => {
      if (teen) return String(10 + TEENS.indexOf(teen.toLowerCase()));
      return String((TENS.indexOf(tens?.toLowerCase() ?? '') + 2) * 10 + ONES.indexOf(one?.toLowerCase() ?? '') + 1);
    })
    .replace(PREFIXED, (_, letters: string, said: string) => {
      const end = /[ -]$/.test(said) ? ' ' : '';
      return `${letters.toUpperCase()}${hearSpelling(`x ${said}`)?.spelled.slice(1) ?? said}${end}`;
    });
  let best: { at: number; spelled: string; length: number } | undefined;
  for (const { index: at } of bare.matchAll(/(?<![\p{L}\d'’])[\p{L}\d]/gu)) {
    // "It's a D 5230": an article is no letter of it.
    if (/^a [a-z]\b/i.test(bare.slice(at)) && ARTICLE.test(bare.slice(0, at))) continue;
    const heard = hearSpelling(bare.slice(at));
    const isLonger = heard && heard.spelled.length > (best?.spelled.length ?? SHORTEST - 1);
    // Whole words of digits alone were written so already.
    if (isLonger && /[\s-]/.test(bare.slice(at, at + heard.length))) best = { at, ...heard };
  }
  if (best) return `${bare.slice(0, best.at)}${best.spelled}${bare.slice(best.at + best.length)}`.trim();
  return /[A-Z]{2,4}\d/.test(bare) ? bare.trim() : text;
}
