/**
 * A collection's file: one line of JSON for every change, only ever appended to, so that a change that was
 * acknowledged is on the disk whatever happens next. The form is nedb's own (`$$date`, `$$deleted`).
 * Writers that come while a write is under way share the next one, and its flush.
 */
import { constants, type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createTurns } from './in-turn.ts';
import type { Stored, StoreLog } from './port.ts';

export interface Journal {
  /** Resolves once the lines are on the disk. After one failure every later call rejects: the journal is closed. */
  append(lines: readonly string[]): Promise<void>;
  /** Whether most of the file is history. */
  isBloated(): boolean;
  /** Writes the file anew from the documents as they are at the call; changes go on meanwhile. Never rejects. */
  compact(documents: readonly Stored[]): Promise<void>;
  close(): Promise<void>;
}

export interface JournalOptions {
  path: string;
  /** Bytes of the file, and how many of them the documents as they are now would take. */
  size: number;
  live: number;
  log: StoreLog;
}

/** Where the system can, a write resolves when it is on the disk: one call instead of a write and a flush. */
const WRITES_THROUGH = constants.O_DSYNC !== undefined;
const APPENDING = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | (constants.O_DSYNC ?? 0);
/** Personal data: for the owner only. */
const PRIVATE = 0o600;
/** History that is not worth a compaction, in bytes. */
const SLACK = 4 * 1024 * 1024;
/** Documents turned into text at once, so that a compaction does not hold up the turns. */
const CHUNK = 500;

export const putLine = (document: Stored): string => JSON.stringify(marked(document));
export const deleteLine = (id: string): string => JSON.stringify({ $$deleted: true, _id: id });

/** A copy with its dates marked: cheaper than a replacer, which `JSON.stringify` calls for every value there is. */
function marked(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { $$date: value.getTime() };
  if (Array.isArray(value)) return value.map(marked);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, marked(field)]));
}

export async function openJournal({ path, size, live, log }: JournalOptions): Promise<Journal> {
  let handle = await open(path, APPENDING, PRIVATE);
  await handle.chmod(PRIVATE);
  const inTurn = createTurns();
  let batch: { lines: string[]; done: Promise<void> } | undefined;
  let failure: unknown;
  /** While a compaction is under way: what it has not seen. */
  let missed: string[] | undefined;
  let compaction = Promise.resolve();

  async function flush() {
    const lines = batch?.lines ?? [];
    batch = undefined;
    if (failure) throw failure;
    try {
      size += await appendLines(handle, lines);
      if (!WRITES_THROUGH) await handle.datasync();
    } catch (error) {
      failure = error;
      // Half a line must not stay: the next process would have to guess.
      await handle.truncate(size).catch(() => undefined);
      await handle.close().catch(() => undefined);
      throw error;
    }
  }

  async function rewrite(documents: readonly Stored[]) {
    const next = await open(`${path}~`, APPENDING | constants.O_EXCL, PRIVATE);
    try {
      let written = 0;
      for (let from = 0; from < documents.length; from += CHUNK) {
        written += await appendLines(next, documents.slice(from, from + CHUNK).map(putLine));
      }
      await inTurn(async () => {
        if (failure) throw failure;
        live = written;
        written += await appendLines(next, missed ?? []);
        if (!WRITES_THROUGH) await next.datasync();
        await rename(`${path}~`, path);
        const former = handle;
        [handle, size] = [next, written];
        await syncFolder(dirname(path));
        await former.close().catch(() => undefined);
      });
    } catch (error) {
      await next.close().catch(() => undefined);
      throw error;
    }
  }

  return {
    append(lines) {
      missed?.push(...lines);
      batch ??= { lines: [], done: inTurn(flush) };
      batch.lines.push(...lines);
      return batch.done;
    },

    isBloated: () => missed === undefined && size > 2 * live + SLACK,

    compact(documents) {
      if (missed) return compaction;
      missed = [];
      compaction = rewrite(documents)
        .catch(async error => {
          live = size;
          log.warn(`${path} could not be compacted and goes on growing: ${error}`);
          await rm(`${path}~`, { force: true }).catch(() => undefined);
        })
        .finally(() => {
          missed = undefined;
        });
      return compaction;
    },

    async close() {
      await compaction;
      await inTurn(async () => {
        if (failure) return;
        failure = new Error(`${path} is closed`);
        await handle.close();
      });
    },
  };
}

/** Resolves to the bytes written. */
async function appendLines(handle: FileHandle, lines: readonly string[]): Promise<number> {
  if (lines.length === 0) return 0;
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  // Not `appendFile`: that takes several times as many steps. A short write is followed by the rest.
  let written = 0;
  while (written < bytes.length) written += (await handle.write(bytes, written)).bytesWritten;
  return bytes.length;
}

/** A renamed or new file is found again after a power cut only if its folder was flushed; not every system can. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
