/** A box is opened: what came, how it came, what did not, and what lay in it that is on no list. */
import type { RmaItem } from '../../../../../services/returns/rma.ts';
import { awaitedItems } from '../deeds.ts';
import { choiceInput, filledAt, group, noteInput, textInput } from '../fields.ts';
import { type FormOf, ofReturn, type ReturnHit, wrong } from './form.ts';

/** As many as a card holds; the others are asked for when these are in. */
const MOST_ITEMS = 20;
const EXTRAS = [1, 2, 3];

const asked = (hit: ReturnHit): RmaItem[] => awaitedItems(hit.rma).slice(0, MOST_ITEMS);

export const receiving: FormOf<ReturnHit> = {
  first({ hit }) {
    const [only, ...others] = asked(hit);
    return only && others.length === 0 ? { [`state-${only.id}`]: 'intact' } : {};
  },

  fields(filled, { hit, texts }) {
    const items = asked(hit).map(({ id, model, serial, receipt }) =>
      group(texts.item(id, model, serial?.raw), [
        choiceInput(
          `state-${id}`,
          texts.label.arrived,
          [
            { title: receipt ? texts.arrival.stillMissing : texts.arrival.later, value: 'later' },
            { title: texts.arrival.intact, value: 'intact' },
            { title: texts.arrival.damaged, value: 'damaged' },
            ...(receipt ? [] : [{ title: texts.arrival.missing, value: 'missing' }]),
          ],
          { [`state-${id}`]: 'later', ...filled },
        ),
        textInput(`note-${id}`, texts.label.itemNote, filled, { maxLength: 500 }),
      ]),
    );
    const extras = EXTRAS.map(at =>
      group(texts.extra(at), [
        textInput(`model-x${at}`, texts.label.model, filled, { maxLength: 80 }),
        textInput(`serial-x${at}`, texts.label.serial, filled, { maxLength: 40 }),
        textInput(`note-x${at}`, texts.label.itemNote, filled, { maxLength: 500 }),
      ]),
    );
    return [...items, ...extras, noteInput('note', texts.label.note, filled)];
  },

  read(filled, { hit, texts }) {
    const states = asked(hit).map(({ id }) => ({
      id,
      state: filled[`state-${id}`],
      note: filledAt(filled, `note-${id}`),
    }));
    const came = states.filter(({ state }) => state === 'intact' || state === 'damaged');
    const missing = states.filter(({ state }) => state === 'missing');
    const extras = EXTRAS.map(at => ({
      model: filledAt(filled, `model-x${at}`),
      serial: filledAt(filled, `serial-x${at}`),
      note: filledAt(filled, `note-x${at}`),
    }));
    const nameless = extras.some(({ model, serial, note }) => model === undefined && (serial ?? note) !== undefined);
    if (nameless) return wrong(texts.fault.extraModel);
    const found = extras.flatMap(({ model, ...rest }) => (model === undefined ? [] : [{ model, ...rest }]));
    const note = filledAt(filled, 'note');
    if (came.length + missing.length + found.length === 0) return wrong(texts.fault.nothingArrived);
    const why = missing.flatMap(one => (one.note ? [`${one.id}: ${one.note}`] : [])).join('; ') || note;
    return ofReturn(
      ...(came.length + found.length > 0
        ? [
            {
              kind: 'received' as const,
              items: came.map(({ id: item, state, note: told }) => ({
                item,
                damaged: state === 'damaged',
                note: told,
              })),
              extras: found,
              note,
            },
          ]
        : []),
      ...(missing.length > 0
        ? [{ kind: 'missing' as const, items: missing.map(({ id }) => id), note: why?.slice(0, 1_000) }]
        : []),
    );
  },
};
