/**
 * By which day something has to happen to a return or a case (R8, R19, R20): pure, from what is on record, so that the day
 * can be kept with the record and found by an index. Days are ISO dates in the maker's zone.
 */
import { addDays, dateIn } from '../calendar.ts';
import { type Case, isUnderWay } from '../cases/case.ts';
import { firstAskedOn, openEstimate } from '../returns/estimating.ts';
import type { Rma } from '../returns/rma.ts';
import { addBusinessDays, type IsBusinessDay } from './business-days.ts';

export interface QueueTerms {
  /** IANA zone in which the maker counts days. */
  timeZone: string;
  /** R19, in business days. */
  turnaround: number;
  /** R20, in days from an estimate. */
  estimate: { staffTaskAfter: number; scrapWithin: number };
  /** Monday to Friday, where it is left out. */
  isBusinessDay?: IsBusinessDay | undefined;
}

/** A parcel that its sender told of is here so many business days later, or worth asking for. */
const IN_TRANSIT = 5;

/** Undefined where nothing is to come any more. */
export function returnDueOn(rma: Rma, terms: QueueTerms): string | undefined {
  const dayOf = (instant: Date) => dateIn(terms.timeZone, instant);
  const after = (instant: Date, days: number) => addBusinessDays(dayOf(instant), days, terms.isBusinessDay);
  const since = (...kinds: string[]) => rma.events.findLast(({ kind }) => kinds.includes(kind))?.at ?? rma.issuedAt;
  switch (rma.status) {
    case 'issued': {
      const sent = rma.parcels.findLast(({ direction }) => direction === 'inbound');
      return sent ? after(sent.at, IN_TRANSIT) : rma.returnBy;
    }
    case 'received':
    case 'diagnosing': {
      // Another box that comes later does not give the first one more time; a withdrawn estimate begins anew.
      const came = rma.events.find(({ kind }) => kind === 'received')?.at ?? rma.issuedAt;
      const again = rma.events.findLast(({ kind }) => kind === 'estimate-withdrawn')?.at ?? came;
      return after(again > came ? again : came, terms.turnaround);
    }
    case 'estimate-sent':
      return addDays(openEstimate(rma)?.sentOn ?? dayOf(since('estimate-sent')), terms.estimate.staffTaskAfter);
    case 'authorized':
    case 'no-charge':
    case 'repairing':
      return after(since('authorized', 'no-charge'), terms.turnaround);
    case 'declined-return':
      return after(since('declined-return'), terms.turnaround);
    case 'declined-scrap':
      return addDays(firstAskedOn(rma) ?? dayOf(since('declined-scrap')), terms.estimate.scrapWithin);
    case 'shipped':
      return after(since('shipped'), IN_TRANSIT);
    case 'closed':
    case 'withdrawn':
    case 'lapsed':
      return undefined;
  }
}

/** An open case is not left untouched for longer than a repair takes; one whose return is under way waits for that. */
export function caseDueOn(one: Case, terms: QueueTerms, today: string): string | undefined {
  if (one.status !== 'open') return undefined;
  const awaited = one.rmas.filter(rma => isUnderWay(rma, today)).map(({ activeUntil }) => activeUntil);
  const last = awaited.sort().at(-1);
  if (last !== undefined) return last;
  const touched = one.events.at(-1)?.at ?? one.createdAt;
  return addBusinessDays(dateIn(terms.timeZone, touched), terms.turnaround, terms.isBusinessDay);
}
