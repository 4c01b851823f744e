/** Does for returns what their dates ask for (R8, R9, R20). Any number of workers may: one writes, the others find it done. */
import { endOfDay } from '../calendar.ts';
import { changeDocument, type Writing } from '../changing.ts';
import { type Collection, StoreUnavailable } from '../store/port.ts';
import { applyDeadlines, nextDeadline, type ReturnTerms } from './deadlines.ts';
import type { Moment, Outcome } from './outcome.ts';
import { Rma } from './rma.ts';

const EVER = new Date(0);
const LATER_MS = 3_600_000;

type Change = Extract<Outcome, { kind: 'changed' }>;

export function createDue(deps: {
  rmas: Collection<Rma>;
  terms: ReturnTerms;
  moment(): Moment;
  /** What a change by the clock writes. */
  writing(rma: Rma, outcome: Change, moment: Moment): Writing<Rma>;
  /** Told the number of whatever was changed. */
  changed?: ((number: string) => void) | undefined;
  log?: { warn(what: object, message: string): void } | undefined;
}): (most: number) => Promise<number> {
  const { rmas, terms, moment, writing, log } = deps;

  async function decide(number: string, outcomeOf: (rma: Rma, at: Moment) => Change | undefined): Promise<void> {
    const at = moment();
    const read = async () => {
      const found = await rmas.findOne({ _id: number });
      return found ? Rma.parse(found) : undefined;
    };
    const outcome = await changeDocument<Rma, undefined>(rmas, read, rma => {
      const outcome = outcomeOf(rma, at);
      return outcome ? writing(rma, outcome, at) : { kind: 'keep', because: undefined };
    });
    if (outcome.kind === 'changed') deps.changed?.(number);
  }

  function atDeadline(rma: Rma, at: Moment): Change | undefined {
    const outcome = applyDeadlines(rma, terms, at);
    if (outcome.kind === 'changed') return outcome;
    // Due by what is stored, and not by what the rules say now: the date is put right.
    const isRight = rma.clockAt?.getTime() === nextDeadline(rma, terms)?.getTime();
    return isRight ? undefined : { kind: 'changed', set: {}, happened: [] };
  }

  /**
   * One that was issued before there was a clock: all it has is the instant at which the store removes it, and nobody
   * would hear of that.
   */
  function dated(rma: Rma): Change | undefined {
    if (rma.lapsesAt || rma.status !== 'issued') return undefined;
    const lapsesAt = endOfDay(rma.activeUntil, terms.timeZone);
    return { kind: 'changed', set: { lapsesAt, expiresAt: undefined }, happened: [] };
  }

  async function survives(number: string, task: () => Promise<void>): Promise<boolean> {
    try {
      await task();
      return true;
    } catch (err) {
      if (err instanceof StoreUnavailable) throw err;
      log?.warn({ err, of: number }, 'the dates of a return cannot be kept, will try again');
      return false;
    }
  }

  /** Nothing without dates is issued any more, so they are looked for until there are none, once in a process. */
  let areDated = false;

  async function dateOld(most: number): Promise<number> {
    if (areDated) return 0;
    const undated = { expiresAt: { $gt: EVER }, lapsesAt: { $exists: false }, status: 'issued' };
    const old = await rmas.find(undated, { sort: { expiresAt: 1 }, limit: most }).toArray();
    let mended = 0;
    for (const { _id } of old) mended += (await survives(_id, () => decide(_id, dated))) ? 1 : 0;
    areDated = mended === old.length && old.length < most;
    return mended;
  }

  return async most => {
    const mended = await dateOld(most);

    const filter = { clockAt: { $gt: EVER, $lte: moment().now } };
    const due = await rmas.find(filter, { sort: { clockAt: 1 }, limit: most }).toArray();
    for (const { _id, clockAt } of due) {
      if (await survives(_id, () => decide(_id, atDeadline))) continue;
      // Behind the others, so that one that fails does not hold them up.
      const later = new Date(moment().now.getTime() + LATER_MS);
      await rmas.updateOne({ _id, clockAt }, { $set: { clockAt: later } });
    }
    return Math.max(mended, due.length);
  };
}
