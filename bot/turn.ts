/**
 * One turn as one transaction. Turns of a conversation run one after another; the replies are held until the state is
 * saved with its version checked; the same activity again gets the recorded replies again. Whatever the services do
 * inside a turn is idempotent by the dialog's request key, so running a turn twice issues nothing twice (R23).
 */
import type { Logger } from 'pino';
import type { Respond } from '../dialogs/desk.ts';
import { forget, freshMemory, type Memory } from '../dialogs/memory.ts';
import type { Reply } from '../dialogs/reply.ts';
import { type Index, isDuplicateKey, type Store, StoreUnavailable } from '../services/store/port.ts';
import {
  Conversation,
  type Desk,
  type Inbound,
  messagesIn,
  type StoredConversation,
  type Turn,
  type TurnOutcome,
} from './conversation.ts';
import { createKeyedQueue } from './keyed-queue.ts';

/** A person's text is cut here, before anything reads it. */
const LONGEST_TEXT = 4_000;
/** Turns kept with a conversation: more than any intake takes. */
const TURNS_KEPT = 200;
const DAYS_KEPT = 30;
/** How often a turn is run again from the fresh state when another process was faster. */
const MOST_CONFLICTS = 8;
/** Messages held for one conversation while the store is away. */
const MOST_WAITING = 10;

export const conversationIndexes: Index[] = [{ collection: 'conversations', key: { expiresAt: 1 }, expires: true }];

export interface TurnDependencies {
  store: Store;
  respond: Respond;
  /** What is said when a turn failed (R10); `unsaved` when the store is away. */
  apology: (why: 'failed' | 'unsaved') => Reply;
  now: () => Date;
  log: Pick<Logger, 'error' | 'warn'>;
  /** How many conversations stay in the process, written through, to save the read. */
  cached?: number;
}

export interface TurnDesk extends Desk {
  /** Resolves once the turns in flight have ended. */
  idle(): Promise<void>;
}

/** Messages that only ask whether the desk is back: dropped where something real is waiting to be handled. */
const NUDGE = /^\W*(try again|retry|again|hello|hi|hey|ok|okay|are you (there|back)|still there|anyone)?\W*$/i;

export function createDesk(deps: TurnDependencies): TurnDesk {
  const conversations = deps.store.collection<StoredConversation>('conversations');
  const queue = createKeyedQueue();
  const cache = createCache(deps.cached ?? 500);
  const waiting = new Map<string, Inbound[]>();

  async function load(id: string): Promise<Conversation> {
    const cached = cache.get(id);
    if (cached) return cached;
    const stored = await conversations.findOne({ _id: id });
    return stored ? readConversation(stored) : freshConversation(id);
  }

  /** Whether the turn was saved; not, where another process has written since `before` was read. */
  async function save(before: Conversation, memory: Memory, turn: Turn): Promise<boolean> {
    const changed = {
      version: before.version + 1,
      messages: before.messages + messagesIn(turn),
      expiresAt: new Date(turn.at.getTime() + DAYS_KEPT * 86_400_000),
    };
    const after = { ...before, ...changed, memory, turns: [...before.turns, turn].slice(-TURNS_KEPT) };
    const packed = { ...changed, memory: JSON.stringify(memory) };
    const packedTurn = JSON.stringify(turn);
    cache.delete(before._id);
    if (before.version === 0) {
      try {
        await conversations.insertOne({ _id: before._id, schema: 1, ...packed, turns: [packedTurn] });
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    } else {
      const { matchedCount } = await conversations.updateOne(
        { _id: before._id, version: before.version },
        { $set: packed, $push: { turns: { $each: [packedTurn], $slice: -TURNS_KEPT } } },
      );
      if (matchedCount === 0) return false;
    }
    cache.set(before._id, after);
    return true;
  }

  /** Runs the messages through the dialogs, the earlier ones (if any) first; an exception costs one apology. */
  async function answer(conversation: Conversation, messages: Inbound[], at: Date) {
    let memory = conversation.memory;
    const replies: Reply[] = [];
    for (const message of messages) {
      const before = handled(conversation, message.activityId);
      if (before) {
        replies.push(...before.replies);
        continue;
      }
      try {
        const response = await deps.respond(memory, {
          ...message.said,
          at,
          channel: message.channel,
          locale: message.locale,
          timeZone: message.timeZone,
        });
        memory = response.memory;
        replies.push(...response.replies);
      } catch (error) {
        if (error instanceof StoreUnavailable) throw error;
        deps.log.error({ conversation: conversation._id, err: error }, 'turn failed');
        replies.push(deps.apology('failed'));
      }
    }
    return { memory, replies };
  }

  async function transact(id: string, inbound: Inbound, earlier: Inbound[]): Promise<TurnOutcome> {
    for (let conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
      const conversation = await load(id);
      const before = handled(conversation, inbound.activityId);
      if (before) return { kind: 'done', turn: before, again: true };
      const at = deps.now();
      const messages = earlier.length && NUDGE.test(inbound.said.text) ? earlier : [...earlier, inbound];
      const { memory, replies } = await answer(conversation, messages, at);
      const turn: Turn = {
        activityId: inbound.activityId,
        seq: conversation.messages,
        at,
        said: inbound.said,
        ...(earlier.length ? { caughtUp: earlier.map(message => message.said.text) } : {}),
        replies,
      };
      if (await save(conversation, memory, turn)) return { kind: 'done', turn, again: false };
    }
    throw new Error(`gave up after ${MOST_CONFLICTS} conflicts`);
  }

  /** Keeps what was typed for the next message of the conversation, unless it is there already. */
  function hold(id: string, inbound: Inbound) {
    const held = waiting.get(id) ?? [];
    const known = held.some(other => other.activityId === inbound.activityId || other.said.text === inbound.said.text);
    if (!known && held.length < MOST_WAITING && inbound.said.kind === 'message') waiting.set(id, [...held, inbound]);
  }

  async function run(id: string, inbound: Inbound): Promise<TurnOutcome> {
    const earlier = (waiting.get(id) ?? []).filter(
      other => other.activityId !== inbound.activityId && other.said.text !== inbound.said.text,
    );
    try {
      const outcome = await transact(id, inbound, earlier);
      waiting.delete(id);
      return outcome;
    } catch (error) {
      cache.delete(id);
      deps.log.error({ conversation: id, err: error }, 'turn not saved');
      if (earlier.length === 0 || !NUDGE.test(inbound.said.text)) hold(id, inbound);
      return { kind: 'unsaved', replies: [deps.apology('unsaved')] };
    }
  }

  return {
    take(inbound) {
      const id = conversationId(inbound.channel, inbound.conversation);
      return queue.run(id, () => run(id, capped(inbound)));
    },

    async history(channel, conversation) {
      const id = conversationId(channel, conversation);
      // Not from the cache: another replica may have had the latest turn.
      const found = await conversations.findOne({ _id: id });
      return found ? readConversation(found).turns : undefined;
    },

    idle: () => queue.idle(),
  };
}

function conversationId(channel: string, conversation: string): string {
  return `${channel}:${conversation}`;
}

function freshConversation(id: string): Conversation {
  return { _id: id, schema: 1, version: 0, memory: freshMemory(), turns: [], messages: 0, expiresAt: new Date(0) };
}

/** A document that an older or newer build wrote: what cannot be read is forgotten, the conversation goes on. */
function readConversation(stored: StoredConversation): Conversation {
  const memory: unknown = JSON.parse(stored.memory);
  const unpacked = { ...stored, memory, turns: stored.turns.map(turn => JSON.parse(turn)) };
  const read = Conversation.safeParse(unpacked);
  return read.success ? read.data : Conversation.parse({ ...unpacked, schema: 1, memory: forget(memory) });
}

function handled(conversation: Conversation, activityId: string): Turn | undefined {
  return conversation.turns.findLast(turn => turn.activityId === activityId);
}

function capped(inbound: Inbound): Inbound {
  const { text } = inbound.said;
  return text.length <= LONGEST_TEXT
    ? inbound
    : { ...inbound, said: { ...inbound.said, text: text.slice(0, LONGEST_TEXT) } };
}

/** The conversations used last, oldest out first. */
function createCache(size: number) {
  const kept = new Map<string, Conversation>();
  return {
    get: (id: string) => kept.get(id),
    delete: (id: string) => kept.delete(id),
    set(id: string, conversation: Conversation) {
      kept.delete(id);
      kept.set(id, conversation);
      const oldest = kept.size > size ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
    },
  };
}
