/** What is due, page by page, the most urgent first: documents that are due at the same moment follow one another by number. */
import type { Collection, Query, Stored } from '../store/port.ts';

export interface Due extends Stored {
  dueAt?: Date | undefined;
}

/** The last of a page: the next one begins behind it. */
export interface DuePlace {
  at: Date;
  number: string;
}

/** Where to look: of each filter a member of `by` equality, so that its index with `dueAt` behind it serves it whole. */
export interface DueSource<T extends Due> {
  collection: Collection<T>;
  filter: Query;
  /** Only what is due from then on, or before then. */
  from?: Date | undefined;
  until?: Date | undefined;
  /** Many may match: looked for in steps, as not every server stops reading an index once a page is full. */
  isWide?: boolean | undefined;
}

const EVER = new Date(0);
const DAY_MS = 86_400_000;
/** Days from the present at which one step ends and the next begins: most of what is due is due about now. */
const STEPS = [-512, -256, -128, -64, -32, -16, -8, -4, -2, -1, 0, 1, 2, 4, 8, 16, 32, 64, 256];

/** At least `most` documents behind a place, where there are so many, in order. */
export async function dueIn<T extends Due>(
  { collection, filter, from = EVER, until, isWide = false }: DueSource<T>,
  { after, most, now }: { after?: DuePlace | undefined; most: number; now: Date },
): Promise<T[]> {
  const read = (dueAt: Query | Date, limit?: number) =>
    collection.find({ ...filter, dueAt }, { sort: { dueAt: 1 }, ...(limit !== undefined && { limit }) }).toArray();

  const found: T[] = after ? (await read(after.at)).filter(({ _id }) => _id > after.number) : [];
  let start: Query = after ? { $gt: after.at } : { $gte: from };
  for (const end of isWide ? [...stepsFrom(after?.at ?? from, now), until] : [until]) {
    if (found.length >= most) break;
    if (end && until && end > until) continue;
    const left = most - found.length;
    const some = await read({ ...start, ...(end && { $lt: end }) }, left);
    found.push(...some);
    // Of those that are due at the same moment a limit cuts off any.
    const last = some.length === left ? some.at(-1)?.dueAt : undefined;
    if (last) {
      const others = found.filter(({ dueAt }) => dueAt?.getTime() !== last.getTime());
      return [...others, ...(await read(last))].sort(moreUrgent);
    }
    if (end) start = { $gte: end };
  }
  return found.sort(moreUrgent);
}

function stepsFrom(start: Date, now: Date): Date[] {
  return STEPS.map(days => new Date(now.getTime() + days * DAY_MS)).filter(end => end > start);
}

export function moreUrgent(one: Due, other: Due): number {
  const difference = (one.dueAt?.getTime() ?? 0) - (other.dueAt?.getTime() ?? 0);
  return difference !== 0 ? difference : one._id < other._id ? -1 : 1;
}
