/** How often something that is secret may be guessed at wrongly, by whoever guesses, before nothing counts for a while. */
import { type Index, isDuplicateKey, type Store, type Stored } from '../store/port.ts';
import type { Digest } from '../verification/digests.ts';

export interface Limit {
  most: number;
  minutes: number;
}

export interface Tries {
  /** Takes one of each, in their order; false, and nothing is to be looked at, where one of them is used up. */
  take(limits: readonly { who: string; limit: Limit }[]): Promise<boolean>;
  /** What was tried was right: it does not count. */
  giveBack(who: readonly string[]): Promise<void>;
}

interface Tried extends Stored {
  count: number;
  removeAt: Date;
}

export const triesIndexes: Index[] = [{ collection: 'tries', key: { removeAt: 1 }, expires: true }];

const MINUTE_MS = 60_000;

/** @param digest so that the store does not say who has guessed */
export function createTries(deps: { store: Store; digest: Digest; now: () => Date }): Tries {
  const { digest, now } = deps;
  const tries = deps.store.collection<Tried>('tries');
  const idOf = (who: string) => digest('tries', who);

  /** A try is taken before it is looked at, so that many at once are no more than are allowed. */
  async function takeOne(who: string, { most, minutes }: Limit): Promise<boolean> {
    const _id = idOf(who);
    const removeAt = new Date(now().getTime() + minutes * MINUTE_MS);
    for (let again = 0; again < 2; again++) {
      const { matchedCount } = await tries.updateOne({ _id, count: { $lt: most } }, { $inc: { count: 1 } });
      if (matchedCount > 0) return true;
      try {
        await tries.insertOne({ _id, count: 1, removeAt });
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
    return false;
  }

  return {
    async take(limits) {
      // Whoever is stopped uses up nothing of others.
      for (const { who, limit } of limits) if (!(await takeOne(who, limit))) return false;
      return true;
    },

    async giveBack(all) {
      for (const who of all) await tries.updateOne({ _id: idOf(who), count: { $gt: 0 } }, { $inc: { count: -1 } });
    },
  };
}
