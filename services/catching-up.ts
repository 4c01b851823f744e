/** Members that an older build knew nothing of, for what it wrote: until it has them, nobody finds it by them. */
import { type Place, pageOf } from './listing.ts';
import type { Collection, Query, Store, Stored } from './store/port.ts';

export interface CatchingUp {
  /** By which the store remembers that it is done. */
  mark: string;
  walks: readonly Walk[];
}

export type Walk = (store: Store, now: () => Date) => Promise<void>;

interface Versioned extends Stored {
  version: number;
}

const AT_ONCE = 200;
/** Each lost to somebody who changed the document meanwhile. */
const MOST_TRIES = 20;

/** Once for a store, however many processes there are: what is done twice is done alike. */
export async function catchUp(
  { store, now }: { store: Store; now: () => Date },
  { mark, walks }: CatchingUp,
): Promise<void> {
  const marks = store.collection<Stored & { at: Date }>('marks');
  if (await marks.findOne({ _id: mark })) return;
  for (const walk of walks) await walk(store, now);
  await marks.replaceOne({ _id: mark }, { _id: mark, at: now() }, { upsert: true });
}

/**
 * Goes over the documents of a collection, the newest first.
 * @param by the date, of an index that `filter` begins
 * @param lacked of a document as it is stored; undefined where it lacks nothing
 */
export function over<T extends Versioned>(
  name: string,
  filter: Query,
  by: keyof T & string,
  lacked: (stored: T) => Partial<T> | undefined,
): Walk {
  return async (store, now) => {
    const collection = store.collection<T>(name);
    let after: Place | undefined;
    do {
      const page = await pageOf(
        collection,
        { anyOf: [filter], by, after, limit: AT_ONCE, now: now() },
        stored => stored,
      );
      for (const stored of page.items) await complete(collection, stored, lacked);
      after = page.next;
    } while (after);
  };
}

async function complete<T extends Versioned>(
  collection: Collection<T>,
  stored: T,
  lacked: (stored: T) => Partial<T> | undefined,
): Promise<void> {
  let present: T | null = stored;
  for (let tries = 0; present && tries < MOST_TRIES; tries++) {
    const members = lacked(present);
    if (!members) return;
    const { _id, version }: T = present;
    const { matchedCount } = await collection.updateOne({ _id, version }, { $set: members });
    if (matchedCount > 0) return;
    present = await collection.findOne({ _id });
  }
}
