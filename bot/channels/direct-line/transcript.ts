/** Recorded turns as Direct Line's activities, and its watermark: how many messages of the conversation came before. */
import type { Reply } from '../../../dialogs/reply.ts';
import type { KeptFile } from '../../../services/attachments/attachments.ts';
import { messagesIn, type Said, type Turn } from '../../conversation.ts';
import { type ReplyMessage, replyMessages } from '../activity.ts';
import { type CardAttachment, withCard } from './cards.ts';
import { type ThumbsEntity, thumbsFor } from './thumbs.ts';

interface Addressed {
  id: string;
  timestamp: string;
  channelId: 'directline';
  conversation: { id: string };
  from: { id: string; name?: string; role: 'user' | 'bot' };
  replyToId?: string;
}

interface Echo {
  type: 'message';
  text: string;
  /** What a person typed is never formatted: no Markdown, no HTML. */
  textFormat: 'plain';
  /** The files that came with it, by name: the transcript gives nobody an address to fetch them from. */
  attachments?: { contentType: string; name: string }[];
  channelData?: { clientActivityID: string };
}

/** What somebody of the staff sent; the address opens it for some hours. */
interface FileAttachment {
  contentType: string;
  name: string;
  contentUrl?: string;
}

export type Activity = Addressed &
  (Echo | (ReplyMessage & { attachments?: (CardAttachment | FileAttachment)[]; entities?: [ThumbsEntity] }));

/** Somebody of the staff is writing: no part of the transcript. */
export type Typing = Addressed & { type: 'typing' };

/** Where a file of the staff's can be opened, by whoever is in the conversation. */
export type FileAddress = (id: string) => string | undefined;

/** What a client gets at once, by polling or in one frame; the watermark is where it goes on. */
export interface ActivitySet<A = Activity> {
  activities: A[];
  watermark: string;
}

const DESK = { id: 'desk', name: 'Support desk', role: 'bot' } as const;

/** The id of the message at a place in the conversation, as Direct Line writes it: `abc|0000012`. */
export function activityId(conversation: string, seq: number): string {
  return `${conversation}|${String(seq).padStart(7, '0')}`;
}

/** Not recorded: whoever looks on sees that a person is writing. */
export function typingActivity(conversation: string, id: string, at: Date): Typing {
  const addressed = {
    timestamp: at.toISOString(),
    channelId: 'directline',
    conversation: { id: conversation },
  } as const;
  return { ...addressed, id, type: 'typing', from: DESK };
}

interface Exchange {
  said: Said;
  replies: Turn['replies'];
  at: Date;
  /** The id of the exchange's nth message, counted from 0. */
  id: (index: number) => string;
}

/** One exchange as its activities. Web Chat shows "Sending" until it sees its own `clientActivityID` come back. */
export function exchangeActivities(
  conversation: string,
  { said, replies, at, id }: Exchange,
  addressOf: FileAddress = () => undefined,
): Activity[] {
  const addressed = {
    timestamp: at.toISOString(),
    channelId: 'directline',
    conversation: { id: conversation },
  } as const;
  const shown = [
    ...(said.files ?? []).map(({ type, name }) => ({ contentType: type, name })),
    ...(said.refused ?? []).map(({ name }) => ({ contentType: 'application/octet-stream', name })),
  ];
  const echo: Activity = {
    ...addressed,
    id: id(0),
    type: 'message',
    text: said.text,
    textFormat: 'plain',
    from: { id: said.from, role: 'user' },
    ...(shown.length > 0 && { attachments: shown }),
    ...(said.clientId && { channelData: { clientActivityID: said.clientId } }),
  };
  const spoken = said.kind === 'message' ? [echo] : [];
  const messages = replyMessages(replies);
  const answers = replies.flatMap((reply, index): Activity[] => {
    const message = messages[index];
    if (!message) return [];
    const ownId = id(spoken.length + index);
    const answered = spoken.length > 0 && { replyToId: echo.id };
    const from = reply.by ? { ...DESK, name: reply.by } : DESK;
    const files = reply.files?.map(file => fileAttachment(file, addressOf));
    const shown = files ? { ...message, attachments: files } : withCard(message, reply);
    return [{ ...addressed, ...shown, ...thumbsFor(reply, ownId), id: ownId, from, ...answered }];
  });
  return [...spoken, ...answers];
}

function fileAttachment({ id, name, type }: KeptFile, addressOf: FileAddress): FileAttachment {
  const contentUrl = addressOf(id);
  return { contentType: type, name, ...(contentUrl && { contentUrl }) };
}

/** The messages of a turn from a watermark on. */
export function turnActivities(conversation: string, turn: Turn, watermark = 0, addressOf?: FileAddress): Activity[] {
  const id = (index: number) => activityId(conversation, turn.seq + index);
  return exchangeActivities(conversation, { ...turn, id }, addressOf).slice(Math.max(0, watermark - turn.seq));
}

/** The reply with that id in a conversation; an id of another conversation, or one that was made up, has none. */
export function replyWithId(conversation: string, turns: readonly Turn[], messageId: string): Reply | undefined {
  for (const turn of turns) {
    const before = messagesIn(turn) - turn.replies.length;
    const index = turn.replies.findIndex((_, at) => activityId(conversation, turn.seq + before + at) === messageId);
    if (index >= 0) return turn.replies[index];
  }
  return undefined;
}

/** The watermark after a turn. */
export function endOf(turn: Turn | undefined): number {
  return turn ? turn.seq + messagesIn(turn) : 0;
}

/**
 * Everything from a watermark on. The new watermark is never before the one asked for: a process that has not yet seen
 * the latest turns must not send a client back to what it has read elsewhere.
 */
export function activitiesSince(
  conversation: string,
  turns: readonly Turn[],
  watermark: number,
  addressOf?: FileAddress,
): ActivitySet {
  return {
    activities: turns
      .filter(turn => endOf(turn) > watermark)
      .flatMap(turn => turnActivities(conversation, turn, watermark, addressOf)),
    watermark: String(Math.max(watermark, endOf(turns.at(-1)))),
  };
}
