import assert from 'node:assert/strict';
import type { Case } from '../../../services/cases/case.ts';
import type { Event } from '../../../services/event.ts';
import { addBusinessDays } from '../../../services/queue/business-days.ts';
import { caseDueOn, type QueueTerms, returnDueOn } from '../../../services/queue/due.ts';
import { createStanding } from '../../../services/queue/standing.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import { caseOnPaper, onPaper } from './paper.ts';

const TERMS: QueueTerms = {
  timeZone: 'America/Los_Angeles',
  turnaround: 3,
  estimate: { staffTaskAfter: 30, scrapWithin: 30 },
};
/** A Thursday afternoon in California, Friday in London. */
const THURSDAY = new Date('2026-11-13T00:30:00Z');
const happened = (kind: string, at: Date = THURSDAY): Event => ({ at, actor: 'api:1', kind });
const due = (changes: Partial<Rma>, terms = TERMS) => returnDueOn(onPaper(changes), terms);

describe('business days', () => {
  it('leave out weekends, and whatever else the maker does not work on', () => {
    assert.equal(addBusinessDays('2026-11-12', 3), '2026-11-17');
    assert.equal(addBusinessDays('2026-11-14', 1), '2026-11-16');
    const isBusinessDay = (date: string) => !['2026-11-14', '2026-11-15', '2026-11-16'].includes(date);
    assert.equal(addBusinessDays('2026-11-12', 3, isBusinessDay), '2026-11-18');
    assert.equal(addBusinessDays('2026-11-12', 0), '2026-11-12');
  });

  it('end somewhere in a calendar that has none', () => {
    assert.match(
      addBusinessDays('2026-11-12', 3, () => false),
      /^2027/,
    );
  });
});

describe('the day by which something has to happen', () => {
  it('is the last day to send, until somebody tells of a parcel (R8)', () => {
    assert.equal(due({ status: 'issued', returnBy: '2026-12-10' }), '2026-12-10');
    const parcel = { direction: 'inbound' as const, carrier: 'UPS', tracking: '1Z999', at: THURSDAY };
    assert.equal(due({ status: 'issued', returnBy: '2026-12-10', parcels: [parcel] }), '2026-11-19');
  });

  it('is the turnaround from the first box at the bench, in business days of the maker (R19)', () => {
    const later = new Date('2026-11-17T20:00:00Z');
    const events = [happened('issued'), happened('received'), happened('received', later)];
    assert.equal(due({ status: 'received', events }), '2026-11-17');
    assert.equal(due({ status: 'diagnosing', events: [...events, happened('diagnosing', later)] }), '2026-11-17');
    const again = [...events, happened('estimate-withdrawn', later)];
    assert.equal(due({ status: 'diagnosing', events: again }), '2026-11-20');
    assert.equal(due({ status: 'received', events }, { ...TERMS, isBusinessDay: () => true }), '2026-11-15');
  });

  it('is 30 days from an estimate, and the turnaround from its answer (R20)', () => {
    const estimate = {
      ...{ id: '1', items: 1, sentAt: THURSDAY, sentOn: '2026-11-12', currency: 'USD', diagnosticsFee: 0 },
      lines: [{ text: 'Board', amount: 1 }],
    };
    assert.equal(due({ status: 'estimate-sent', estimates: [{ ...estimate, state: 'open' }] }), '2026-12-12');
    const later = new Date('2026-11-24T20:00:00Z');
    const events = [happened('authorized', later), happened('repairing', new Date('2026-12-24T20:00:00Z'))];
    assert.equal(due({ status: 'repairing', events }), '2026-11-27');
    const declined = [{ ...estimate, state: 'declined-scrap' as const }];
    assert.equal(due({ status: 'declined-scrap', estimates: declined }), '2026-12-12');
    assert.equal(due({ status: 'declined-return', events: [happened('declined-return')] }), '2026-11-17');
  });

  it('is none where a return is over', () => {
    for (const status of ['closed', 'withdrawn', 'lapsed'] as const) assert.equal(due({ status }), undefined);
  });

  it('is the turnaround from whatever happened last to an open case, else the end of the return it waits for', () => {
    const of = (changes: Partial<Case>) => caseDueOn(caseOnPaper(changes), TERMS, '2026-11-13');
    assert.equal(of({ events: [happened('opened'), happened('note')] }), '2026-11-17');
    assert.equal(of({ status: 'solved' }), undefined);
    const rma = { number: '7000000000', issuedAt: THURSDAY, returnBy: '2026-12-12', activeUntil: '2027-02-10' };
    assert.equal(of({ rmas: [rma] }), '2027-02-10');
    const ended = { as: 'lapsed' as const, at: THURSDAY };
    assert.equal(of({ rmas: [{ ...rma, ended }], events: [happened('rma-lapsed')] }), '2026-11-17');
  });
});

describe('where something stands in the queue', () => {
  const standing = createStanding(TERMS, () => THURSDAY);
  const ann = { id: 'ann', name: 'Ann Repair' };

  it('is with whoever looks after it, or with nobody, for as long as it is under way', () => {
    assert.equal(standing.ofReturn(onPaper({ status: 'received' })).desk, 'nobody');
    assert.equal(standing.ofReturn(onPaper({ status: 'received', assignee: ann })).desk, 'ann');
    const closed = standing.ofReturn(onPaper({ status: 'closed', assignee: ann }));
    assert.deepEqual(closed, { desk: undefined, dueAt: undefined });
  });

  it('is once for a case with a return under way, unless somebody looks after the case itself', () => {
    const rma = { number: '7000000000', issuedAt: THURSDAY, returnBy: '2026-12-12', activeUntil: '2027-02-10' };
    assert.equal(standing.ofCase(caseOnPaper({})).desk, 'nobody');
    assert.deepEqual(standing.ofCase(caseOnPaper({ rmas: [rma] })), { desk: undefined, dueAt: undefined });
    assert.equal(standing.ofCase(caseOnPaper({ rmas: [rma], assignee: ann })).desk, 'ann');
    assert.equal(standing.ofCase(caseOnPaper({ status: 'closed', assignee: ann })).desk, undefined);
  });
});
