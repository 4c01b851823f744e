/** Takes the contact form: each value is read by the step that asks for it, so a form and plain text mean the same. */
import { z } from 'zod';
import { FORM_INPUT_IDS, type FormInput, type FormValues } from '../card.ts';
import { plain, quoted } from '../reply.ts';
import type { Answer, AskStep, TurnContext } from '../step.ts';
import { writePhone } from '../texts/phone.ts';
import { countryName } from '../understanding/countries.ts';
import { companyStep, emailStep, nameStep } from './contact.ts';
import { type AddressGroup, type FormDependencies, formValues, inputName } from './contact-form.ts';
import type { Draft } from './draft.ts';
import { readAddressGroup } from './form-address.ts';
import { candidatesFor, landOf, phoneStep } from './phone.ts';

export interface FormTaken {
  /** With everything that was right. */
  draft: Draft;
  /** Which parts of it the form has changed. */
  took: ('contact' | 'addresses')[];
  /** What is to be said at which input, in plain text. */
  errors: FormValues;
  /** The same as lines of a message, each with the name of its input. */
  troubles: string[];
}

export async function takeForm(
  deps: FormDependencies,
  values: FormValues,
  before: Draft,
  turn: TurnContext,
): Promise<FormTaken> {
  // Addresses first: the country tells how a phone number is read.
  const addresses = takeAddresses(deps, values, before);
  let draft = addresses.draft;
  const errors = { ...addresses.errors };
  for (const [id, step] of contactSteps(deps)) {
    const typed = tidied(values[id]);
    // What is empty takes nothing away, and what is unchanged changes nothing: the form may be older than the answer.
    if (typed === '' || (typed === formValues(deps, draft)[id] && !isDoubted(id, typed, draft))) continue;
    const answer =
      meantAsTyped(deps, id, typed, draft) ?? (await step.answer(await turn.hear(typed), draft, turn, undefined));
    const read = answer.kind === 'taken' ? answer : inDoubt(deps, id, typed, draft, answer);
    draft = read.draft;
    if ('error' in read) errors[id] = read.error;
  }
  draft = withoutCompany(values, draft);
  const changed = (part: 'contact' | 'addresses') =>
    part === 'contact'
      ? JSON.stringify(draft.contact) !== JSON.stringify(before.contact)
      : JSON.stringify([draft.billing, draft.shipTo]) !== JSON.stringify([before.billing, before.shipTo]);
  return {
    draft,
    took: (['contact', 'addresses'] as const).filter(changed),
    errors,
    troubles: troublesOf(deps, errors),
  };
}

function contactSteps({ texts, country }: FormDependencies): [FormInput, AskStep<Draft>][] {
  const always = () => true;
  return [
    ['contact.name', nameStep(texts, always)],
    ['contact.email', emailStep(texts, always)],
    ['contact.phone', phoneStep(texts, country, always)],
    ['contact.company', companyStep(texts, country, always)],
  ];
}

/** What is asked about, and is read anew although nothing was changed: sent once more it is meant as it stands. */
function isDoubted(id: FormInput, typed: string, { emailSlip, phoneSaid }: Draft): boolean {
  return (id === 'contact.email' && typed === emailSlip?.value) || (id === 'contact.phone' && typed === phoneSaid);
}

/** Whoever filled in the rest and left the company empty has none. */
function withoutCompany(values: FormValues, draft: Draft): Draft {
  const { name, company } = draft.contact;
  const isLeft =
    company === undefined && tidied(values['contact.company']) === '' && tidied(values['contact.name']) !== '';
  return isLeft && name ? { ...draft, contact: { ...draft.contact, company: null } } : draft;
}

/** A phone that was asked about and is sent once more as it was: the likeliest reading, which was shown. */
function meantAsTyped(
  { country }: FormDependencies,
  id: FormInput,
  typed: string,
  draft: Draft,
): Answer<Draft> | undefined {
  const phone =
    id === 'contact.phone' && typed === draft.phoneSaid ? candidatesFor(typed, draft, country)[0] : undefined;
  return phone === undefined
    ? undefined
    : { kind: 'taken', draft: { ...draft, phoneSaid: undefined, contact: { ...draft.contact, phone } } };
}

/** What the email step doubts. */
const Slip = z.object({ value: z.string(), suggestion: z.string() });

/** What was typed is kept for the question, where only one doubt stands in its way. */
function inDoubt(
  { texts, country }: FormDependencies,
  id: FormInput,
  typed: string,
  draft: Draft,
  answer: Exclude<Answer<Draft>, { kind: 'taken' }>,
): { draft: Draft; error: string } {
  const { form } = texts;
  const slip = answer.kind === 'doubt' && id === 'contact.email' ? Slip.safeParse(answer.doubt).data : undefined;
  if (slip) return { draft: { ...draft, emailSlip: slip }, error: form.slip(slip.suggestion) };
  if (answer.kind === 'doubt' && id === 'contact.phone') {
    const first = candidatesFor(typed, draft, country)[0] ?? '';
    const shown = texts.phoneOf(writePhone(first, ''), countryName(landOf(first)));
    return { draft: { ...draft, phoneSaid: typed }, error: form.phoneMeant(shown) };
  }
  return { draft, error: plain((answer.kind === 'unclear' ? answer.say : undefined) ?? form.strange) };
}

function takeAddresses(
  deps: FormDependencies,
  values: FormValues,
  before: Draft,
): { draft: Draft; errors: FormValues } {
  const known = formValues(deps, before);
  const isAsBefore = (group: AddressGroup) =>
    (['street', 'city', 'state', 'postcode', 'country'] as const).every(
      part => tidied(values[`${group}.${part}`]) === tidied(known[`${group}.${part}`]),
    );
  const billing = before.billing && isAsBefore('billing') ? undefined : readAddressGroup(deps, values, 'billing');
  const draft: Draft =
    billing?.kind === 'address'
      ? { ...before, billing: billing.address, addressSoFar: undefined }
      : billing?.kind === 'wrong' && billing.soFar && !before.billing
        ? { ...before, addressSoFar: billing.soFar }
        : before;
  const shipping = readAddressGroup(deps, values, 'shipping');
  const errors = {
    ...(billing?.kind === 'wrong' ? billing.errors : {}),
    ...(shipping.kind === 'wrong' ? shipping.errors : {}),
  };
  if (shipping.kind === 'empty') {
    return { draft: draft.billing && !draft.shipTo ? { ...draft, shipTo: 'billing' } : draft, errors };
  }
  if (shipping.kind === 'wrong' || (before.shipTo && isAsBefore('shipping'))) return { draft, errors };
  return { draft: { ...draft, shipTo: shipping.address }, errors };
}

function troublesOf({ texts }: FormDependencies, errors: FormValues): string[] {
  return FORM_INPUT_IDS.flatMap(id => {
    const error = errors[id];
    return error === undefined ? [] : [`${inputName(texts, id)}: ${quoted(error)}`];
  });
}

function tidied(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
