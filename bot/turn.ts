/**
 * One turn as one transaction. Turns of a conversation run one after another; the replies are held until the state is
 * saved with its version checked; the same activity again gets the recorded replies again. Whatever the services do
 * inside a turn is idempotent by the dialog's request key, so running a turn twice issues nothing twice (R23).
 */
import type { Logger } from 'pino';
import type { Respond } from '../dialogs/desk.ts';
import type { Reply } from '../dialogs/reply.ts';
import { withoutSecrets } from '../dialogs/verification/code.ts';
import { type Store, StoreUnavailable } from '../services/store/port.ts';
import type { Conversation, Desk, Inbound, Said, Turn, TurnOutcome } from './conversation.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import { createRecord, messagesSoFar } from './record.ts';

/** A person's text is cut here, before anything reads it. */
const LONGEST_TEXT = 4_000;
/** How often a turn is run again from the fresh state when another process was faster. */
const MOST_CONFLICTS = 8;
/** Messages held for one conversation while the store is away. */
const MOST_WAITING = 10;

export interface TurnDependencies {
  store: Store;
  respond: Respond;
  /** What is said when a turn failed (R10); `unsaved` when the store is away. */
  apology: (why: 'failed' | 'unsaved') => Reply;
  now: () => Date;
  log: Pick<Logger, 'error' | 'warn'>;
  /** How many conversations stay in the process, to save the read. */
  cached?: number;
}

export interface TurnDesk extends Desk {
  /** Resolves once the turns in flight have ended. */
  idle(): Promise<void>;
  /** Does something to what is on record of a conversation (`channel:conversation`) while no turn of it runs here. */
  apart<R>(id: string, work: () => Promise<R>): Promise<R>;
}

/** Messages that only ask whether the desk is back: dropped where something real is waiting to be handled. */
const NUDGE = /^\W*(try again|retry|again|hello|hi|hey|ok|okay|are you (there|back)|still there|anyone)?\W*$/i;

export function createDesk(deps: TurnDependencies): TurnDesk {
  const record = createRecord({ store: deps.store, cached: deps.cached ?? 500 });
  const queue = createKeyedQueue();
  const waiting = new Map<string, Inbound[]>();

  /** Runs the messages through the dialogs, the earlier ones (if any) first; an exception costs one apology. */
  async function answer(conversation: Conversation, messages: Inbound[], at: Date) {
    let memory = conversation.memory;
    const replies: Reply[] = [];
    /** What each message is recorded as. */
    const told = new Map<Inbound, string>();
    for (const message of messages) {
      const before = handled(conversation, message.activityId);
      if (before) {
        replies.push(...before.replies);
        continue;
      }
      told.set(message, withoutSecrets(memory, message.said.text));
      try {
        const response = await deps.respond(memory, {
          ...message.said,
          at,
          channel: message.channel,
          conversation: message.conversation,
          activityId: message.activityId,
          thumbs: message.thumbs,
          locale: message.locale,
          timeZone: message.timeZone,
          network: message.network,
        });
        memory = response.memory;
        replies.push(...response.replies);
      } catch (error) {
        if (error instanceof StoreUnavailable) throw error;
        deps.log.error({ conversation: conversation.id, err: error }, 'turn failed');
        replies.push(deps.apology('failed'));
      }
    }
    return { memory, replies, told };
  }

  async function transact(id: string, inbound: Inbound, earlier: Inbound[]): Promise<TurnOutcome> {
    for (let conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
      // Whoever arrives is new, as a rule: that saves the read.
      const conversation = await record.load(id, inbound.said.kind === 'arrived' && conflicts === 0);
      const before = handled(conversation, inbound.activityId);
      if (before) return { kind: 'done', turn: before, again: true };
      const at = deps.now();
      const messages = earlier.length && isNudge(inbound.said) ? earlier : [...earlier, inbound];
      const { memory, replies, told } = await answer(conversation, messages, at);
      const words = (message: Inbound) => told.get(message) ?? message.said.text;
      const turn: Turn = {
        activityId: inbound.activityId,
        seq: messagesSoFar(conversation),
        at,
        said: recorded(inbound.said, words(inbound)),
        ...(earlier.length ? { caughtUp: earlier.map(words) } : {}),
        replies,
      };
      if (await record.append(conversation, memory, turn)) return { kind: 'done', turn, again: false };
    }
    throw new Error(`gave up after ${MOST_CONFLICTS} conflicts`);
  }

  /** Keeps what was typed for the next message of the conversation, unless it is there already. */
  function hold(id: string, inbound: Inbound) {
    const held = waiting.get(id) ?? [];
    const known = held.some(other => isSame(other, inbound));
    if (!known && held.length < MOST_WAITING && inbound.said.kind === 'message') waiting.set(id, [...held, inbound]);
  }

  async function run(id: string, inbound: Inbound): Promise<TurnOutcome> {
    const earlier = (waiting.get(id) ?? []).filter(other => !isSame(other, inbound));
    try {
      const outcome = await transact(id, inbound, earlier);
      waiting.delete(id);
      return outcome;
    } catch (error) {
      record.release(id);
      deps.log.error({ conversation: id, err: error }, 'turn not saved');
      if (earlier.length === 0 || !isNudge(inbound.said)) hold(id, inbound);
      return { kind: 'unsaved', replies: [deps.apology('unsaved')] };
    }
  }

  return {
    take(inbound) {
      const id = conversationId(inbound.channel, inbound.conversation);
      return queue.run(id, () => run(id, capped(inbound)));
    },

    history: (channel, conversation) => record.history(conversationId(channel, conversation)),

    idle: () => queue.idle(),

    apart: (id, work) =>
      queue.run(id, async () => {
        waiting.delete(id);
        record.release(id);
        return work().finally(() => record.release(id));
      }),
  };
}

/** A message with a file is never a mere nudge, nor is what staff do, and never the same as another one without words. */
const isNudge = (said: Said) => said.kind !== 'event' && !said.files?.length && NUDGE.test(said.text);
/** Typed once more while nothing answered. Two forms have the same words and may hold other values, files have none. */
function isSame(one: Inbound, other: Inbound): boolean {
  if (one.activityId === other.activityId) return true;
  const [{ said }, { said: again }] = [one, other];
  if (said.files?.length || again.files?.length) return false;
  return said.text === again.text && JSON.stringify(said.sent) === JSON.stringify(again.sent);
}

/** What happened on the phone may hold a code: only its text, which is without, is kept. */
function recorded({ line: _, ...said }: Said, text: string): Said {
  return { ...said, text };
}

function conversationId(channel: string, conversation: string): string {
  return `${channel}:${conversation}`;
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
