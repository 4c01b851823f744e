/**
 * What callers may rely on about documents with a time to live, on either engine: from the moment that the date has
 * passed (by the clock that the store was opened with) the document is not found, not counted, not changed, and its
 * unique values are free. When it is erased from the disk is the engine's business: within two minutes. Where an index
 * says `seen`, only the last sentence holds.
 */
import { type Index, isDuplicateKey, type Query } from './port.ts';

/** The keys of a collection whose date ends a document: for readers, and for whoever erases it. */
export function expiryKeys(indexes: readonly Index[], collection: string): { hides: string[]; erases: string[] } {
  const ends = indexes.filter(index => index.collection === collection && index.expires);
  const keysOf = (some: readonly Index[]) => some.flatMap(({ key }) => Object.keys(key));
  return { hides: keysOf(ends.filter(({ expires }) => expires !== 'seen')), erases: keysOf(ends) };
}

/** Filters of what is past its time, one for each key; a document that matches any of them is over. */
export function overAt(keys: readonly string[], now: Date): Query[] {
  return keys.map(key => ({ [key]: { $lte: now } }));
}

/**
 * Runs a write, and once more where a taken unique value may have belonged to an expired document.
 * @param sweep erases what has expired and resolves to how many documents that were
 */
export async function freeing<R>(write: () => Promise<R>, sweep: () => Promise<number>): Promise<R> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicateKey(error) || (await sweep()) === 0) throw error;
    return await write();
  }
}
