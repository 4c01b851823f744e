/** A conversation as channels and turns see it. */
import { z } from 'zod';
import { Sent } from '../dialogs/card.ts';
import { LineEvent } from '../dialogs/line/port.ts';
import type { Memory } from '../dialogs/memory.ts';
import { PeopleEvent } from '../dialogs/people/event.ts';
import { Reply } from '../dialogs/reply.ts';
import { KeptFile, RefusedFile } from '../services/attachments/attachments.ts';

/** What reached the desk in one activity. Channels make it; nothing behind them knows another form. */
export const Said = z.object({
  /** `arrived`: the person opened the chat and has said nothing yet. `event`: staff did something in it. */
  kind: z.enum(['message', 'arrived', 'event']),
  /** Capped by the turn. */
  text: z.string(),
  /** How many files came with it in a way that the desk does not take: addresses to fetch them from. */
  attachments: z.number().int().nonnegative(),
  /** Files that came with it and are kept, and those that were refused. */
  files: z.array(KeptFile).optional(),
  refused: z.array(RefusedFile).optional(),
  /** Who said it, as the channel names them. */
  from: z.string(),
  /** The sender's own id of the message, given back in the echo (Direct Line's `clientActivityID`). */
  clientId: z.string().optional(),
  /** What came from a card; `text` is then how the transcript shows it. */
  sent: Sent.optional().catch(undefined),
  /** What happened on the phone; it is not recorded, `text` tells what was said. */
  line: LineEvent.optional(),
  /** What staff did; of an `event` alone. */
  event: PeopleEvent.optional(),
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
  /** The channel shows means of its own to say whether an answer helped. */
  thumbs?: boolean | undefined;
  /** BCP 47, and the person's IANA time zone, where the channel knows them. */
  locale?: string | undefined;
  timeZone?: string | undefined;
  /** Tells the client's network apart from others (`networkOf`), where the channel knows it; never recorded. */
  network?: string | undefined;
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
export interface Conversation {
  /** `channel:conversation`. */
  id: string;
  /** How many turns there have been in all. */
  version: number;
  memory: Memory;
  /** The latest turns, oldest first, for the recorded replies to a second delivery. */
  turns: readonly Turn[];
}

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
