/** The letters of a return until it has arrived: number, reminders, and how else that may end (R8, R9, R12 to R15). */
import { writeNumber } from '../../services/numbers.ts';
import { quoted } from '../reply.ts';
import type { DeskFacts } from './en.ts';
import type { LetterPart, Wording } from './letter.ts';
import type { ReturnTold } from './return-told.ts';
import { list } from './wording.ts';

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
          {
            kind: 'says',
            text: isHere
              ? 'Here are the numbers of your return, for your records.'
              : `Your return is registered. Please send ${told.items.length === 1 ? 'your product' : 'your products'} by **${told.returnBy}**.`,
          },
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
          {
            kind: 'says',
            text: `We have not received anything for your return yet. ${lastDay(told)} If it is on its way already, thank you, and ignore this.`,
          },
          ...labelsOf(told),
          numbersOf(told),
          productsOf(told),
          { kind: 'heading', text: 'If you do not want to send it' },
          {
            kind: 'says',
            text: `Tell us in the chat at ${told.chat} (“withdraw RMA ${number}”), or ${reach}. Your case stays, and you can have a new RMA number at any time. Is there not enough time? Ask us for a later day.`,
          },
          {
            kind: 'says',
            text: `The RMA number stays active until ${told.activeUntil}. After that it is removed, and a product that arrives later has to start over.`,
          },
        ],
      };
    },

    extended: (told: ReturnTold): Wording => ({
      subject: `More time for RMA ${writeNumber(told.rma)}: send it by ${told.returnBy}`,
      preview: `The new last day to send it is ${told.returnBy}.`,
      parts: [
        { kind: 'says', text: `You have more time: please send your return by **${told.returnBy}**.` },
        ...labelsOf(told),
        numbersOf(told),
        {
          kind: 'says',
          text: 'Labels that you have printed show the earlier day. They still do, for the numbers on them are the same.',
        },
      ],
    }),

    withdrawn: (told: ReturnTold): Wording => ({
      subject: `RMA ${writeNumber(told.rma)} is withdrawn`,
      preview: 'Please do not send anything under this number any more.',
      parts: [
        {
          kind: 'says',
          text: `Your return is withdrawn, and RMA number **${writeNumber(told.rma)}** is no longer valid. Please do not send anything under it.`,
        },
        productsOf(told),
        {
          kind: 'says',
          text: `Your case ${writeNumber(told.caseNumber)} stays. If the product has to come in after all, name that case number in the chat at ${told.chat} and you get a new RMA number; or ${reach}.`,
        },
      ],
    }),

    lapsed: (told: ReturnTold): Wording => ({
      subject: `RMA ${writeNumber(told.rma)} has ended unused`,
      preview: 'Nothing arrived under it in time. Your case stays.',
      parts: [
        {
          kind: 'says',
          text: `Nothing arrived under RMA number ${writeNumber(told.rma)} until ${told.activeUntil}, so it has been removed. Please do not send anything under it any more: what arrives now has to start over.`,
        },
        {
          kind: 'says',
          text: `Your case **${writeNumber(told.caseNumber)}** stays, with everything you told us. If the product still needs repair, name that case number in the chat at ${told.chat} and you get a new RMA number in a minute; or ${reach}. Have you sent it already? Then ${reach}, so that we look out for it.`,
        },
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

export function productsOf({ items }: Pick<ReturnTold, 'items'>): LetterPart {
  const [only] = items.length === 1 ? items : [];
  const names = items.map(({ name }) => name);
  return {
    kind: 'says',
    text: only ? `Product: ${only.name}` : `Products:\n${names.map(name => `- ${name}`).join('\n')}`,
  };
}

function labelsOf({ label }: ReturnTold): LetterPart[] {
  return label === undefined ? [] : [{ kind: 'action', text: 'Print the labels', url: label }];
}

/** R2, R8, R12, R14, R15. */
function beforeSending(told: ReturnTold, facts: DeskFacts): LetterPart[] {
  const { items, returnTo, leaveAtHome } = told;
  /** What is packed alike is told of once. */
  const ways = [...new Set(items.map(({ packing }) => packing))].map(packing => ({
    packing,
    models: [...new Set(items.flatMap(item => (item.packing === packing ? item.model : [])))],
  }));
  const hasDisks = items.some(({ data }) => data !== undefined);
  return [
    ...labelsOf(told),
    { kind: 'heading', text: 'Before you send it' },
    {
      kind: 'points',
      items: [
        `Write the case number **${writeNumber(told.caseNumber)}** visibly on **all** packaging, or put a label on every box. Without it the return goes back to you at your cost.`,
        ...(leaveAtHome.length > 0 ? [`Keep at home: **${list(leaveAtHome)}**.`] : []),
        ...(hasDisks
          ? ['Export the video you need first: if a disk is replaced, what is on the old one is not copied.']
          : []),
        returnTo.address
          ? `Send it to: ${[returnTo.name, ...returnTo.address].join(', ')}.`
          : `It goes to ${returnTo.name}; ${returnTo.ask} or ${facts.phone} tell you its address.`,
      ],
    },
    { kind: 'heading', text: 'How to pack it' },
    {
      kind: 'points',
      items: [
        ...ways.map(({ packing, models }) => `${items.length > 1 ? `**${list(models)}:** ` : ''}${packing}`),
        ...(items.length > 1 ? ['Several units in one package only if each has an inner box of its own.'] : []),
      ],
    },
  ];
}

function afterSending(told: ReturnTold, facts: DeskFacts): LetterPart[] {
  const wishes = told.items.flatMap(({ model, firmware }) =>
    firmware && firmware.change !== 'as-is'
      ? `We noted your wish for the ${model}: firmware ${firmware.change}${firmware.to === undefined ? '' : ` to ${quoted(firmware.to)}`}.`
      : [],
  );
  return [
    { kind: 'heading', text: 'What happens then' },
    {
      kind: 'points',
      items: [
        'You get an email when it has arrived, and whenever its status changes.',
        `A technician examines it. If the repair costs something, you get an estimate first, and nothing is repaired before you agree.${told.diagnosticsFee ? ' A diagnostics fee applies to units sent in for evaluation.' : ''}`,
        told.expedited
          ? 'You asked for expedited service: it comes first, and fees may apply.'
          : `A repair typically takes ${facts.turnaroundDays} business days after it has arrived and is agreed on, more for many items.`,
        'Firmware stays as it is, unless you ask for a change or the repair needs a new processor module.',
        ...wishes,
        ...(told.items.some(({ data }) => data === 'recovery-quote')
          ? [
              `You get a quote for the data on the disks, from ${facts.recoveryFee}; it is not under warranty, and success cannot be promised.`,
            ]
          : []),
      ],
    },
  ];
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
