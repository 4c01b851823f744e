/** Orders a conversation as a mail: once for each message that asks for it, however often that is delivered (R23). */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Index, isDuplicateKey, type Store } from '../store/port.ts';
import type { Outbox } from './outbox.ts';

export const TRANSCRIPT = 'transcript';

/** What the mail is about; the words stay where they are on record until it is sent. */
export const TranscriptOrder = z.object({
  channel: z.string(),
  conversation: z.string(),
  /** The message that asked for it, as the channel names it: the last that is in it. */
  activityId: z.string(),
  timeZone: z.string(),
  locale: z.string(),
  caseNumber: z.string().optional(),
});
export type TranscriptOrder = z.infer<typeof TranscriptOrder>;

/** One order; for a day it counts against its address, which cannot be read from it. */
interface Counted {
  _id: string;
  addressee: string;
  /** Nothing but words stands behind it. */
  withoutCase?: true;
  expiresAt: Date;
}

export interface Transcripts {
  /**
   * `enough`: the address has been sent so many in a day that somebody may be using the desk against its owner.
   * `busy`: so many were ordered in an hour from conversations without a case that somebody may be writing to the world.
   */
  order(wish: TranscriptOrder & { to: string }): Promise<'ordered' | 'enough' | 'busy'>;
  /** Forgets that this address was sent any. */
  forget(address: string): Promise<void>;
}

export const transcriptIndexes: Index[] = [
  { collection: 'transcripts', key: { addressee: 1 } },
  { collection: 'transcripts', key: { expiresAt: 1 }, expires: true },
];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** To one address, from all conversations. */
export const MOST_A_DAY = 10;
/** To anybody, from all conversations that have no case. */
export const MOST_AN_HOUR = 60;

export function createTranscripts(deps: { store: Store; outbox: Pick<Outbox, 'order'>; now: () => Date }): Transcripts {
  const { store, outbox, now } = deps;
  const orders = store.collection<Counted>('transcripts');

  async function counted(key: string, to: string, hasCase: boolean): Promise<'ordered' | 'enough' | 'busy'> {
    const addressee = digestOf(mailboxOf(to));
    const expiresAt = new Date(now().getTime() + DAY_MS);
    try {
      await orders.insertOne({ _id: key, addressee, expiresAt, ...(!hasCase && { withoutCase: true as const }) });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return 'ordered';
    }
    const hourAgo = new Date(expiresAt.getTime() - HOUR_MS);
    const isBusy = async () =>
      (await orders.countDocuments({ withoutCase: true, expiresAt: { $gt: hourAgo } })) > MOST_AN_HOUR;
    const why =
      (await orders.countDocuments({ addressee })) > MOST_A_DAY
        ? 'enough'
        : !hasCase && (await isBusy())
          ? 'busy'
          : 'ordered';
    if (why !== 'ordered') await orders.deleteOne({ _id: key });
    return why;
  }

  return {
    async order({ to, caseNumber, ...about }) {
      // A client chooses the ids of its messages: what they are made of stays out of the log.
      const asked = JSON.stringify([about.channel, about.conversation, about.activityId]);
      const key = `${TRANSCRIPT}:${digestOf(asked)}`;
      const outcome = await counted(key, to, caseNumber !== undefined);
      if (outcome !== 'ordered') return outcome;
      await outbox.order({
        key,
        to,
        order: { kind: TRANSCRIPT, about: { ...about, ...(caseNumber && { caseNumber }) } },
      });
      return outcome;
    },

    async forget(address) {
      const found = await orders.find({ addressee: digestOf(mailboxOf(address)) }).toArray();
      for (const { _id } of found) await orders.deleteOne({ _id });
    },
  };
}

/** Whose mailbox an address is: what stands behind a plus is the owner's own sorting, and as many as one likes. */
function mailboxOf(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
