/** Which message shows which case or return, so that it can be put right in place when that changes. */
import { z } from 'zod';
import type { Index, Store } from '../store/port.ts';

export const Card = z.object({
  /** Of the message: a conversation's ids are its own. */
  _id: z.string(),
  /** The number of the case or return that it shows. */
  of: z.string(),
  serviceUrl: z.string(),
  conversation: z.string(),
  message: z.string(),
  /** Whose own chat it stands in, by their Entra object id: times are those of their clock (BCP 47, IANA). */
  reader: z.object({ id: z.string(), locale: z.string().optional(), timeZone: z.string().optional() }).optional(),
  at: z.date(),
  /** Nobody looks for it in so old a message. */
  expiresAt: z.date(),
});
export type Card = z.infer<typeof Card>;

export interface Cards {
  /** The message shows that from now on, whatever it showed before. */
  note(card: Pick<Card, 'of' | 'serviceUrl' | 'conversation' | 'message' | 'reader'>): Promise<void>;
  /** The messages that show it, the newest first. */
  of(number: string): Promise<Card[]>;
  /** The message is not there any more. */
  forget(card: Pick<Card, '_id'>): Promise<void>;
}

export const cardIndexes: Index[] = [
  { collection: 'cards', key: { of: 1, at: -1 } },
  { collection: 'cards', key: { expiresAt: 1 }, expires: true },
];

/** Each is written to at every change, and Teams counts what is written. */
const MOST = 20;
const KEPT_MS = 120 * 86_400_000;

export function createCards({ store, now }: { store: Store; now: () => Date }): Cards {
  const cards = store.collection<Card>('cards');

  /** A few more than are shown: of two that are noted at once each forgets the same ones. */
  async function list(number: string): Promise<Card[]> {
    const found = await cards.find({ of: number }, { sort: { at: -1 }, limit: MOST * 2 }).toArray();
    return found.map(one => Card.parse(one));
  }

  return {
    async note(shown) {
      const { of, conversation, message } = shown;
      const at = now();
      const _id = `${conversation} ${message}`;
      const card: Card = { _id, ...shown, at, expiresAt: new Date(at.getTime() + KEPT_MS) };
      await cards.replaceOne({ _id }, card, { upsert: true });
      const all = await list(of);
      for (const old of all.slice(MOST)) await cards.deleteOne({ _id: old._id });
    },

    of: async number => (await list(number)).slice(0, MOST),

    async forget({ _id }) {
      await cards.deleteOne({ _id });
    },
  };
}
