/** The numbers under which things of a case are kept: its own, and those of the duplicates that are part of it. */
import type { Case } from './case.ts';

/** For photos and whatever else is filed by number, of one case as of all that were merged into it. */
export function numbersOf({ _id, mergedFrom = [] }: Pick<Case, '_id' | 'mergedFrom'>): string[] {
  return [_id, ...mergedFrom];
}
