/** Carries notices from the documents that they were written with to whoever is to be told, each once in effect. */
import { createRounds, type Timer } from '../rounds.ts';
import type { Collection, Stored } from '../store/port.ts';
import type { Notice } from './notice.ts';

/** A document with notices, and whatever else its targets read of it. */
export interface Noticing extends Stored {
  version: number;
  notices: Notice[];
  noticesAt?: Date | undefined;
}

/**
 * Takes one notice on; idempotent by the notice's id, as a process may die between doing that and saying so. Where it
 * rejects, the document's notices stay and are tried again, in order.
 */
export type Target<T> = (notice: Notice, document: T) => Promise<void>;

/** Where notices are found, and what is done with them. */
export interface Source {
  /** Carries up to `most` documents' notices on; resolves to how many there were. */
  relay(most: number): Promise<number>;
  onNotice(listener: () => void): () => void;
}

export interface Relay {
  start(): void;
  /** Resolves once nothing waits that can be carried on now. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const EVER = new Date(0);
const AT_ONCE = 20;

export function createSource<T extends Noticing>(deps: {
  collection: Collection<T>;
  read(stored: T): T;
  targets: readonly Target<T>[];
  onNotice: Source['onNotice'];
  now: () => Date;
  log: { warn(what: object, message: string): void };
}): Source {
  const { collection, read, targets, onNotice, now, log } = deps;

  /** The version is not moved: what is read is the same without its notices. Another process may do all this too. */
  async function carry(stored: T): Promise<void> {
    const document = read(stored);
    const { _id, version, notices } = document;
    for (const notice of notices) {
      for (const target of targets) await target(notice, document);
    }
    await collection.updateOne({ _id, version }, { $set: { notices: [] }, $unset: { noticesAt: '' } });
  }

  return {
    onNotice,
    async relay(most) {
      const filter = { noticesAt: { $gt: EVER, $lte: now() } };
      const waiting = await collection.find(filter, { sort: { noticesAt: 1 }, limit: most }).toArray();
      for (const stored of waiting) {
        await carry(stored).catch(async err => {
          log.warn({ err, of: stored._id }, 'a notice cannot be carried on, will try again');
          // Behind the others, so that one that fails does not hold them up.
          await collection.updateOne(
            { _id: stored._id },
            { $set: { noticesAt: new Date(now().getTime() + LATER_MS) } },
          );
        });
      }
      return waiting.length;
    },
  };
}

const LATER_MS = 60_000;

export function createRelay(deps: {
  sources: readonly Source[];
  timer: Timer;
  log: { warn(what: object, message: string): void };
}): Relay {
  const { sources, timer, log } = deps;
  const rounds = createRounds({ goOver, timer, log, failed: 'notices cannot be read' });
  let forget: (() => void)[] = [];

  async function goOver(isClosing: () => boolean): Promise<number> {
    for (const source of sources) {
      while (!isClosing() && (await source.relay(AT_ONCE)) === AT_ONCE);
    }
    return Number.POSITIVE_INFINITY;
  }

  return {
    start() {
      forget = sources.map(source => source.onNotice(() => void rounds.wake()));
      void rounds.wake();
    },
    idle: () => rounds.wake(),
    close() {
      for (const end of forget) end();
      return rounds.close();
    },
  };
}
