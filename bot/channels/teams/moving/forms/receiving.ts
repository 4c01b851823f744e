/** A box is opened: what came, how it came, what did not, and what lay in it that is on no list. */
import type { ChangeInput } from '../../../../../services/returns/change.ts';
import type { RmaItem } from '../../../../../services/returns/rma.ts';
import type { Element } from '../../../elements.ts';
import { awaitedItems } from '../deeds.ts';
import {
  choiceInput,
  type Filled,
  filledAt,
  group,
  ITEM_NOTE,
  isTicked,
  NOTE,
  noteIn,
  noteInput,
  sideBySide,
  textInput,
  tickInput,
} from '../fields.ts';
import { type Asking, type FormOf, ofReturn, type ReturnHit, wrong } from './form.ts';

/** As many as a card holds; the others are asked for when these are in. */
const MOST_ITEMS = 20;
const EXTRAS = [1, 2, 3];

const asked = (hit: ReturnHit): RmaItem[] => awaitedItems(hit.rma).slice(0, MOST_ITEMS);

function itemInputs({ id, model, serial, receipt }: RmaItem, filled: Filled, { texts }: Asking<ReturnHit>): Element {
  const states = [
    { title: receipt ? texts.arrival.stillMissing : texts.arrival.later, value: 'later' },
    { title: texts.arrival.intact, value: 'intact' },
    { title: texts.arrival.damaged, value: 'damaged' },
    ...(receipt ? [] : [{ title: texts.arrival.missing, value: 'missing' }]),
  ];
  return group(texts.item(id, model, serial?.raw), [
    sideBySide(
      [
        choiceInput(`state-${id}`, texts.label.arrived, states, { [`state-${id}`]: 'later', ...filled }),
        textInput(`note-${id}`, texts.label.itemNote, filled, { maxLength: ITEM_NOTE }),
      ],
      [1, 1],
    ),
  ]);
}

function extraIn(filled: Filled, at: number) {
  return {
    model: filledAt(filled, `model-x${at}`, 80),
    serial: filledAt(filled, `serial-x${at}`, 40),
    note: filledAt(filled, `note-x${at}`, ITEM_NOTE),
  };
}

export const receiving: FormOf<ReturnHit> = {
  first({ hit }) {
    const [only, ...others] = asked(hit);
    return only && others.length === 0 ? { [`state-${only.id}`]: 'intact' } : {};
  },

  fields(filled, asking) {
    const { hit, texts } = asking;
    const items = asked(hit);
    const extras = EXTRAS.map(at =>
      group(texts.extra(at), [
        sideBySide(
          [
            textInput(`model-x${at}`, texts.label.model, filled, { maxLength: 80 }),
            textInput(`serial-x${at}`, texts.label.serial, filled, { maxLength: 40 }),
            textInput(`note-x${at}`, texts.label.itemNote, filled, { maxLength: ITEM_NOTE }),
          ],
          [1, 1, 1],
        ),
      ]),
    );
    return [
      ...(items.length > 1 ? [tickInput('all', texts.label.allElse, filled)] : []),
      ...items.map(item => itemInputs(item, filled, asking)),
      ...extras,
      noteInput('note', texts.label.note, filled),
    ];
  },

  read(filled, { hit, texts }) {
    const rest = isTicked(filled, 'all') ? 'intact' : 'later';
    const states = awaitedItems(hit.rma).map(({ id }) => {
      const state = filled[`state-${id}`] ?? 'later';
      return { id, state: state === 'later' ? rest : state, note: filledAt(filled, `note-${id}`, ITEM_NOTE) };
    });
    const came = states.filter(({ state }) => state === 'intact' || state === 'damaged');
    const missing = states.filter(({ state }) => state === 'missing');
    const extras = EXTRAS.map(at => extraIn(filled, at));
    const isNameless = extras.some(({ model, serial, note }) => model === undefined && (serial ?? note) !== undefined);
    if (isNameless) return wrong(texts.fault.extraModel);
    const found = extras.flatMap(({ model, ...rest }) => (model === undefined ? [] : [{ model, ...rest }]));
    const isAny = came.length + found.length > 0;
    if (!isAny && missing.length === 0) return wrong(texts.fault.nothingArrived);
    if (!isAny && hit.rma.status === 'issued') return wrong(texts.fault.onlyMissing);

    const note = noteIn(filled);
    const items = came.map(({ id: item, state, note: told }) => ({ item, damaged: state === 'damaged', note: told }));
    const why = missing.flatMap(one => (one.note ? [`${one.id}: ${one.note}`] : [])).join('; ') || note;
    const changes: ChangeInput[] = [];
    if (isAny) changes.push({ kind: 'received', items, extras: found, note });
    if (missing.length > 0) {
      changes.push({ kind: 'missing', items: missing.map(({ id }) => id), note: why?.slice(0, NOTE) });
    }
    return ofReturn(...changes);
  },
};
