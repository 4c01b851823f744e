/** What the letters about a return say in English (R8 to R20). Part of `en.ts`. */
import { writeNumber } from '../../services/numbers.ts';
import type { ReturnMail } from '../../services/returns/outcome.ts';
import type { DeskFacts } from './desk-facts.ts';
import { benchMails } from './en-return-mails-bench.ts';
import { estimateMails } from './en-return-mails-estimate.ts';
import { leavingMails } from './en-return-mails-leaving.ts';
import { receiptMails } from './en-return-mails-receipt.ts';
import { sendingMails } from './en-return-mails-sending.ts';
import { says, type Wording } from './letter.ts';
import type { ReturnTold } from './return-told.ts';
import { list } from './wording.ts';

const FIELDS: Readonly<Record<string, string>> = {
  name: 'the name',
  email: 'the email address',
  phone: 'the phone number',
  company: 'the company',
  'ship-to': 'the ship-to address',
};

/** `reach`: how to get hold of a person. */
export function createReturnMails(facts: DeskFacts, reach: string) {
  const letters: Record<ReturnMail, (told: ReturnTold) => Wording> = {
    ...sendingMails(facts, reach),
    ...receiptMails(facts, reach),
    ...benchMails(facts, reach),
    ...leavingMails(reach),
    ...estimateMails(facts, reach),
    'details-changed': told => detailsChanged(told, reach),
  };
  return {
    letters,
    subject: (caseNumber: string, what: string) => `[CASE ${writeNumber(caseNumber)}] ${what}`,
    /** The last lines of each. */
    foot: {
      numbers: (caseNumber: string, rma: string) =>
        `Support Case Number ${writeNumber(caseNumber)}, RMA number ${writeNumber(rma)}`,
      reach: `Anything else? Call ${facts.phone} or write to ${facts.serviceEmail}, with your case number.`,
      unsubscribe: 'Stop these status emails',
      /** Of those that go out whatever was chosen (R11). */
      always: 'You get this email with or without status emails, as it is about your details or a decision of yours.',
    },
  };
}

/** Never names a new value: it may be read by whoever had the address before. */
function detailsChanged({ rma, about, isFormerReader }: ReturnTold, reach: string): Wording {
  const what = list(about.fields.map(field => FIELDS[field] ?? field));
  const number = writeNumber(rma);
  return {
    subject: `Details of RMA ${number} were changed`,
    preview: `Changed: ${what}. If that was not you, tell us at once.`,
    parts: [
      says(`For your return under RMA number **${number}**, ${what} on file was changed just now.`),
      ...(isFormerReader
        ? [says('From now on emails about this return go to the new address. This is the last one that comes here.')]
        : []),
      says('If that was you, there is nothing to do.'),
      says(
        `**If it was not you,** ${reach} at once, and name the numbers below. We put it right before anything is sent.`,
      ),
    ],
  };
}
