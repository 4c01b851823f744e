/** Reads a collection's file back: the last state of every document. */
import { createReadStream } from 'node:fs';
import { appendFile, open, rm } from 'node:fs/promises';
import { isPlain } from './document.ts';
import { type Stored, type StoreLog, StoreUnavailable } from './port.ts';

export interface Recorded {
  documents: Stored[];
  /** Bytes of the file, and of the lines that still count. */
  size: number;
  live: number;
}

/**
 * A last line without its end was being written when the process was killed: nobody was told that it is stored, so it
 * is set aside in `<file>.torn` and the file goes on before it.
 * @throws {StoreUnavailable} where any other line cannot be read: nothing is changed then.
 */
export async function readJournal(path: string, log: StoreLog): Promise<Recorded> {
  // Left behind by a compaction that did not come to its end; the file itself is whole.
  await rm(`${path}~`, { force: true });
  const states = new Map<string, { document: Stored; bytes: number }>();
  let size = 0;
  let number = 0;
  for await (const { bytes, ended } of linesOf(path)) {
    number++;
    const entry = readEntry(bytes);
    if (!entry && ended) throw damaged(path, number);
    if (!entry) {
      await setAside(path, size, bytes, log);
      break;
    }
    if (entry.kind === 'put') states.set(entry.document._id, { document: entry.document, bytes: bytes.length + 1 });
    if (entry.kind === 'delete') states.delete(entry.id);
    if (!ended) await appendFile(path, '\n');
    size += bytes.length + 1;
  }
  const kept = [...states.values()];
  return {
    documents: kept.map(({ document }) => document),
    size,
    live: kept.reduce((sum, state) => sum + state.bytes, 0),
  };
}

function damaged(path: string, line: number): StoreUnavailable {
  return new StoreUnavailable(
    `${path} is damaged at line ${line}. Nothing was changed: restore the file from a backup, or move it away to start without it.`,
  );
}

async function setAside(path: string, size: number, torn: Buffer, log: StoreLog): Promise<void> {
  await appendFile(`${path}.torn`, Buffer.concat([torn, Buffer.from('\n')]), { mode: 0o600 });
  const file = await open(path, 'r+');
  await file.truncate(size);
  await file.sync();
  await file.close();
  log.warn(
    `${path}: dropped a last line of ${torn.length} bytes that was never written to its end (kept in ${path}.torn)`,
  );
}

type Entry = { kind: 'put'; document: Stored } | { kind: 'delete'; id: string } | { kind: 'other' };

const utf8 = new TextDecoder('utf-8', { fatal: true });

function readEntry(bytes: Buffer): Entry | undefined {
  if (bytes.length === 0) return { kind: 'other' };
  try {
    const value: unknown = reviveDates(JSON.parse(utf8.decode(bytes)));
    if (!isPlain(value)) return undefined;
    if ('$$indexCreated' in value || '$$indexRemoved' in value) return { kind: 'other' };
    if (typeof value['_id'] !== 'string') return undefined;
    return value['$$deleted'] === true
      ? { kind: 'delete', id: value['_id'] }
      : { kind: 'put', document: { ...value, _id: value['_id'] } };
  } catch {
    return undefined;
  }
}

/** Changes the value in place: a file is read once, and may be large. */
function reviveDates(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$$date' in value && typeof value.$$date === 'number') return new Date(value.$$date);
  const fields = value as Record<string, unknown>;
  for (const key of Object.keys(fields)) fields[key] = reviveDates(fields[key]);
  return fields;
}

const NEWLINE = 0x0a;

/** The lines of a file; `ended` says whether the newline was there. A file that does not exist has none. */
async function* linesOf(path: string): AsyncGenerator<{ bytes: Buffer; ended: boolean }> {
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      const data: Buffer = rest.length ? Buffer.concat([rest, chunk]) : chunk;
      let from = 0;
      for (let end = data.indexOf(NEWLINE); end >= 0; end = data.indexOf(NEWLINE, from)) {
        yield { bytes: data.subarray(from, end), ended: true };
        from = end + 1;
      }
      rest = data.subarray(from);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  if (rest.length) yield { bytes: rest, ended: false };
}
