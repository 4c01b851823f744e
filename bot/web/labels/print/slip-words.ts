/** What the packing slip says. */
import { writeDate } from '../../../../services/calendar.ts';
import { writeNumber } from '../../../../services/numbers.ts';
import type { PackingClass } from '../../../../services/packing.ts';
import type { Packet, PacketItem } from './contents.ts';
import type { Span } from './lines.ts';

export function items({ rma }: Packet): { title: string; lines: Span[] }[] {
  return rma.items.map((item, at) => ({
    title: `${rma.items.length > 1 ? `${at + 1}. ` : ''}${item.model}`,
    lines: [
      'Serial number: ',
      { b: item.serial ?? 'not readable' },
      `. Problem: ${sentence(item.problem)} Firmware: ${firmware(item)}.${data(item)}`,
    ],
  }));
}

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** R13, R16: changed only where somebody asked for it. */
function firmware({ firmware: wish }: PacketItem): string {
  if (!wish || wish.change === 'as-is') return 'leave it as it is';
  return `${wish.change} to ${wish.to ?? 'the latest'}`;
}

/** R14. */
function data({ data: wish }: PacketItem): string {
  if (!wish) return '';
  return wish === 'recovery-quote'
    ? ' Data: a quote for recovery is wanted first.'
    : ' Data: nothing is to be recovered.';
}

/** Once for all products that are packed alike. */
export function packing({ rma }: Packet): { title: string; lines: Span[][] }[] {
  const alike = new Map<string, { titles: string[]; lines: Span[][] }>();
  rma.items.forEach((item, at) => {
    const lines = instructions(item);
    const key = JSON.stringify(lines);
    const group = alike.get(key) ?? { titles: [], lines };
    group.titles.push(rma.items.length > 1 ? `${at + 1}. ${item.model}` : item.model);
    alike.set(key, group);
  });
  return [...alike.values()].map(({ titles, lines }) => ({ title: titles.join(', '), lines }));
}

function instructions({ packing: how }: PacketItem): Span[][] {
  return [
    ...(how.restrain ? [[how.restrain]] : []),
    [how.original],
    ...(how.kind === 'known'
      ? [['Otherwise take ', ...box(how), '.']]
      : Object.entries(how.classes).map(([weight, one]) => [
          `Otherwise, if it is ${weight}, as ${one.examples.join(' and ')} are: `,
          ...box(one),
          '.',
        ])),
  ];
}

function box({ box: kind, fillInches }: PackingClass): Span[] {
  return [
    'a ',
    { b: kind },
    ' box with ',
    { b: `${fillInches}\u00a0inches` },
    ` (${Math.round(fillInches * 2.54)} cm) of filling on all sides`,
  ];
}

export function checks({ rma, terms, boxes }: Packet): Span[][] {
  const several = rma.items[0]?.packing.several;
  return [
    ['These stay with you: ', { b: terms.leaveAtHome.join(', ') }, '.'],
    ...(rma.items.some(item => item.disks)
      ? [['Video that you need is exported from the disks: ', 'if a disk is replaced, its data is not copied.']]
      : []),
    ...(rma.items.length > 1 && several ? [[several]] : []),
    ['This slip is in the box', ...(boxes > 1 ? [', or in one of them'] : []), '.'],
    [
      boxes > 1 ? 'Each box has its label on the outside. ' : 'The label is on the outside. ',
      'The case number ',
      { b: writeNumber(rma.caseNumber) },
      ' is visible on all packaging: without it the return goes back to you at your cost.',
    ],
    [
      'It leaves by ',
      { b: writeDate(rma.returnBy) },
      `. The RMA is active until ${writeDate(rma.activeUntil)}; what arrives later has to start over.`,
    ],
  ];
}
