import type { Catalog, Mention } from '../../services/catalog/product.ts';
import { readChange } from './change.ts';
import { type DateOptions, type FoundDate, findDate } from './date.ts';
import { recognizeDate } from './date-recognizer.ts';
import { emailSpans, readEmail } from './email.ts';
import { readExpedite } from './expedite.ts';
import { isFurther } from './further-product.ts';
import { readIntents } from './intent.ts';
import { createIntentGuess, type GuessIntent } from './intent-guess.ts';
import { findIntroduction } from './name.ts';
import { type FoundNumber, findNumbers } from './our-numbers.ts';
import { findPhone } from './phone.ts';
import { plainWords } from './plain-words.ts';
import { isFaultDate, readProblem } from './problem.ts';
import { withOwnFaults } from './product-faults.ts';
import { pairProducts } from './product-mentions.ts';
import { readQuantity } from './quantity.ts';
import { findSerials } from './serial.ts';
import { hearDigits } from './spoken.ts';
import { readStatusEmails } from './status-emails.ts';
import { blank, tidy } from './tidy.ts';
import type { DateReading, Intent, Slots, Understood } from './understood.ts';
import { readYesNo } from './yes-no.ts';

export interface UnderstandingDependencies {
  catalog: Catalog;
  /** The desk's own country, ISO alpha-2: for phones and dates without a country. */
  country: string;
}

export interface Circumstances {
  now: Date;
  /** IANA; UTC where it is not known. */
  timeZone?: string | undefined;
  /** BCP 47; its region tells how dates are written there. */
  locale?: string | undefined;
}

/** Reads messages. Never rejects; the full date recognizer is loaded only for a date in none of the usual forms. */
export interface Understanding {
  understand(text: string, circumstances: Circumstances): Promise<Understood>;
}

/** "yes", "that's all", "leave it as it is": what most turns consist of is read once an hour. No digits, no address. */
const SHORT_ANSWER = /^[^\d@]{1,32}$/;
const MOST_KEPT = 2_000;
/** The length of an ISO instant up to its hour: within one, "this morning" stays the same day. */
const HOUR = 13;

export function createUnderstanding({ catalog, country }: UnderstandingDependencies): Understanding {
  let learnt: GuessIntent | undefined;
  /** Learnt on the first message that no rule explains. */
  const guess: GuessIntent = words => {
    learnt ??= createIntentGuess();
    return learnt(words);
  };

  async function understand(said: string, circumstances: Circumstances): Promise<Understood> {
    const text = tidy(said);
    const serials = findSerials(text);
    const heard = hearDigits(without(text, [...emailSpans(text), ...serials]));
    const numbers = findNumbers(heard);
    const foreign = catalog.foreign(without(heard, numbers));
    const own = apart(catalog.mentions(without(heard, numbers)));
    // "Axis P1220": theirs, although one of ours is called so.
    const mentions = foreign ? own.filter(({ start, end }) => end <= foreign.start || start >= foreign.end) : own;
    const dateOptions = { ...circumstances, country: regionOf(circumstances.locale) ?? country };
    const date = findDate(without(heard, [...numbers, ...mentions]), dateOptions);
    const phone = findPhone(without(heard, [...numbers, ...mentions, ...(date ? [date] : [])]), { country });
    const masked = mask(heard, numbers, mentions, phone);
    const words = plainWords(masked);
    const email = readEmail(text);
    const problem = readProblem(heard, [...numbers, ...(phone ? [phone] : [])]);
    const unnumbered = without(heard, [...numbers, ...(foreign ? [foreign] : [])]);
    const products = pairProducts({ text: unnumbered, mentions, serials, catalog });
    const slots: Slots = {
      products: withOwnFaults(unnumbered, products, dateOptions),
      ...given('foreign', products.length === 0 ? foreign?.maker : undefined),
      ...findIntroduction(heard),
      ...numberSlots(numbers),
      ...given('email', email.kind === 'none' ? undefined : email),
      ...given('phone', phone?.reading),
      ...given('quantity', readQuantity(words)),
      ...given('expedited', readExpedite(words)),
      ...given('statusEmails', problem === undefined ? readStatusEmails(words) : undefined),
      ...given('problem', problem),
      ...given('since', await since(heard, date, problem, dateOptions)),
    };
    const further = isFurther(words) || undefined;
    // "Actually there's a second one, serial …" corrects nothing.
    const change = further ? undefined : readChange(text, slots);
    const intents = readIntents(masked, { changes: change !== undefined, tells: tellsDetails(slots), guess });
    return {
      text,
      intents,
      slots: intents.some(isRequest) ? slots : asFor(intents[0], slots),
      ...given('change', change),
      ...given('further', further),
      ...given('answer', readYesNo(text)),
    };
  }

  const shortAnswers = new Map<string, Promise<Understood>>();

  return {
    understand(said, circumstances) {
      if (!SHORT_ANSWER.test(said)) return understand(said, circumstances);
      const { now, timeZone, locale } = circumstances;
      const key = [said, now.toISOString().slice(0, HOUR), timeZone, locale].join('\n');
      const known = shortAnswers.get(key) ?? understand(said, circumstances);
      if (shortAnswers.size >= MOST_KEPT) shortAnswers.clear();
      shortAnswers.set(key, known);
      return known;
    },
  };
}

function given<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]?: V });
}

interface Span {
  start: number;
  end: number;
}

function without(text: string, spans: readonly Span[]): string {
  return spans.reduce((rest, { start, end }) => blank(rest, start, end), text);
}

/** Of mentions that overlap, the first. */
function apart(mentions: readonly Mention[]): Mention[] {
  return mentions.filter((mention, i) => mentions.slice(0, i).every(other => other.end <= mention.start));
}

/** The text with its details replaced by words that the intent rules know. */
function mask(
  text: string,
  numbers: readonly FoundNumber[],
  mentions: readonly Mention[],
  phone: Span | undefined,
): string {
  const masks = [
    ...numbers.map(({ start, end, kind }) => ({ start, end, as: kind === 'case' ? 'xcase' : 'xrma' })),
    ...mentions.map(({ start, end }) => ({ start, end, as: 'xproduct' })),
    ...(phone ? [{ start: phone.start, end: phone.end, as: 'xphone' }] : []),
  ].sort((a, b) => b.start - a.start);
  return masks.reduce((rest, { start, end, as }) => `${rest.slice(0, start)} ${as} ${rest.slice(end)}`, text);
}

function numberSlots(numbers: readonly FoundNumber[]): Pick<Slots, 'caseNumber' | 'rmaNumber' | 'mistyped'> {
  const first = (kind: FoundNumber['kind']): string | undefined => numbers.find(number => number.kind === kind)?.value;
  return {
    ...given('caseNumber', first('case')),
    ...given('rmaNumber', first('rma')),
    ...given('mistyped', first('mistyped')),
  };
}

/** A date counts as "since when" only where the sentence says so; a long message is not searched with the recognizer. */
async function since(
  text: string,
  date: FoundDate | undefined,
  problem: string | undefined,
  options: DateOptions,
): Promise<DateReading | undefined> {
  if (date) return isFaultDate(text, date) ? date.reading : undefined;
  if (problem === undefined && text.length > LONGEST_BARE_DATE) return undefined;
  const reading = await recognizeDate(text, options);
  return reading.kind === 'none' ? undefined : reading;
}

const LONGEST_BARE_DATE = 40;

function tellsDetails({ name, company, email, phone, products }: Slots): boolean {
  return products.length > 0 || [name, company, email, phone].some(slot => slot !== undefined);
}

function isRequest(intent: Intent): boolean {
  return intent === 'request-rma' || intent === 'open-case' || intent === 'change-detail';
}

/** A question tells nothing about a return of one's own ("can 4 cameras go in one carton?"); who asks for a status counts nothing. */
function asFor(intent: Intent, slots: Slots): Slots {
  if (intent === 'none') return slots;
  const { quantity: _, ...uncounted } = slots;
  if (intent !== 'faq') return uncounted;
  const { expedited: _e, statusEmails: _m, problem: _p, since: _s, ...rest } = uncounted;
  return rest;
}

function regionOf(locale: string | undefined): string | undefined {
  return /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?-([A-Z]{2})\b/.exec(locale ?? '')?.[1];
}
