/** What a conversation remembers between turns. It crosses turns as JSON in the store and carries its version. */
import { z } from 'zod';
import { Call } from './line/call.ts';
import { Human } from './people/event.ts';
import { RatingAsked } from './rating.ts';
import { Reply } from './reply.ts';

/** A question is open: which step asked it, and what it still doubts. */
export const Asking = z.object({
  step: z.string(),
  /** What the step wants settled before it takes the answer ("did you mean …?"); only that step reads it. */
  doubt: z.unknown().optional(),
  /** The narrower question that settles it, to be repeated after a line in between. */
  question: Reply.optional(),
  /** How often in a row the answer was not understood. */
  misses: z.number().int().default(0),
  /** The question changes an answer that is there already, and leaves it where the person says "keep". */
  changing: z.boolean().optional(),
});
export type Asking = z.infer<typeof Asking>;

/** A dialog under way. */
export const Active = z.object({
  dialog: z.string(),
  /** The dialog's own, parsed by its schema: an old one is migrated or salvaged there. */
  draft: z.unknown(),
  asking: Asking.optional(),
  /** The questions answered so far, for "back". */
  trail: z.array(z.object({ step: z.string(), focus: z.string().optional() })),
  /** A question of the desk itself before it drops what was typed. */
  confirming: z.enum(['cancel', 'start-over']).optional(),
});
export type Active = z.infer<typeof Active>;

export const Memory = z.object({
  schema: z.literal(1),
  greeted: z.boolean(),
  active: Active.optional(),
  /** The answers of the dialog before, so that the next one need not ask again; the dialogs' own form. */
  known: z.unknown().optional(),
  /** Cases opened in this conversation: their owner is the one who talks here. */
  cases: z.array(z.object({ number: z.string(), rma: z.string().optional() })),
  /** The answer given last, while nobody has said yet whether it helped. */
  answered: z.object({ article: z.string(), key: z.string() }).optional(),
  /** The case looked up last, with the email address that has matched (R24): "an RMA on that case". */
  lookedUp: z.object({ number: z.string(), email: z.string() }).optional(),
  /** The address that the person has proven to be theirs, and since when that counts (R24). */
  verified: z.object({ email: z.string(), at: z.coerce.date() }).optional(),
  /** Attempts at a case or RMA number with the wrong email (R24). */
  wrongGuesses: z.number().int().default(0),
  /** Where the chat has been sent by email, each time. */
  mailed: z.array(z.string()).optional(),
  /** The chat is wanted by email, once there is an address. */
  mailWanted: z.literal(true).optional(),
  /** The question how it went, once it has been asked. */
  rating: RatingAsked.optional(),
  /** Files that came and are with no case yet (ids). */
  files: z.array(z.string()).optional(),
  /** A person is asked for, or there (the desk keeps quiet then). */
  human: Human.optional().catch(undefined),
  /** What was under way when the customer asked to be called back; it goes on after that. */
  paused: Active.optional().catch(undefined),
  /** A phone call. */
  call: Call.optional().catch(undefined),
  lastSeen: z.coerce.date().optional(),
});
export type Memory = z.infer<typeof Memory>;

export function freshMemory(): Memory {
  return { schema: 1, greeted: false, cases: [], wrongGuesses: 0 };
}

/**
 * The memory of another build that this one cannot read, without what it does not know. The dialog's draft stays:
 * its own schema decides what of it still holds, and the first unanswered question is asked again.
 */
export function forget(stored: unknown): Memory {
  const old = z
    .object({
      active: Active.pick({ dialog: true, draft: true }).optional().catch(undefined),
      human: Human.optional().catch(undefined),
    })
    .safeParse(stored);
  const { active: before, human } = old.data ?? {};
  const active = before && { ...before, trail: [] };
  return { ...freshMemory(), greeted: true, ...(active && { active }), ...(human && { human }) };
}
