/** What customers want of a return that is under way, and what staff grant. */
import { addDays } from '../calendar.ts';
import { wordsOf } from '../finding/words.ts';
import type { ChangeOf } from './change.ts';
import { type Moment, type Outcome, refused } from './outcome.ts';
import { noSuchItem, withReasons } from './receipt.ts';
import type { Rma } from './rma.ts';
import { ENDED, IN_HOUSE, NEXT, type RmaStatus } from './status.ts';

/** Before the products leave: what happens to them, and where they go, can still be said. */
const OPEN: readonly RmaStatus[] = ['issued', ...IN_HOUSE];
/** Before anything is mended. */
const BEFORE_REPAIR = OPEN.filter(status => !['repairing', 'declined-return', 'declined-scrap'].includes(status));

/** More is a slip of the pen, and would keep a return for ever. */
const MOST_DAYS_AHEAD = 366;

export function withdrawn(rma: Rma, { note }: ChangeOf<'withdrawn'>): Outcome {
  if (rma.status === 'withdrawn') return { kind: 'same' };
  if (!NEXT[rma.status].includes('withdrawn')) {
    return refused({ code: 'not-allowed', status: rma.status, wanted: 'withdrawn', allowed: NEXT[rma.status] });
  }
  return {
    kind: 'changed',
    set: { status: 'withdrawn', lapsesAt: undefined, expiresAt: undefined, attention: [] },
    happened: [{ kind: 'withdrawn', note, mail: 'withdrawn' }],
  };
}

/** Only later, only before the end, and never backwards; how long the RMA then lives is the service's to say. */
export function extended(rma: Rma, { returnBy, reason }: ChangeOf<'extended'>, { today }: Moment): Outcome {
  if (rma.status !== 'issued') return refused({ code: 'not-now', status: rma.status, when: ['issued'] });
  if (returnBy === rma.returnBy) return { kind: 'same' };
  const latest = addDays(today, MOST_DAYS_AHEAD);
  if (returnBy < rma.returnBy || returnBy < today || returnBy > latest) {
    return refused({ code: 'not-extended', returnBy: rma.returnBy, latest });
  }
  return {
    kind: 'changed',
    set: { returnBy },
    happened: [{ kind: 'extended', note: reason, data: { from: rma.returnBy, to: returnBy }, mail: 'extended' }],
  };
}

export function noted(rma: Rma, { kind, text }: ChangeOf<'note' | 'customer-note'>): Outcome {
  const isCustomers = kind === 'customer-note';
  return {
    kind: 'changed',
    set: isCustomers && !ENDED.includes(rma.status) ? { attention: withReasons(rma, ['customer-note']) } : {},
    happened: [{ kind, note: text }],
  };
}

export function shipToChanged(rma: Rma, { address }: ChangeOf<'ship-to'>): Outcome {
  if (!OPEN.includes(rma.status)) return refused({ code: 'not-now', status: rma.status, when: OPEN });
  if (address.raw === rma.shipTo.raw) return { kind: 'same' };
  return {
    kind: 'changed',
    set: { shipTo: address },
    happened: [{ kind: 'ship-to', data: { fields: 'ship-to' }, mail: 'details-changed' }],
  };
}

/** Where the address changes it is the one that was on file that hears of it: its owner may not have done this. */
export function contactChanged(rma: Rma, { kind: _, ...told }: ChangeOf<'contact'>): Outcome {
  const changed = Object.entries(told).filter(
    ([field, value]) => value !== undefined && value !== rma.contact[field as keyof typeof told],
  );
  if (changed.length === 0) return { kind: 'same' };
  const fields = changed.map(([field]) => field).join(',');
  const contact = { ...rma.contact, ...Object.fromEntries(changed) };
  const mailTo = told.email !== undefined ? rma.contact.email : undefined;
  return {
    kind: 'changed',
    set: { contact, words: wordsOf(contact) },
    happened: [{ kind: 'contact', data: { fields }, mail: 'details-changed', mailTo }],
  };
}

/** R11. */
export function statusEmailsChosen(rma: Rma, { wanted }: ChangeOf<'status-emails'>): Outcome {
  if (rma.statusEmails === wanted) return { kind: 'same' };
  return {
    kind: 'changed',
    set: { statusEmails: wanted },
    happened: [{ kind: 'status-emails', data: { wanted: String(wanted) } }],
  };
}

export function dataRecoveryAsked(rma: Rma, { item: id, note }: ChangeOf<'data-recovery'>): Outcome {
  if (!BEFORE_REPAIR.includes(rma.status)) {
    return refused({ code: 'not-now', status: rma.status, when: BEFORE_REPAIR });
  }
  if (id !== undefined && !rma.items.some(item => item.id === id)) return refused(noSuchItem(rma, id));
  const meant = rma.items.filter(item => id === undefined || item.id === id);
  if (meant.every(({ data }) => data === 'recovery-quote')) return { kind: 'same' };
  const items = rma.items.map(item => (meant.includes(item) ? { ...item, data: 'recovery-quote' as const } : item));
  return {
    kind: 'changed',
    set: { items, attention: withReasons(rma, ['data-recovery']) },
    happened: [
      { kind: 'data-recovery', note, data: { items: meant.map(one => one.id).join(',') }, mail: 'data-recovery' },
    ],
  };
}

export function firmwareAsked(rma: Rma, { item: id, firmware }: ChangeOf<'firmware-request'>): Outcome {
  const item = rma.items.find(one => one.id === id);
  if (!item) return refused(noSuchItem(rma, id));
  if (!BEFORE_REPAIR.includes(rma.status)) {
    return refused({ code: 'not-now', status: rma.status, when: BEFORE_REPAIR });
  }
  if (item.firmware?.change === firmware.change && item.firmware.to === firmware.to) return { kind: 'same' };
  // On its way in it is part of the order; later somebody at the bench has to know.
  const attention = rma.status === 'issued' ? rma.attention : withReasons(rma, ['firmware-request']);
  return {
    kind: 'changed',
    set: { items: rma.items.map(one => (one.id === id ? { ...one, firmware } : one)), attention },
    happened: [
      {
        kind: 'firmware-request',
        data: { item: id, change: firmware.change, ...(firmware.to && { to: firmware.to }) },
      },
    ],
  };
}
