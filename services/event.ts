/** What happened to a case or a return, when and by whom: the audit trail, kept with the document it happened to. */
import { z } from 'zod';

export const Event = z.object({
  at: z.date(),
  /** Who did it: a channel, `api:` and the key's fingerprint, `staff:` and an id, `clock`; never a name. */
  actor: z.string(),
  kind: z.string(),
  note: z.string().optional(),
  /** What it was about, in short values: a status, an item, the names of fields; never a person's details. */
  data: z.record(z.string(), z.string()).optional(),
  /** Of the request that caused it: the same one again changes nothing (R23). */
  key: z.string().optional(),
});
export type Event = z.infer<typeof Event>;

/** Who changes something, by which request; with a key the same request again changes nothing. */
export interface By {
  actor: string;
  key?: string | undefined;
  /** The version that was decided on: where it is another by now, nothing is changed. */
  version?: number | undefined;
}
