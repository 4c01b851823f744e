/** Whether answers helped, counted for each article. */
import { z } from 'zod';
import { isDuplicateKey, type Store } from '../store/port.ts';

const Vote = z.object({ _id: z.string(), article: z.string(), helped: z.boolean(), at: z.date() });
type Vote = z.infer<typeof Vote>;

export interface Counted {
  helped: number;
  unhelpful: number;
}

export interface Feedback {
  /**
   * One vote for each `key`, which was drawn with the answer: said twice, or delivered twice, it counts once; whoever
   * votes otherwise has changed their mind.
   */
  count(vote: { key: string; article: string; helped: boolean }): Promise<void>;
  of(article: string): Promise<Counted>;
}

export const feedbackIndexes = [{ collection: 'feedback', key: { article: 1 as const } }];

export function createFeedback({ store, now }: { store: Store; now: () => Date }): Feedback {
  const votes = store.collection<Vote>('feedback');
  return {
    async count({ key, article, helped }) {
      try {
        await votes.insertOne({ _id: key, article, helped, at: now() });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        await votes.updateOne({ _id: key }, { $set: { helped } });
      }
    },

    async of(article) {
      const [helped, unhelpful] = await Promise.all([
        votes.countDocuments({ article, helped: true }),
        votes.countDocuments({ article, helped: false }),
      ]);
      return { helped, unhelpful };
    },
  };
}
