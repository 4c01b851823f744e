/** What is on record of one customer's talks with people, and of calls that they were promised. */
import type { Collection, Store, Stored } from '../store/port.ts';
import { CallBack } from './call-backs.ts';
import { Handoff } from './handoff.ts';

export interface TalkRecord {
  askedAt: Date;
  /** Of the chat, or when the call was to be made. */
  endedAt?: Date | undefined;
  callAt?: Date | undefined;
  summary: string;
  /** Whoever of the staff it was. */
  staff?: string | undefined;
  note?: string | undefined;
  phone?: string | undefined;
}

/** @param marks case numbers, email addresses in lower case, and conversations (`channel:conversation`) */
export interface TalkRecords {
  of(marks: readonly string[]): Promise<TalkRecord[]>;
  /** Resolves to how many there were. */
  erase(marks: readonly string[]): Promise<number>;
}

export function createTalkRecords({ store }: { store: Store }): TalkRecords {
  const handoffs = store.collection<Handoff>('handoffs');
  const callBacks = store.collection<CallBack>('callBacks');

  return {
    async of(marks) {
      const about = { about: { $in: [...marks] } };
      const talks = await handoffs.find(about, { sort: { askedAt: 1 } }).toArray();
      const calls = await callBacks.find(about, { sort: { askedAt: 1 } }).toArray();
      return [
        ...talks.map(stored => {
          const { askedAt, endedAt, summary, staff, note, caller } = Handoff.parse(stored);
          return { askedAt, endedAt, summary, staff: staff?.name, note, phone: caller.phone };
        }),
        ...calls.map(stored => {
          const { askedAt, at, doneAt, summary, staff, caller } = CallBack.parse(stored);
          return { askedAt, callAt: at, endedAt: doneAt, summary, staff: staff?.name, phone: caller.phone };
        }),
      ];
    },

    erase: async marks => (await removed(handoffs, marks)) + (await removed(callBacks, marks)),
  };
}

async function removed<T extends Stored>(collection: Collection<T>, marks: readonly string[]): Promise<number> {
  const found = await collection.find({ about: { $in: [...marks] } }).toArray();
  for (const { _id } of found) await collection.deleteOne({ _id });
  return found.length;
}
