import { randomBytes } from 'node:crypto';
import { isDuplicateKey, type Store } from './store/port.ts';

interface StoredKey {
  _id: string;
  /** 32 bytes, base64. */
  secret: string;
}

/**
 * The key that signs tokens of one purpose: made on the first start and kept in the store, so that it outlives restarts
 * and is the same in every replica.
 */
export async function signingKey(store: Store, purpose: string): Promise<Uint8Array> {
  const keys = store.collection<StoredKey>('keys');
  const read = async () => (await keys.findOne({ _id: purpose }))?.secret;
  const made = randomBytes(32).toString('base64');
  const secret = (await read()) ?? (await keys.insertOne({ _id: purpose, secret: made }).then(() => made, raced));
  if (secret === undefined) throw new Error(`the key for ${purpose} was there and is gone`);
  return Buffer.from(secret, 'base64');

  /** Another replica was faster. */
  function raced(error: unknown) {
    if (isDuplicateKey(error)) return read();
    throw error;
  }
}
