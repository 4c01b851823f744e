/** Filters in the words of nedb, without its reading of them: it looks up by index what may match, `$where` decides. */
import { compileFilter, type Matches } from './filter.ts';
import type { Query, Stored } from './port.ts';

/**
 * The query for the documents that match a filter and are not over.
 * @param indexed the keys that have an index of their own
 * @param within the ids that a range of dates leaves, where it has one; asked only where no index leads there
 */
export function selection(
  filter: Query,
  indexed: ReadonlySet<string>,
  isOver: Matches,
  within: (filter: Query) => string[] | undefined,
) {
  const matches = compileFilter(filter);
  const looked = indexable(filter, indexed);
  const ids = Object.keys(looked).length === 0 ? within(filter) : undefined;
  return {
    ...looked,
    ...(ids && { _id: { $in: ids } }),
    $where(this: Stored) {
      return matches(this) && !isOver(this);
    },
  };
}

export function anyMatches(filters: readonly Query[]): Matches {
  const compiled = filters.map(compileFilter);
  return document => compiled.some(matches => matches(document));
}

/**
 * The part of a filter that nedb can look up in an index, and reads as MongoDB does. Not dates: an index that leaves out
 * documents without the key (`sparse`) leaves those out too.
 */
function indexable(filter: Query, indexed: ReadonlySet<string>): Query {
  return Object.fromEntries(
    Object.entries(filter).filter(
      ([key, value]) => indexed.has(key) && (isScalar(value) || isListOfScalars(value) || isRangeOfIds(key, value)),
    ),
  );
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Only of ids, which are texts: of a list, nedb gives the document once for every element in the range. */
function isRangeOfIds(key: string, value: unknown): boolean {
  if (key !== '_id' || typeof value !== 'object' || value === null) return false;
  const bounds = Object.entries(value);
  return bounds.length > 0 && bounds.every(([name, bound]) => RANGE.has(name) && typeof bound === 'string');
}

const RANGE: ReadonlySet<string> = new Set(['$gt', '$gte', '$lt', '$lte']);

function isListOfScalars(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('$in' in value)) return false;
  return Object.keys(value).length === 1 && Array.isArray(value.$in) && value.$in.every(isScalar);
}
