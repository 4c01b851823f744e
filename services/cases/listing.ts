/** Cases found by what is known of them, page by page; each filter has an index. */
import { normaliseSerial } from '../catalog/units.ts';
import { between, type Page, type Place, pageOf } from '../listing.ts';
import type { Index, Store } from '../store/port.ts';
import { Case } from './case.ts';

export interface CaseFilter {
  serial?: string | undefined;
  customerNumber?: string | undefined;
  status?: readonly Case['status'][] | undefined;
  /** Opened from then on, and before then. */
  since?: Date | undefined;
  until?: Date | undefined;
}

export type ListCases = (filter: CaseFilter, page: { after?: Place | undefined; limit: number }) => Promise<Page<Case>>;

export const caseListIndexes: Index[] = [
  { collection: 'cases', key: { createdAt: -1 } },
  { collection: 'cases', key: { status: 1, createdAt: -1 } },
];

export function createListCases({ store, now }: { store: Store; now: () => Date }): ListCases {
  const cases = store.collection<Case>('cases');
  return ({ serial, customerNumber, status, since, until }, { after, limit }) => {
    const filter = {
      ...(serial !== undefined && { serials: normaliseSerial(serial) }),
      ...(customerNumber !== undefined && { customerNumber }),
      ...((since || until) && { createdAt: between(since, until) }),
    };
    const anyOf = status ? [...new Set(status)].map(one => ({ ...filter, status: one })) : [filter];
    const isWide = serial === undefined && customerNumber === undefined;
    return pageOf(cases, { anyOf, by: 'createdAt', after, limit, ...(isWide && { now: now() }) }, stored =>
      Case.parse(stored),
    );
  };
}
