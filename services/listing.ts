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

const EVER = new Date(0);
const DAY_MS = 86_400_000;
const LONGEST_DAYS = 1_024;

/** From the first on, each `growth` times as long as the one before, to about three years; then whatever is left. */
function spansMs(firstMs: number, growth: number): number[] {
  const steps = Math.floor(Math.log((LONGEST_DAYS * DAY_MS) / firstMs) / Math.log(growth) + 1e-9) + 1;
  return Array.from({ length: steps }, (_, step) => growth ** step * firstMs);
}

/**
 * Sorted by the date alone: one key is what servers find their way along. What is of the very same moment is told apart
 * by what has been on a page.
 * @param anyOf filters of which a document matches at most one; each is asked by itself, as then an index serves it
 * @param by the date, which has an index
 * @param now where many documents match: looked for from there backwards, span by span, each as long as all before it, as not
 *   every server stops reading an index once a page is full
 * @param firstMs the first span: a day, or less where very many may match
 * @param growth how many times as long each span is: more where mostly few match, so that few spans find them all
 */
export async function pageOf<T extends Stored, K extends keyof T & string>(
  collection: Collection<T>,
  {
    anyOf,
    by,
    after,
    limit,
    now,
    firstMs = DAY_MS,
    growth = 2,
  }: {
    anyOf: readonly Query[];
    by: K;
    after?: Place | undefined;
    limit: number;
    now?: Date | undefined;
    firstMs?: number;
    growth?: number;
  },
  read: (stored: T) => T,
): Promise<Page<T>> {
  const seen = new Set(after?.ids);
  const given = anyOf[0]?.[by] as { $gte?: Date; $lt?: Date } | undefined;
  const end = after ? justAfter(after.at) : given?.$lt;
  const most = limit + 1 + seen.size;

  async function within(start: Date | undefined, upTo: Date | undefined, limit: number): Promise<T[]> {
    const bounds = { ...(start && { $gte: start }), ...(upTo && { $lt: upTo }) };
    const dated = Object.keys(bounds).length > 0 ? { [by]: bounds } : {};
    const found = await Promise.all(
      anyOf.map(filter => collection.find({ ...filter, ...dated }, { sort: { [by]: -1 }, limit }).toArray()),
    );
    return found.length === 1 ? found.flat() : found.flat().sort(newerFirst).slice(0, limit);
  }

  const newerFirst = (one: T, other: T) => timeOf(other[by]) - timeOf(one[by]);

  async function newest(): Promise<T[]> {
    const found: T[] = [];
    let upTo = end;
    for (const span of now ? spansMs(firstMs, growth) : []) {
      const start = new Date((end ?? now ?? EVER).getTime() - span);
      if (given?.$gte && given.$gte >= start) break;
      found.push(...(await within(start, upTo, most - found.length)));
      if (found.length === most) return found;
      upTo = start;
    }
    return [...found, ...(await within(given?.$gte, upTo, most - found.length))];
  }

  const fresh = (await newest()).filter(({ _id }) => !seen.has(_id));
  const items = fresh.slice(0, limit).map(read);
  const at: unknown = items.at(-1)?.[by];
  if (fresh.length <= limit || !(at instanceof Date)) return { items };
  const alike = items.flatMap(item => (isSame(item[by], at) ? item._id : []));
  return { items, next: { at, ids: after && isSame(after.at, at) ? [...after.ids, ...alike] : alike } };
}

function justAfter(at: Date): Date {
  return new Date(at.getTime() + 1);
}

function timeOf(date: unknown): number {
  return date instanceof Date ? date.getTime() : 0;
}

function isSame(one: unknown, other: Date): boolean {
  return one instanceof Date && one.getTime() === other.getTime();
}

/** From one instant on, and before another. */
export function between(since: Date | undefined, until: Date | undefined): Query {
  return { ...(since && { $gte: since }), ...(until && { $lt: until }) };
}
