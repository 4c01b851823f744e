/** Calls that customers were promised: whom to call, when, and what it is about. */
import { z } from 'zod';
import { writeAppointment } from '../calendar.ts';
import { type Index, isDuplicateKey, type Store } from '../store/port.ts';
import { Caller, Colleague, marksOf } from './handoff.ts';

export const CallBack = z.object({
  _id: z.string(),
  schema: z.literal(1),
  /** Of the request, unique (R23). */
  requestKey: z.string(),
  at: z.date(),
  caller: Caller.required({ phone: true }),
  /** IANA: the customer's, in which the time was agreed. */
  zone: z.string(),
  caseNumber: z.string().optional(),
  summary: z.string(),
  channel: z.string(),
  conversation: z.string(),
  askedAt: z.date(),
  /** Who makes the call. */
  staff: Colleague.optional(),
  doneAt: z.date().optional(),
  about: z.array(z.string()),
  removeAt: z.date(),
});
export type CallBack = z.infer<typeof CallBack>;

export type Promised = Pick<CallBack, 'at' | 'caller' | 'zone' | 'summary' | 'channel' | 'conversation'> & {
  key: string;
  caseNumber?: string | undefined;
};

export interface CallBacks {
  /** The same request again gives the same (R23). */
  promise(promised: Promised): Promise<CallBack>;
  find(id: string): Promise<CallBack | undefined>;
  /** Whoever is first makes the call; resolves to how it stands then. */
  take(id: string, staff: Colleague): Promise<CallBack | undefined>;
  /** Whoever has taken it has called. */
  done(id: string, staff: Colleague): Promise<CallBack | undefined>;
}

export const callBackIndexes: Index[] = [
  { collection: 'callBacks', key: { requestKey: 1 }, unique: true },
  { collection: 'callBacks', key: { about: 1 } },
  { collection: 'callBacks', key: { removeAt: 1 }, expires: true },
];

const DAYS_KEPT = 30;
const DAY_MS = 86_400_000;

export function createCallBacks(deps: { store: Store; drawId: () => string; now: () => Date }): CallBacks {
  const { now, drawId } = deps;
  const callBacks = deps.store.collection<CallBack>('callBacks');

  async function one(filter: Readonly<Record<string, unknown>>): Promise<CallBack | undefined> {
    const found = await callBacks.findOne(filter);
    return found ? CallBack.parse(found) : undefined;
  }

  const find = (id: string) => one({ _id: id });

  return {
    async promise({ key, ...promised }) {
      const { at } = promised;
      const callBack: CallBack = {
        ...{ _id: drawId(), schema: 1, requestKey: key, askedAt: now(), ...promised },
        about: marksOf(promised),
        removeAt: new Date(at.getTime() + DAYS_KEPT * DAY_MS),
      };
      try {
        await callBacks.insertOne(callBack);
        return callBack;
      } catch (error) {
        const before = isDuplicateKey(error) ? await one({ requestKey: key }) : undefined;
        if (!before) throw error;
        return before;
      }
    },

    find,

    async take(id, staff) {
      await callBacks.updateOne({ _id: id, staff: { $exists: false } }, { $set: { staff } });
      return find(id);
    },

    async done(id, staff) {
      const mine = { _id: id, 'staff.id': staff.id, doneAt: { $exists: false } };
      await callBacks.updateOne(mine, { $set: { doneAt: now() } });
      return find(id);
    },
  };
}

/** When it is to be made: by the maker's clock, and by the customer's where that shows it otherwise. */
export function clocksOf({ at, zone }: CallBack, timeZone: string): { here: string; there: string | undefined } {
  const here = writeAppointment(at, timeZone);
  const there = writeAppointment(at, zone);
  return { here, there: there === here ? undefined : there };
}
