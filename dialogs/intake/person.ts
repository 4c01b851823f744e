/** Takes from any sentence what it tells of the person: name, company, email, phone and addresses. */
import { readNumber } from '../../services/numbers.ts';
import { quoted } from '../reply.ts';
import type { Asked, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { writePhone } from '../texts/phone.ts';
import { writeAddress } from '../understanding/address.ts';
import { readSignature, type Signature } from '../understanding/signature.ts';
import { wholeAddress } from './addresses.ts';
import type { Draft } from './draft.ts';
import { candidatesFor, isSure, phoneOnFile } from './phone.ts';

export interface PersonDependencies {
  texts: Texts;
  country: string;
}

interface Filled {
  draft: Draft;
  noted: string[];
}

/** Only what is missing; `asked` is the question that has taken its own answer from this message before. */
export function fillPerson(deps: PersonDependencies, heard: Heard, draft: Draft, asked: Asked | undefined): Filled {
  const signature = readSignature(heard.text, deps);
  const addresses = fillAddresses(deps, heard, draft, asked, signature);
  const contact = fillContact(deps, heard, addresses.draft, asked, signature);
  const phone = fillPhone(deps, heard, contact.draft, asked);
  return { draft: phone.draft, noted: [...contact.noted, ...phone.noted, ...addresses.noted] };
}

function fillContact(
  { texts: { labels } }: PersonDependencies,
  { understood: { slots } }: Heard,
  draft: Draft,
  asked: Asked | undefined,
  signature: Signature,
): Filled {
  const { contact } = draft;
  const name = contact.name || asked?.step === 'company' ? undefined : (slots.name ?? signature.name);
  const company = contact.company === undefined ? (slots.company ?? signature.company) : undefined;
  const email = contact.email ? undefined : slots.email;
  const slip = email?.kind === 'slip' && asked?.step !== 'email' ? email : undefined;
  const line = (label: string, value: string | undefined) => (value ? [`${label} ${quoted(value)}`] : []);
  return {
    draft: {
      ...draft,
      contact: {
        ...contact,
        ...(name ? { name } : {}),
        ...(company ? { company } : {}),
        ...(email?.kind === 'email' ? { email: email.value } : {}),
      },
      ...(slip ? { emailSlip: { value: slip.value, suggestion: slip.suggestion } } : {}),
    },
    noted: [
      ...line(labels.name, name),
      ...line(labels.company, company),
      ...line(labels.email, email?.kind === 'email' ? email.value : slip?.value),
    ],
  };
}

/** Questions at which digits that are no number of the desk's own country may still be a phone of another. */
const NO_DIGITS_ASKED = ['name', 'email', 'company', 'more-products', 'troubleshooting'];
/** The longest line that is a phone and nothing else: "T: +44 (0) 113 496 0000 ext. 12". */
const LONGEST_PHONE = 40;

/** A phone told in passing; one whose country is not certain is kept as it was said, for the question that is to come. */
function fillPhone(
  { texts: { labels }, country }: PersonDependencies,
  heard: Heard,
  draft: Draft,
  asked: Asked | undefined,
): Filled {
  const { phone } = heard.understood.slots;
  // The first question takes a case number as well: ten digits there are a mistyped one rather than a phone.
  const isOurs = asked?.step === 'model' && readNumber(heard.text).kind !== 'none';
  if (!phone || phone.kind === 'none' || draft.contact.phone || isOurs || asked?.step === 'phone')
    return { draft, noted: [] };
  if (phone.kind === 'phone' && isSure(heard.text, phone, draft, country)) {
    const onFile = phoneOnFile(phone);
    return {
      draft: { ...draft, contact: { ...draft.contact, phone: onFile } },
      noted: [`${labels.phone} ${writePhone(onFile, country)}`],
    };
  }
  const typed = phone.kind === 'phone' ? (phone.unsure ?? phone.value) : phone.said;
  const said = heard.text.length > LONGEST_PHONE ? typed : heard.text;
  const mayBe = phone.kind === 'phone' || asked === undefined || NO_DIGITS_ASKED.includes(asked.step);
  return mayBe && candidatesFor(said, draft, country).length > 0
    ? { draft: { ...draft, phoneSaid: said }, noted: [`${labels.phone} ${quoted(typed)}`] }
    : { draft, noted: [] };
}

/** Addresses given before they are asked for. */
function fillAddresses(
  { texts: { labels }, country }: PersonDependencies,
  heard: Heard,
  draft: Draft,
  asked: Asked | undefined,
  signature: Signature,
): Filled {
  if (draft.caseNumber || asked?.step === 'billing' || asked?.step === 'ship-to') return { draft, noted: [] };
  const billing = draft.billing ? undefined : (signature.address ?? wholeAddress(heard.text, country));
  const known = draft.billing ?? billing;
  const shipTo = draft.shipTo ? undefined : (signature.shipTo ?? (signature.same && known ? 'billing' : undefined));
  return {
    draft: { ...draft, ...(billing ? { billing, addressSoFar: undefined } : {}), ...(shipTo ? { shipTo } : {}) },
    noted: [
      ...(billing ? [`${labels.billing} ${quoted(writeAddress(billing))}`] : []),
      ...(shipTo ? [`${labels.shipTo} ${shipTo === 'billing' ? labels.same : quoted(writeAddress(shipTo))}`] : []),
    ],
  };
}
