/**
 * What others have yet to be told of a change: kept inside the document that changed and written with the change
 * itself, so that neither is ever without the other. The relay carries it on.
 */
import { z } from 'zod';

export const Notice = z.object({
  /** Unique over all documents, and the same at every attempt: what it causes is caused once. */
  id: z.string(),
  at: z.date(),
  /** The event's kind. */
  kind: z.string(),
  data: z.record(z.string(), z.string()).optional(),
  /** A mail to the customer: which, and to whom where that is not the address on file. */
  mail: z.object({ kind: z.string(), to: z.string().optional() }).optional(),
  /** Business systems are told, and how the document stood then. */
  hook: z.literal(true).optional(),
  status: z.string().optional(),
  /** The desk's own people are told, where they want it. */
  staff: z.literal(true).optional(),
  /** The case's memory of its return is out of date: it has arrived, or has more time. */
  remembered: z.literal(true).optional(),
  /** The case remembers that its return has ended. */
  ended: z.enum(['closed', 'withdrawn', 'lapsed']).optional(),
});
export type Notice = z.infer<typeof Notice>;

/** The members that a document with notices has. */
export const Noticed = {
  notices: z.array(Notice).default([]),
  /** Since when the oldest waits; absent where none does. */
  noticesAt: z.date().optional(),
};
