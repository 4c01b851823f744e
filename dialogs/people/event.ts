/** What staff do in a customer's chat, as it reaches the conversation: one turn each, like a message. */
import { z } from 'zod';
import { KeptFile } from '../../services/attachments/attachments.ts';
import { Outcome } from '../../services/handoff/handoff.ts';

const of = { handoff: z.string(), name: z.string() };

export const PeopleEvent = z.discriminatedUnion('kind', [
  /** Whoever is named talks from now on; `moved`: in place of a colleague. */
  z.object({ kind: z.literal('joined'), ...of }),
  z.object({ kind: z.literal('moved'), ...of }),
  z.object({ kind: z.literal('said'), ...of, text: z.string(), files: z.array(KeptFile).optional() }),
  /** `name` is empty where nobody came. */
  z.object({ kind: z.literal('over'), ...of, outcome: Outcome }),
]);
export type PeopleEvent = z.infer<typeof PeopleEvent>;

/** Who is with the customer, in what the conversation remembers: nobody yet, or whoever `name` is. */
export const Human = z.object({
  handoff: z.string(),
  stage: z.enum(['waiting', 'talking']),
  name: z.string().optional(),
});
export type Human = z.infer<typeof Human>;
