/**
 * Where a return or a case stands in the staff's queue: members that follow from the others and are written with them, so
 * that each view of the queue is a range of one index.
 */
import { dateIn, endOfDay } from '../calendar.ts';
import { type Case, isUnderWay } from '../cases/case.ts';
import type { Rma } from '../returns/rma.ts';
import { ENDED } from '../returns/status.ts';
import { caseDueOn, type QueueTerms, returnDueOn } from './due.ts';
import type { Queued } from './queued.ts';

export const NOBODY = 'nobody';

export interface Standing {
  ofReturn(rma: Rma): Queued;
  ofCase(one: Case): Queued;
}

const OUT: Queued = { desk: undefined, dueAt: undefined };

export function createStanding(terms: QueueTerms, now: () => Date): Standing {
  const until = (day: string | undefined) => day && endOfDay(day, terms.timeZone);
  return {
    ofReturn(rma) {
      if (ENDED.includes(rma.status)) return OUT;
      return { desk: rma.assignee?.id ?? NOBODY, dueAt: until(returnDueOn(rma, terms)) || undefined };
    },

    ofCase(one) {
      const today = dateIn(terms.timeZone, now());
      const isInItself = one.assignee !== undefined || !one.rmas.some(rma => isUnderWay(rma, today));
      // Else it stands there by its returns, and once is enough.
      if (one.status !== 'open' || !isInItself) return OUT;
      return { desk: one.assignee?.id ?? NOBODY, dueAt: until(caseDueOn(one, terms, today)) || undefined };
    },
  };
}
