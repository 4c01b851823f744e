/** A conversation as the desk keeps it: one document, read and written once a turn. */
import { z } from 'zod';
import { Memory } from '../dialogs/memory.ts';
import { Reply } from '../dialogs/reply.ts';

/** What reached the desk in one activity. Channels make it; nothing behind them knows another form. */
export const Said = z.object({
  /** `arrived`: the person opened the chat and has said nothing yet. */
  kind: z.enum(['message', 'arrived']),
  /** Capped by the turn. */
  text: z.string(),
  /** How many files came with it. */
  attachments: z.number().int().nonnegative(),
  /** Who said it, as the channel names them. */
  from: z.string(),
  /** The sender's own id of the message, given back in the echo (Direct Line's `clientActivityID`). */
  clientId: z.string().optional(),
});
export type Said = z.infer<typeof Said>;

/** One activity in, with where it belongs and how it is told from a second delivery of itself. */
export interface Inbound {
  /** `direct-line`, `msteams`, `terminal` …, and the channel's own conversation id. */
  channel: string;
  conversation: string;
  /** Unique within the conversation: the same id is the same message, delivered again. */
  activityId: string;
  said: Said;
  /** BCP 47, and the person's IANA time zone, where the channel knows them. */
  locale?: string | undefined;
  timeZone?: string | undefined;
}

/** One turn as recorded: what was said, and what the desk replied. */
export const Turn = z.object({
  activityId: z.string(),
  /** How many messages of the conversation came before this turn: the Direct Line watermark at its start. */
  seq: z.number().int().nonnegative(),
  at: z.coerce.date(),
  said: Said,
  /** Messages that came while the store was away and were answered in this turn, oldest first. */
  caughtUp: z.array(z.string()).optional(),
  replies: z.array(Reply),
});
export type Turn = z.infer<typeof Turn>;

/** How many messages of the transcript a turn adds: what the person said (if anything), then each reply. */
export function messagesIn(turn: Turn): number {
  return (turn.said.kind === 'message' ? 1 : 0) + turn.replies.length;
}

/** A conversation in the process. */
export const Conversation = z.object({
  /** `channel:conversation`. */
  _id: z.string(),
  schema: z.literal(1),
  /** Counts the turns: a write names the version that it read, so no turn is ever lost to another. */
  version: z.number().int(),
  memory: Memory,
  /** The latest turns, oldest first: the transcript, and the recorded replies for a second delivery. */
  turns: z.array(Turn),
  /** How many messages there have been in all, also those no longer kept. */
  messages: z.number().int(),
  expiresAt: z.date(),
});
export type Conversation = z.infer<typeof Conversation>;

/**
 * The stored document: memory and turns are JSON texts. The store never looks into them, and a text is copied, checked
 * and written in a fraction of the time that a tree takes.
 */
export type StoredConversation = Omit<Conversation, 'memory' | 'turns'> & { memory: string; turns: string[] };

export type TurnOutcome =
  /** Saved; `again` where this activity had been handled before and these are the replies recorded then. */
  | { kind: 'done'; turn: Turn; again: boolean }
  /** The store could not be reached: nothing is recorded, the replies hold the apology (R10). */
  | { kind: 'unsaved'; replies: Reply[] };

/** The desk as channels see it. */
export interface Desk {
  /** Takes one activity through one turn. Never rejects. */
  take(inbound: Inbound): Promise<TurnOutcome>;
  /** The recorded turns of a conversation, oldest first; undefined where there is none. Rejects where the store is away. */
  history(channel: string, conversation: string): Promise<Turn[] | undefined>;
}
