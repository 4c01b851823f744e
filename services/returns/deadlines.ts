/** When the clock has something to do for a return (R8, R9, R20): dates in the maker's zone, right over changes of the clocks. */
import { addDays, endOfDay, timeOn } from '../calendar.ts';
import { openEstimate } from './estimating.ts';
import type { Happened, Moment, Outcome } from './outcome.ts';
import { withReasons } from './receipt.ts';
import type { Rma } from './rma.ts';

/** How long a return may take, from the profile. */
export interface ReturnTerms {
  /** R8, R9. */
  daysToSend: number;
  daysActive: number;
  /** Days before the last day to send. */
  remindBefore: readonly number[];
  /** Days after an estimate, for customer and staff (R20). */
  estimate: { remindAfter: readonly number[]; staffTaskAfter: number; scrapWithin: number };
  /** IANA zone in which the maker counts days. */
  timeZone: string;
}

interface Deadline {
  at: Date;
  /** Names what is done at it, and for which date: done once, and due anew where the date moves. */
  mark: string;
  does: 'remind-to-send' | 'lapse' | 'remind-of-estimate' | 'call-staff';
}

/** Nobody is reminded in the middle of the night. */
const MORNING = 9;

function deadlinesOf(rma: Rma, { remindBefore, estimate: days, timeZone }: ReturnTerms): Deadline[] {
  if (rma.status === 'issued') {
    const isOnItsWay = rma.parcels.some(({ direction }) => direction === 'inbound');
    const reminders = isOnItsWay ? [] : remindBefore;
    return [
      ...reminders.map((before): Deadline => {
        const at = timeOn(addDays(rma.returnBy, -before), MORNING, timeZone);
        return { at, mark: `return-${before}-${rma.returnBy}`, does: 'remind-to-send' };
      }),
      { at: rma.lapsesAt ?? endOfDay(rma.activeUntil, timeZone), mark: `lapse-${rma.activeUntil}`, does: 'lapse' },
    ];
  }
  const open = openEstimate(rma);
  if (!open) return [];
  const after = (count: number) => timeOn(addDays(open.sentOn, count), MORNING, timeZone);
  return [
    ...days.remindAfter.map((count): Deadline => {
      return { at: after(count), mark: `estimate-${open.id}-${count}`, does: 'remind-of-estimate' };
    }),
    { at: after(days.staffTaskAfter), mark: `estimate-${open.id}-staff`, does: 'call-staff' },
  ];
}

/** When the clock is to look at a return next. */
export function nextDeadline(rma: Rma, terms: ReturnTerms): Date | undefined {
  const open = deadlinesOf(rma, terms).filter(({ mark }) => !rma.clockDone.includes(mark));
  return open.reduce<Date | undefined>((first, { at }) => (!first || at < first ? at : first), undefined);
}

/** Nobody needs a reminder of a day that they were told so short a time ago. */
const JUST_TOLD_MS = 86_400_000;

/** Where the last day to send has moved, the end of the RMA keeps its distance from it. */
export function withEnd(rma: Rma, outcome: Outcome, terms: ReturnTerms, { now }: Moment): Outcome {
  if (outcome.kind !== 'changed' || outcome.set.returnBy === undefined) return outcome;
  const activeUntil = addDays(outcome.set.returnBy, terms.daysActive - terms.daysToSend);
  const ends = { activeUntil, lapsesAt: endOfDay(activeUntil, terms.timeZone), expiresAt: undefined };
  const soon = now.getTime() + JUST_TOLD_MS;
  const needless = deadlinesOf({ ...rma, ...outcome.set, ...ends }, terms)
    .filter(({ at, does }) => does === 'remind-to-send' && at.getTime() <= soon)
    .map(({ mark }) => mark);
  const clockDone = [...new Set([...rma.clockDone, ...needless])];
  return { ...outcome, set: { ...outcome.set, ...ends, clockDone } };
}

/** After a clock stood still for longer, nobody is written to about an end so long ago. */
const DAYS_NEWS = 30;

/**
 * Does all that is due. A clock that stood still does not catch up line by line: of several reminders one is sent, and
 * none where its day is past.
 */
export function applyDeadlines(rma: Rma, terms: ReturnTerms, { now, today }: Moment): Outcome {
  const due = deadlinesOf(rma, terms).filter(({ at, mark }) => at <= now && !rma.clockDone.includes(mark));
  if (due.length === 0) return { kind: 'same' };
  const does = new Set(due.map(one => one.does));
  const clockDone = [...rma.clockDone, ...due.map(({ mark }) => mark)];
  if (does.has('lapse')) {
    const isNews = today <= addDays(rma.activeUntil, DAYS_NEWS);
    const data = { activeUntil: rma.activeUntil };
    const happened: Happened[] = [{ kind: 'lapsed', data, ...(isNews && { mail: 'lapsed' as const }) }];
    return { kind: 'changed', set: { clockDone, status: 'lapsed', attention: [] }, happened };
  }
  const happened: Happened[] = [];
  // Nobody is reminded who declined such mails (R11), so none is said to have been.
  if (does.has('remind-to-send') && today <= rma.returnBy && rma.statusEmails) {
    happened.push({ kind: 'return-reminder', data: { returnBy: rma.returnBy }, mail: 'return-reminder' });
  }
  const estimate = openEstimate(rma)?.id ?? '';
  if (does.has('remind-of-estimate')) {
    happened.push({ kind: 'estimate-reminder', data: { estimate }, mail: 'estimate-reminder' });
  }
  if (!does.has('call-staff')) return { kind: 'changed', set: { clockDone }, happened };
  happened.push({ kind: 'estimate-unanswered', data: { estimate } });
  return { kind: 'changed', set: { clockDone, attention: withReasons(rma, ['estimate-unanswered']) }, happened };
}
