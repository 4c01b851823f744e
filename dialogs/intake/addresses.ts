/** Where the invoice goes and where the product comes back to (R4, R6): one line or piece by piece. */
import { z } from 'zod';
import { Address } from '../../services/address.ts';
import { readNumber } from '../../services/numbers.ts';
import { quoted } from '../reply.ts';
import type { Answer, AskStep, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { addAddressPart, missingIn, readAddress, writeAddress } from '../understanding/address.ts';
import { isStreetName } from '../understanding/street.ts';
import type { Draft } from './draft.ts';

export function billingStep(texts: Texts, country: string, pending: (draft: Draft) => boolean): AskStep<Draft> {
  return {
    kind: 'ask',
    name: 'billing',
    field: 'billing',
    pending: draft => draft.billing === undefined && pending(draft),
    ask: ({ addressSoFar }) =>
      addressSoFar
        ? texts.missingInAddress(writeAddress(addressSoFar), missingIn(addressSoFar))
        : { text: texts.askBilling },
    why: texts.whyBilling,
    answer: (heard, draft, _turn, doubt) =>
      takeAddress(texts, country, heard, doubt ?? draft.addressSoFar, billing => ({
        ...draft,
        billing,
        addressSoFar: undefined,
      })),
    shown: draft => draft.billing && quoted(writeAddress(draft.billing)),
  };
}

export function shipToStep(texts: Texts, country: string): AskStep<Draft> {
  return {
    kind: 'ask',
    name: 'ship-to',
    field: 'shipTo',
    pending: draft => draft.shipTo === undefined,
    ask: draft => ({ text: texts.askShipTo, choices: draft.billing ? texts.sameAsBilling : [] }),
    why: texts.whyShipTo,
    answer(heard, draft, _turn, doubt) {
      const bareYes = heard.understood.answer === 'yes' && !/\b(but|not|no)\b/i.test(heard.text);
      const same = readAddress(heard.text, { country }).kind === 'sameAs' || (bareYes && !doubt);
      if (same && draft.billing) return { kind: 'taken', draft: { ...draft, shipTo: 'billing' } };
      return takeAddress(texts, country, heard, doubt, shipTo => ({ ...draft, shipTo }));
    },
    shown: draft =>
      draft.shipTo === 'billing' ? texts.labels.same : draft.shipTo && quoted(writeAddress(draft.shipTo)),
  };
}

/** What people put before an address: "no, ship it to …", "our warehouse: …". */
const INTRODUCTION =
  /^\W*(?:(?:no|yes|actually|please|well|ok(?:ay)?)[\s,.!]+)*(?:(?:ship|send|deliver|mail|bill|invoice)(?:ing)?(?: it| them| that)?(?: address)?(?: is)?(?: to)?(?: my| our)?(?: [a-z]+)?\s*[:,]|(?:ship|send|deliver|bill)(?: it| them| that)? to\b|(?:a )?different(?: one| address)?\s*[:,]|(?:my|our|the)(?: [a-z]+){0,3}\s*(?::| is\b)|it(?:'?s| is)\b|to\b)\s*/i;

/** Only something with more than one word, or with a part that is sure, is an address in the making. */
function isBeginning(address: Address): boolean {
  const sure = address.city ?? address.postcode ?? address.country;
  return sure !== undefined || /\p{L}.*\s.*\d|\d.*\s.*\p{L}/u.test(address.raw);
}

/** An address with nothing missing, where a text is one: what may be taken although something else was asked. */
export function wholeAddress(text: string, country: string): Address | undefined {
  const bare = text.replace(INTRODUCTION, '').trim();
  const isParted = /\d.*,|,.*\d|\n/.test(text);
  if (!isParted && !isOneLine(bare)) return undefined;
  const reading = readAddress(bare, { country });
  if (reading.kind !== 'address' || reading.missing.length > 0) return undefined;
  return isParted || reading.address.region ? reading.address : undefined;
}

/** "22 Oak Ave Portland OR 97201": without commas only a house number, a street and a postal code together are sure. */
function isOneLine(text: string): boolean {
  return /^\d+[a-z]?\s.*\s[a-z]{2}\s+\d{5}(?:-\d{4})?(?:\s+(?:usa?|united states))?$/i.test(text) && isStreetName(text);
}

/** An address in the making; `insisted` once somebody has said that there is no more of it. */
const Unfinished = Address.extend({ insisted: z.boolean().optional() });

/** Takes an address whole, or asks for the parts that are missing and adds them to what is there. */
export function takeAddress<D>(
  texts: Texts,
  country: string,
  heard: Heard,
  doubt: unknown,
  take: (address: Address) => D,
): Answer<D> {
  const begun = Unfinished.safeParse(doubt);
  const { insisted, ...before } = begun.success ? begun.data : { raw: '', street: [] };
  if (begun.success && isNoMore(texts, heard, before)) {
    // Without its country nothing can be sent; who says twice that there is no more is believed.
    if (before.country || insisted) {
      return { kind: 'taken', draft: take(before), say: texts.notedAddress(writeAddress(before)) };
    }
    return { kind: 'doubt', doubt: { ...before, insisted: true }, ask: texts.countryOfAddress(writeAddress(before)) };
  }
  const text = heard.text.replace(INTRODUCTION, '');
  if (/[<>{}]/.test(text) || readNumber(text).kind === 'number')
    return { kind: 'unclear', say: texts.unclearAddress, ...(begun.success ? { stay: true } : {}) };
  const reading = begun.success ? addAddressPart(before, text, { country }) : readAddress(text, { country });
  if (reading.kind === 'address' && (begun.success || isBeginning(reading.address))) {
    const shown = writeAddress(reading.address);
    return reading.missing.length
      ? { kind: 'doubt', doubt: reading.address, ask: texts.missingInAddress(shown, reading.missing) }
      : { kind: 'taken', draft: take(reading.address), say: texts.notedAddress(shown) };
  }
  return begun.success ? { kind: 'unclear', stay: true } : { kind: 'unclear', say: texts.unclearAddress };
}

/** "That is the whole address"; a plain "no" says so only where no more than a postal code is missing. */
function isNoMore(texts: Texts, { text, understood }: Heard, before: Address): boolean {
  return texts.wholeAddressWords.test(text) || (understood.answer !== undefined && missingIn(before)[0] === 'postcode');
}
