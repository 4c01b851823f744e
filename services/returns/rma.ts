import { z } from 'zod';
import { Address } from '../address.ts';
import { CaseItem, OwnerContact } from '../cases/case.ts';
import { Event } from '../event.ts';
import { Noticed } from '../notices/notice.ts';
import { QueuedMembers } from '../queue/queued.ts';
import { Assignee } from '../staff/assignee.ts';
import { Estimate } from './estimate.ts';
import { RmaStatus } from './status.ts';

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

/** How an item came out of its box: not at all, where it is missing. */
export const Receipt = z.object({
  state: z.enum(['intact', 'damaged', 'missing']),
  at: z.date(),
  note: z.string().optional(),
});
export type Receipt = z.infer<typeof Receipt>;

export const Disposition = z.enum([
  'repaired',
  'replaced',
  'no-fault-found',
  'not-economical',
  'returned-unrepaired',
  'scrapped',
]);
export type Disposition = z.infer<typeof Disposition>;

/** Firmware that was changed at the bench, and why that was allowed (R16); it stands on the invoice (R17). */
export const FirmwareChange = z.object({
  from: z.string().trim().min(1).max(60).optional(),
  to: z.string().trim().min(1).max(60),
  why: z.enum(['asked', 'new-processor-module']),
});
export type FirmwareChange = z.infer<typeof FirmwareChange>;

export const RmaItem = CaseItem.extend({
  firmware: FirmwareWish.optional(),
  data: DataWish.optional(),
  /** Absent while it is expected. */
  receipt: Receipt.optional(),
  disposition: Disposition.optional(),
  firmwareChanged: FirmwareChange.optional(),
});
export type RmaItem = z.infer<typeof RmaItem>;

/** A unit that lay in the box and is on no list. */
export const Extra = z.object({
  model: z.string().trim().min(1).max(80),
  serial: z.string().trim().min(1).max(40).optional(),
  note: z.string().trim().max(500).optional(),
  at: z.date(),
});
export type Extra = z.infer<typeof Extra>;

export const Parcel = z.object({
  direction: z.enum(['inbound', 'outbound']),
  /** As the carrier is called; one that `carriers.ts` knows has a link. */
  carrier: z.string().trim().min(1).max(60),
  tracking: z.string().trim().min(4).max(60),
  at: z.date(),
});
export type Parcel = z.infer<typeof Parcel>;

/** Why a person at the desk has to look at a return. */
export const Attention = z.enum([
  'estimate-unanswered',
  'damaged-in-transit',
  'item-missing',
  'extra-unit',
  'data-recovery',
  'firmware-request',
  'customer-note',
  'mail-bounced',
]);
export type Attention = z.infer<typeof Attention>;

/** A return (R6): one document. It always belongs to a case. */
export const Rma = z.object({
  /** Its RMA number, digits only (R21). */
  _id: z.string(),
  schema: z.literal(1),
  version: z.number().int(),
  /** The request that made it, so that repeating it makes no second one (R23). */
  requestKey: z.string(),
  caseNumber: z.string(),
  /** The case's (R22). */
  customerNumber: z.string().optional(),
  contact: OwnerContact,
  billing: Address.optional(),
  /** Where the product goes when it is done (R6). */
  shipTo: Address,
  items: z.array(RmaItem),
  serials: z.array(z.string()),
  /** By which words it is found: they follow from name and company. */
  words: z.array(z.string()).default([]),
  extras: z.array(Extra).default([]),
  parcels: z.array(Parcel).default([]),
  /** All that were sent, oldest first; at most the last is open. */
  estimates: z.array(Estimate).default([]),
  /** R19: only on the day of the request. */
  expedited: z.boolean(),
  /** R11. */
  statusEmails: z.boolean(),
  status: RmaStatus,
  attention: z.array(Attention).default([]),
  /** Who of the desk looks after it; stays when it has ended. */
  assignee: Assignee.optional(),
  issuedAt: z.date(),
  /** The last day to send (R8), and the last day on which the RMA is active (R9): ISO dates in the maker's zone. */
  returnBy: z.string(),
  activeUntil: z.string(),
  /** The end of that last day, after which readers find it no more; only while nothing has been received (R9). */
  lapsesAt: z.date().optional(),
  /** When the store removes it: only once it has lapsed, and all have been told of that. */
  expiresAt: z.date().optional(),
  /** When the clock has something to do; absent where it has not. */
  clockAt: z.date().optional(),
  /** What the clock has done, so that it does it once. */
  clockDone: z.array(z.string()).default([]),
  events: z.array(Event),
  ...Noticed,
  ...QueuedMembers,
  /** Since when it says nothing any more of whose it is. */
  erasedAt: z.date().optional(),
});
export type Rma = z.infer<typeof Rma>;
