/** Direct Line's conversations over the desk: started with a greeting, written to, read from a watermark on. */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { PeopleEvent } from '../../../dialogs/people/event.ts';
import type { Feedback } from '../../../services/knowledge/feedback.ts';
import type { Ratings, Score } from '../../../services/ratings/ratings.ts';
import type { Desk, Inbound, Said, Turn, TurnOutcome } from '../../conversation.ts';
import type { FanOut } from './fan-out.ts';
import type { Thumb } from './thumbs.ts';
import {
  type ActivitySet,
  activitiesSince,
  activityId,
  exchangeActivities,
  type FileAddress,
  replyWithId,
  typingActivity,
} from './transcript.ts';

export const CHANNEL = 'direct-line';
/** Who did what comes as an event. */
const STAFF = 'staff';
/** Conversations known to have been started; forgetting one costs a read. */
const KNOWN = 10_000;

/** Who arrives or writes, and what is known of them. */
export interface Sender {
  from: string;
  locale?: string | undefined;
  timeZone?: string | undefined;
  /** See `Inbound`. */
  network?: string | undefined;
}

export interface Message extends Sender, Pick<Said, 'text' | 'attachments' | 'files' | 'refused' | 'sent'> {
  /** Makes a second delivery of the message known as one; without it every delivery is a message of its own. */
  clientId?: string | undefined;
}

export interface Conversations {
  /** Greets, once in the life of the conversation, however often and from wherever it is called. */
  start(conversation: string, sender: Sender): Promise<'started' | 'known' | 'unsaved'>;
  /** Resolves to the id of the message once it is answered. */
  post(conversation: string, message: Message): Promise<string>;
  /** Counts what somebody thinks of an answer given here; of anything else nothing. Rejects where the store is away. */
  vote(conversation: string, thumb: Thumb): Promise<void>;
  /** Counts how it went, once a conversation, where a case came of it. Rejects where the store is away. */
  rate(conversation: string, score: Score): Promise<void>;
  /** Everything recorded, of a conversation that is started by now at the latest; rejects where the store is away. */
  turns(conversation: string, sender: Sender): Promise<Turn[]>;
  /** What staff did in it, once for each key; false where it is not on record, to be told again. */
  tell(conversation: string, key: string, event: PeopleEvent): Promise<boolean>;
  /** Somebody of the staff is writing: nothing that is recorded. */
  writing(conversation: string): void;
  /** Never rejects: while the store is away there is nothing new, and the watermark stays. */
  since(conversation: string, watermark: number, sender: Sender): Promise<ActivitySet>;
}

export interface ConversationsDependencies {
  desk: Desk;
  feedback: Pick<Feedback, 'count'>;
  ratings: Pick<Ratings, 'rate'>;
  fanOut: FanOut;
  addressOf?: FileAddress | undefined;
  now: () => Date;
  log: Pick<Logger, 'warn'>;
}

export function createConversations({
  desk,
  feedback,
  ratings,
  fanOut,
  addressOf,
  now,
  log,
}: ConversationsDependencies): Conversations {
  const known = new Set<string>();

  function remember(conversation: string): void {
    known.add(conversation);
    const oldest = known.size > KNOWN ? known.values().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
  }

  /** Takes one activity through the desk and shows the outcome to whoever listens. */
  async function take(inbound: Omit<Inbound, 'channel'>): Promise<TurnOutcome & { messageId: string }> {
    const { conversation, said } = inbound;
    const outcome = await desk.take({ channel: CHANNEL, thumbs: true, ...inbound });
    if (outcome.kind === 'done') {
      remember(conversation);
      if (!outcome.again) fanOut.publish(conversation, outcome.turn);
      return { ...outcome, messageId: activityId(conversation, outcome.turn.seq) };
    }
    const unsaved = randomUUID();
    const id = (index: number) => `${conversation}|unsaved-${unsaved}-${index}`;
    fanOut.pass(conversation, exchangeActivities(conversation, { said, replies: outcome.replies, at: now(), id }));
    return { ...outcome, messageId: id(0) };
  }

  const recorded = (conversation: string) => desk.history(CHANNEL, conversation);

  async function start(conversation: string, { from, locale, timeZone }: Sender) {
    if (known.has(conversation)) return 'known';
    // The desk would recognize the second arrival too, but only as long as it keeps the first turn.
    const turns = await recorded(conversation).catch(() => undefined);
    if (turns?.length) {
      remember(conversation);
      return 'known';
    }
    const said: Said = { kind: 'arrived', text: '', attachments: 0, from };
    const outcome = await take({ conversation, activityId: 'arrived', said, locale, timeZone });
    if (outcome.kind === 'unsaved') return 'unsaved';
    return outcome.again ? 'known' : 'started';
  }

  /** While the store is away nothing is started here: a client that polls would be given one apology after another. */
  async function turns(conversation: string, sender: Sender): Promise<Turn[]> {
    const before = await recorded(conversation);
    if (before?.length) return before;
    await start(conversation, sender);
    return (await recorded(conversation)) ?? [];
  }

  return {
    start,
    turns,

    async post(conversation, { from, clientId, locale, timeZone, network, ...content }) {
      if (!known.has(conversation)) await turns(conversation, { from, locale, timeZone }).catch(() => undefined);
      const said: Said = { kind: 'message', ...content, from, clientId };
      // A client's id can be anything, even `arrived`; the prefix keeps it in a room of its own.
      const key = clientId ? `client:${clientId}` : `made:${randomUUID()}`;
      const outcome = await take({ conversation, activityId: key, said, locale, timeZone, network });
      return outcome.messageId;
    },

    async vote(conversation, { messageId, helped }) {
      const { article, vote: key } = replyWithId(conversation, (await recorded(conversation)) ?? [], messageId) ?? {};
      if (article && key) await feedback.count({ key, article, helped });
    },

    async rate(conversation, score) {
      const turns = (await recorded(conversation)) ?? [];
      const hasCase = turns.some(({ replies }) => replies.some(({ about }) => about?.caseNumber));
      if (hasCase) await ratings.rate({ key: `ended:${conversation}`, score });
    },

    async tell(conversation, key, event) {
      const said: Said = { kind: 'event', text: '', attachments: 0, from: STAFF, event };
      const outcome = await desk.take({
        channel: CHANNEL,
        conversation,
        activityId: `staff:${key}`,
        thumbs: true,
        said,
      });
      if (outcome.kind !== 'done') return false;
      if (!outcome.again) fanOut.publish(conversation, outcome.turn);
      return true;
    },

    writing(conversation) {
      fanOut.flash(conversation, typingActivity(conversation, `${conversation}|typing-${randomUUID()}`, now()));
    },

    async since(conversation, watermark, sender) {
      try {
        return activitiesSince(conversation, await turns(conversation, sender), watermark, addressOf);
      } catch (err) {
        log.warn({ err, conversation }, 'the transcript could not be read');
        return { activities: [], watermark: String(watermark) };
      }
    },
  };
}
