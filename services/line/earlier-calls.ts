/** A call that was cut off in the middle, for the next one from the same number: for an hour, and then it is gone. */
import type { Index, Store, Stored } from '../store/port.ts';
import type { Digest } from '../verification/digests.ts';

export interface EarlierCall {
  conversation: string;
  /** What the flow remembers of it. */
  call: unknown;
}

export interface EarlierCalls {
  /** Whatever happens to the call from now on, it can go on from here. */
  keep(from: string, earlier: EarlierCall): Promise<void>;
  find(from: string): Promise<EarlierCall | undefined>;
  /** It came to its end, or is not to go on. */
  forget(from: string): Promise<void>;
}

interface Kept extends Stored {
  conversation: string;
  call: string;
  removeAt: Date;
}

export const earlierCallIndexes: Index[] = [{ collection: 'earlierCalls', key: { removeAt: 1 }, expires: true }];

const HOUR_MS = 3_600_000;

/** @param digest so that the store does not say who has called */
export function createEarlierCalls(deps: { store: Store; digest: Digest; now: () => Date }): EarlierCalls {
  const { digest, now } = deps;
  const earlier = deps.store.collection<Kept>('earlierCalls');
  const idOf = (from: string) => digest('call-from', from);
  return {
    async keep(from, { conversation, call }) {
      const _id = idOf(from);
      const kept = { _id, conversation, call: JSON.stringify(call), removeAt: new Date(now().getTime() + HOUR_MS) };
      await earlier.replaceOne({ _id }, kept, { upsert: true });
    },
    async find(from) {
      const found = await earlier.findOne({ _id: idOf(from) });
      return found ? { conversation: found.conversation, call: JSON.parse(found.call) } : undefined;
    },
    async forget(from) {
      await earlier.deleteOne({ _id: idOf(from) });
    },
  };
}
