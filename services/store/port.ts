/**
 * The store: the few methods of the official driver's `Collection` that the desk uses, speaking MongoDB query
 * documents. The driver satisfies this as it is; the embedded engine answers the same calls. Every document is one
 * aggregate, changed atomically, so no multi-document transaction is ever needed.
 *
 * Filters: equality, `$eq $ne $in $nin $gt $gte $lt $lte $exists $not $elemMatch`, `$and $or $nor`, and dotted paths
 * that cross arrays. Updates: `$set $unset $inc $push $addToSet`, the latter two with `$each`, `$push` with `$slice`
 * too. Anything else, and `undefined` in a filter, is a `TypeError` on both engines.
 */
import type { Blobs } from './blobs.ts';

/** A stored document; `_id` is a string that the desk chooses. */
export interface Stored {
  _id: string;
}

/** A MongoDB filter, update or sort document. Values in it come from parsed data only, never from raw input. */
export type Query = Readonly<Record<string, unknown>>;

export interface FindOptions {
  sort?: Record<string, 1 | -1>;
  limit?: number;
}

export interface Cursor<T> {
  toArray(): Promise<T[]>;
}

export interface Collection<T extends Stored> {
  findOne(filter: Query): Promise<T | null>;
  find(filter: Query, options?: FindOptions): Cursor<T>;
  /** Rejects with a duplicate-key error (see `isDuplicateKey`) where `_id` or a unique index is taken. */
  insertOne(document: T): Promise<unknown>;
  /** Atomic; resolves to the document after the update, or null where nothing matched. Never upserts. */
  findOneAndUpdate(filter: Query, update: Query, options: { returnDocument: 'after' }): Promise<T | null>;
  /** The same without sending the document back. */
  updateOne(filter: Query, update: Query): Promise<{ matchedCount: number }>;
  /** Writes the document whole, creating it where nothing matches: for imports that are repeated. */
  replaceOne(filter: Query, document: T, options: { upsert: boolean }): Promise<unknown>;
  deleteOne(filter: Query): Promise<{ deletedCount: number }>;
  countDocuments(filter: Query): Promise<number>;
}

export interface Store {
  /** For what is too large for a document. */
  readonly blobs: Blobs;
  collection<T extends Stored>(name: string): Collection<T>;
  /** Resolves when the store answers; rejects with `StoreUnavailable` when it does not. */
  ping(): Promise<void>;
  /** Takes what was replaced or deleted off the disk as well, where the engine itself keeps that for a while. */
  scrub?(): Promise<void>;
  close(): Promise<void>;
}

/** An index that is made at start, on either engine. A key crosses one array at most. */
export interface Index {
  collection: string;
  key: Record<string, 1 | -1>;
  /** Of strings and numbers. Documents without the key do not collide. */
  unique?: true;
  /**
   * TTL: the document is gone once the date in the (single) key has passed (see `expiry.ts`); without a date it stays.
   * `seen`: until it is erased readers find it, and judge by themselves; so their filters have no condition more.
   */
  expires?: true | 'seen';
}

/** Where the store tells an operator what it did about a fault; a pino logger is one. Never holds stored data. */
export interface StoreLog {
  warn(message: string): void;
}

/** The store could not be reached or refused to start; the message is fit for an operator and names the remedy. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** A write was refused because a unique value is taken: MongoDB's error 11000. Never tells the value. */
export class DuplicateKey extends Error {
  override readonly name = 'DuplicateKey';
  readonly code = 11000;
}

/** Whether a write was refused because a unique value is taken. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000;
}
