/**
 * A case and a return without whose they are. Numbers, models, serials, dates, statuses and amounts stay: they are what
 * the maker has to answer for, and alone they lead to nobody.
 */
import type { Address } from '../address.ts';
import type { Case, OwnerContact } from '../cases/case.ts';
import type { Event } from '../event.ts';
import type { Notice } from '../notices/notice.ts';
import type { Rma } from '../returns/rma.ts';

/** Stands wherever something personal stood that a document cannot do without. */
export const ERASED = 'erased';

const CONTACT: OwnerContact = { name: ERASED, email: ERASED };
const ADDRESS: Address = { raw: ERASED, street: [] };

/** What is set; a member that is undefined is removed. */
export type Erasure<T> = { [K in keyof T]?: T[K] | undefined };

export function caseErased(before: Case): Erasure<Case> {
  return {
    contact: CONTACT,
    words: [],
    billing: undefined,
    shipTo: undefined,
    wrongEmails: undefined,
    items: before.items.map(item => ({ ...item, problem: ERASED })),
    events: before.events.map(eventErased),
    ...noticesErased(before),
  };
}

export function rmaErased(before: Rma): Erasure<Rma> {
  return {
    contact: CONTACT,
    words: [],
    billing: undefined,
    shipTo: ADDRESS,
    statusEmails: false,
    items: before.items.map(item => {
      return { ...item, problem: ERASED, ...(item.receipt && { receipt: unnoted(item.receipt) }) };
    }),
    extras: before.extras.map(unnoted),
    estimates: before.estimates.map(unnoted),
    attention: before.attention.filter(reason => reason !== 'customer-note'),
    events: before.events.map(eventErased),
    ...noticesErased(before),
  };
}

/** The number of an RMA is noted by the desk itself. */
function eventErased(event: Event): Event {
  return event.kind === 'rma-issued' ? event : unnoted(event);
}

function unnoted<T extends { note?: string | undefined }>(noted: T): T {
  return noted.note === undefined ? noted : { ...noted, note: ERASED };
}

/** Nobody is written to any more, and business systems are told all the same. */
function noticesErased({ notices, noticesAt }: Pick<Case, 'notices' | 'noticesAt'>) {
  const left = notices.flatMap(({ mail: _, ...notice }): Notice[] => (notice.hook || notice.ended ? [notice] : []));
  return { notices: left, noticesAt: left.length > 0 ? noticesAt : undefined };
}
