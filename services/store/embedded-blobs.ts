/**
 * Bytes as private files in one folder. A file's name tells all there is to know of it: `<id>` stays, `<id>~<time>` is
 * gone from that time on (milliseconds), `<id>.part` was never written to its end. Changes are renames, so none is half.
 */
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Blobs, checkBlobId } from './blobs.ts';
import { outOfReach } from './disk-errors.ts';
import { createTurns } from './in-turn.ts';
import { syncFolder } from './journal.ts';
import { StoreUnavailable } from './port.ts';

export interface EmbeddedBlobs extends Blobs {
  /** Erases what has expired. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

const NAME = /^([\w-]{1,64})(?:~(\d{1,15}))?$/;
const nameOf = (id: string, end: number | undefined) => (end === undefined ? id : `${id}~${end}`);

/** The folder belongs to this process alone: what is in it is read once. */
export async function openEmbeddedBlobs({ folder, now }: { folder: string; now: () => Date }): Promise<EmbeddedBlobs> {
  const ends = await readFolder(folder);
  const inTurn = createTurns();
  let closed = false;

  const pathOf = (id: string) => join(folder, nameOf(id, ends.get(id)));
  const isOver = (end: number | undefined) => end !== undefined && end <= now().getTime();
  const isThere = (id: string) => ends.has(id) && !isOver(ends.get(id));

  /** One change after another: they move the same files. */
  function change<R>(work: () => Promise<R>): Promise<R> {
    return inTurn(async () => {
      if (closed) throw new StoreUnavailable('the store is closed');
      return work().catch(error => {
        throw outOfReach(folder, error);
      });
    });
  }

  async function remove(id: string) {
    await rm(pathOf(id), { force: true });
    ends.delete(id);
  }

  return {
    async put(id, bytes, expiresAt) {
      const end = expiresAt.getTime();
      const part = join(folder, `${checkBlobId(id)}.part`);
      await change(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeWhole(part, bytes);
        const former = ends.has(id) ? nameOf(id, ends.get(id)) : undefined;
        await rename(part, join(folder, nameOf(id, end)));
        ends.set(id, end);
        if (former !== undefined && former !== nameOf(id, end)) await rm(join(folder, former), { force: true });
        await syncFolder(folder);
      });
    },

    async keep(id) {
      checkBlobId(id);
      return change(async () => {
        if (!isThere(id)) return false;
        if (ends.get(id) === undefined) return true;
        await rename(pathOf(id), join(folder, id));
        ends.set(id, undefined);
        await syncFolder(folder);
        return true;
      });
    },

    async get(id) {
      checkBlobId(id);
      return change(async () => (isThere(id) ? readFile(pathOf(id)) : undefined));
    },

    async delete(id) {
      checkBlobId(id);
      await change(() => remove(id));
    },

    async sweep() {
      for (const [id, end] of ends) if (isOver(end)) await change(() => remove(id));
    },

    close: () =>
      inTurn(async () => {
        closed = true;
      }),
  };
}

/** When each file ends; undefined where it stays. What is left of a change that was cut short is removed. */
async function readFolder(folder: string): Promise<Map<string, number | undefined>> {
  const ends = new Map<string, number | undefined>();
  const names = await readdir(folder).catch(error => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const drop = (name: string) => rm(join(folder, name), { force: true });
  for (const name of names) {
    if (name.endsWith('.part')) await drop(name);
    const [, id, written] = NAME.exec(name) ?? [];
    if (id === undefined) continue;
    const end = written === undefined ? undefined : Number(written);
    const isKnown = ends.has(id);
    const before = ends.get(id);
    // Two of one id: it was being written once more. The longer life is the safer one.
    const isLonger = !isKnown || (before !== undefined && (end === undefined || end > before));
    if (isKnown) await drop(isLonger ? nameOf(id, before) : name);
    if (isLonger) ends.set(id, end);
  }
  return ends;
}

/** Under its final name a file is whole, also after a power cut. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
}
