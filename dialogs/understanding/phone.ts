import { type CountryCode, parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/min';
import { readNumber } from '../../services/numbers.ts';
import { emailSpans } from './email.ts';
import { hearDigits } from './spoken.ts';
import { blank, tidy } from './tidy.ts';
import type { PhoneReading } from './understood.ts';

export interface PhoneOptions {
  /** ISO 3166-1 alpha-2: whose numbers are written without a country code. */
  country: string;
}

/** A stretch of digits as phones are written, eight to thirty characters long; shorter ones only count as an answer. */
const DIGITS = /(?:\+|\(|\d)[\d ().\-/+]{4,28}\d/g;
const EXTENSION = /^[\s,;]{0,3}(?:ext(?:ension|n)?\.?|x|#|durchwahl)[\s.:]{0,2}(\d{1,6})\b/i;
const PHONE_CUE =
  /\b(?:phone|tel|telephone|cell|mobile|mob|call|reach|ring|text|fax|ph|dial|contact number|whatsapp)\b|\b[tmp]:/i;
/** What makes the digits after it something else than a phone. */
const OTHER_CUE =
  /\b(?:serial|s ?\/ ?n|sn|r ?m ?a|case|ticket|model|po|p\.o\.|order|invoice|zip|postcode|part|account|customer|firmware|version|unit)\b[^\d.!?]{0,24}$/i;

/** Finds the phone number in an answer or a sentence; never a serial, a date, a postal code or one of our own numbers. */
export function readPhone(text: string, { country }: PhoneOptions): PhoneReading {
  return findPhone(hearDigits(tidy(text)), { country })?.reading ?? { kind: 'none' };
}

/** The same with its place, in a text that is tidy already and has its spoken digits written as digits. */
export function findPhone(
  text: string,
  { country }: PhoneOptions,
): { reading: PhoneReading; start: number; end: number } | undefined {
  if (!mayHoldPhone(text)) return undefined;
  const heard = withoutEmails(text);
  const vanity = vanityNumber(heard, country);
  if (vanity) return vanity;
  let broken: { reading: PhoneReading; start: number; end: number } | undefined;
  for (const { said, start, end } of candidates(heard).slice(0, MOST_CANDIDATES)) {
    const extension = EXTENSION.exec(heard.slice(end, end + 24));
    const reading = judge(said, country, extension?.[1]);
    const span = { reading, start, end: end + (extension?.[0].length ?? 0) };
    if (reading.kind === 'phone') return span;
    broken ??= meantAsPhone(heard, start, end) ? span : undefined;
  }
  return lettersInNumber(heard) ?? broken;
}

/** Nobody gives more numbers than that; each one costs a look into the numbering plans. */
const MOST_CANDIDATES = 20;

/** Three digits and more to come, in figures or as letters of a keypad: all that a sentence without a phone seldom has. */
function mayHoldPhone(text: string): boolean {
  return /\d\D{0,3}\d\D{0,3}\d\D{0,3}(?:\d|[a-z]{2})/i.test(text) || /\d[\d ]*[OIl]/.test(text);
}

function withoutEmails(text: string): string {
  return emailSpans(text).reduce((rest, { start, end }) => blank(rest, start, end), text);
}

function candidates(text: string): { said: string; start: number; end: number }[] {
  const isAnswer = onlyNumber(text);
  return [...text.matchAll(isAnswer ? /(?:\+|\(|\d)[\d ().\-/+]{0,40}\d/g : DIGITS)]
    .map(match => ({ said: match[0], start: match.index, end: match.index + match[0].length }))
    .filter(({ said, start, end }) => {
      const before = text.slice(Math.max(0, start - 40), start);
      const touches =
        /[\p{L}\d][-_/.#]?$/u.test(before) || /^[-_]?[\p{L}\d@]/u.test(text.slice(end).replace(EXTENSION, ''));
      return (
        !touches &&
        !isOtherFigure(said) &&
        said.replace(/\D/g, '').length >= 5 &&
        !(OTHER_CUE.test(before) && !PHONE_CUE.test(before.slice(-12))) &&
        !isOurs(said, before)
      );
    });
}

/** An answer to "your phone?": little more than digits, whatever they are. */
function onlyNumber(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '').length;
  const digits = text.replace(/\D/g, '').length;
  return digits >= 3 && letters <= 14;
}

/** A date, a ZIP code with its extension, an IP address. */
function isOtherFigure(said: string): boolean {
  return /^\s*(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{5}-\d{4}|\d{1,3}(?:\.\d{1,3}){3})\s*$/.test(
    said,
  );
}

/** A case or RMA number with a right check digit, unless the words before it say phone, or it is grouped as phones are. */
function isOurs(said: string, before: string): boolean {
  const groupedAsPhone = /^\+|^\(|^\d{3}[ .-]\d{3}[ .-]\d{4}$/.test(said.trim());
  return !groupedAsPhone && !PHONE_CUE.test(before) && readNumber(said).kind === 'number';
}

function meantAsPhone(text: string, start: number, end: number): boolean {
  return onlyNumber(text) || (PHONE_CUE.test(text.slice(Math.max(0, start - 40), start)) && end - start >= 5);
}

function judge(said: string, country: string, extension: string | undefined): PhoneReading {
  const home = country as CountryCode;
  const number = parsePhoneNumberFromString(said, home) ?? parsePhoneNumberFromString(said.replace(/^00/, '+'), home);
  const abroad = number?.isValid() ? number : parsePhoneNumberFromString(said.replace(/^\(?00/, '+'), home);
  if (!abroad?.isValid()) return { kind: 'malformed', said: said.trim(), why: reason(said, home) };
  return {
    kind: 'phone',
    value: abroad.number,
    shown: abroad.country === country ? abroad.formatNational() : abroad.formatInternational(),
    ...(extension === undefined ? {} : { extension }),
    ...(isWrittenAs(abroad.formatNational(), said) ? {} : { unsure: said.trim() }),
  };
}

/** Whether a number has its country code or trunk zero, or its groups end where those of its country's own form do. */
function isWrittenAs(national: string, said: string): boolean {
  if (/^\s*\(?(?:\+|00|011\b)/.test(said) || (/^\s*\(?0/.test(said) && /^\(?0/.test(national))) return true;
  const typed = groupsOf(said);
  // One group, or digit by digit as it is spoken, follows no country's form.
  if (typed.length <= 2 || typed.every(group => group.length === 1)) return true;
  const ends = endsOf(groupsOf(national));
  return endsOf(typed)
    .slice(1)
    .every(end => ends.includes(end));
}

function groupsOf(said: string): string[] {
  return said.match(/\d+/g) ?? [];
}

/** Where groups begin, counted in digits from the end of the number. */
function endsOf(groups: readonly string[]): number[] {
  return groups.map((_, at) => groups.slice(at).join('').length);
}

function reason(said: string, country: CountryCode): 'too-short' | 'too-long' | 'invalid' {
  const length = validatePhoneNumberLength(said, country);
  if (length === 'TOO_LONG') return 'too-long';
  // Without an area code a number may be dialled next door, but not from here.
  const isLocal = length === undefined && said.replace(/\D/g, '').length <= 7;
  return length === 'TOO_SHORT' || isLocal ? 'too-short' : 'invalid';
}

const KEYPAD = 'ABC2DEF3GHI4JKL5MNO6PQRS7TUV8WXYZ9';

/** "1-800-FLOWERS": the letters stand on the keypad. Only for toll-free numbers, where people do this. */
function vanityNumber(
  text: string,
  country: string,
): { reading: PhoneReading; start: number; end: number } | undefined {
  const match =
    /(?<![\p{L}\d])(?:\+?1[-. ]?)?\(?8(?:00|33|44|55|66|77|88)\)?[-. ]([A-Z\d]+(?:-[A-Z\d]+){0,3})(?![\p{L}\d])/u.exec(
      text.toUpperCase(),
    );
  const word = match?.[1]?.replace(/-/g, '') ?? '';
  if (!match || word.length < 7 || word.length > 11 || !/[A-Z]{3}/.test(word)) return undefined;
  const keyed = [...word.slice(0, 7)].map(key =>
    /\d/.test(key) ? key : KEYPAD.slice(KEYPAD.indexOf(key)).replace(/\D/g, '')[0],
  );
  const start = match.index;
  const end = start + match[0].length;
  const reading = judge(match[0].slice(0, -(match[1]?.length ?? 0)) + keyed.join(''), country, undefined);
  return {
    reading: reading.kind === 'phone' ? reading : { kind: 'malformed', said: text.slice(start, end), why: 'letters' },
    start,
    end,
  };
}

/** "12O 555 0134": an O for a zero is likely, but a phone is too important to guess. */
function lettersInNumber(text: string): { reading: PhoneReading; start: number; end: number } | undefined {
  const match = /(?<![\p{L}\d-])\d[\dOIl]{1,5}[ .-]?(?:[\dOIl]{2,5}[ .-]?){1,4}(?![\p{L}\d-])/u.exec(text);
  if (!match || !/[OIl]/.test(match[0]) || match[0].replace(/\D/g, '').length < 6 || !onlyNumber(text))
    return undefined;
  const said = match[0].trim();
  return { reading: { kind: 'malformed', said, why: 'letters' }, start: match.index, end: match.index + said.length };
}
