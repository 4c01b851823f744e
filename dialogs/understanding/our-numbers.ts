import { readNumber } from '../../services/numbers.ts';

/** A case or RMA number in a text, or something in its shape that is none. */
export interface FoundNumber {
  kind: 'case' | 'rma' | 'mistyped';
  value: string;
  start: number;
  end: number;
}

/** Eight to twelve digits in any grouping; an O, I or l counts as one only where it touches a digit. */
const SHAPE = /(?:\d|[OIl](?=\d))(?:[ .\-/]{0,3}\d|[OIl]|[ .\-/]{1,3}[OIl](?=\d)){7,11}/g;
const CUE =
  /(?<![\p{L}\d])(?:r ?\.?m ?\.?a|case|ticket|reference|ref|incident|return|repair)(?![\p{L}])[^.!?\n]{0,24}$/iu;
const NEAR_CUE =
  /(?<![\p{L}\d])(?:r ?\.?m ?\.?a|case|ticket|cs)[\s#:.-]{0,4}(?:(?:number|numbr|no|nr|num|id|is|it is|it's)\b[\s#:.]{0,3}){0,3}$/iu;
const PHONE_CUE = /\b(?:phone|tel|telephone|cell|mobile|call|text|fax|reach)\b[^.!?\n]{0,24}$/i;
const OTHER_CUE = /\b(?:serial|s ?\/ ?n|sn|po|order|invoice|account|customer)\b[^.!?\n]{0,16}$/i;

/** Finds our own numbers (R21) in a text whose spoken digits are already written as digits. */
export function findNumbers(text: string): FoundNumber[] {
  return [...text.matchAll(SHAPE)].flatMap(match => {
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 48), match.index);
    const isCut = /[\p{L}\d]$/u.test(before) || /^(?:[\p{L}\d]|-\d)/u.test(text.slice(end, end + 2));
    const isPart = /[\p{L}\d][-_/]$/u.test(before) && !NEAR_CUE.test(before);
    return isCut || isPart ? [] : (judged(match[0], before, match.index, end) ?? []);
  });
}

function judged(said: string, before: string, start: number, end: number): FoundNumber | undefined {
  const read = readNumber(said);
  const isNamed = NEAR_CUE.test(before);
  const isPhone = /^\d{3}[ .-]\d{3}[ .-]\d{4}$/.test(said) || /[(+]\s?$/.test(before) || PHONE_CUE.test(before);
  if (!isNamed && (isPhone || OTHER_CUE.test(before))) return undefined;
  if (read.kind === 'number')
    return read.of === 'customer' ? undefined : { kind: read.of, value: read.value, start, end };
  const isOurShape = /^[47]\d{3}[ -]\d{4}[ -]\d{2}$/.test(said) || (/^[47]\d{9}$/.test(said) && CUE.test(before));
  return read.kind === 'mistyped' && (isNamed || isOurShape)
    ? { kind: 'mistyped', value: said.trim(), start, end }
    : undefined;
}
