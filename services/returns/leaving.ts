/** How a return ends: shipped and closed, with every item accounted for. */
import type { ChangeOf } from './change.ts';
import { isGivenUp } from './estimating.ts';
import { type Moment, type Outcome, refused } from './outcome.ts';
import { isHere } from './receipt.ts';
import type { Disposition, Parcel, Rma, RmaItem } from './rma.ts';
import { NEXT, type RmaStatus } from './status.ts';

/** What the customer's decision makes of an item of which nobody has said more (R20). */
function decided(rma: Rma, item: RmaItem): Disposition | undefined {
  if (rma.status === 'declined-return') return 'returned-unrepaired';
  return rma.status === 'declined-scrap' && isGivenUp(rma, item) ? 'scrapped' : undefined;
}

/** The products leave; what became of each is known. */
export function shipped(rma: Rma, { carrier, tracking, note }: ChangeOf<'shipped'>, { now }: Moment): Outcome {
  if (rma.status === 'shipped') return { kind: 'same' };
  const disposed = leaving(rma, 'shipped');
  if (disposed.kind === 'refused') return disposed;
  const parcel: Parcel[] =
    carrier !== undefined && tracking !== undefined ? [{ direction: 'outbound', carrier, tracking, at: now }] : [];
  const data = parcel.length > 0 ? { carrier: carrier ?? '', tracking: tracking ?? '' } : undefined;
  return {
    kind: 'changed',
    set: { status: 'shipped', items: disposed.items, parcels: [...rma.parcels, ...parcel] },
    happened: [{ kind: 'shipped', note, data, mail: 'shipped' }],
  };
}

export function closed(rma: Rma, { note }: ChangeOf<'closed'>): Outcome {
  if (rma.status === 'closed') return { kind: 'same' };
  const disposed = leaving(rma, 'closed');
  if (disposed.kind === 'refused') return disposed;
  return {
    kind: 'changed',
    set: { status: 'closed', items: disposed.items, attention: [] },
    happened: [{ kind: 'closed', note, mail: 'closed' }],
  };
}

function leaving(rma: Rma, wanted: 'shipped' | 'closed') {
  const { status } = rma;
  if (!NEXT[status].includes(wanted)) {
    return { kind: 'refused' as const, why: { code: 'not-allowed' as const, status, wanted, allowed: NEXT[status] } };
  }
  const items = rma.items.map((item): RmaItem => {
    const disposition = isHere(item) ? (item.disposition ?? decided(rma, item)) : undefined;
    return disposition ? { ...item, disposition } : item;
  });
  const open = items.filter(item => !isAccounted(item)).map(({ id }) => id);
  if (open.length > 0) return { kind: 'refused' as const, why: { code: 'unaccounted' as const, items: open } };
  return { kind: 'disposed' as const, items };
}

/** It is missing and said so, or is here and it is known what became of it. */
export function isAccounted(item: RmaItem): boolean {
  return item.receipt?.state === 'missing' || (isHere(item) && item.disposition !== undefined);
}

/** A tracking number, from the customer on the way in or from the desk on the way out. */
export function parcelTold(rma: Rma, { parcel }: ChangeOf<'parcel'>, { now }: Moment): Outcome {
  const { direction, carrier, tracking } = parcel;
  const when = PARCEL_WHEN[direction];
  if (!when.includes(rma.status)) return refused({ code: 'not-now', status: rma.status, when });
  const known = rma.parcels.some(
    one => one.direction === direction && one.tracking.toUpperCase() === tracking.toUpperCase(),
  );
  if (known) return { kind: 'same' };
  return {
    kind: 'changed',
    set: { parcels: [...rma.parcels, { ...parcel, at: now }] },
    happened: [{ kind: 'parcel', data: { direction, carrier, tracking } }],
  };
}

const PARCEL_WHEN: Readonly<Record<Parcel['direction'], readonly RmaStatus[]>> = {
  inbound: ['issued', 'received', 'diagnosing', 'estimate-sent', 'authorized', 'no-charge', 'repairing'],
  outbound: ['shipped', 'closed'],
};
