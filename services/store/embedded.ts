/** The embedded engine: a folder of files, one a collection, for one process; the same port as a database behind it. */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { outOfReach } from './disk-errors.ts';
import { type EmbeddedBlobs, openEmbeddedBlobs } from './embedded-blobs.ts';
import { createEmbeddedCollection, type EmbeddedCollection } from './embedded-collection.ts';
import { type Lock, lockFolder } from './lock.ts';
import type { Collection, Index, Store, Stored, StoreLog } from './port.ts';

export interface EmbeddedOptions {
  dataDir: string;
  indexes: readonly Index[];
  now: () => Date;
  log: StoreLog;
}

const SWEEP_EVERY_MS = 60_000;
const EXTENSION = '.db';
/** Where the bytes are. */
const FILES = 'files';

/** @throws {StoreUnavailable} where the folder cannot be used, is in use, or holds a file that is damaged. */
export async function openEmbedded({ dataDir, indexes, now, log }: EmbeddedOptions): Promise<Store> {
  const lock = await holdFolder(dataDir);
  const collections = new Map<string, EmbeddedCollection>();
  let blobs: EmbeddedBlobs | undefined;

  function collectionOf(name: string): EmbeddedCollection {
    const known = collections.get(name);
    if (known) return known;
    if (!/^[A-Za-z][\w-]*$/.test(name)) throw new TypeError(`${JSON.stringify(name)} is no name for a collection`);
    const made = createEmbeddedCollection({ name, path: join(dataDir, name + EXTENSION), indexes, now, log });
    collections.set(name, made);
    return made;
  }

  async function close() {
    clearInterval(sweeping);
    for (const collection of collections.values()) await collection.close();
    await blobs?.close();
    await lock.release();
  }

  async function sweepAll() {
    for (const [name, collection] of collections) {
      await collection.sweep().catch(error => log.warn(`${name}: expired documents were not erased: ${error}`));
    }
    await blobs?.sweep().catch(error => log.warn(`${FILES}: expired files were not erased: ${error}`));
  }

  const sweeping = setInterval(() => void sweepAll(), SWEEP_EVERY_MS).unref();
  let opened: EmbeddedBlobs;
  try {
    opened = blobs = await openEmbeddedBlobs({ folder: join(dataDir, FILES), now });
    const found = (await readdir(dataDir)).filter(file => file.endsWith(EXTENSION));
    const names = new Set([...found.map(file => file.slice(0, -EXTENSION.length)), ...indexes.map(i => i.collection)]);
    for (const name of names) await collectionOf(name).load();
    await sweepAll();
  } catch (error) {
    await close();
    throw outOfReach(dataDir, error);
  }

  return {
    blobs: opened,
    // What is read back is what was stored under that name: the type is the caller's word for it.
    collection: <T extends Stored>(name: string) => collectionOf(name) as unknown as Collection<T>,
    async ping() {
      await lock.touch().catch(error => {
        throw outOfReach(dataDir, error);
      });
    },
    async scrub() {
      for (const collection of collections.values()) await collection.scrub();
    },
    close,
  };
}

async function holdFolder(dataDir: string): Promise<Lock> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    return await lockFolder(dataDir);
  } catch (error) {
    throw outOfReach(dataDir, error);
  }
}
