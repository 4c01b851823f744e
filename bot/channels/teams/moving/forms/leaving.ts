/** How a return leaves the house, how long it may take to come, and what was seen to. */
import { z } from 'zod';
import { addDays, dateIn } from '../../../../../services/calendar.ts';
import { CARRIERS, carrierNamed, carrierOf } from '../../../../../services/returns/carriers.ts';
import { Attention, Parcel } from '../../../../../services/returns/rma.ts';
import { choiceInput, dateInput, filledAt, NOTE, noteIn, noteInput, textInput } from '../fields.ts';
import { type FormOf, ofReturn, type ReturnHit, wrong } from './form.ts';

export const shipping: FormOf<ReturnHit> = {
  fields(filled, { texts }) {
    const known = CARRIERS.slice(0, 4)
      .map(({ name }) => name)
      .join(', ');
    return [
      textInput('carrier', texts.label.carrier, filled, { maxLength: 60, placeholder: known }),
      textInput('tracking', texts.label.tracking, filled, { maxLength: 60 }),
      noteInput('note', texts.label.note, filled),
    ];
  },

  /** Neither, where the customer fetched it. */
  read(filled, { texts }) {
    const tracking = filledAt(filled, 'tracking', 60);
    const named = filledAt(filled, 'carrier', 60) ?? (tracking && carrierOf(tracking)?.name);
    const carrier = named && (carrierNamed(named)?.name ?? named);
    if ((carrier === undefined) !== (tracking === undefined)) return wrong(texts.fault.carrierAndTracking);
    const isFit = tracking === undefined || Parcel.shape.tracking.safeParse(tracking).success;
    if (!isFit) return wrong(texts.fault.tracking);
    return ofReturn({ kind: 'shipped', carrier, tracking, note: noteIn(filled) });
  },
};

export const extending: FormOf<ReturnHit> = {
  fields(filled, { hit, texts, when, day }) {
    const today = dateIn(when.timeZone, when.now);
    const min = today > hit.rma.returnBy ? today : addDays(hit.rma.returnBy, 1);
    return [
      dateInput('day', texts.label.lastDay(day(hit.rma.returnBy)), filled, { min }),
      noteInput('reason', texts.label.reason, filled),
    ];
  },

  read(filled, { texts }) {
    const day = filledAt(filled, 'day');
    const reason = filledAt(filled, 'reason', NOTE);
    const isDay = day !== undefined && z.iso.date().safeParse(day).success;
    if (!isDay || reason === undefined) {
      return wrong(...(isDay ? [] : [texts.fault.day]), ...(reason === undefined ? [texts.fault.reason] : []));
    }
    return ofReturn({ kind: 'extended', returnBy: day, reason });
  },
};

export const attending: FormOf<ReturnHit> = {
  first: ({ hit }): Record<string, string> => ({ to: hit.rma.attention[0] ?? '' }),

  fields(filled, { hit, texts }) {
    const choices = hit.rma.attention.map(value => ({ title: texts.attention[value], value }));
    return [
      choiceInput('to', texts.label.attention, choices, filled, { style: 'expanded' }),
      noteInput('note', texts.label.note, filled),
    ];
  },

  read(filled, { texts }) {
    const to = Attention.safeParse(filled['to']).data;
    return to ? ofReturn({ kind: 'attended', to, note: noteIn(filled) }) : wrong(texts.fault.attention);
  },
};
