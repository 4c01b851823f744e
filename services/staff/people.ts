/** The people at the desk, as they were seen last: for names in lists, and to reach each of them in their own chat. */
import { z } from 'zod';
import type { Index, Store } from '../store/port.ts';

/** Where somebody can be written to. */
export const Chat = z.object({ serviceUrl: z.string(), conversation: z.string() });
export type Chat = z.infer<typeof Chat>;

export const Person = z.object({
  /** The Entra object id, which stands for them in the audit trail (R25). */
  _id: z.string(),
  name: z.string(),
  /** Their id for the bot, for mentions. */
  mri: z.string(),
  tenant: z.string(),
  /** Their own chat with the desk, once they have written there. */
  chat: Chat.optional(),
  seenAt: z.date(),
});
export type Person = z.infer<typeof Person>;

export interface People {
  /** Notes who somebody is; cheap where nothing is new. */
  note(person: Omit<Person, 'seenAt'>): Promise<void>;
  find(id: string): Promise<Person | undefined>;
  /** Everybody seen in the last year, by name: desks are small. */
  all(): Promise<Person[]>;
  /** Their chat is no more: they have taken the app away. */
  lose(id: string): Promise<void>;
}

export const peopleIndexes: Index[] = [{ collection: 'staff', key: { seenAt: -1 } }];

const DAY_MS = 86_400_000;
const MOST = 500;
/** Until Teams tells it, as it does with whatever they say. */
const UNNAMED = 'A colleague';

export function createPeople({ store, now }: { store: Store; now: () => Date }): People {
  const people = store.collection<Person>('staff');
  /** What this process has written of late. */
  const noted = new Map<string, { as: string; at: number }>();

  async function find(id: string): Promise<Person | undefined> {
    const found = await people.findOne({ _id: id });
    return found ? Person.parse(found) : undefined;
  }

  return {
    async note(person) {
      const seenAt = now();
      const as = JSON.stringify(person);
      const last = noted.get(person._id);
      if (last && last.as === as && seenAt.getTime() - last.at < DAY_MS) return;
      const before = await find(person._id);
      const chat = person.chat ?? before?.chat;
      const name = person.name || before?.name || UNNAMED;
      const noting = { ...person, name, ...(chat && { chat }), seenAt };
      await people.replaceOne({ _id: person._id }, noting, { upsert: true });
      noted.set(person._id, { as, at: seenAt.getTime() });
    },

    find,

    async all() {
      const since = new Date(now().getTime() - 365 * DAY_MS);
      const found = await people.find({ seenAt: { $gte: since } }, { sort: { seenAt: -1 }, limit: MOST }).toArray();
      return found.map(one => Person.parse(one)).sort((one, other) => one.name.localeCompare(other.name));
    },

    async lose(id) {
      noted.delete(id);
      await people.updateOne({ _id: id }, { $unset: { chat: '' } });
    },
  };
}
