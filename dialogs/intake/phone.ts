/** The phone number (R4): whose country is not certain is shown with it, and asked. */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { z } from 'zod';
import type { Choice } from '../reply.ts';
import type { Answer, AskStep, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { writePhone } from '../texts/phone.ts';
import { countryName } from '../understanding/countries.ts';
import { readPhone } from '../understanding/phone.ts';
import type { PhoneReading } from '../understanding/understood.ts';
import { taken } from './contact.ts';
import type { Draft } from './draft.ts';

type Phone = Extract<PhoneReading, { kind: 'phone' }>;

/** What a number without a country code may be, the likeliest first, as kept on file. */
const Candidates = z.array(z.string());
const MOST_CANDIDATES = 3;

export function phoneStep(texts: Texts, country: string, pending: (draft: Draft) => boolean): AskStep<Draft> {
  const question = (candidates: string[]) => {
    const [first = '', ...others] = candidates.map(onFile =>
      texts.phoneOf(writePhone(onFile, ''), countryName(landOf(onFile))),
    );
    return texts.isThatPhone(
      first,
      others.map(
        (other, at): Choice => ({ title: other, value: candidates[at + 1]?.replace(';ext=', ' ext. ') ?? '' }),
      ),
    );
  };
  return {
    kind: 'ask',
    name: 'phone',
    field: 'phone',
    pending: draft => draft.contact.phone === undefined && pending(draft),
    ask(draft) {
      const told = draft.phoneSaid === undefined ? [] : candidatesFor(draft.phoneSaid, draft, country);
      return told.length > 0 ? question(told) : { text: texts.askPhone };
    },
    why: texts.whyPhone,
    answer(heard, draft, _turn, doubt) {
      const take = (phone: string) => taken({ ...draft, phoneSaid: undefined }, { phone });
      const doubted = Candidates.safeParse(
        doubt ?? (draft.phoneSaid && candidatesFor(draft.phoneSaid, draft, country)),
      );
      const reading = readPhone(heard.text, { country });
      const settled =
        doubted.success && reading.kind === 'none' ? settle(texts, heard, doubted.data, draft) : undefined;
      if (settled) return typeof settled === 'string' ? take(settled) : settled;
      if (reading.kind === 'phone' && isSure(heard.text, reading, draft, country)) return take(phoneOnFile(reading));
      const candidates = candidatesFor(heard.text, draft, country);
      if (candidates.length > 0) return { kind: 'doubt', doubt: candidates, ask: question(candidates) };
      return unread(texts, heard, reading);
    },
    shown: draft => draft.contact.phone && writePhone(draft.contact.phone, country),
  };
}

/** "Is that +47 …?": yes takes it; no asks for the number with its country code. */
function settle(
  texts: Texts,
  { understood }: Heard,
  [first]: string[],
  draft: Draft,
): string | Answer<Draft> | undefined {
  if (first === undefined || understood.answer === undefined) return undefined;
  if (understood.answer === 'yes') return first;
  // Told early, it is not asked about a second time.
  return draft.phoneSaid === undefined
    ? { kind: 'unclear', say: texts.phoneWithCountry }
    : { kind: 'taken', draft: { ...draft, phoneSaid: undefined }, say: texts.phoneWithCountry };
}

/** Written as at home; and with a plus before it, it would not be one of where the customer is. */
export function isSure(text: string, reading: Phone, draft: Draft, home: string): boolean {
  if (reading.unsure !== undefined) return false;
  const abroad = text.includes('+') ? undefined : withPlus(text);
  return abroad === undefined || !countriesOf(draft).some(country => country !== home && country === landOf(abroad));
}

/** The numbers that the digits may mean: as written where the customer seems to be, with a plus, otherwise, at home. */
export function candidatesFor(text: string, draft: Draft, home: string): string[] {
  const read = (country: string) => readPhone(text, { country });
  const known = countriesOf(draft).filter(country => country !== home);
  const abroad = known.map(read).filter(reading => reading.kind === 'phone');
  const ordered = [
    ...abroad.filter(reading => reading.unsure === undefined).map(phoneOnFile),
    withPlus(text),
    ...[...abroad, read(home)].map(reading => (reading.kind === 'phone' ? phoneOnFile(reading) : undefined)),
  ];
  return [...new Set(ordered.flatMap(phone => phone ?? []))].slice(0, MOST_CANDIDATES);
}

/** "47 22 12 34 56": a country code without its plus. */
function withPlus(text: string): string | undefined {
  const reading = readPhone(text.replace(/(?<![\d+(])(?=[1-9][\d ().-]{8,})/, '+'), { country: 'US' });
  return reading.kind === 'phone' && landOf(reading.value) !== 'US' ? phoneOnFile(reading) : undefined;
}

function unread(texts: Texts, heard: Heard, read: PhoneReading): Answer<Draft> {
  const reading = read.kind === 'none' ? (heard.understood.slots.phone ?? read) : read;
  return reading.kind === 'malformed'
    ? { kind: 'unclear', say: texts.malformedPhone(reading.said, reading.why) }
    : { kind: 'unclear', say: texts.unclearPhone };
}

/** Where the customer seems to be: by the phone before, the addresses, or the end of the email address. */
function countriesOf({ contact, billing, shipTo, addressSoFar }: Draft): string[] {
  const ending = contact.email?.split('.').at(-1)?.toUpperCase() ?? '';
  const byEmail = ending === 'UK' ? 'GB' : /^[A-Z]{2}$/.test(ending) && isSupportedCountry(ending) ? ending : undefined;
  const delivery = shipTo === 'billing' ? undefined : shipTo?.country;
  const before = contact.phone && landOf(contact.phone);
  const known = [before, billing?.country, delivery, addressSoFar?.country, byEmail];
  return [...new Set(known.flatMap(country => country ?? []))];
}

/** The country of a phone on file; empty where it has none. */
export function landOf(onFile: string): string {
  return parsePhoneNumberFromString(onFile.split(';')[0] ?? '')?.country ?? '';
}

/** E.164, with the extension as RFC 3966 writes it. */
export function phoneOnFile(reading: Phone): string {
  return reading.extension ? `${reading.value};ext=${reading.extension}` : reading.value;
}
