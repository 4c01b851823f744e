/** What the desk says in Teams by itself, in a chat or a channel, and how it changes what it said. */

import { type Connector, DeliveryFailed } from '../bot-framework/connector.ts';
import type { AdaptiveCard } from '../elements.ts';
import { attachment } from './answers.ts';

/** Where something can be posted. */
export interface Room {
  serviceUrl: string;
  /** The conversation's id; of a channel without a thread. */
  conversation: string;
}

/** Text is Teams' own Markdown; `isPlain`: somebody else's words, shown as they are. */
export type Message = { text: string; isPlain?: true } | { card: AdaptiveCard; summary: string };

export type Delivered =
  | { kind: 'sent'; id: string | undefined }
  /** The bot is not there any more, or may not write there. */
  | { kind: 'gone'; code: string }
  /** To be tried again, not before so long. */
  | { kind: 'failed'; retryAfterMs: number; cause: DeliveryFailed };

export interface Sender {
  /** Into a chat, or into a thread of a channel by its full id. */
  post(room: Room, message: Message): Promise<Delivered>;
  /** A thread of its own in a channel. */
  begin(room: Room, message: Message): Promise<Delivered>;
  /** In place of what was posted under that id. */
  update(room: Room, id: string, message: Message): Promise<Delivered>;
  typing(room: Room): Promise<void>;
}

const LATER_MS = 5_000;
const GONE: ReadonlySet<unknown> = new Set([
  ...['BotNotInConversationRoster', 'ConversationBlockedByUser', 'MessageWritesBlocked', 'BotDisabledByAdmin'],
  ...['ConversationNotFound', 'ActivityNotFoundInConversation'],
]);

export function createSender({ connector }: { connector: Pick<Connector, 'call'> }): Sender {
  async function deliver(room: Room, method: 'POST' | 'PUT', path: readonly string[], body: unknown) {
    try {
      const answer = await connector.call({ serviceUrl: room.serviceUrl, method, path, body });
      return { kind: 'sent', id: idOf(answer) } as const;
    } catch (cause) {
      if (!(cause instanceof DeliveryFailed)) throw cause;
      const { code = '', status, retryAfterMs = LATER_MS } = cause;
      if (GONE.has(code) || status === 403 || status === 404)
        return { kind: 'gone', code: code || `${status}` } as const;
      return { kind: 'failed', retryAfterMs, cause } as const;
    }
  }

  return {
    post: (room, message) =>
      deliver(room, 'POST', ['conversations', room.conversation, 'activities'], activityOf(message)),
    begin: (room, message) =>
      deliver(room, 'POST', ['conversations'], {
        isGroup: true,
        channelData: { channel: { id: room.conversation } },
        activity: activityOf(message),
      }),
    update: (room, id, message) =>
      deliver(room, 'PUT', ['conversations', room.conversation, 'activities', id], { id, ...activityOf(message) }),
    async typing(room) {
      await deliver(room, 'POST', ['conversations', room.conversation, 'activities'], { type: 'typing' });
    },
  };
}

function activityOf(message: Message) {
  if ('text' in message) {
    return { type: 'message', textFormat: message.isPlain ? 'plain' : 'markdown', text: message.text };
  }
  const { card, summary } = message;
  return { type: 'message', summary, attachments: [attachment(card)] };
}

/** A conversation that is begun tells the id of what was posted beside its own. */
function idOf(answer: unknown): string | undefined {
  if (!(answer instanceof Object)) return undefined;
  const { activityId, id } = answer as { activityId?: unknown; id?: unknown };
  const given = activityId ?? id;
  return typeof given === 'string' ? given : undefined;
}
