/** Returns and cases in one list, newest first. */
import type { Case } from '../cases/case.ts';
import type { Page, Place } from '../listing.ts';
import type { Rma } from '../returns/rma.ts';

export type Hit = { kind: 'return'; rma: Rma } | { kind: 'case'; case: Case };

/** A page of both. @param isFit what is to be shown of them */
export function merged(
  returns: Page<Rma>,
  cases: Page<Case>,
  { after, limit, isFit }: { after: Place | undefined; limit: number; isFit: (hit: Hit) => boolean },
): { hits: Hit[]; next?: Place } {
  const all = [
    ...returns.items.map((rma): Hit => ({ kind: 'return', rma })),
    ...cases.items.map((one): Hit => ({ kind: 'case', case: one })),
  ].sort((one, other) => atOf(other).getTime() - atOf(one).getTime());
  // What is older than the end of a page that goes on has others before it that are not here yet.
  const ends = [returns, cases].flatMap(({ next }) => (next ? [next.at.getTime()] : []));
  const horizon = Math.max(...ends, 0);
  const known = all.filter(hit => atOf(hit).getTime() >= horizon);
  const hits: Hit[] = [];
  let looked = 0;
  for (const hit of known) {
    if (hits.length === limit && isFit(hit)) break;
    looked++;
    if (isFit(hit)) hits.push(hit);
  }
  const isLast = looked === known.length && ends.length === 0;
  const at = known[looked - 1] && atOf(known[looked - 1] as Hit);
  if (isLast || !at) return { hits };
  const alike = known.slice(0, looked).flatMap(hit => (atOf(hit).getTime() === at.getTime() ? [idOf(hit)] : []));
  const before = after?.at.getTime() === at.getTime() ? after.ids : [];
  return { hits, next: { at, ids: [...before, ...alike] } };
}

function atOf(hit: Hit): Date {
  return hit.kind === 'return' ? hit.rma.issuedAt : hit.case.createdAt;
}

function idOf(hit: Hit): string {
  return hit.kind === 'return' ? hit.rma._id : hit.case._id;
}
