/** The chats and channels in which the desk can speak by itself. */
import { z } from 'zod';
import type { Index, Store } from '../store/port.ts';

/** What is announced by itself, where a team wants it. */
export const Topic = z.enum(['digest', 'expedited', 'lapsing', 'estimates', 'mail', 'chats']);
export type Topic = z.infer<typeof Topic>;

export const Room = z.object({
  /** The conversation's id; of a channel without a thread. */
  _id: z.string(),
  serviceUrl: z.string(),
  tenant: z.string(),
  kind: z.enum(['personal', 'group', 'channel']),
  /** The team and channel, as they were called when the desk came there. */
  name: z.string().optional(),
  topics: z.array(Topic),
  seenAt: z.date(),
  /** How often in a row it was not to be found, and since when: once is no proof that it is gone. */
  missed: z.object({ times: z.number().int(), since: z.date() }).optional(),
});
export type Room = z.infer<typeof Room>;

export interface Rooms {
  /** Notes where the desk is; what is announced there stays as it was. */
  note(room: Pick<Room, '_id' | 'serviceUrl' | 'tenant' | 'kind' | 'name'>): Promise<Room>;
  find(id: string): Promise<Room | undefined>;
  /** Those that want to hear of something. */
  wanting(topic: Topic): Promise<Room[]>;
  want(id: string, topics: readonly Topic[]): Promise<void>;
  /** It was not to be found; dropped once that has been so three times over an hour or more. Resolves to whether it was. */
  miss(id: string): Promise<boolean>;
  /** It was found after all. */
  reached(id: string): Promise<void>;
  /** The desk was sent away from there. */
  leave(id: string): Promise<void>;
}

export const roomIndexes: Index[] = [{ collection: 'rooms', key: { topics: 1 } }];

const DAY_MS = 86_400_000;
const GONE_AFTER = { times: 3, ms: 3_600_000 };

export function createRooms({ store, now }: { store: Store; now: () => Date }): Rooms {
  const rooms = store.collection<Room>('rooms');

  async function find(id: string): Promise<Room | undefined> {
    const found = await rooms.findOne({ _id: id });
    return found ? Room.parse(found) : undefined;
  }

  return {
    async note(room) {
      const before = await find(room._id);
      const isSame = before && !before.missed && before.serviceUrl === room.serviceUrl;
      if (isSame && now().getTime() - before.seenAt.getTime() < DAY_MS) return before;
      const name = room.name ?? before?.name;
      const noted: Room = { ...room, ...(name && { name }), topics: before?.topics ?? [], seenAt: now() };
      await rooms.replaceOne({ _id: room._id }, noted, { upsert: true });
      return noted;
    },

    find,

    async wanting(topic) {
      const found = await rooms.find({ topics: topic }).toArray();
      return found.map(room => Room.parse(room));
    },

    async want(id, topics) {
      await rooms.updateOne({ _id: id }, { $set: { topics: [...new Set(topics)] } });
    },

    async miss(id) {
      const room = await find(id);
      if (!room) return true;
      const missed = { times: (room.missed?.times ?? 0) + 1, since: room.missed?.since ?? now() };
      const isGone = missed.times >= GONE_AFTER.times && now().getTime() - missed.since.getTime() >= GONE_AFTER.ms;
      if (isGone) await rooms.deleteOne({ _id: id });
      else await rooms.updateOne({ _id: id }, { $set: { missed } });
      return isGone;
    },

    async reached(id) {
      await rooms.updateOne({ _id: id }, { $unset: { missed: '' } });
    },

    async leave(id) {
      await rooms.deleteOne({ _id: id });
    },
  };
}
