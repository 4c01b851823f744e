/** Returns found by what is known of them, page by page; each filter has an index. */
import { normaliseSerial } from '../catalog/units.ts';
import { between, type Page, type Place, pageOf } from '../listing.ts';
import type { Index, Store } from '../store/port.ts';
import { type Attention, Rma } from './rma.ts';
import type { RmaStatus } from './status.ts';

export interface RmaFilter {
  /** As typed: a box that came without a number is found by what stands on the product (R2). */
  serial?: string | undefined;
  caseNumber?: string | undefined;
  customerNumber?: string | undefined;
  status?: readonly RmaStatus[] | undefined;
  attention?: Attention | undefined;
  /** Issued from then on, and before then. */
  since?: Date | undefined;
  until?: Date | undefined;
}

export type ListReturns = (filter: RmaFilter, page: { after?: Place | undefined; limit: number }) => Promise<Page<Rma>>;

export const returnListIndexes: Index[] = [
  { collection: 'rmas', key: { issuedAt: -1 } },
  { collection: 'rmas', key: { status: 1, issuedAt: -1 } },
  { collection: 'rmas', key: { attention: 1 } },
];

/** What has lapsed is gone, whether or not the clock has come by (R9): a page may hold fewer than it could. */
export function createListReturns({ store, now }: { store: Store; now: () => Date }): ListReturns {
  const rmas = store.collection<Rma>('rmas');
  return async ({ serial, caseNumber, customerNumber, status, attention, since, until }, { after, limit }) => {
    const filter = {
      ...(serial !== undefined && { serials: normaliseSerial(serial) }),
      ...(caseNumber !== undefined && { caseNumber }),
      ...(customerNumber !== undefined && { customerNumber }),
      ...(attention !== undefined && { attention }),
      ...((since || until) && { issuedAt: between(since, until) }),
    };
    const anyOf = status ? [...new Set(status)].map(one => ({ ...filter, status: one })) : [filter];
    const isWide = [serial, caseNumber, customerNumber, attention].every(one => one === undefined);
    const page = await pageOf(rmas, { anyOf, by: 'issuedAt', after, limit, ...(isWide && { now: now() }) }, stored =>
      Rma.parse(stored),
    );
    return { ...page, items: page.items.filter(({ lapsesAt }) => !lapsesAt || lapsesAt > now()) };
  };
}
