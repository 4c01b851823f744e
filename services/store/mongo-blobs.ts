/** Bytes as one document each: what the desk takes is far below the 16 MB that a document holds. */
import type { Collection } from 'mongodb';
import { type Blobs, checkBlobId } from './blobs.ts';
import { within } from './deadline.ts';
import { translated } from './mongo-errors.ts';
import type { Index } from './port.ts';

const NAME = 'blobs';

export const blobIndexes: Index[] = [{ collection: NAME, key: { expiresAt: 1 }, expires: true }];

export interface StoredBlob {
  _id: string;
  /** The driver's own form of bytes; `promoteBuffers` gives them back as they went in. */
  bytes: Uint8Array;
  /** Without it the bytes stay. */
  expiresAt?: Date;
}

/** More than a document's patience: ten megabytes have to cross the network. */
const PATIENCE_MS = 20_000;

export function createMongoBlobs(deps: {
  collectionOf: (name: string) => Collection<StoredBlob>;
  hosts: string;
  now: () => Date;
}): Blobs {
  const { hosts, now } = deps;
  const blobs = deps.collectionOf(NAME);

  async function run<R>(operation: () => Promise<R>): Promise<R> {
    try {
      return await within(PATIENCE_MS, hosts, operation());
    } catch (error) {
      throw translated(error, hosts, NAME);
    }
  }

  /** The server erases what is over when it comes to it; until then it is not found. */
  const alive = (id: string) => ({ _id: checkBlobId(id), expiresAt: { $not: { $lte: now() } } });

  return {
    async put(id, bytes, expiresAt) {
      checkBlobId(id);
      await run(() => blobs.replaceOne({ _id: id }, { bytes, expiresAt }, { upsert: true }));
    },

    async keep(id) {
      const { matchedCount } = await run(() => blobs.updateOne(alive(id), { $unset: { expiresAt: 1 } }));
      return matchedCount > 0;
    },

    async get(id) {
      return (await run(() => blobs.findOne(alive(id), { promoteBuffers: true })))?.bytes;
    },

    async delete(id) {
      checkBlobId(id);
      await run(() => blobs.deleteOne({ _id: id }));
    },
  };
}
