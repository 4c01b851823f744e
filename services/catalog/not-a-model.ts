import type { Token } from './tokens.ts';

/** `S/N FD123456`, `PO EX20123`, `order number …`, `ext. 5512`: whatever follows is that. */
const LABEL =
  /(?:\bs\s?\/?\s?n|\bserials?|\bpo|\bext|\bextension|\btracking|\bzip|\b(?:order|invoice|ticket|reference|ref|badge|account)\s*(?:#|number|num|no\b|nr\b))(?:[\s.:#=-]|\b(?:numbers?|num|nos?|nr|is|are|was)\b){1,6}$/i;
const LABEL_REACH = 32;

const UK_POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?(?:\s?\d[A-Z]{2})$/i;
const COUNTRY_POSTCODE = /^[A-Z]{2}[-–]\d{4,5}(?:-\d{3})?$/;
const LONG_NUMBER = /\d{7}/;

/** Short words that run into a number in everyday writing: "is 20 feet", "im 10 minutes away", "IE10". */
const EVERYDAY = /^(?:is|id|im|ie|ex|pt|ft|fr|es|sd|or|in|at|to|of|by|on)$/i;

/** Whether a token of a sentence that begins like a model number is something else: a serial, a postal code, a count. */
export function isSomethingElse(text: string, token: Token): boolean {
  return (
    LONG_NUMBER.test(token.text) ||
    COUNTRY_POSTCODE.test(token.text) ||
    isUkPostcode(text, token) ||
    LABEL.test(text.slice(Math.max(0, token.start - LABEL_REACH), token.start))
  );
}

/** `EH14 1DJ` is a place in Edinburgh before it is an enclosure. */
function isUkPostcode(text: string, { text: said, start, end }: Token): boolean {
  if (UK_POSTCODE.test(said)) return said.length >= 6;
  return said.length <= 4 && UK_POSTCODE.test(text.slice(start, end + 4)) && !/[a-z0-9]/i.test(text.charAt(end + 4));
}

/** Whether letters and a number apart from each other may be one model number: `DX 8100`, but not `is 110` or `SD 4`. */
export function mayBeJoined(letters: Token, number: Token, gap: string): boolean {
  return (
    /\d/.test(number.text) &&
    /^[a-z]{2,5}$/i.test(letters.text) &&
    !EVERYDAY.test(letters.text) &&
    /^(?: {1,2}| ?- ?)$/.test(gap)
  );
}

/** `ft8`, `im10`, `C20`: too short to be sure of in a sentence, unless it is written as a model number is. */
export function isTooShort(said: string): boolean {
  if (said.length >= 5) return false;
  const letters = said.match(/^[a-z]+/i)?.[0] ?? '';
  if (said.length < 4) return letters.length < 2 || said !== said.toUpperCase();
  return said !== said.toUpperCase() && EVERYDAY.test(letters);
}
