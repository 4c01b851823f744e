/** What became of each item, with the firmware that was changed on it (R16, R17). */
import type { ChangeInput } from '../../../../../services/returns/change.ts';
import { isHere } from '../../../../../services/returns/receipt.ts';
import { Disposition, type RmaItem } from '../../../../../services/returns/rma.ts';
import type { Element } from '../../../elements.ts';
import { dispositionsOf } from '../deeds.ts';
import { choiceInput, type Filled, filledAt, group, ITEM_NOTE, sideBySide, textInput } from '../fields.ts';
import { type Asking, type FormOf, ofReturn, type ReturnHit, wrong } from './form.ts';

const OPEN = 'open';
/** As many as a card holds; of more, those first of which nothing is known yet. */
const MOST_ITEMS = 10;

function asked({ hit: { rma }, when }: Asking<ReturnHit>): RmaItem[] {
  const open = rma.items.filter(item => isHere(item) && dispositionsOf(rma, item.id, when).length > 0);
  return [...open.filter(one => !one.disposition), ...open.filter(one => one.disposition)].slice(0, MOST_ITEMS);
}

const isWished = ({ firmware }: RmaItem) => firmware !== undefined && firmware.change !== 'as-is';

function firmwareInputs(item: RmaItem, filled: Filled, { texts }: Asking<ReturnHit>): Element[] {
  const { id } = item;
  const why = [
    ...(isWished(item) ? [{ title: texts.why.asked, value: 'asked' }] : []),
    { title: texts.why['new-processor-module'], value: 'new-processor-module' },
  ];
  return [
    sideBySide(
      [
        textInput(`from-${id}`, texts.label.firmwareFrom, filled, { maxLength: 60 }),
        textInput(`to-${id}`, texts.label.firmwareTo(item.firmware), filled, { maxLength: 60 }),
      ],
      [1, 1],
    ),
    choiceInput(`why-${id}`, texts.label.firmwareWhy, why, { [`why-${id}`]: why[0]?.value ?? '', ...filled }),
  ];
}

export const outcome: FormOf<ReturnHit> = {
  first(asking) {
    const entries = asked(asking).flatMap(({ id, disposition, firmwareChanged: changed }): [string, string][] => [
      [`became-${id}`, disposition ?? OPEN],
      ...(changed
        ? ([
            [`from-${id}`, changed.from ?? ''],
            [`to-${id}`, changed.to],
            [`why-${id}`, changed.why],
          ] as [string, string][])
        : []),
    ]);
    return Object.fromEntries(entries);
  },

  fields(filled, asking) {
    const { hit, texts, when } = asking;
    return asked(asking).map(item => {
      const { id, model, serial, disposition } = item;
      const open = dispositionsOf(hit.rma, id, when);
      const all = disposition ? [disposition, ...open.filter(one => one !== disposition)] : open;
      const choices = [
        ...(disposition ? [] : [{ title: texts.notYet, value: OPEN }]),
        ...all.map(value => ({ title: texts.disposition[value], value })),
      ];
      return group(texts.item(id, model, serial?.raw), [
        sideBySide(
          [
            choiceInput(`became-${id}`, texts.label.became, choices, filled),
            textInput(`note-${id}`, texts.label.itemNote, filled, { maxLength: ITEM_NOTE }),
          ],
          [1, 1],
        ),
        ...(hit.rma.status === 'repairing' ? firmwareInputs(item, filled, asking) : []),
      ]);
    });
  },

  read(filled, asking) {
    const { texts, hit } = asking;
    const faults: string[] = [];
    const changes = asked(asking).flatMap((item): ChangeInput[] => {
      const { id, firmwareChanged: before } = item;
      const disposition = Disposition.safeParse(filled[`became-${id}`]).data;
      const [from, to] = [filledAt(filled, `from-${id}`, 60), filledAt(filled, `to-${id}`, 60)];
      const why = filled[`why-${id}`];
      if (from !== undefined && to === undefined) faults.push(texts.fault.firmwareTo(id));
      const isNew = to !== undefined && (before?.to !== to || before.from !== from || before.why !== why);
      const firmware = {
        from,
        to: to ?? '',
        why: why === 'asked' ? 'asked' : 'new-processor-module',
      } as const;
      return [
        ...(isNew && hit.rma.status === 'repairing' ? [{ kind: 'firmware-changed', item: id, firmware } as const] : []),
        ...(disposition && disposition !== item.disposition
          ? [{ kind: 'disposed', item: id, disposition, note: filledAt(filled, `note-${id}`, ITEM_NOTE) } as const]
          : []),
      ];
    });
    if (faults.length > 0) return wrong(...faults);
    return changes.length > 0 ? ofReturn(...changes) : wrong(texts.fault.nothingChanged);
  },
};
