/**
 * `Idempotency-Key`: the same request again gets the same answer and does nothing. What a route does is idempotent in
 * itself by a key made of this one (R23), so a process that dies in between costs an answer and no second case.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Index, isDuplicateKey, type Store } from '../../services/store/port.ts';
import { KEY_BUSY, KEY_REUSED } from './problems.ts';
import { type Answered, json, problem } from './route.ts';

export const IdempotencyKey = z.string().regex(/^[\w-]{1,100}$/);

interface Remembered {
  _id: string;
  /** Digest of the body. */
  body: string;
  takenAt: Date;
  /** The number of the case or return that it changes: its answer tells of that. */
  about?: string;
  /** As JSON; absent while the request is carried out. */
  answer?: string;
  status?: number;
  expiresAt: Date;
}

export const idempotencyIndexes: Index[] = [
  { collection: 'apiRequests', key: { about: 1 } },
  { collection: 'apiRequests', key: { expiresAt: 1 }, expires: true },
];

const KEPT_MS = 24 * 3_600_000;
/** Longer than any request takes: who has taken one and not answered by then has died. */
const LEASE_MS = 30_000;

export interface Idempotency {
  /** @param scope whose key it is, and of which route */
  once(scope: readonly string[], key: string, body: unknown, run: () => Promise<Answered>): Promise<Answered>;
}

/** Lets go of the answers about a case or a return, those that are being given too. */
export function createForgetAnswers({ store }: { store: Store }): (number: string) => Promise<void> {
  const requests = store.collection<Remembered>('apiRequests');
  return async about => {
    for (const { _id } of await requests.find({ about }).toArray()) await requests.deleteOne({ _id });
  };
}

export function createIdempotency({ store, now }: { store: Store; now: () => Date }): Idempotency {
  const requests = store.collection<Remembered>('apiRequests');

  /** True where it is this call's to carry out; else what is on record. */
  async function taken(_id: string, body: string, about: string | undefined): Promise<true | Remembered | null> {
    const takenAt = now();
    try {
      await requests.insertOne({
        _id,
        body,
        takenAt,
        ...(about && { about }),
        expiresAt: new Date(takenAt.getTime() + KEPT_MS),
      });
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const free = { _id, body, answer: { $exists: false }, takenAt: { $lte: new Date(takenAt.getTime() - LEASE_MS) } };
    const { matchedCount } = await requests.updateOne(free, { $set: { takenAt } });
    return matchedCount === 1 ? true : requests.findOne({ _id });
  }

  return {
    async once(scope, key, asked, run) {
      const [_id, body] = [digest([...scope, key]), digest(asked)];
      // After the caller and the route comes what of the path says which one is meant.
      const before = await taken(_id, body, scope[2]?.replace(/\D/g, ''));
      if (before === true) {
        const answered = await run().catch(async error => {
          await requests.deleteOne({ _id });
          throw error;
        });
        // What was refused may be put right, and asked for again under the same key.
        if (answered.kind !== 'json') await requests.deleteOne({ _id });
        else
          await requests.updateOne(
            { _id },
            { $set: { answer: JSON.stringify(answered.body), status: answered.status } },
          );
        return answered;
      }
      if (before && before.body !== body) return problem(KEY_REUSED);
      if (before?.answer === undefined) return problem(KEY_BUSY, { 'Retry-After': 1 });
      return json(before.status ?? 200, JSON.parse(before.answer), { 'Idempotent-Replayed': 'true' });
    },
  };
}

function digest(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('base64url');
}
