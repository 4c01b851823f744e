/**
 * What is still to be told to each address, in order. One document for each address and each case or return, which
 * holds all that waits: only its first is ever under way, and what fails holds up what concerns the same document alone.
 * Who takes the first moves its time to a moment when it will be free again, so that of two processes one posts it, and
 * another goes on where that one has died.
 */
import { z } from 'zod';
import { type Index, isDuplicateKey, type Query, type Store } from '../store/port.ts';
import type { Told } from './payload.ts';

const Stream = z.object({
  _id: z.string(),
  schema: z.literal(1),
  version: z.number().int(),
  target: z.string(),
  of: z.string(),
  /** Of what was added last: what comes again is known by it. */
  sequence: z.number(),
  waiting: z.array(z.object({ id: z.string(), body: z.string(), since: z.date() })),
  /** Of the first that waits. */
  attempts: z.number().int(),
  /** When the first is due, or free again from who has taken it; absent where nothing waits. */
  nextAt: z.date().optional(),
  /** The last that were given up. */
  parked: z.array(z.object({ id: z.string(), at: z.date(), code: z.string() })),
  removeAt: z.date(),
});
type Stream = z.infer<typeof Stream>;

/** Taken for one attempt. */
export interface Taken {
  stream: string;
  of: string;
  id: string;
  body: string;
  /** This one included. */
  attempts: number;
  giveUpAt: Date;
}

export interface WebhookQueue {
  /** Behind all that waits for the same address and document; what was added before is not added again. */
  add(target: string, told: Told): Promise<void>;
  /** What is due at that address, each for this caller alone until `LEASE_MS` have passed. */
  take(target: string, most: number): Promise<Taken[]>;
  delivered(taken: Taken): Promise<void>;
  /** Due again at that time; what waits behind it waits on. */
  postponed(taken: Taken, until: Date): Promise<void>;
  /** Given up: the next in line is due. */
  parked(taken: Taken, code: string): Promise<void>;
  nextDue(target: string): Promise<Date | undefined>;
  /** Forgets what waits for any other address. */
  keepOnly(targets: readonly string[]): Promise<void>;
  /** Calls back whenever this process has added something. Returns the way to stop that. */
  onAdded(listener: () => void): () => void;
}

export const webhookIndexes: Index[] = [
  { collection: 'webhooks', key: { target: 1, nextAt: 1 } },
  { collection: 'webhooks', key: { removeAt: 1 }, expires: true },
];

const DAY_MS = 86_400_000;
const DAYS_TRIED = 3;
const DAYS_KEPT = 30;
const PARKED_SHOWN = 20;
/** Before anything was added: with it a filter asks the index for dates alone. */
const EVER = new Date(0);
/** Longer than any attempt takes. */
export const LEASE_MS = 60_000;
const MOST_TRIES = 50;

export function createWebhookQueue({ store, now }: { store: Store; now: () => Date }): WebhookQueue {
  const streams = store.collection<Stream>('webhooks');
  const listeners = new Set<() => void>();
  const later = (from: Date, ms: number) => new Date(from.getTime() + ms);

  /** @param decide what to write, from what is there now; nothing where that is right already */
  async function changed(_id: string, decide: (stream: Stream) => Query | undefined, known?: Stream): Promise<boolean> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const found = (tries === 0 && known) || (await streams.findOne({ _id }));
      if (!found) return false;
      const before = Stream.parse(found);
      const update = decide(before);
      if (!update) return true;
      const { version } = before;
      const written = await streams.updateOne({ _id, version }, { ...update, $inc: { version: 1 } });
      if (written.matchedCount > 0) return true;
    }
    throw new Error(`what waits for a webhook was changed by others ${MOST_TRIES} times in a row`);
  }

  /** Only who has taken it may say how that went. */
  async function settled(taken: Taken, decide: (stream: Stream) => Query): Promise<void> {
    await changed(taken.stream, stream => {
      const isMine = stream.waiting[0]?.id === taken.id && stream.attempts === taken.attempts;
      return isMine ? decide(stream) : undefined;
    });
  }

  function withoutFirst({ waiting }: Stream): { $set: Query; $unset?: Query } {
    const rest = waiting.slice(1);
    return rest.length > 0
      ? { $set: { waiting: rest, attempts: 0, nextAt: now() } }
      : { $set: { waiting: rest, attempts: 0 }, $unset: { nextAt: '' } };
  }

  return {
    async add(target, { id, of, sequence, body }) {
      const at = now();
      const _id = `${target}:${of}`;
      const entry = { id, body, since: at };
      const removeAt = later(at, (DAYS_TRIED + DAYS_KEPT) * DAY_MS);
      const join = ({ sequence: last, nextAt = at }: Stream) =>
        last < sequence ? { $push: { waiting: entry }, $set: { sequence, nextAt, removeAt } } : undefined;
      if (!(await changed(_id, join))) {
        const first = { version: 1, target, of, sequence, waiting: [entry], attempts: 0, nextAt: at, parked: [] };
        await streams.insertOne({ _id, schema: 1, ...first, removeAt }).catch(error => {
          if (!isDuplicateKey(error)) throw error;
          return changed(_id, join);
        });
      }
      for (const listener of listeners) listener();
    },

    async take(target, most) {
      const at = now();
      const due = await streams
        .find({ target, nextAt: { $gt: EVER, $lte: at } }, { sort: { nextAt: 1 }, limit: most })
        .toArray();
      const taken = due.map(async ({ _id, version }) => {
        const lease = { $set: { nextAt: later(at, LEASE_MS) }, $inc: { attempts: 1, version: 1 } };
        return streams.findOneAndUpdate({ _id, version }, lease, { returnDocument: 'after' });
      });
      return (await Promise.all(taken)).flatMap(stream => (stream ? firstOf(Stream.parse(stream)) : []));
    },

    delivered: taken => settled(taken, withoutFirst),

    postponed: (taken, until) => settled(taken, () => ({ $set: { nextAt: until } })),

    async parked(taken, code) {
      const entry = { id: taken.id, at: now(), code };
      const shown = { parked: { $each: [entry], $slice: -PARKED_SHOWN } };
      await settled(taken, stream => ({ ...withoutFirst(stream), $push: shown }));
    },

    async nextDue(target) {
      const filter = { target, nextAt: { $gt: EVER } };
      const [first] = await streams.find(filter, { sort: { nextAt: 1 }, limit: 1 }).toArray();
      return first?.nextAt;
    },

    async keepOnly(targets) {
      const others = { target: { $nin: [...targets] }, nextAt: { $gt: EVER } };
      for (;;) {
        const found = await streams.find(others, { limit: 100 }).toArray();
        if (found.length === 0) return;
        for (const { _id } of found) await streams.deleteOne({ _id });
      }
    },

    onAdded(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };

  function firstOf({ _id, of, attempts, waiting: [first] }: Stream): Taken[] {
    if (!first) return [];
    const giveUpAt = later(first.since, DAYS_TRIED * DAY_MS);
    return [{ stream: _id, of, id: first.id, body: first.body, attempts, giveUpAt }];
  }
}
