/** A signature that comes line by line while something else is asked: each line is kept for the question it belongs to. */
import type { Address } from '../../services/address.ts';
import { quoted } from '../reply.ts';
import type { Asked, Heard } from '../step.ts';
import { addAddressPart, missingIn, readAddress, writeAddress } from '../understanding/address.ts';
import { countryOf } from '../understanding/countries.ts';
import { fullName, isFirm } from '../understanding/signature.ts';
import { isStreetName } from '../understanding/street.ts';
import type { Draft } from './draft.ts';
import type { PersonDependencies } from './person.ts';

/** Questions whose own answers no line of a signature looks like. */
const ASKED = ['more-products', 'troubleshooting', 'name', 'email', 'phone', 'firmware', 'expedited', 'statusEmails'];
const LONGEST_LINE = 80;

export function strayLine(
  deps: PersonDependencies,
  heard: Heard,
  draft: Draft,
  asked: Asked,
): { draft: Draft; noted: string[] } {
  const { understood } = heard;
  const text = heard.text.trim();
  const isOther =
    text.length > LONGEST_LINE ||
    text.includes('?') ||
    understood.answer !== undefined ||
    understood.intents[0] !== 'none' ||
    understood.slots.products.length > 0 ||
    understood.slots.problem !== undefined;
  if (isOther || draft.caseNumber || !ASKED.includes(asked.step)) return { draft, noted: [] };
  return signedName(deps, text, draft) ?? addressLine(deps, text, draft) ?? { draft, noted: [] };
}

function signedName({ texts: { labels } }: PersonDependencies, text: string, draft: Draft) {
  const { contact } = draft;
  const company = contact.company === undefined && isFirm(text) ? text : undefined;
  const name = contact.name || company ? undefined : fullName(text);
  if (company)
    return { draft: { ...draft, contact: { ...contact, company } }, noted: [`${labels.company} ${quoted(company)}`] };
  return name
    ? { draft: { ...draft, contact: { ...contact, name } }, noted: [`${labels.name} ${quoted(name)}`] }
    : undefined;
}

function addressLine({ texts: { labels }, country }: PersonDependencies, text: string, draft: Draft) {
  const address = draft.billing ? repeated(draft.billing, text) : pieced(draft.addressSoFar, text, country);
  if (!address) return undefined;
  const whole = missingIn(address).length === 0;
  return {
    draft: { ...draft, ...(whole ? { billing: address, addressSoFar: undefined } : { addressSoFar: address }) },
    noted: [`${labels.billing} ${quoted(writeAddress(address))}`],
  };
}

/** The country once more, which the postal code has told before. */
function repeated(billing: Address, text: string): Address | undefined {
  return countryOf(text) === billing.country ? billing : undefined;
}

/** A street begins an address; what makes it more complete goes on with it. */
function pieced(before: Address | undefined, text: string, country: string): Address | undefined {
  if (!before) {
    const begun = /\d/.test(text) && isStreetName(text) ? readAddress(text, { country }) : undefined;
    return begun?.kind === 'address' && begun.address.street.length > 0 ? begun.address : undefined;
  }
  const reading = addAddressPart(before, text, { country });
  const isMore = reading.kind === 'address' && reading.missing.length < missingIn(before).length;
  return isMore ? reading.address : undefined;
}
