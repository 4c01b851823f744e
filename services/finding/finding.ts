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

/** Looked at for all of several words, of which the one that is likely the rarest is looked up. */
const MOST_LOOKED_AT = 200;
/** Of a word mostly few have it, and of a few all have it. */
const GROWTH = 4;
/** A word that all have is found often enough within an hour. */
const FIRST_MS = 3_600_000;
const LONG = 100;
const MOST_MERGES = 20;

export function createFind(deps: { store: Store; customers: Pick<Customers, 'find'>; now: () => Date }): Find {
  const { store, customers, now } = deps;
  const rmas = store.collection<Rma>('rmas');
  const cases = store.collection<Case>('cases');

  /** What has lapsed is gone, whether or not the clock has come by (R9). */
  function isAlive({ status, lapsesAt }: Rma): boolean {
    return status !== 'lapsed' && !(lapsesAt && lapsesAt <= now());
  }

  /** A duplicate leads to the case that it is part of. */
  async function whole(one: Case): Promise<Case> {
    let found = one;
    for (let steps = 0; found.mergedInto !== undefined && steps < MOST_MERGES; steps++) {
      const next = await cases.findOne({ _id: found.mergedInto });
      if (!next) break;
      found = Case.parse(next);
    }
    return found;
  }

  async function numbered({ by, number }: Numbered): Promise<Some> {
    const found = by === 'rma' ? await rmas.findOne({ _id: number }) : null;
    const rma = found ? Rma.parse(found) : undefined;
    if (rma && isAlive(rma)) return { hits: [{ kind: 'return', rma }] };
    // One that is gone is remembered by its case (R9).
    const one = await cases.findOne(by === 'rma' ? { 'rmas.number': number } : { _id: number });
    const opened = one && (await whole(Case.parse(one)));
    return { hits: opened ? [{ kind: 'case', case: opened }] : [] };
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
        return { filter: { words: rarestOf(way.words) }, isWide: true };
      }
      default:
        return undefined;
    }
  }

  /** A case stands in a list by those of its returns that do, wherever they stand; else by itself. */
  async function returnsOf(opened: readonly Case[], known: readonly Rma[]): Promise<Rma[]> {
    const numbers = new Set(opened.flatMap(one => one.rmas.map(({ number }) => number)));
    const here = known.filter(({ _id }) => numbers.delete(_id));
    return numbers.size > 0 ? [...here, ...(await rmas.find({ _id: { $in: [...numbers] } }).toArray())] : here;
  }

  /** Of those that are duplicates: by their number, the case that each is part of. */
  async function wholesOf(found: readonly Case[]): Promise<Map<string, Case>> {
    const duplicates = found.filter(({ mergedInto }) => mergedInto !== undefined);
    return new Map(await Promise.all(duplicates.map(async one => [one._id, await whole(one)] as const)));
  }

  async function paged(way: Way, after: Place | undefined, limit: number): Promise<Some> {
    const asked = await filterOf(way);
    if (!asked) return { hits: [] };
    const wanted = way.by === 'words' ? way.words : [];
    const most = way.by === 'words' ? MOST_LOOKED_AT : 2 * limit;
    const of = {
      anyOf: [asked.filter],
      after,
      limit: most,
      ...(asked.isWide && { now: now(), firstMs: FIRST_MS, growth: GROWTH }),
    };
    // Read whole only where it is shown: most of what is looked at may not be.
    const [returns, opened] = await Promise.all([
      pageOf(rmas, { ...of, by: 'issuedAt' }, stored => stored),
      pageOf(cases, { ...of, by: 'createdAt' }, stored => stored),
    ]);
    const doFit = (rma: Rma) => isAlive(rma) && isMatch(rma, asked.filter) && hasAll(rma, wanted);
    const told = await returnsOf(opened.items, returns.items);
    const byReturn = new Set(told.filter(doFit).map(({ caseNumber }) => caseNumber));
    const wholes = await wholesOf(opened.items);
    const doesFit = (one: Case) => {
      const whole = wholes.get(one._id);
      if (!whole) return hasAll(one, wanted) && !byReturn.has(one._id);
      // A duplicate shows the case that it is part of, where that does not stand there by itself.
      const isThere = isMatch(whole, asked.filter) && hasAll(whole, wanted);
      return hasAll(one, wanted) && !isThere && !byReturn.has(whole._id);
    };
    const isFit = (hit: Hit) => (hit.kind === 'return' ? doFit(hit.rma) : doesFit(hit.case));
    const { hits, next } = merged(returns, opened, { after, limit, isFit });
    const shown = hits.map((hit): Hit => {
      return hit.kind === 'return' ? hit : { kind: 'case', case: wholes.get(hit.case._id) ?? hit.case };
    });
    return { hits: eachOnce(shown).map(parsed), ...(next && { next }) };
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

function parsed(hit: Hit): Hit {
  return hit.kind === 'return'
    ? { kind: 'return', rma: Rma.parse(hit.rma) }
    : { kind: 'case', case: Case.parse(hit.case) };
}

function eachOnce(hits: readonly Hit[]): Hit[] {
  const idOf = (hit: Hit) => (hit.kind === 'return' ? hit.rma._id : hit.case._id);
  return [...new Map(hits.map(hit => [idOf(hit), hit])).values()];
}

/** @param filter one member, and what it is or holds */
function isMatch(of: Rma | Case, filter: Query): boolean {
  return Object.entries(filter).every(([name, value]) => {
    const is: unknown = of[name as keyof typeof of];
    return Array.isArray(is) ? is.includes(value) : is === value;
  });
}

/** As stored: one of an older build has none. */
function hasAll({ words }: Partial<Pick<Rma, 'words'>>, wanted: readonly string[]): boolean {
  return wanted.every(word => words?.includes(word));
}

/** Model numbers and postcodes are rarer than words, and long words rarer than short ones. */
function rarestOf(words: readonly string[]): string {
  const weight = (word: string) => word.length + (/\d/.test(word) ? LONG : 0);
  return [...words].sort((one, other) => weight(other) - weight(one))[0] ?? '';
}
