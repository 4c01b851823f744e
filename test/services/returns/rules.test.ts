import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChangeInput } from '../../../services/returns/change.ts';
import type { Outcome } from '../../../services/returns/outcome.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import { ENDED, hasArrived, NEXT, type RmaStatus } from '../../../services/returns/status.ts';
import { answer, onPaper, type Paper, TERMS, TO_AN_ESTIMATE, TO_THE_BENCH } from './paper.ts';
import { type Step, step } from './steps.ts';

const ZONES = ['America/Los_Angeles', 'Pacific/Auckland', 'Europe/Berlin', 'Asia/Kolkata'];

/** Lives begin anywhere: by chance alone few of them would get far. One item is there, others may yet come. */
const BENCH: ChangeInput[] = [{ kind: 'received', items: [{ item: '1' }] }, ...TO_THE_BENCH.slice(1)];
const ASKED = [...BENCH, ...TO_AN_ESTIMATE.slice(2)];
const ROADS: ChangeInput[][] = [
  [],
  BENCH,
  ASKED,
  [...ASKED, answer('return')],
  [...ASKED, answer('scrap')],
  [...ASKED, answer('approve'), { kind: 'repairing' }],
];

const life = fc.record({
  items: fc.constantFrom(['1'], ['1', '2'], ['1', '2', '3']),
  zone: fc.constantFrom(...ZONES),
  road: fc.constantFrom(...ROADS),
  steps: fc.array(step, { minLength: 1, maxLength: 80, size: 'max' }),
});

/** What one step made of a return. */
interface Turn {
  before: Rma;
  after: Rma;
  outcome: Outcome | undefined;
  told: { kind: string; mail?: string | undefined; data?: Record<string, string> | undefined }[];
  now: Date;
  step: Step;
}

function lived(
  { items, zone, road, steps }: typeof life extends fc.Arbitrary<infer L> ? L : never,
  seen: (turn: Turn) => void,
) {
  let now = new Date('2028-01-30T17:00:00Z');
  const paper = onPaper(items, { ...TERMS, timeZone: zone }, now.toISOString());
  for (const one of [...road.map((change): Step => ({ change })), ...steps]) {
    const before = structuredClone(paper.rma);
    const turn = { before, now, step: one };
    if ('hours' in one) {
      now = new Date(now.getTime() + one.hours * 3_600_000);
      paper.at(now.toISOString());
    } else if ('tick' in one) {
      const told = paper.ticks();
      seen({ ...turn, outcome: undefined, told, after: paper.rma });
      seeNothingDue(paper, now);
    } else {
      const outcome = paper.tried(one.change);
      const told = outcome.kind === 'changed' ? paper.does(one.change) : [];
      seen({ ...turn, outcome, told, after: paper.rma });
    }
  }
}

function seeNothingDue(paper: Paper, now: Date): void {
  const due = paper.due();
  assert.ok(due === undefined || new Date(due) > now, `due at ${due}, and it is ${now.toISOString()}`);
  assert.deepEqual(paper.ticks(), [], 'the clock does each thing once');
}

/** Whether the graph leads from one to the other in one change. */
function leads(from: RmaStatus, to: RmaStatus): boolean {
  return from === to || NEXT[from].includes(to);
}

describe('a return, whatever happens to it and when', () => {
  const always = (name: string, seen: (turn: Turn) => void) =>
    it(name, function () {
      this.timeout(60_000);
      fc.assert(
        fc.property(life, one => lived(one, seen)),
        { numRuns: 100 },
      );
    });
  const over = (name: string, make: () => (turn: Turn) => void) =>
    it(name, function () {
      this.timeout(60_000);
      fc.assert(
        fc.property(life, one => lived(one, make())),
        { numRuns: 100 },
      );
    });

  it('gets to every status there is: the lives that are tried are not all short', function () {
    this.timeout(60_000);
    const reached = new Set<RmaStatus>();
    fc.assert(
      fc.property(life, one => lived(one, ({ after }) => void reached.add(after.status))),
      { numRuns: 500 },
    );
    assert.deepEqual(
      Object.keys(NEXT).filter(status => !reached.has(status as RmaStatus)),
      [],
    );
  });

  always('moves along the graph, and says what it moved to', ({ before, after, told }) => {
    assert.ok(leads(before.status, after.status), `${before.status} to ${after.status}`);
    if (before.status === after.status) return;
    const said = after.status === 'diagnosing' ? ['diagnosing', 'estimate-withdrawn'] : [after.status];
    assert.ok(
      told.some(({ kind }) => said.includes(kind)),
      after.status,
    );
  });

  always('is as it was where a change is refused or needless', ({ before, after, outcome }) => {
    if (outcome && outcome.kind !== 'changed') assert.deepEqual(after, before);
  });

  always('is refused a way that the graph does not have, and told of those that it has', ({ before, outcome }) => {
    if (outcome?.kind !== 'refused' || outcome.why.code !== 'not-allowed') return;
    const { status, wanted, allowed } = outcome.why;
    assert.equal(status, before.status);
    assert.ok(!allowed.includes(wanted), `${wanted} is refused and allowed`);
    for (const one of allowed) assert.ok(NEXT[status].includes(one));
  });

  always(
    'tells of everything that changes, except what the clock notes for itself',
    ({ before, after, told, outcome }) => {
      if (outcome?.kind === 'changed') assert.ok(told.length > 0);
      if (told.length === 0) {
        const { clockDone: _a, version: _b, ...was } = before;
        const { clockDone: _c, version: _d, ...is } = after;
        assert.deepEqual(is, was);
      }
    },
  );

  always('loses no item, and neither doubles nor reorders them', ({ before, after }) => {
    assert.deepEqual(
      after.items.map(({ id, model, problem }) => ({ id, model, problem })),
      before.items.map(({ id, model, problem }) => ({ id, model, problem })),
    );
  });

  always('forgets nothing that came: receipts, extra units, parcels and estimates stay', ({ before, after }) => {
    for (const [place, { receipt }] of before.items.entries()) {
      const now = after.items[place]?.receipt;
      if (receipt) assert.ok(now, 'a receipt is never taken back');
      if (receipt && receipt.state !== 'missing') assert.deepEqual(now, receipt);
    }
    assert.deepEqual(after.extras.slice(0, before.extras.length), before.extras);
    assert.deepEqual(after.parcels.slice(0, before.parcels.length), before.parcels);
    assert.deepEqual(
      after.estimates.slice(0, before.estimates.length).map(({ id, lines, sentAt }) => ({ id, lines, sentAt })),
      before.estimates.map(({ id, lines, sentAt }) => ({ id, lines, sentAt })),
    );
  });

  always('leaves with every item accounted for, and only those that came disposed of', ({ after }) => {
    const left = after.status === 'shipped' || after.status === 'closed';
    for (const { receipt, disposition } of after.items) {
      const isHere = receipt !== undefined && receipt.state !== 'missing';
      if (disposition) assert.ok(isHere);
      if (left) assert.ok(isHere ? disposition : receipt?.state === 'missing');
    }
  });

  always('is scrapped only where the customer chose that, and repaired only where they did not decline (R20)', turn => {
    const { items, estimates } = turn.after;
    const last = estimates.at(-1);
    for (const { disposition, receipt } of items) {
      if (disposition === 'scrapped') {
        assert.equal(last?.state, 'declined-scrap');
        assert.ok(receipt && last && receipt.at <= last.sentAt, 'and they had read of it');
      }
      if (disposition === 'repaired' || disposition === 'replaced') {
        assert.ok(!last?.state.startsWith('declined'), last?.state);
      }
    }
  });

  always('has firmware changed only by wish or with a new processor module (R16)', ({ before, after }) => {
    for (const [place, { firmwareChanged }] of after.items.entries()) {
      const was = before.items[place];
      if (firmwareChanged?.why !== 'asked' || was?.firmwareChanged?.why === 'asked') continue;
      assert.ok(was?.firmware && was.firmware.change !== 'as-is');
    }
  });

  always('has at most one open estimate: the last, and only while it waits for an answer', ({ after }) => {
    const open = after.estimates.filter(({ state }) => state === 'open');
    assert.equal(open.length, after.status === 'estimate-sent' ? 1 : 0);
    if (open[0]) assert.equal(open[0], after.estimates.at(-1));
  });

  always('has each estimate answered at most once', ({ before, after }) => {
    for (const [place, { state, ended }] of before.estimates.entries()) {
      if (state !== 'open')
        assert.deepEqual([after.estimates[place]?.state, after.estimates[place]?.ended], [state, ended]);
    }
  });

  always('has an end to wait for exactly while nothing came (R9), and no rule removes it', ({ after }) => {
    const { status, lapsesAt, expiresAt } = after;
    assert.equal(lapsesAt !== undefined, status === 'issued' || status === 'lapsed');
    assert.equal(expiresAt, undefined);
  });

  always('never lapses once anything came (R9)', ({ before, after }) => {
    if (hasArrived(before.status)) assert.ok(hasArrived(after.status));
    if (after.status === 'lapsed') assert.ok(after.items.every(({ receipt }) => !receipt));
  });

  always('calls nobody once it has ended', ({ after }) => {
    if (ENDED.includes(after.status)) assert.deepEqual(after.attention, []);
  });

  always('marks nothing as done twice, and takes no mark back', ({ before, after }) => {
    assert.equal(new Set(after.clockDone).size, after.clockDone.length);
    assert.deepEqual(after.clockDone.slice(0, before.clockDone.length), before.clockDone);
  });

  over('is reminded of each day to send at most twice, of each estimate twice, and mailed once by one tick', () => {
    const reminded = new Map<string, number>();
    return ({ told, step: one }) => {
      if ('tick' in one) assert.ok(told.filter(({ mail }) => mail).length <= 1, 'a storm of mails');
      for (const { kind, data } of told.filter(({ kind }) => kind.endsWith('-reminder'))) {
        const of = `${kind} ${data?.['returnBy'] ?? data?.['estimate']}`;
        reminded.set(of, (reminded.get(of) ?? 0) + 1);
        assert.ok((reminded.get(of) ?? 0) <= 2, of);
      }
    };
  });

  over('says each end once, and calls staff for an estimate once', () => {
    const said = new Set<string>();
    return ({ told }) => {
      for (const { kind, data } of told) {
        if (!(ENDED as readonly string[]).includes(kind) && kind !== 'estimate-unanswered') continue;
        const what = `${kind} ${data?.['estimate'] ?? ''}`;
        assert.ok(!said.has(what), what);
        said.add(what);
      }
    };
  });
});
