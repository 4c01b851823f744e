/**
 * Which documents of a collection have a date under an indexed key, and which date: nedb leaves dates out of its sparse
 * indexes, and would read every document where a range of them is asked for ("what is due?").
 */
import type { Query, Stored } from './port.ts';

export interface DateRanges {
  put(document: Stored): void;
  drop(id: string): void;
  /** The ids that a range of dates in the filter leaves; undefined where there is none. */
  within(filter: Query): string[] | undefined;
}

const HOLDS: Readonly<Record<string, (time: number, bound: number) => boolean>> = {
  $gt: (time, bound) => time > bound,
  $gte: (time, bound) => time >= bound,
  $lt: (time, bound) => time < bound,
  $lte: (time, bound) => time <= bound,
};

/** Stands for a list: whether one of its dates is within a range is for the filter to say. */
const PERHAPS = Number.NaN;

/** @param keys those by which documents are found; of them the members of a document itself count, not those below one */
export function createDateRanges(keys: readonly string[], documents: readonly Stored[]): DateRanges {
  const own = keys.filter(key => !key.includes('.'));
  const times = new Map(own.map(key => [key, new Map<string, number>()]));

  function put(document: Stored): void {
    for (const [key, byId] of times) {
      const value: unknown = (document as unknown as Readonly<Record<string, unknown>>)[key];
      if (value instanceof Date) byId.set(document._id, value.getTime());
      else if (Array.isArray(value)) byId.set(document._id, PERHAPS);
      else byId.delete(document._id);
    }
  }

  for (const document of documents) put(document);

  return {
    put,

    drop(id) {
      for (const byId of times.values()) byId.delete(id);
    },

    within(filter) {
      for (const [key, byId] of times) {
        const bounds = Object.hasOwn(filter, key) ? boundsIn(filter[key]) : undefined;
        if (!bounds) continue;
        const ids: string[] = [];
        for (const [id, time] of byId) {
          if (Number.isNaN(time) || bounds.every(([holds, bound]) => holds(time, bound))) ids.push(id);
        }
        return ids;
      }
      return undefined;
    },
  };
}

/** Undefined where it is anything but a range of dates. */
function boundsIn(value: unknown): [(time: number, bound: number) => boolean, number][] | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Date) return undefined;
  const bounds = Object.entries(value).map(([name, bound]) => {
    const holds = Object.hasOwn(HOLDS, name) ? HOLDS[name] : undefined;
    return holds && bound instanceof Date ? ([holds, bound.getTime()] as const) : undefined;
  });
  const known = bounds.flatMap(bound => (bound ? [[...bound] as [(typeof bound)[0], number]] : []));
  return bounds.length > 0 && known.length === bounds.length ? known : undefined;
}
