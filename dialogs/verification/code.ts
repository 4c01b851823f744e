/** A one-time code in the words of whoever types or says it, and out of what is kept of the conversation. */
import { isSecret } from '../line/call.ts';
import type { Memory } from '../memory.ts';
import { hearDigits } from '../understanding/spoken.ts';

/** The step that asks for it, in whichever dialog. */
export const CODE_STEP = 'one-time-code';

export type CodeReading = { kind: 'code'; value: string } | { kind: 'several' } | { kind: 'none' };

const LENGTH = 6;
const LONGEST = 400;
/** "Oh" is a digit only before another one. */
const OH =
  /\b(?:oh|o)\b(?=[\s,.-]+(?:\d\b|zero|oh?\b|nought|one|two|three|four|five|six|seven|eight|nine|double|triple))/gi;
/** Not a part of a word: `A123456B` is no code. */
const DIGITS = /(?<![\p{L}\d])\d(?:[\s.\p{Pd}_]{0,3}\d)*(?![\p{L}\d])/gu;

/** Finds 6 digits in an answer: "123456", "123 456", "the code is 123-456", "one two three four five six". */
export function readCode(text: string): CodeReading {
  const heard = hearDigits(text.slice(0, LONGEST).normalize('NFKC').replace(OH, 'zero'));
  const runs = [...heard.matchAll(DIGITS)].map(([run]) => run.replace(/\D/g, ''));
  const [first, ...others] = new Set(runs.filter(run => run.length === LENGTH));
  if (first === undefined) return { kind: 'none' };
  return others.length > 0 ? { kind: 'several' } : { kind: 'code', value: first };
}

/** A code, or what was meant for one: a digit may be missing or too many. */
export function isCodeLike(text: string): boolean {
  return readCode(text).kind !== 'none' || /^\W*(?:[a-z']+[\s:,]+){0,5}\d[\d\s.\p{Pd}]{1,12}\W*$/iu.test(text);
}

const HIDDEN = '••••••';

/** The message as it is recorded and shown again: what was typed where a code is asked for is kept by nobody. */
export function withoutSecrets({ active, call }: Memory, text: string): string {
  if (isSecret(call)) return text && HIDDEN;
  return active?.asking?.step === CODE_STEP && isCodeLike(text) ? HIDDEN : text;
}
