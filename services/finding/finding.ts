/**
 * Finds cases and returns by what staff type. Each way is one simple query of each collection, served by one index whole;
 * what they find is put together here, newest first.
 */
import { Case } from '../cases/case.ts';
import type { Customers } from '../customers/customers.ts';
import { type Place, pageOf } from '../listing.ts';
import { Rma } from '../returns/rma.ts';
import type { Index, Query, Store } from '../store/port.ts';
import { type Hit, merged } from './merging.ts';
import { readQuestion, type Way } from './question.ts';

export type { Hit };

/** Where a page has ended, and by which of the ways that the text may be meant. */
export interface FoundPlace extends Place {
  way: number;
}

export interface Found {
  hits: Hit[];
  /** Absent on the last page. */
  next?: FoundPlace;
  /** Nothing was found, and a digit of what was typed cannot be right (R21). */
  isMistyped: boolean;
}

export type Find = (text: string, page: { after?: FoundPlace | undefined; limit: number }) => Promise<Found>;

export const findingIndexes: Index[] = [
  { collection: 'rmas', key: { words: 1, issuedAt: -1 } },
  { collection: 'cases', key: { words: 1, createdAt: -1 } },
];

type Numbered = Extract<Way, { number: string }>;
type Some = ReturnType<typeof merged>;

/** Looked at for all of several words, of which the longest is looked up. */
const MOST_LOOKED_AT = 300;

export function createFind(deps: { store: Store; customers: Pick<Customers, 'find'>; now: () => Date }): Find {
  const { store, customers, now } = deps;
  const rmas = store.collection<Rma>('rmas');
  const cases = store.collection<Case>('cases');

  /** What has lapsed is gone, whether or not the clock has come by (R9). */
  function isAlive({ status, lapsesAt }: Rma): boolean {
    return status !== 'lapsed' && !(lapsesAt && lapsesAt <= now());
  }

  async function numbered({ by, number }: Numbered): Promise<Some> {
    const found = by === 'rma' ? await rmas.findOne({ _id: number }) : null;
    const rma = found ? Rma.parse(found) : undefined;
    if (rma && isAlive(rma)) return { hits: [{ kind: 'return', rma }] };
    // One that is gone is remembered by its case (R9).
    const one = await cases.findOne(by === 'rma' ? { 'rmas.number': number } : { _id: number });
    return { hits: one ? [{ kind: 'case', case: Case.parse(one) }] : [] };
  }

  async function filterOf(way: Way): Promise<{ filter: Query; isWide: boolean } | undefined> {
    switch (way.by) {
      case 'customer':
        return { filter: { customerNumber: way.number }, isWide: false };
      case 'email': {
        const customer = await customers.find(way.email);
        return customer && { filter: { customerNumber: customer._id }, isWide: false };
      }
      case 'serial':
        return { filter: { serials: way.serial }, isWide: false };
      case 'phrase':
        return { filter: { words: way.phrase }, isWide: true };
      case 'words': {
        const longest = [...way.words].sort((one, other) => other.length - one.length)[0] ?? '';
        return { filter: { words: longest }, isWide: true };
      }
      default:
        return undefined;
    }
  }

  async function paged(way: Way, after: Place | undefined, limit: number): Promise<Some> {
    const asked = await filterOf(way);
    if (!asked) return { hits: [] };
    const wanted = way.by === 'words' ? way.words : [];
    const most = way.by === 'words' ? MOST_LOOKED_AT : 2 * limit;
    const of = { anyOf: [asked.filter], after, limit: most, ...(asked.isWide && { now: now() }) };
    const [returns, opened] = await Promise.all([
      pageOf(rmas, { ...of, by: 'issuedAt' }, stored => Rma.parse(stored)),
      pageOf(cases, { ...of, by: 'createdAt' }, stored => Case.parse(stored)),
    ]);
    const isFit = (hit: Hit) =>
      hit.kind === 'return' ? isAlive(hit.rma) && hasAll(hit.rma, wanted) : hasAll(hit.case, wanted);
    return merged(returns, opened, { after, limit, isFit });
  }

  return async (text, { after, limit }) => {
    const { ways, isMistyped } = readQuestion(text);
    for (const [at, way] of ways.entries()) {
      if (after && after.way !== at) continue;
      const isOne = way.by === 'case' || way.by === 'rma';
      const { hits, next } = isOne ? await numbered(way) : await paged(way, after, limit);
      if (hits.length > 0) return { hits, ...(next && { next: { ...next, way: at } }), isMistyped: false };
    }
    return { hits: [], isMistyped };
  };
}

function hasAll({ words }: Pick<Rma, 'words'>, wanted: readonly string[]): boolean {
  return wanted.every(word => words.includes(word));
}
