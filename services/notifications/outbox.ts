/**
 * Mails that are to be sent, kept until they are. One document for each, under the key of the request that it answers:
 * queued twice it is sent once (R23). Who takes a mail moves its time to a moment when it will be free again, so that
 * of two processes one sends it, and another goes on where that one has died.
 */
import { z } from 'zod';
import { type Index, isDuplicateKey, type Store } from '../store/port.ts';
import { Address, Letter } from './mail.ts';

/** A mail whose words are found when it is sent, so that nothing that is kept elsewhere is kept here too. */
export const Order = z.object({
  /** Which composer writes it. */
  kind: z.string(),
  /** What that one needs. */
  about: z.record(z.string(), z.string()),
  /** It names nobody, and its composer finds out whom it goes to: it is kept where it was not sent, to be tried again. */
  again: z.literal(true).optional(),
});
export type Order = z.infer<typeof Order>;

const Stored = z.object({
  _id: z.string(),
  schema: z.literal(1),
  status: z.enum(['queued', 'sent', 'parked']),
  attempts: z.number().int().nonnegative(),
  queuedAt: z.date(),
  /** When it is due, or free again from who has taken it; gone once nothing is left to do. */
  nextAt: z.date().optional(),
  /** Tried no more after that. */
  giveUpAt: z.date(),
  endedAt: z.date().optional(),
  /** Why it was parked: a code, never a sentence. */
  code: z.string().optional(),
  /** When it was given up, and what kind it was; absent where nobody was to have it any more. */
  parkedAt: z.date().optional(),
  kind: z.string().optional(),
  /**
   * The words, or the order for them, as JSON, and whom they go to; gone once nothing is left to do, save what can be
   * tried again.
   */
  content: z.string().optional(),
  to: z.string().optional(),
  removeAt: z.date(),
});
type Stored = z.infer<typeof Stored>;

const Content = z.union([
  z.object({ letter: Letter, order: z.undefined().optional() }),
  z.object({ order: Order, letter: z.undefined().optional() }),
]);

interface Addressed {
  /** Of the request that the mail answers; opaque, for it goes to the log. */
  key: string;
  to: string;
  /** After that it is worth nothing; at most a day ahead counts. */
  expiresAt?: Date | undefined;
}

/** A mail taken for one attempt. */
export type Taken = {
  key: string;
  to: string;
  /** This one included. */
  attempts: number;
  queuedAt: Date;
  giveUpAt: Date;
} & z.infer<typeof Content>;

/** A mail that was given up: for whoever has to know, without its words and whom it was for. */
export interface Parked {
  key: string;
  /** Of its order; `letter` where its words were given. */
  kind: string;
  /** What it was about, where that is kept. */
  about?: Record<string, string>;
  code: string;
  attempts: number;
  queuedAt: Date;
  parkedAt: Date;
  /** `retry` sends it. */
  canRetry: boolean;
}

/** A mail that waits, for whoever it is addressed to. */
export interface Waiting {
  to: string;
  /** Of its order; `letter` where its words were given. */
  kind: string;
  queuedAt: Date;
  letter?: Pick<Letter, 'subject' | 'text'>;
}

export interface Outbox {
  /** @throws {z.ZodError} where it could be no mail, or two. */
  queue(mail: Addressed & z.input<typeof Letter>): Promise<void>;
  /** The same for a mail that is written when it is sent. */
  order(mail: Addressed & { order: Order }): Promise<void>;
  /** Takes what is due, each mail for this caller alone until `LEASE_MS` have passed. */
  take(most: number): Promise<Taken[]>;
  sent(mail: Taken): Promise<void>;
  /** Nothing is left to do but to know that it was not sent; `gone` and `unwanted`: not even that. */
  parked(mail: Taken, code: string): Promise<void>;
  /** Those that were given up since then and are still known, oldest first, up to `most`. */
  parkedSince(since: Date, most: number): Promise<Parked[]>;
  /** Queues one that was given up once more, for a day; false where nothing is left of it that could be sent. */
  retry(key: string): Promise<boolean>;
  /** Due again at that time; `uncounted` where this was no attempt. */
  postponed(mail: Taken, until: Date, uncounted?: 'uncounted'): Promise<void>;
  /** Those that are addressed to one of these and not sent yet. */
  waitingFor(addresses: readonly string[]): Promise<Waiting[]>;
  /** Nobody gets them, and ordered again they are not written again. Resolves to how many there were. */
  erase(addresses: readonly string[]): Promise<number>;
  /** When the next mail is due. */
  nextDue(): Promise<Date | undefined>;
  /** Calls back whenever this process has queued something. Returns the way to stop that. */
  onQueued(listener: () => void): () => void;
}

export const outboxIndexes: Index[] = [
  { collection: 'mails', key: { nextAt: 1 } },
  { collection: 'mails', key: { parkedAt: 1 } },
  { collection: 'mails', key: { to: 1 } },
  { collection: 'mails', key: { removeAt: 1 }, expires: true },
];

/** Nobody was to have it any more: no failure. */
const NOT_MISSED: ReadonlySet<string> = new Set(['gone', 'unwanted']);
const DAY_MS = 86_400_000;
/** How long a mail is known, so that it is not taken again. */
export const DAYS_KEPT = 30;
/** Before anything was queued: with it a filter asks the index for dates alone, and skips the mails that have none. */
const EVER = new Date(0);
/** Longer than any attempt takes. */
export const LEASE_MS = 5 * 60_000;

export function createOutbox({ store, now }: { store: Store; now: () => Date }): Outbox {
  const mails = store.collection<Stored>('mails');
  const listeners = new Set<() => void>();
  const later = (from: Date, ms: number) => new Date(from.getTime() + ms);

  async function insert({ key, to, expiresAt }: Addressed, content: z.input<typeof Content>): Promise<void> {
    const at = now();
    const day = later(at, DAY_MS);
    try {
      await mails.insertOne({
        _id: key,
        schema: 1,
        status: 'queued',
        attempts: 0,
        queuedAt: at,
        nextAt: at,
        giveUpAt: expiresAt && expiresAt < day ? expiresAt : day,
        content: JSON.stringify(Content.parse(content)),
        to: Address.parse(to),
        removeAt: later(at, DAYS_KEPT * DAY_MS),
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    for (const listener of listeners) listener();
  }

  /** Only who has taken it may say how that went. */
  const mine = ({ key, attempts }: Taken) => ({ _id: key, status: 'queued', attempts });

  async function end(mail: Taken, status: 'sent' | 'parked', code?: string): Promise<void> {
    const at = now();
    const isMissed = code !== undefined && !NOT_MISSED.has(code);
    const told = {
      ...{ status, endedAt: at, removeAt: later(at, DAYS_KEPT * DAY_MS) },
      ...(code && { code }),
      ...(isMissed && { parkedAt: at, kind: mail.order?.kind ?? 'letter' }),
    };
    const isKept = isMissed && mail.order?.again === true;
    await mails.updateOne(mine(mail), { $set: told, $unset: { ...(!isKept && { content: '' }), to: '', nextAt: '' } });
  }

  return {
    queue: ({ key, to, expiresAt, ...letter }) => insert({ key, to, expiresAt }, { letter }),
    order: ({ order, ...addressed }) => insert(addressed, { order }),

    async take(most) {
      const at = now();
      const due = await mails.find({ nextAt: { $lte: at } }, { sort: { nextAt: 1 }, limit: most }).toArray();
      const taken = due.map(async ({ _id, nextAt, attempts }) => {
        const seen = { _id, status: 'queued', nextAt, attempts };
        const change = { $set: { nextAt: later(at, LEASE_MS) }, $inc: { attempts: 1 } };
        return mails.findOneAndUpdate(seen, change, { returnDocument: 'after' });
      });
      return (await Promise.all(taken)).flatMap(mail => (mail ? [read(mail)] : []));
    },

    sent: mail => end(mail, 'sent'),
    parked: (mail, code) => end(mail, 'parked', code),

    async parkedSince(since, most) {
      const filter = { parkedAt: { $gte: since } };
      const found = await mails.find(filter, { sort: { parkedAt: 1 }, limit: most }).toArray();
      return found.map(parkedOf);
    },

    async retry(key) {
      const at = now();
      const again = { status: 'queued', attempts: 0, nextAt: at, giveUpAt: later(at, DAY_MS) };
      const found = await mails.findOneAndUpdate(
        { _id: key, status: 'parked', content: { $exists: true } },
        {
          $set: { ...again, removeAt: later(at, DAYS_KEPT * DAY_MS) },
          $unset: { endedAt: '', code: '', parkedAt: '', kind: '' },
        },
        { returnDocument: 'after' },
      );
      if (found) for (const listener of listeners) listener();
      return found !== null;
    },

    async postponed(mail, until, uncounted) {
      const change = { $set: { nextAt: until }, ...(uncounted && { $inc: { attempts: -1 } }) };
      await mails.updateOne(mine(mail), change);
    },

    async waitingFor(addresses) {
      const found = await mails.find({ to: { $in: [...addresses] } }, { sort: { queuedAt: 1 } }).toArray();
      return found.map(stored => {
        const { to, queuedAt, order, letter } = read(stored);
        const words = letter && { letter: { subject: letter.subject, text: letter.text } };
        return { to, kind: order?.kind ?? 'letter', queuedAt, ...words };
      });
    },

    async erase(addresses) {
      const found = await mails.find({ to: { $in: [...addresses] } }).toArray();
      const told = { status: 'parked', code: 'erased', endedAt: now() };
      for (const { _id } of found) {
        await mails.updateOne({ _id }, { $set: told, $unset: { content: '', to: '', nextAt: '' } });
      }
      return found.length;
    },

    async nextDue() {
      const [first] = await mails.find({ nextAt: { $gt: EVER } }, { sort: { nextAt: 1 }, limit: 1 }).toArray();
      return first?.nextAt;
    },

    onQueued(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function read(stored: Stored): Taken {
  const { _id, to = '', attempts, queuedAt, giveUpAt, content = '{}' } = Stored.parse(stored);
  return { key: _id, to, attempts, queuedAt, giveUpAt, ...Content.parse(JSON.parse(content)) };
}

function parkedOf(stored: Stored): Parked {
  const mail = Stored.parse(stored);
  const { _id, kind = 'letter', code = '', attempts, queuedAt, parkedAt = queuedAt, content } = mail;
  const order = content === undefined ? undefined : Content.parse(JSON.parse(content)).order;
  return {
    ...{ key: _id, kind, code, attempts, queuedAt, parkedAt, canRetry: order !== undefined },
    ...(order && { about: order.about }),
  };
}
