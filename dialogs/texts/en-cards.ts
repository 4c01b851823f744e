/** What the cards say in English, beside the texts that they stand for. */
import { writeNumber } from '../../services/numbers.ts';
import type { FormInput, Sent } from '../card.ts';
import { list } from './wording.ts';

const PARTS = {
  street: 'Street address',
  city: 'City',
  state: 'State or province',
  postcode: 'Postal code',
  country: 'Country',
};

/** The buttons of an estimate, when nothing is asked of it. */
const estimateOver =
  'That button belongs to an estimate that was looked at earlier, so it did nothing. Say “answer the estimate” to see what waits now.';

export const englishCards = {
  form: {
    /** Stands beside the form in place of a question. */
    lead: 'Now I need to know who you are and where it goes. Fill in the form, or just answer here.',
    leadAgain: 'Here is the form with what I have. What you leave as it is stays.',
    title: 'Contact and addresses',
    contact: 'Contact',
    billing: 'Billing address',
    shipping: 'Ship-to address',
    shippingNote: 'Empty means: the same as the billing address.',
    another: 'Ship to another address',
    labels: {
      'contact.name': 'Name',
      'contact.email': 'Email',
      'contact.phone': 'Phone, abroad with country code',
      'contact.company': 'Company (optional)',
      'billing.street': PARTS.street,
      'billing.city': PARTS.city,
      'billing.state': PARTS.state,
      'billing.postcode': PARTS.postcode,
      'billing.country': PARTS.country,
      'shipping.street': PARTS.street,
      'shipping.city': PARTS.city,
      'shipping.state': PARTS.state,
      'shipping.postcode': PARTS.postcode,
      'shipping.country': PARTS.country,
    } satisfies Record<FormInput, string>,
    /** Where a field is left empty that is needed. */
    needed: {
      'contact.name': 'The technician has to know whom to ask for.',
      'contact.email': 'News about your case goes there.',
      'contact.phone': 'We call it if something is unclear.',
      'billing.street': 'Street and number, please.',
      'billing.city': 'The city, please.',
    } satisfies Partial<Record<FormInput, string>>,
    save: 'Save',
    sent: 'Sent the contact form',
    /** "Show me the form". */
    words:
      /^\W*(?:(?:please|can you|could you) )*(?:(?:show|open|give|send|use|see|bring up)(?: me)? )?(?:the |a |that |my )?(?:contact )?form(?: again)?(?:,? please)?\W*$/i,
    taken: (what: string) => `Thank you. I have ${what}.`,
    names: { contact: 'your contact details', addresses: 'the addresses' },
    unchanged: 'I have all of that already: nothing has changed.',
    wrong: (lines: string[]) =>
      `${lines.length === 1 ? 'One thing needs' : `${lines.length} things need`} another look; the rest is saved:\n${lines.map(line => `- ${line}`).join('\n')}`,
    wrongLead: (count: number) =>
      `${count === 1 ? 'One thing needs' : `${count} things need`} another look; the rest is saved.`,
    lookAt: (labels: string[]) => `Please look at: ${list(labels)}.`,
    /** Sent once more unchanged, it is taken as meant. */
    slip: (suggestion: string) => `Did you mean ${suggestion}? If it is right as it stands, save once more.`,
    phoneMeant: (shown: string) => `Is that ${shown}? Then save once more; else add the country code, such as +47.`,
    strange: 'I cannot read that. Letters, digits and the usual punctuation, please.',
    missing: { street: 'Street and number, please.', city: 'The city, please.', country: 'The country, please.' },
    postcodeNeeded: 'The postal code, please.',
    postcodeWrong: (country: string) => `That is not a postal code of ${country}.`,
    /** A form of another request. */
    old: 'That form belongs to an earlier request: nothing has changed.',
    over: 'That form belongs to a request that is finished: nothing has changed.',
  },

  summaryCard: {
    title: 'Your request',
    lead: 'Here is what I have. Is everything right?',
    changedSince: 'Something has changed since that summary, so nothing was issued for it. This is how it stands now.',
    earlier: 'That button belongs to an earlier summary, so it did nothing. We are here:',
    /** Pressed once more when the numbers are out. */
    done: (caseNumber: string, rma?: string) =>
      `That is done already, and nothing was issued twice: Support Case Number ${writeNumber(caseNumber)}${rma ? `, RMA number ${writeNumber(rma)}` : ''}.`,
    over: 'That summary belongs to an earlier request: nothing has been issued for it.',
  },

  numbersCard: {
    title: 'Your numbers',
    lead: (caseNumber: string, rma?: string) =>
      rma
        ? `It is done: **case ${writeNumber(caseNumber)}**, **RMA ${writeNumber(rma)}**.`
        : `Your case is open: **case ${writeNumber(caseNumber)}**. Keep the number: it ties together everything about this problem.`,
    solvedLead: (caseNumber: string) =>
      `I closed this as solved: **case ${writeNumber(caseNumber)}**. If it comes back, give me this number and you need not explain again.`,
    caseNumber: 'Support Case Number',
    rmaNumber: 'RMA number',
    copy: 'Copy',
    copyCase: 'Copy the case number',
    copyRma: 'Copy the RMA number',
    returnBy: 'Send it by',
    activeUntil: 'RMA active until',
    printLabel: 'Print the label',
  },

  /** A card of a request that is over. */
  cardOver(kind: Sent['kind'], last?: { number: string; rma?: string | undefined }): string {
    const { form, summaryCard } = englishCards;
    if (kind === 'contact-form') return form.over;
    if (kind === 'estimate') return estimateOver;
    return last ? summaryCard.done(last.number, last.rma) : summaryCard.over;
  },

  /** A line of the instructions (R2). */
  printLabel: (url: string) => `[Print the label](${url}), one for each box, and put it on the outside.`,
};
