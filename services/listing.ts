/** Lists that are read page by page, newest first: what is added meanwhile moves no page. */
import type { Collection, Query, Stored } from './store/port.ts';

/** The last of a page, from which the next one goes on. */
export interface Place {
  at: Date;
  id: string;
}

export interface Page<T> {
  items: T[];
  /** Absent on the last page. */
  next?: Place;
}

/** @param by the date that the list is sorted by; with `_id` it should have an index */
export async function pageOf<T extends Stored, K extends keyof T & string>(
  collection: Collection<T>,
  { filter, by, after, limit }: { filter: Query; by: K; after?: Place | undefined; limit: number },
  read: (stored: T) => T,
): Promise<Page<T>> {
  const further = after ? beyond(by, after, filter[by]) : {};
  const found = await collection
    .find({ ...filter, ...further }, { sort: { [by]: -1, _id: -1 }, limit: limit + 1 })
    .toArray();
  const items = found.slice(0, limit).map(read);
  const last = items.at(-1);
  const at: unknown = last?.[by];
  return { items, ...(found.length > limit && last && at instanceof Date && { next: { at, id: last._id } }) };
}

/** The bound on the date alone lets the index begin there; what has the very same date is told apart by its number. */
function beyond(by: string, { at, id }: Place, bounds: unknown): Query {
  const given = bounds as { $gte?: Date; $lt?: Date } | undefined;
  return {
    [by]: { ...(given?.$gte && { $gte: given.$gte }), $lte: at },
    $or: [{ [by]: { $lt: at } }, { _id: { $lt: id } }],
  };
}

/** From one instant on, and before another. */
export function between(since: Date | undefined, until: Date | undefined): Query {
  return { ...(since && { $gte: since }), ...(until && { $lt: until }) };
}
