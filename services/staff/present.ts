/** Who was seen in a chat or channel, by their ids for the bot: for whom a card there looks by itself whether it is still right. */
import { z } from 'zod';
import type { Index, Store } from '../store/port.ts';

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

  return {
    async note(room, person) {
      const at = now().getTime();
      const key = `${room} ${person}`;
      // Written anew long before it would be forgotten.
      if ((noted.get(key) ?? 0) > at - KEPT_MS / 4) return;
      const expiresAt = new Date(at + KEPT_MS);
      const people = (await find(room))?.people ?? [];
      if (people.length === 0)
        await rooms.replaceOne({ _id: room }, { _id: room, people: [person], expiresAt }, { upsert: true });
      else if (people.includes(person)) await rooms.updateOne({ _id: room }, { $set: { expiresAt } });
      else {
        const push = { people: { $each: [person], $slice: -MOST } };
        await rooms.updateOne({ _id: room, people: { $ne: person } }, { $push: push, $set: { expiresAt } });
      }
      if (noted.size >= MOST_NOTED) noted.clear();
      noted.set(key, at);
    },

    in: async room => (await find(room))?.people ?? [],
  };
}
