/** Lists that are read page by page, newest first: what is added meanwhile moves no page. */
import type { Collection, Query, Stored } from './store/port.ts';

/** Where a page has ended: at that moment, with those of it that have been on a page. */
export interface Place {
  at: Date;
  ids: readonly string[];
}

export interface Page<T> {
  items: T[];
  /** Absent on the last page. */
  next?: Place;
}

/**
 * Sorted by the date alone: one key is what servers find their way along. What is of the very same moment is told apart
 * by what has been on a page.
 * @param by the date, which has an index
 */
export async function pageOf<T extends Stored, K extends keyof T & string>(
  collection: Collection<T>,
  { filter, by, after, limit }: { filter: Query; by: K; after?: Place | undefined; limit: number },
  read: (stored: T) => T,
): Promise<Page<T>> {
  const seen = new Set(after?.ids);
  const bounds = after ? { [by]: { ...(filter[by] as object | undefined), $lt: justAfter(after.at) } } : {};
  const found = await collection
    .find({ ...filter, ...bounds }, { sort: { [by]: -1 }, limit: limit + 1 + seen.size })
    .toArray();
  const fresh = found.filter(({ _id }) => !seen.has(_id));
  const items = fresh.slice(0, limit).map(read);
  const at: unknown = items.at(-1)?.[by];
  if (fresh.length <= limit || !(at instanceof Date)) return { items };
  const alike = items.flatMap(item => (isSame(item[by], at) ? item._id : []));
  return { items, next: { at, ids: after && isSame(after.at, at) ? [...after.ids, ...alike] : alike } };
}

function justAfter(at: Date): Date {
  return new Date(at.getTime() + 1);
}

function isSame(one: unknown, other: Date): boolean {
  return one instanceof Date && one.getTime() === other.getTime();
}

/** From one instant on, and before another. */
export function between(since: Date | undefined, until: Date | undefined): Query {
  return { ...(since && { $gte: since }), ...(until && { $lt: until }) };
}
