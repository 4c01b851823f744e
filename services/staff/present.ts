/** Who was seen in a chat or channel, by their ids for the bot: for whom a card there looks by itself whether it is still right. */
import { z } from 'zod';
import { type Index, isDuplicateKey, type Store } from '../store/port.ts';

const Seen = z.object({
  /** The conversation's id; of a channel without a thread. */
  _id: z.string(),
  /** Whoever came last, last. */
  people: z.array(z.string()),
  expiresAt: z.date(),
});
type Seen = z.infer<typeof Seen>;

export interface Present {
  /** Cheap where nothing is new. */
  note(room: string, person: string): Promise<void>;
  /** At most as many as Teams takes. */
  in(room: string): Promise<string[]>;
}

export const presentIndexes: Index[] = [{ collection: 'present', key: { expiresAt: 1 }, expires: true }];

/** Of `refresh.userIds`. */
const MOST = 60;
const KEPT_MS = 120 * 86_400_000;
/** What this process has written and may forget. */
const MOST_NOTED = 10_000;

export function createPresent({ store, now }: { store: Store; now: () => Date }): Present {
  const rooms = store.collection<Seen>('present');
  const noted = new Map<string, number>();

  async function find(room: string): Promise<Seen | undefined> {
    const found = await rooms.findOne({ _id: room });
    return found ? Seen.parse(found) : undefined;
  }

  /** Nobody is lost where two come at once. */
  async function add(room: string, person: string, expiresAt: Date): Promise<void> {
    const again = await rooms.updateOne({ _id: room, people: person }, { $set: { expiresAt } });
    if (again.matchedCount === 1) return;
    const push = { people: { $each: [person], $slice: -MOST } };
    const added = { $push: push, $set: { expiresAt } };
    const isElse = { _id: room, people: { $ne: person } };
    if ((await rooms.updateOne(isElse, added)).matchedCount === 1) return;
    try {
      await rooms.insertOne({ _id: room, people: [person], expiresAt });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await rooms.updateOne(isElse, added);
    }
  }

  return {
    async note(room, person) {
      const at = now().getTime();
      const key = `${room} ${person}`;
      // Written anew long before it would be forgotten.
      if ((noted.get(key) ?? 0) > at - KEPT_MS / 4) return;
      await add(room, person, new Date(at + KEPT_MS));
      if (noted.size >= MOST_NOTED) noted.clear();
      noted.set(key, at);
    },

    in: async room => (await find(room))?.people ?? [],
  };
}
