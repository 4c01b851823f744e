/** A return on paper: its rules tried without a store, at times that the test chooses. */
import assert from 'node:assert/strict';
import { addDays, dateIn, endOfDay } from '../../../services/calendar.ts';
import { applyChange } from '../../../services/returns/apply.ts';
import { Change, type ChangeInput } from '../../../services/returns/change.ts';
import { applyDeadlines, nextDeadline, type ReturnTerms, withEnd } from '../../../services/returns/deadlines.ts';
import type { Happened, Moment, Outcome, Refusal } from '../../../services/returns/outcome.ts';
import type { Rma } from '../../../services/returns/rma.ts';

export const TERMS: ReturnTerms = {
  daysToSend: 30,
  daysActive: 90,
  remindBefore: [10, 3],
  estimate: { remindAfter: [7, 21], staffTaskAfter: 30, scrapWithin: 30 },
  timeZone: 'America/Los_Angeles',
};

export interface Paper {
  readonly rma: Rma;
  /** Sets the clock: an instant, as in 2026-11-10T17:00:00Z. */
  at(instant: string): Paper;
  /** What would come of it; nothing is written down. */
  tried(change: ChangeInput): Outcome;
  /** Does what the rules must allow. */
  does(...changes: ChangeInput[]): Happened[];
  refuses(change: ChangeInput): Refusal;
  /** What the clock does now. */
  ticks(): Happened[];
  /** Lets the clock tick at each of its own times until then; what it did, with the time. */
  runsUntil(instant: string): { at: string; kind: string; mail?: string | undefined }[];
  due(): string | undefined;
}

export const ISSUED_AT = '2026-11-10T17:00:00Z';

export function onPaper(
  items: readonly string[] = ['1'],
  terms: ReturnTerms = TERMS,
  issuedAt = ISSUED_AT,
  more: Partial<Rma> = {},
): Paper {
  let now = new Date(issuedAt);
  let rma = issued(items, terms, now, more);

  const moment = (): Moment => ({ now, today: dateIn(terms.timeZone, now), actor: 'test' });
  const tried = (asked: ChangeInput): Outcome =>
    withEnd(rma, applyChange(rma, Change.parse(asked), moment()), terms, moment());

  function written(outcome: Outcome): Happened[] {
    if (outcome.kind !== 'changed') return [];
    rma = { ...rma, ...outcome.set, version: rma.version + 1 };
    return outcome.happened;
  }
  function ticks(): Happened[] {
    return written(applyDeadlines(rma, terms, moment()));
  }

  const paper: Paper = {
    get rma() {
      return rma;
    },
    at(instant) {
      now = new Date(instant);
      return paper;
    },
    tried,
    does(...changes) {
      return changes.flatMap(change => {
        const outcome = tried(change);
        assert.equal(outcome.kind, 'changed', `${JSON.stringify(change)}: ${JSON.stringify(outcome)}`);
        return written(outcome);
      });
    },
    refuses(change) {
      const before = structuredClone(rma);
      const outcome = tried(change);
      assert.deepEqual(rma, before, 'a refusal changes nothing');
      return outcome.kind === 'refused' ? outcome.why : assert.fail(`not refused: ${JSON.stringify(outcome)}`);
    },
    ticks,
    runsUntil(instant) {
      const done = [];
      for (let due = nextDeadline(rma, terms); due && due <= new Date(instant); due = nextDeadline(rma, terms)) {
        now = due;
        for (const { kind, mail } of ticks()) done.push({ at: now.toISOString(), kind, mail });
      }
      now = new Date(instant);
      return done;
    },
    due: () => nextDeadline(rma, terms)?.toISOString(),
  };
  return paper;
}

function issued(items: readonly string[], terms: ReturnTerms, at: Date, more: Partial<Rma>): Rma {
  const today = dateIn(terms.timeZone, at);
  const activeUntil = addDays(today, terms.daysActive);
  return {
    _id: '7000000000',
    schema: 1,
    version: 1,
    requestKey: 'r',
    caseNumber: '4000000000',
    contact: { name: 'Jo', email: 'jo@acme.com' },
    shipTo: { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] },
    items: items.map(id => ({
      id,
      model: 'SD4E',
      kind: 'dome' as const,
      problem: 'no picture',
      warranty: { kind: 'unconfirmed' as const, months: 36 },
    })),
    ...{ words: [], serials: [], extras: [], parcels: [], estimates: [], attention: [], clockDone: [], notices: [] },
    expedited: false,
    statusEmails: true,
    status: 'issued',
    issuedAt: at,
    returnBy: addDays(today, terms.daysToSend),
    activeUntil,
    lapsesAt: endOfDay(activeUntil, terms.timeZone),
    events: [],
    ...more,
  };
}

export const ESTIMATE = {
  currency: 'USD',
  lines: [{ text: 'New camera module', amount: 18_500 }],
  diagnosticsFee: 7_500,
};

/** The ways to a status, by the shortest road. */
export const TO_THE_BENCH: ChangeInput[] = [{ kind: 'received' }, { kind: 'diagnosing' }];
export const TO_AN_ESTIMATE: ChangeInput[] = [...TO_THE_BENCH, { kind: 'estimate', terms: ESTIMATE }];
export const answer = (said: 'approve' | 'return' | 'scrap', estimate = '1'): ChangeInput => {
  return { kind: 'estimate-answered', estimate, answer: said };
};
export const TO_REPAIR: ChangeInput[] = [...TO_AN_ESTIMATE, answer('approve'), { kind: 'repairing' }];
