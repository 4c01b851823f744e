import { z } from 'zod';
import { Address } from '../address.ts';
import { CaseItem, Contact, Event } from '../cases/case.ts';

/** Where a return stands (DOMAIN.md, "Status of an RMA"). */
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
  'lapsed',
]);
export type RmaStatus = z.infer<typeof RmaStatus>;

/** Nothing more will happen to a return in one of these. */
export const ENDED: readonly RmaStatus[] = ['closed', 'lapsed'];

/** What the customer wants done to the firmware (R13, R16). */
export const FirmwareWish = z.object({
  change: z.enum(['as-is', 'upgrade', 'downgrade']),
  /** The version asked for; absent for "the latest". */
  to: z.string().optional(),
});
export type FirmwareWish = z.infer<typeof FirmwareWish>;

/** What is to become of the data on a product's disks (R14). */
export const DataWish = z.enum(['kept-by-customer', 'recovery-quote']);
export type DataWish = z.infer<typeof DataWish>;

export const RmaItem = CaseItem.extend({ firmware: FirmwareWish.optional(), data: DataWish.optional() });
export type RmaItem = z.infer<typeof RmaItem>;

/** A return (R6): one document. It always belongs to a case. */
export const Rma = z.object({
  /** Its RMA number, digits only (R21). */
  _id: z.string(),
  schema: z.literal(1),
  version: z.number().int(),
  /** The request that made it, so that repeating it makes no second one (R23). */
  requestKey: z.string(),
  caseNumber: z.string(),
  contact: Contact,
  billing: Address.optional(),
  /** Where the product goes when it is done (R6). */
  shipTo: Address,
  items: z.array(RmaItem),
  serials: z.array(z.string()),
  /** R19: only on the day of the request. */
  expedited: z.boolean(),
  /** R11. */
  statusEmails: z.boolean(),
  status: RmaStatus,
  issuedAt: z.date(),
  /** The last day to send (R8), and the last day on which the RMA is active (R9): ISO dates in the maker's zone. */
  returnBy: z.string(),
  activeUntil: z.string(),
  /** Present only while nothing has been received: then the store removes it at this instant (R9). */
  expiresAt: z.date().optional(),
  events: z.array(Event),
});
export type Rma = z.infer<typeof Rma>;
