/** What a case is to remember of its return, also after that has been removed (R9): carried by the return's own notices. */
import type { RmaMemory } from '../cases/case.ts';
import type { Cases } from '../cases/cases.ts';
import type { Target } from '../notices/relay.ts';
import type { Rma } from './rma.ts';
import { hasArrived } from './status.ts';

/** A return as its case is to remember it while it is under way. */
export function memoryOf({ _id, issuedAt, returnBy, activeUntil, status }: Rma): RmaMemory {
  return { number: _id, issuedAt, returnBy, activeUntil, ...(hasArrived(status) && { arrived: true as const }) };
}

export function createRemembering(cases: Pick<Cases, 'rememberStanding' | 'rememberEnd'>): Target<Rma> {
  return async ({ remembered, ended, at }, rma) => {
    if (remembered || ended) await cases.rememberStanding(rma.caseNumber, memoryOf(rma));
    if (ended) await cases.rememberEnd(rma.caseNumber, rma._id, { as: ended, at });
  };
}

/** A mail is written when it is sent, and that is tried for a day. */
const DAYS_FOR_MAIL = 7;

/** R9: one that lapsed is removed, but never before its case remembers that and whoever is to hear of it can. */
export function removal({ status }: Pick<Rma, 'status'>, now: Date): Partial<Rma> {
  return status === 'lapsed' ? { expiresAt: new Date(now.getTime() + DAYS_FOR_MAIL * 86_400_000) } : {};
}
