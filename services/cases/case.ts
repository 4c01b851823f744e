import { z } from 'zod';
import { Address } from '../address.ts';
import { Kind } from '../catalog/product.ts';
import { Event } from '../event.ts';
import { Noticed } from '../notices/notice.ts';
import { QueuedMembers } from '../queue/queued.ts';
import { Assignee } from '../staff/assignee.ts';

/** Whom to talk to about a case (R4). */
export const Contact = z.object({
  name: z.string(),
  /** One that was opened on the phone may lack it. */
  email: z.string().optional(),
  /** E.164, with `;ext=` where an extension was given; a case that was solved in the chat may lack it. */
  phone: z.string().optional(),
  company: z.string().optional(),
});
export type Contact = z.infer<typeof Contact>;

/** Whom a return is of: its letters go there. */
export const OwnerContact = Contact.required({ email: true });
export type OwnerContact = z.infer<typeof OwnerContact>;

/** Cover as it was told to the customer when the case was opened (R5). */
export const WarrantyTold = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('covered'), until: z.string(), shipped: z.string(), months: z.number() }),
  z.object({ kind: z.literal('ended'), until: z.string(), shipped: z.string(), months: z.number() }),
  z.object({ kind: z.literal('unconfirmed'), months: z.number() }),
]);

/** One product of a case (R4). */
export const CaseItem = z.object({
  /** "1", "2", …: stable within the case. */
  id: z.string(),
  model: z.string(),
  /** A family of the catalog, where the model is known to it. */
  family: z.string().optional(),
  kind: Kind,
  /** As typed and as compared; absent where the customer could not read it. */
  serial: z.object({ raw: z.string(), value: z.string() }).optional(),
  problem: z.string(),
  /** ISO date since when, where the customer knew; `sinceVague` where they were not sure of the day. */
  since: z.string().optional(),
  sinceVague: z.boolean().optional(),
  warranty: WarrantyTold,
});
export type CaseItem = z.infer<typeof CaseItem>;

/** An RMA as its case remembers it, also after the RMA itself has been removed (R9). */
export const RmaMemory = z.object({
  number: z.string(),
  issuedAt: z.date(),
  returnBy: z.string(),
  activeUntil: z.string(),
  /** Its products came, or some of them: it is under way until it is said to have ended, however long that takes (R9). */
  arrived: z.literal(true).optional(),
  /** How it ended, and when; one that is under way has none, and none that was removed before there was a clock. */
  ended: z.object({ as: z.enum(['closed', 'withdrawn', 'lapsed']), at: z.date() }).optional(),
});
export type RmaMemory = z.infer<typeof RmaMemory>;

/** @param today the ISO date in the maker's zone: an RMA of which nothing came is over after its last day (R9) */
export function isUnderWay({ ended, arrived, activeUntil }: RmaMemory, today: string): boolean {
  return !ended && (arrived === true || activeUntil >= today);
}

/** A support case (R1, R4): one document. */
export const Case = z.object({
  /** Its Support Case Number, digits only (R21). */
  _id: z.string(),
  schema: z.literal(1),
  version: z.number().int(),
  /** The request that made it, so that repeating it makes no second one (R23). */
  requestKey: z.string(),
  customerNumber: z.string(),
  contact: Contact,
  billing: Address.optional(),
  shipTo: Address.optional(),
  items: z.array(CaseItem),
  /** The serials of the items, normalised: for finding a case by one. */
  serials: z.array(z.string()),
  /** By which words it is found: they follow from name and company. */
  words: z.array(z.string()).default([]),
  /** Troubleshooting has been completed for it (R7). */
  troubleshot: z.boolean().optional(),
  status: z.enum(['open', 'solved', 'withdrawn', 'closed']),
  rmas: z.array(RmaMemory),
  /** The case that it was a duplicate of, and is now part of. */
  mergedInto: z.string().optional(),
  /** The cases that were merged into this one, and into those: their notes and photos are told with its own. */
  mergedFrom: z.array(z.string()).optional(),
  /** Who of the desk looks after it; stays when it has ended. */
  assignee: Assignee.optional(),
  events: z.array(Event),
  ...Noticed,
  ...QueuedMembers,
  /** Wrong email addresses and last digits tried on this number lately (R24). */
  wrongEmails: z.object({ count: z.number().int(), since: z.date() }).optional(),
  createdAt: z.date(),
  /** Since when it says nothing any more of whose it is. */
  erasedAt: z.date().optional(),
});
export type Case = z.infer<typeof Case>;
