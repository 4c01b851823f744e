/**
 * One collection of the embedded engine. nedb keeps the documents and their indexes in memory and applies updates; what
 * a filter means is decided by `filter.ts`, as MongoDB decides it; every change goes to the collection's journal before
 * it is acknowledged. A change that did not reach the disk is forgotten by reading the file again.
 */
import nedb from '@seald-io/nedb';
import { createDateRanges, type DateRanges } from './date-ranges.ts';
import { outOfReach } from './disk-errors.ts';
import { copyOf, storable } from './document.ts';
import { expiryKeys, freeing, overAt } from './expiry.ts';
import { createTurns } from './in-turn.ts';
import { deleteLine, type Journal, openJournal, putLine } from './journal.ts';
import { readJournal } from './journal-reading.ts';
import {
  type Collection,
  DuplicateKey,
  type FindOptions,
  type Index,
  type Query,
  type Stored,
  type StoreLog,
  StoreUnavailable,
} from './port.ts';
import { anyMatches, selection } from './selection.ts';
import { checkUpdate } from './update.ts';

/** The package is the class itself; its declarations say that the class is its `default`. */
const Memory = nedb as unknown as typeof nedb.default;
type Memory = InstanceType<typeof nedb.default<Stored>>;

export interface EmbeddedCollection extends Collection<Stored> {
  /** Reads the file. @throws {StoreUnavailable} where it is damaged or out of reach. */
  load(): Promise<void>;
  /** Erases what has expired; resolves to how many documents that were. */
  sweep(): Promise<number>;
  /** Writes the file anew, without its history. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

export interface EmbeddedCollectionOptions {
  name: string;
  path: string;
  /** Those of every collection. */
  indexes: readonly Index[];
  now: () => Date;
  log: StoreLog;
}

interface Opened {
  memory: Memory;
  dates: DateRanges;
  journal: Journal;
}

/** What a change has put into memory and taken out of it, and what its caller gets. */
interface Change<R> {
  put?: Stored;
  gone?: readonly string[];
  result: R;
}

export function createEmbeddedCollection(options: EmbeddedCollectionOptions): EmbeddedCollection {
  const { name, path, now, log } = options;
  const indexes = options.indexes.filter(index => index.collection === name);
  const lasting = indexes.filter(({ expires }) => !expires).map(({ key }) => Object.keys(key));
  // nedb looks nothing up by a part of an index.
  const indexed = new Set(['_id', ...lasting.filter(({ length }) => length === 1).flat()]);
  const ends = expiryKeys(indexes, name);
  const inTurn = createTurns();
  let opened: Promise<Opened> | undefined;
  let closed = false;

  function open(): Promise<Opened> {
    if (closed) return Promise.reject(new StoreUnavailable('the store is closed'));
    opened ??= read().catch(error => {
      opened = undefined;
      throw outOfReach(path, error);
    });
    return opened;
  }

  async function read(): Promise<Opened> {
    const { documents, size, live } = await readJournal(path, log);
    const memory = new Memory<Stored>({ inMemoryOnly: true });
    await memory.insertAsync(documents).catch(error => {
      throw new StoreUnavailable(`${path} holds a document that cannot be stored (${error}). Restore a backup.`);
    });
    for (const { key, unique = false, expires } of indexes) {
      if (expires) continue;
      await memory.ensureIndexAsync({ fieldName: Object.keys(key), unique, sparse: true }).catch(error => {
        throw isTaken(error) ? collision(path, Object.keys(key)) : error;
      });
    }
    const dates = createDateRanges(lasting.flat(), documents);
    return { memory, dates, journal: await openJournal({ path, size, live, log }) };
  }

  const isOver = () => anyMatches(overAt(ends.hides, now()));
  const select = (filter: Query, { dates }: Opened) => selection(filter, indexed, isOver(), dates.within);

  /** Changes are made in memory one after another and written in that order; their flushes are shared. */
  async function write<R>(change: (opened: Opened) => Promise<Change<R>>): Promise<R> {
    const { session, journal, saved, result } = await inTurn(async () => {
      const session = open();
      const { journal, dates } = await session;
      const {
        put,
        gone = [],
        result,
      } = await change(await session).catch(error => {
        throw isTaken(error) ? new DuplicateKey(`a unique value is taken in ${name}`) : error;
      });
      if (put) dates.put(put);
      for (const id of gone) dates.drop(id);
      const lines = [...(put ? [putLine(put)] : []), ...gone.map(deleteLine)];
      return { session, journal, saved: lines.length ? journal.append(lines) : undefined, result };
    });
    try {
      await saved;
    } catch (error) {
      if (opened === session) opened = undefined;
      throw outOfReach(path, error);
    }
    if (journal.isBloated()) void inTurn(compact).catch(() => undefined);
    return result;
  }

  async function compact() {
    const { memory, journal } = await open();
    if (journal.isBloated()) void journal.compact(memory.getAllData());
  }

  async function sweep(): Promise<number> {
    if (ends.erases.length === 0) return 0;
    return write(async ({ memory }) => {
      const over = memory.getAllData().filter(anyMatches(overAt(ends.erases, now())));
      const gone = over.map(({ _id }) => _id);
      for (const _id of gone) await memory.removeAsync({ _id }, {});
      return { gone, result: gone.length };
    });
  }

  async function update(filter: Query, update: Query): Promise<Stored | null> {
    const changes = checkUpdate(update);
    const attempt = () =>
      write(async opened => {
        const { affectedDocuments: after } = await opened.memory.updateAsync(select(filter, opened), changes, {
          returnUpdatedDocs: true,
        });
        return after ? { put: after, result: after } : { result: null };
      });
    return freeing(attempt, sweep);
  }

  return {
    async findOne(filter) {
      const opened = await open();
      return copyOf(await opened.memory.findOneAsync(select(filter, opened)));
    },

    find: (filter, { sort, limit }: FindOptions = {}) => ({
      async toArray() {
        const opened = await open();
        const cursor = opened.memory.findAsync(select(filter, opened));
        if (sort) cursor.sort(sort);
        if (limit) cursor.limit(limit);
        return copyOf(await cursor.execAsync());
      },
    }),

    async insertOne(document) {
      const fresh = storable(document);
      const attempt = () =>
        write(async ({ memory }) => {
          const inserted = await memory.insertAsync(fresh);
          return { put: inserted, result: inserted };
        });
      return freeing(attempt, sweep);
    },

    findOneAndUpdate: async (filter, changes) => copyOf(await update(filter, changes)),

    async updateOne(filter, changes) {
      return { matchedCount: (await update(filter, changes)) ? 1 : 0 };
    },

    async replaceOne(filter, document, { upsert }) {
      const fresh = storable(document);
      const attempt = () =>
        write(async opened => {
          const { memory } = opened;
          const before = await memory.findOneAsync(select(filter, opened));
          if (before) await memory.updateAsync({ _id: before._id }, fresh);
          else if (upsert) await memory.insertAsync(fresh);
          else return { result: undefined };
          return { put: fresh, result: fresh };
        });
      return freeing(attempt, sweep);
    },

    deleteOne: filter =>
      write(async opened => {
        const found = await opened.memory.findOneAsync(select(filter, opened));
        if (!found) return { result: { deletedCount: 0 } };
        await opened.memory.removeAsync({ _id: found._id }, {});
        return { gone: [found._id], result: { deletedCount: 1 } };
      }),

    async countDocuments(filter) {
      const opened = await open();
      return (await opened.memory.findAsync(select(filter, opened))).length;
    },

    async load() {
      await open();
    },

    sweep,

    async scrub() {
      // Twice: one that was under way already may have begun with what is gone by now.
      for (let times = 0; times < 2; times++) {
        const { compacted } = await inTurn(async () => {
          const { memory, journal } = await open();
          return { compacted: journal.compact(memory.getAllData()) };
        });
        await compacted;
      }
    },

    close: () =>
      inTurn(async () => {
        closed = true;
        const last = await opened?.catch(() => undefined);
        await last?.journal.close();
      }),
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'errorType' in error && error.errorType === 'uniqueViolated';
}

function collision(path: string, keys: string[]): StoreUnavailable {
  return new StoreUnavailable(
    `${path} holds two documents with the same ${keys.join(' and ')}, which must be unique. Remove one of them, or restore the file from a backup.`,
  );
}
