/** Where a return stands and where it may go from there (DOMAIN.md, "Status of an RMA"): the graph as data. */
import { z } from 'zod';

export const RmaStatus = z.enum([
  'issued',
  'received',
  'diagnosing',
  'estimate-sent',
  'authorized',
  'no-charge',
  'declined-return',
  'declined-scrap',
  'repairing',
  'shipped',
  'closed',
  'withdrawn',
  'lapsed',
]);
export type RmaStatus = z.infer<typeof RmaStatus>;

/** Something of it is here, and nothing has left again. */
export const IN_HOUSE: readonly RmaStatus[] = [
  'received',
  'diagnosing',
  'estimate-sent',
  'authorized',
  'no-charge',
  'declined-return',
  'declined-scrap',
  'repairing',
];

/** What may follow each status; nothing follows where a return has ended. */
export const NEXT: Readonly<Record<RmaStatus, readonly RmaStatus[]>> = {
  issued: ['received', 'withdrawn', 'lapsed'],
  received: ['diagnosing'],
  diagnosing: ['estimate-sent', 'no-charge'],
  // Back to the bench where the estimate is withdrawn, so that another can be made or none is needed.
  'estimate-sent': ['authorized', 'declined-return', 'declined-scrap', 'diagnosing'],
  authorized: ['repairing'],
  'no-charge': ['repairing'],
  'declined-return': ['shipped'],
  'declined-scrap': ['closed'],
  repairing: ['shipped'],
  shipped: ['closed'],
  closed: [],
  withdrawn: [],
  lapsed: [],
};

/** Nothing more will happen to a return in one of these. */
export const ENDED: readonly RmaStatus[] = RmaStatus.options.filter(status => NEXT[status].length === 0);

/** Those in which the products are with the maker, or on their way back. */
export function hasArrived(status: RmaStatus): boolean {
  return !['issued', 'withdrawn', 'lapsed'].includes(status);
}
