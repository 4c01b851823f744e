/** The contact form: every detail of the person at once. What it asks is asked one by one as well, by the steps. */
import type { Address } from '../../services/address.ts';
import { type ContactForm, FORM_INPUT_IDS, type FormField, type FormInput, type FormValues } from '../card.ts';
import type { AskStep, DoStep, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { writePhone } from '../texts/phone.ts';
import type { Draft } from './draft.ts';
import { requestMark } from './request-marks.ts';

export interface FormDependencies {
  texts: Texts;
  country: string;
}

export type AddressGroup = 'billing' | 'shipping';

/** What is typed that cannot be taken, and why. */
export interface FormTrouble {
  values: FormValues;
  errors: FormValues;
}

export function contactForm(
  { texts, country }: FormDependencies,
  draft: Draft,
  lead: string,
  trouble: FormTrouble = { values: {}, errors: {} },
): ContactForm {
  const { form } = texts;
  const values: FormValues = { ...formValues({ country }, draft), ...trouble.values };
  const needed: FormValues = form.needed;
  const fields = (group: string): FormField[] =>
    FORM_INPUT_IDS.filter(id => id.startsWith(`${group}.`)).map(id => ({
      id,
      label: form.labels[id],
      ...(values[id] && { value: values[id] }),
      ...(trouble.errors[id] && { error: trouble.errors[id] }),
      ...(needed[id] && { needed: needed[id] }),
    }));
  const shipping = fields('shipping');
  const isOther = shipping.some(({ id, value, error }) => error ?? (id !== 'shipping.country' && value));
  const wrong = FORM_INPUT_IDS.filter(id => trouble.errors[id] !== undefined).map(id => inputName(texts, id));
  return {
    kind: 'contact-form',
    key: requestMark(draft),
    lead,
    title: form.title,
    groups: [
      { title: form.contact, fields: fields('contact') },
      { title: form.billing, fields: fields('billing') },
      {
        title: form.shipping,
        fields: shipping,
        ...(isOther ? {} : { opener: form.another, note: form.shippingNote }),
      },
    ],
    ...(wrong.length > 0 && { trouble: form.lookAt(wrong) }),
    save: form.save,
    sent: form.sent,
  };
}

/** An input as a sentence names it, with the address that it is of. */
export function inputName({ form }: Texts, id: FormInput): string {
  const group = { contact: '', billing: form.billing, shipping: form.shipping }[id.split('.')[0] ?? ''];
  const label = form.labels[id].replace(/[,(].*$/, '').trim();
  return group ? `${group}, ${label.toLowerCase()}` : label;
}

/** What the draft holds, as the form's inputs show it. */
export function formValues({ country }: Pick<FormDependencies, 'country'>, draft: Draft): FormValues {
  const { contact, billing, shipTo, emailSlip, phoneSaid } = draft;
  return {
    'contact.name': contact.name,
    'contact.email': contact.email ?? emailSlip?.value,
    'contact.phone': contact.phone === undefined ? phoneSaid : writePhone(contact.phone, country),
    'contact.company': contact.company ?? undefined,
    ...addressValues('billing', billing ?? draft.addressSoFar, country),
    ...addressValues('shipping', shipTo === 'billing' ? undefined : shipTo, country),
  };
}

function addressValues(group: AddressGroup, address: Address | undefined, home: string): FormValues {
  return {
    [`${group}.street`]: address && (address.street.length > 0 ? address.street.join(', ') : address.raw),
    [`${group}.city`]: address?.city,
    [`${group}.state`]: address?.region,
    [`${group}.postcode`]: address?.postcode,
    [`${group}.country`]: address?.country ?? home,
  };
}

/** Offers the form beside the first of its questions, once, where most of what it holds is open. */
export function offerFormStep(): DoStep<Draft> {
  return {
    kind: 'do',
    name: 'offer-form',
    pending: draft => draft.formAt === undefined && draft.caseNumber === undefined && isMostlyOpen(draft),
    run: async draft => ({ kind: 'done', draft: { ...draft, formAt: firstOpen(draft) }, replies: [] }),
  };
}

function isMostlyOpen({ contact, billing, troubleshooting }: Draft): boolean {
  const known = [contact.name, contact.email, contact.phone, billing].filter(value => value !== undefined);
  return troubleshooting !== 'solved' && known.length <= 1;
}

function firstOpen({ contact }: Draft): string {
  return contact.name === undefined ? 'name' : 'email';
}

/** A step whose question has the form beside it where it is the first; asked again it stands alone. */
export function besideForm(deps: FormDependencies, step: AskStep<Draft>): AskStep<Draft> {
  return {
    ...step,
    async ask(draft, turn) {
      const question = await step.ask(draft, turn);
      if (draft.formAt !== step.name || !step.pending(draft)) return question;
      return { ...question, card: contactForm(deps, draft, `${deps.texts.form.lead} ${question.text}`) };
    },
    again: (draft, turn) => step.ask(draft, turn),
  };
}

/** "Show me the form", at any question while the details can still be changed here. */
export function formCommand(deps: FormDependencies, { text }: Heard, draft: Draft) {
  const { form } = deps.texts;
  // A case that exists, or that one claims to have, has its contact on record.
  const hasCase = draft.caseNumber !== undefined || draft.claimedCase !== undefined;
  if (hasCase || !form.words.test(text)) return undefined;
  return { draft, say: form.leadAgain, card: contactForm(deps, draft, form.leadAgain) };
}
