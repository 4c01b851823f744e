/**
 * What is to be said in rooms by itself, kept until it is. One document for each room and each thing, under a key of what
 * happened: queued twice it is said once. Who takes some moves their time to a moment when they will be free again, so
 * that of two processes one says it, and another goes on where that one has died. A room is spoken to once a second, however
 * many processes there are.
 */
import { z } from 'zod';
import { type Rooms, Topic } from '../staff/rooms.ts';
import { type Index, isDuplicateKey, type Store } from '../store/port.ts';

const Stored = z.object({
  _id: z.string(),
  schema: z.literal(1),
  room: z.string(),
  topic: Topic,
  about: z.record(z.string(), z.string()),
  attempts: z.number().int(),
  /** When it is due, or free again from who has taken it; gone once nothing is left to do. */
  nextAt: z.date().optional(),
  giveUpAt: z.date(),
  removeAt: z.date(),
});
export type Announcement = z.infer<typeof Stored>;

export interface News {
  /** Of what happened: the same again is the same news. */
  key: string;
  topic: Topic;
  /** What it is about, in short values: a number, a day; never a person's details. */
  about: Record<string, string>;
  /** Not before that. */
  from?: Date;
  /** After that it is no news any more. */
  giveUpAt: Date;
}

/** For one room, in one message: a digest or what is about a chat by itself, else what there is. */
export interface Batch {
  room: string;
  announcements: Announcement[];
}

export interface Announcements {
  /** Queues it for each room that wants to hear of such things now. */
  announce(news: News): Promise<void>;
  /** What is due for a room that may be spoken to, for this caller alone until `LEASE_MS` have passed. */
  take(): Promise<Batch | undefined>;
  /** Nothing is left to do: it was said, or nobody wants to hear it any more. */
  end(batch: Batch): Promise<void>;
  /** Due again at that time, and nothing else is said in the room before `quietUntil`. */
  postpone(batch: Batch, until: Date, quietUntil?: Date): Promise<void>;
  nextDue(): Promise<Date | undefined>;
  /** Calls back whenever this process has queued something. Returns the way to stop that. */
  onQueued(listener: () => void): () => void;
}

export const announcementIndexes: Index[] = [
  { collection: 'announcements', key: { nextAt: 1 } },
  { collection: 'announcements', key: { removeAt: 1 }, expires: true },
  { collection: 'paces', key: { removeAt: 1 }, expires: true },
];

/** Teams takes 7 a second in a conversation, and 60 in half a minute; people read less. */
export const PACE_MS = 1_000;
/** Longer than any attempt takes. */
export const LEASE_MS = 5 * 60_000;
export const MOST_AT_ONCE = 10;
/** They have cards of their own. */
const ALONE: ReadonlySet<Topic> = new Set(['digest', 'chats']);
const EVER = new Date(0);
const LOOKED_AT = 100;
/** How long it is known what was said, so that it is not said again. */
const KEPT_MS = 60 * 86_400_000;
const DAY_MS = 86_400_000;

interface Pace {
  _id: string;
  freeAt: Date;
  removeAt: Date;
}

export function createAnnouncements(deps: {
  store: Store;
  rooms: Pick<Rooms, 'wanting'>;
  now: () => Date;
}): Announcements {
  const { store, rooms, now } = deps;
  const announcements = store.collection<Announcement>('announcements');
  const paces = store.collection<Pace>('paces');
  const listeners = new Set<() => void>();
  const later = (ms: number) => new Date(now().getTime() + ms);

  async function insert(announcement: Announcement): Promise<void> {
    try {
      await announcements.insertOne(announcement);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Whether the room may be spoken to now; by whom it is claimed, they do so. */
  async function claim(room: string): Promise<boolean> {
    const taken = { freeAt: later(PACE_MS), removeAt: later(DAY_MS) };
    const free = { _id: room, freeAt: { $lte: now() } };
    if (await paces.findOneAndUpdate(free, { $set: taken }, { returnDocument: 'after' })) return true;
    try {
      await paces.insertOne({ _id: room, ...taken });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async function lease({ _id, nextAt, attempts }: Announcement): Promise<Announcement[]> {
    const change = { $set: { nextAt: later(LEASE_MS) }, $inc: { attempts: 1 } };
    const taken = await announcements.findOneAndUpdate({ _id, nextAt, attempts }, change, { returnDocument: 'after' });
    return taken ? [Stored.parse(taken)] : [];
  }

  /** Only who has taken it may say how that went. */
  const mine = ({ _id, attempts }: Announcement) => ({ _id, attempts });

  return {
    async announce({ key, topic, about, from, giveUpAt }) {
      const at = from ?? now();
      if (giveUpAt <= now()) return;
      const wanting = await rooms.wanting(topic);
      for (const { _id: room } of wanting) {
        const rest = {
          schema: 1 as const,
          attempts: 0,
          nextAt: at,
          giveUpAt,
          removeAt: new Date(at.getTime() + KEPT_MS),
        };
        await insert({ _id: `${key} ${room}`, room, topic, about, ...rest });
      }
      if (wanting.length > 0) for (const listener of listeners) listener();
    },

    async take() {
      const filter = { nextAt: { $gt: EVER, $lte: now() } };
      const due = await announcements.find(filter, { sort: { nextAt: 1 }, limit: LOOKED_AT }).toArray();
      for (const room of new Set(due.map(one => one.room))) {
        const [first, ...others] = due.filter(one => one.room === room);
        if (!first || !(await claim(room))) continue;
        const alike = ALONE.has(first.topic) ? [] : others.filter(({ topic }) => !ALONE.has(topic));
        const some = [first, ...alike].slice(0, MOST_AT_ONCE);
        const taken = (await Promise.all(some.map(lease))).flat();
        if (taken.length > 0) return { room, announcements: taken };
      }
      return undefined;
    },

    async end(batch) {
      for (const one of batch.announcements) await announcements.updateOne(mine(one), { $unset: { nextAt: '' } });
    },

    async postpone(batch, until, quietUntil) {
      for (const one of batch.announcements) await announcements.updateOne(mine(one), { $set: { nextAt: until } });
      if (quietUntil) await paces.updateOne({ _id: batch.room }, { $set: { freeAt: quietUntil } });
    },

    async nextDue() {
      const filter = { nextAt: { $gt: EVER } };
      const [first] = await announcements.find(filter, { sort: { nextAt: 1 }, limit: 1 }).toArray();
      return first?.nextAt;
    },

    onQueued(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
