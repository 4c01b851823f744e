/** What a customer is told before a return is sent, and what happens then, as a letter says it in English. */
import { writeNumber } from '../../services/numbers.ts';
import { quoted } from '../reply.ts';
import type { DeskFacts } from './desk-facts.ts';
import type { LetterPart } from './letter.ts';
import type { ReturnTold } from './return-told.ts';
import { list } from './wording.ts';

export function labelsOf({ label }: ReturnTold): LetterPart[] {
  return label === undefined ? [] : [{ kind: 'action', text: 'Print the labels', url: label }];
}

/** R2, R8, R12, R14, R15. */
export function beforeSending(told: ReturnTold, facts: DeskFacts): LetterPart[] {
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

export function afterSending(told: ReturnTold, facts: DeskFacts): LetterPart[] {
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
