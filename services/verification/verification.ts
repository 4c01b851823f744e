/**
 * Proves that somebody reads the mail of an address (R24): a code of 6 digits, sent there, good once and for a few
 * minutes. What is answered and what is done do not depend on whether the address is known: for one that is not, the
 * same is counted, drawn, stored and ordered, only that no code opens it and the mail is never written.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Address } from '../notifications/mail.ts';
import type { Outbox } from '../notifications/outbox.ts';
import { type Index, isDuplicateKey, type Store, type Stored } from '../store/port.ts';
import { createDigest, type DrawCode, isSameDigest } from './digests.ts';
import { type Counted, DAY_MS, limitIndexes, minutesToWait } from './limits.ts';

export const CODE_MAIL = 'code';
/** What the mail is made of; the outbox lets go of it as soon as it is sent. */
export const CodeOrder = z.object({
  code: z.string().regex(/^\d{6}$/),
  /** `no`: nobody of that address is known, and no mail is to be written. */
  wanted: z.enum(['yes', 'no']),
});

export const CODE_MINUTES = 10;
export const MOST_TRIES = 5;

export interface CodeRequest {
  email: string;
  /** Where the person is, as something that tells networks apart and nothing else. */
  network?: string | undefined;
  /** For an address that is new and to be proven: elsewhere mail goes only to those that have a case. */
  always?: boolean | undefined;
  /** Who asks: a code counts only for them, so that nobody else can use it up or make it void. */
  holder?: string | undefined;
  /** What the request answers (a message, as its channel names it): repeated it is the same request (R23). */
  key?: string | undefined;
}

export interface CodeCheck {
  email: string;
  /** The 6 digits, and nothing else. */
  code: string;
  holder?: string | undefined;
  /** The message that brought the code: delivered again, it is right again. */
  key?: string | undefined;
}

export type CodeRequested = { kind: 'requested' } | { kind: 'too-many'; retryAfterMinutes: number };

export interface Verification {
  /** Sends a code, if the address is known; the one before it, of the same holder, is void. */
  request(request: CodeRequest): Promise<CodeRequested>;
  /** `used-up`: there is no code that could be right (none asked for, expired, spent, tried too often). */
  check(check: CodeCheck): Promise<'right' | 'wrong' | 'used-up'>;
  /** No code of this mailbox counts any more, and that any was asked for is forgotten. */
  forget(email: string): Promise<void>;
}

/** The code that counts for an address and a holder. */
interface Code extends Stored {
  /** The request that it was drawn for. */
  request: string;
  /** Keyed, of the code and the request. */
  digest: string;
  tries: number;
  /** Once it has been right: digest of the message that it came with. */
  spentBy?: string;
  expiresAt: Date;
}

export const verificationIndexes: Index[] = [
  { collection: 'codes', key: { request: 1 } },
  { collection: 'codes', key: { expiresAt: 1 }, expires: true },
  ...limitIndexes,
];

const MINUTE_MS = 60_000;

export function createVerification(deps: {
  store: Store;
  outbox: Pick<Outbox, 'order'>;
  key: Uint8Array;
  now: () => Date;
  drawCode: DrawCode;
  isKnown: (email: string) => Promise<boolean>;
}): Verification {
  const { store, outbox, now, drawCode, isKnown } = deps;
  const codes = store.collection<Code>('codes');
  const requests = store.collection<Counted>('codeRequests');
  const digestOf = createDigest(deps.key);
  const idOf = (email: string, holder: string | undefined) => digestOf('holder', email, holder);

  /** The request as it is on record: `again` where it was there before. */
  async function counted(request: Counted): Promise<{ request: Counted; again: boolean }> {
    try {
      await requests.insertOne(request);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const before = await requests.findOne({ _id: request._id });
      if (before) return { request: before, again: true };
    }
    return { request, again: false };
  }

  return {
    async request({ email: typed, network, always = false, holder, key }) {
      const email = typed.toLowerCase();
      // No mail can go there, and nobody has it.
      if (!Address.safeParse(email).success) return { kind: 'requested' };
      const at = now();
      const { request, again } = await counted({
        _id: digestOf('request', email, holder, key ?? randomUUID()),
        mailbox: digestOf('mailbox', mailboxOf(email)),
        ...(network === undefined ? {} : { network: digestOf('network', network) }),
        at,
        expiresAt: new Date(at.getTime() + DAY_MS),
      });
      const retryAfterMinutes = again ? 0 : await minutesToWait(requests, request);
      if (retryAfterMinutes > 0) {
        await requests.deleteOne({ _id: request._id });
        return { kind: 'too-many', retryAfterMinutes };
      }
      const expiresAt = new Date(request.at.getTime() + CODE_MINUTES * MINUTE_MS);
      const _id = idOf(email, holder);
      // A repeated request goes on where the first may have stopped: it gives no tries back, and no earlier code counts again.
      const before = again ? await codes.findOne({ _id }) : null;
      const isOther = before !== null && before.request !== request._id;
      if (again && (expiresAt <= at || (isOther && before.expiresAt >= expiresAt))) return { kind: 'requested' };
      const wanted = (await isKnown(email)) || always;
      const code = drawCode(`${request._id} ${request.at.toISOString()}`);
      const digest = digestOf('code', wanted ? code : '', request._id);
      if (before === null || isOther) {
        await codes.replaceOne({ _id }, { _id, request: request._id, digest, tries: 0, expiresAt }, { upsert: true });
      }
      await outbox.order({
        key: `${CODE_MAIL}:${request._id}`,
        to: email,
        expiresAt,
        order: { kind: CODE_MAIL, about: { code, wanted: wanted ? 'yes' : 'no' } },
      });
      return { kind: 'requested' };
    },

    async check({ email: typed, code, holder, key }) {
      const email = typed.toLowerCase();
      const _id = idOf(email, holder);
      const by = digestOf('spent', key ?? randomUUID());
      const counts = { _id, expiresAt: { $gt: now() } };
      const tried = await codes.findOneAndUpdate(
        { ...counts, tries: { $lt: MOST_TRIES }, spentBy: { $exists: false } },
        { $inc: { tries: 1 } },
        { returnDocument: 'after' },
      );
      const judged = tried ?? (await codes.findOne({ ...counts, spentBy: by }));
      if (!judged) return 'used-up';
      if (!isSameDigest(judged.digest, digestOf('code', code, judged.request))) {
        return tried && judged.tries < MOST_TRIES ? 'wrong' : 'used-up';
      }
      if (!tried) return 'right';
      const unspent = { _id, request: judged.request, spentBy: { $exists: false } };
      const { matchedCount } = await codes.updateOne(unspent, { $set: { spentBy: by } });
      return matchedCount === 1 ? 'right' : 'used-up';
    },

    async forget(email) {
      const mailbox = digestOf('mailbox', mailboxOf(email.toLowerCase()));
      for (const { _id } of await requests.find({ mailbox }).toArray()) {
        for (const code of await codes.find({ request: _id }).toArray()) await codes.deleteOne({ _id: code._id });
        await requests.deleteOne({ _id });
      }
    },
  };
}

/** Whose mailbox an address is: what stands behind a plus is the owner's own sorting, and as many as one likes. */
function mailboxOf(address: string): string {
  return address.replace(/\+[^@]*(?=@)/, '');
}
