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
  expiresAt: Date;
}

export interface Transcripts {
  /** `enough`: the address has been sent so many in a day that somebody may be using the desk against its owner. */
  order(wish: TranscriptOrder & { to: string }): Promise<'ordered' | 'enough'>;
}

export const transcriptIndexes: Index[] = [
  { collection: 'transcripts', key: { addressee: 1 } },
  { collection: 'transcripts', key: { expiresAt: 1 }, expires: true },
];

const DAY_MS = 86_400_000;
/** To one address, from all conversations. */
export const MOST_A_DAY = 10;

export function createTranscripts(deps: { store: Store; outbox: Pick<Outbox, 'order'>; now: () => Date }): Transcripts {
  const { store, outbox, now } = deps;
  const orders = store.collection<Counted>('transcripts');

  async function isWithinLimits(key: string, to: string): Promise<boolean> {
    const addressee = digestOf(to.toLowerCase());
    try {
      await orders.insertOne({ _id: key, addressee, expiresAt: new Date(now().getTime() + DAY_MS) });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return true;
    }
    if ((await orders.countDocuments({ addressee })) <= MOST_A_DAY) return true;
    await orders.deleteOne({ _id: key });
    return false;
  }

  return {
    async order({ to, caseNumber, ...about }) {
      // A client chooses the ids of its messages: what they are made of stays out of the log.
      const asked = JSON.stringify([about.channel, about.conversation, about.activityId]);
      const key = `${TRANSCRIPT}:${digestOf(asked)}`;
      if (!(await isWithinLimits(key, to))) return 'enough';
      await outbox.order({
        key,
        to,
        order: { kind: TRANSCRIPT, about: { ...about, ...(caseNumber && { caseNumber }) } },
      });
      return 'ordered';
    },
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
