/** The letters of a return until it has arrived: number, reminders, and how else that may end (R8, R9, R12 to R15). */
import { writeNumber } from '../../services/numbers.ts';
import type { DeskFacts } from './desk-facts.ts';
import { afterSending, beforeSending, labelsOf } from './en-return-mails-instructions.ts';
import { productsOf } from './en-return-mails-wording.ts';
import { type LetterPart, says, type Wording } from './letter.ts';
import type { ReturnTold } from './return-told.ts';

export function sendingMails(facts: DeskFacts, reach: string) {
  return {
    issued: (told: ReturnTold): Wording => {
      const number = writeNumber(told.rma);
      const isHere = told.status !== 'issued';
      return {
        subject: `Your RMA number is ${number}`,
        preview: isHere
          ? 'Your numbers, for your records.'
          : `Please send it by ${told.returnBy}. How to pack it, and what to leave at home.`,
        parts: [
          says(
            isHere
              ? 'Here are the numbers of your return, for your records.'
              : `Your return is registered. Please send ${told.items.length === 1 ? 'your product' : 'your products'} by **${told.returnBy}**.`,
          ),
          numbersOf(told),
          productsOf(told),
          ...(isHere ? [] : beforeSending(told, facts)),
          ...(isHere ? [] : afterSending(told, facts)),
        ],
      };
    },

    'return-reminder': (told: ReturnTold): Wording => {
      const number = writeNumber(told.rma);
      return {
        subject: `${daysLeft(told.daysLeft)} to send RMA ${number}`,
        preview: `The last day to send it is ${told.returnBy}.`,
        parts: [
          says(
            `We have not received anything for your return yet. ${lastDay(told)} If it is on its way already, thank you, and ignore this.`,
          ),
          ...labelsOf(told),
          numbersOf(told),
          productsOf(told),
          { kind: 'heading', text: 'If you do not want to send it' },
          says(
            `Tell us in the chat at ${told.chat} (“withdraw RMA ${number}”), or ${reach}. Your case stays, and you can have a new RMA number at any time. Is there not enough time? Ask us for a later day.`,
          ),
          says(
            `The RMA number stays active until ${told.activeUntil}. After that it is removed, and a product that arrives later has to start over.`,
          ),
        ],
      };
    },

    extended: (told: ReturnTold): Wording => ({
      subject: `More time for RMA ${writeNumber(told.rma)}: send it by ${told.returnBy}`,
      preview: `The new last day to send it is ${told.returnBy}.`,
      parts: [
        says(`You have more time: please send your return by **${told.returnBy}**.`),
        ...labelsOf(told),
        numbersOf(told),
        says('Labels that you have printed show the earlier day. They still do, for the numbers on them are the same.'),
      ],
    }),

    withdrawn: (told: ReturnTold): Wording => ({
      subject: `RMA ${writeNumber(told.rma)} is withdrawn`,
      preview: 'Please do not send anything under this number any more.',
      parts: [
        says(
          `Your return is withdrawn, and RMA number **${writeNumber(told.rma)}** is no longer valid. Please do not send anything under it.`,
        ),
        productsOf(told),
        says(
          `Your case ${writeNumber(told.caseNumber)} stays. If the product has to come in after all, name that case number in the chat at ${told.chat} and you get a new RMA number; or ${reach}.`,
        ),
      ],
    }),

    lapsed: (told: ReturnTold): Wording => ({
      subject: `RMA ${writeNumber(told.rma)} has ended unused`,
      preview: 'Nothing arrived under it in time. Your case stays.',
      parts: [
        says(
          `Nothing arrived under RMA number ${writeNumber(told.rma)} until ${told.activeUntil}, so it has been removed. Please do not send anything under it any more: what arrives now has to start over.`,
        ),
        says(
          `Your case **${writeNumber(told.caseNumber)}** stays, with everything you told us. If the product still needs repair, name that case number in the chat at ${told.chat} and you get a new RMA number in a minute; or ${reach}. Have you sent it already? Then ${reach}, so that we look out for it.`,
        ),
      ],
    }),
  };
}

function numbersOf({ rma, caseNumber, returnBy, activeUntil, status }: ReturnTold): LetterPart {
  return {
    kind: 'facts',
    rows: [
      { label: 'RMA number', value: `**${writeNumber(rma)}**` },
      { label: 'Support Case Number', value: `**${writeNumber(caseNumber)}**` },
      ...(status === 'issued'
        ? [
            { label: 'Send by', value: returnBy },
            { label: 'Active until', value: activeUntil },
          ]
        : []),
    ],
  };
}

function daysLeft(days: number): string {
  if (days <= 0) return 'Last day';
  return days === 1 ? '1 day left' : `${days} days left`;
}

function lastDay({ daysLeft: days, returnBy }: ReturnTold): string {
  if (days <= 0) return `Today, **${returnBy}**, is the last day to send it.`;
  if (days === 1) return `Tomorrow, **${returnBy}**, is the last day to send it.`;
  return `There are **${days} days** left: please send it by **${returnBy}**.`;
}
