/**
 * The port between a call and whatever engine carries it. The flow is written once over these few words; an engine turns
 * them into its own (TwiML, say), and what happens on the line into an event.
 */
import { z } from 'zod';
import { KeptFile } from '../../services/attachments/attachments.ts';

/** What is said: words, and what has to be said in a way of its own. */
export const Saying = z.discriminatedUnion('say', [
  z.object({ say: z.literal('words'), text: z.string() }),
  /** Digit by digit, group by group. */
  z.object({ say: z.literal('digits'), groups: z.array(z.string()) }),
  /** Letters by their NATO words, digits one by one. */
  z.object({ say: z.literal('spelled'), text: z.string() }),
  z.object({ say: z.literal('pause'), ms: z.number().int().positive() }),
]);
export type Saying = z.infer<typeof Saying>;

/** What the line does once it has said something; a key ends what it says at any time. */
export const Next = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('listen'),
    /** So many keys end it; `#` ends it before. */
    keys: z.number().int().positive(),
    /** What is said is listened to as well. */
    speech: z.boolean(),
    /** Words that are likely to be said. */
    hints: z.array(z.string()).optional(),
    /** Of silence, until it is asked again. */
    seconds: z.number().int().positive(),
    /** Last digits and codes: nothing of it is recorded. */
    secret: z.literal(true).optional(),
  }),
  /** After a tone, until a key or silence; what was said is kept as it was, and written down later. */
  z.object({ do: z.literal('record'), seconds: z.number().int().positive() }),
  /** Rings a person, who gets to know by these what it is about. */
  z.object({
    do: z.literal('connect'),
    handoff: z.string(),
    caseNumber: z.string().optional(),
    seconds: z.number().int().positive(),
  }),
  z.object({ do: z.literal('hang-up') }),
]);
export type Next = z.infer<typeof Next>;

export const LineReply = z.object({ said: z.array(Saying), next: Next });
export type LineReply = z.infer<typeof LineReply>;

/** What happened on the line. */
export const LineEvent = z.discriminatedUnion('kind', [
  /** @property from E.164; absent where the caller withholds it */
  z.object({ kind: z.literal('called'), from: z.string().optional() }),
  /** Neither of both is silence. */
  z.object({ kind: z.literal('heard'), speech: z.string().optional(), keys: z.string().optional() }),
  /** @property id of the recording, in whatever comes of it later */
  z.object({ kind: z.literal('recorded'), seconds: z.number(), id: z.string().optional() }),
  /** What was recorded is kept here, some time later. */
  z.object({ kind: z.literal('kept'), file: KeptFile, id: z.string().optional() }),
  /** What was recorded, in words. */
  z.object({ kind: z.literal('transcribed'), text: z.string(), id: z.string().optional() }),
  /** Somebody took the call that was put through. */
  z.object({ kind: z.literal('picked-up') }),
  /** That call is over, or never began. */
  z.object({ kind: z.literal('rang'), outcome: z.enum(['answered', 'busy', 'no-answer', 'failed']) }),
  z.object({ kind: z.literal('hung-up') }),
]);
export type LineEvent = z.infer<typeof LineEvent>;
