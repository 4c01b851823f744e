import assert from 'node:assert/strict';
import type { Case } from '../../../services/cases/case.ts';
import { createCases } from '../../../services/cases/cases.ts';
import { catchUp } from '../../../services/catching-up.ts';
import { createCustomers } from '../../../services/customers/customers.ts';
import { drawNumber } from '../../../services/numbers.ts';
import { queueMembers } from '../../../services/queue/catching-up.ts';
import type { QueueTerms } from '../../../services/queue/due.ts';
import type { DuePlace } from '../../../services/queue/paging.ts';
import { createQueue, type View } from '../../../services/queue/queue.ts';
import { createStanding } from '../../../services/queue/standing.ts';
import type { ChangeInput } from '../../../services/returns/change.ts';
import { createReturns, type Returns } from '../../../services/returns/returns.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import type { Store } from '../../../services/store/port.ts';
import { onBothEngines } from '../engines.ts';
import { TERMS } from '../returns/paper.ts';

const ANN = { id: 'ann', name: 'Ann Repair' };
const BY = { actor: 'staff:ann' };
const QUEUE: QueueTerms = { timeZone: TERMS.timeZone, estimate: TERMS.estimate, turnaround: 3 };
const ESTIMATE = { currency: 'USD', lines: [{ text: 'Board', amount: 18_500 }], diagnosticsFee: 0 };

/** @param isOlder the desk of a build that knew of no queue */
function deskOver(store: Store, now: () => Date, isOlder = false) {
  const standing = createStanding(QUEUE, now);
  const customers = createCustomers({ store, draw: drawNumber, now });
  const queued = isOlder ? {} : { queued: standing.ofCase };
  const cases = createCases({ store, customers, draw: drawNumber, now, timeZone: TERMS.timeZone, ...queued });
  const returns: Returns = createReturns({
    ...{ store, cases, draw: drawNumber, now, terms: TERMS },
    customerOf: async email => (await customers.forEmail(email))._id,
    ...(!isOlder && { queued: standing.ofReturn }),
  });
  const queue = createQueue({ store, terms: QUEUE, now });
  return { cases, returns, queue, standing };
}

onBothEngines('the queue', open => {
  let at: Date;
  let store: Store;
  let desk: ReturnType<typeof deskOver>;
  let made = 0;
  const now = () => at;
  beforeEach(async () => {
    // A Tuesday in California.
    at = new Date('2026-11-10T17:00:00Z');
    store = await open(now);
    desk = deskOver(store, now);
  });
  const pass = (days: number) => {
    at = new Date(at.getTime() + days * 86_400_000);
  };

  function opened(of = desk): Promise<Case> {
    const item = { id: '1', model: 'SD4E', kind: 'dome' as const, problem: 'no picture' };
    const items = [{ ...item, warranty: { kind: 'unconfirmed' as const, months: 36 } }];
    const contact = { name: 'Jo Smith', email: 'jo@acme.com' };
    return of.cases.open({ requestKey: `case-${++made}`, contact, items, status: 'open', actor: 'web' });
  }
  async function issued(of = desk, one?: Case): Promise<Rma> {
    const it = one ?? (await opened(of));
    const shipTo = { raw: '1 Elm St', street: ['1 Elm St'] };
    const request = { case: it, shipTo, items: it.items, expedited: false, statusEmails: true, actor: 'web' };
    return of.returns.issue({ requestKey: `rma-${++made}`, ...request });
  }
  const change = (rma: Rma, what: ChangeInput) => desk.returns.change(rma._id, what, BY);
  const numbers = async (view: View, limit = 50, after?: DuePlace) =>
    (await desk.queue.list(view, ANN.id, { limit, after })).hits.map(hit =>
      hit.kind === 'return' ? hit.rma._id : hit.case._id,
    );
  async function assign(collection: 'rmas' | 'cases', number: string): Promise<void> {
    await store.collection(collection).updateOne({ _id: number }, { $set: { assignee: ANN } });
    if (collection === 'rmas') await desk.returns.change(number, { kind: 'note', text: 'mine' }, BY);
    else await desk.cases.change(number, { kind: 'note', text: 'mine' }, BY);
  }

  it('has what nobody looks after, and for each what is theirs', async () => {
    const [one, other] = [await opened(), await issued()];
    assert.deepEqual((await numbers('unassigned')).sort(), [one._id, other._id].sort());
    assert.deepEqual(await numbers('mine'), []);
    await assign('cases', one._id);
    await assign('rmas', other._id);
    assert.deepEqual(await numbers('unassigned'), []);
    assert.deepEqual(await numbers('mine'), [one._id, other._id]);
  });

  it('leaves a return with whoever looks after its case', async () => {
    const one = await opened();
    await assign('cases', one._id);
    const rma = await issued(desk, await desk.cases.find(one._id));
    assert.deepEqual((await numbers('mine')).sort(), [one._id, rma._id].sort());
    pass(20);
    assert.deepEqual(await numbers('overdue'), []);
  });

  it('lets go of what is over, and takes it back where it goes on', async () => {
    const one = await opened();
    await desk.cases.change(one._id, { kind: 'solved' }, BY);
    assert.deepEqual(await numbers('unassigned'), []);
    await desk.cases.change(one._id, { kind: 'reopened', note: 'broke again' }, BY);
    assert.deepEqual(await numbers('unassigned'), [one._id]);
    const rma = await issued(desk, one);
    assert.deepEqual(await numbers('unassigned'), [rma._id]);
    await change(rma, { kind: 'withdrawn' });
    await desk.cases.rememberEnd(one._id, rma._id, { as: 'withdrawn', at });
    assert.deepEqual(await numbers('unassigned'), [one._id]);
  });

  it('has at the bench what is here without an estimate, and what was sent one and does not answer', async () => {
    const [here, asked, away] = [await issued(), await issued(), await issued()];
    for (const rma of [here, asked]) await change(rma, { kind: 'received', items: [] });
    pass(1);
    await change(here, { kind: 'diagnosing' });
    await change(asked, { kind: 'diagnosing' });
    assert.deepEqual((await numbers('bench')).sort(), [here._id, asked._id].sort());
    await change(asked, { kind: 'estimate', terms: ESTIMATE });
    assert.deepEqual(await numbers('bench'), [here._id]);
    assert.deepEqual(await numbers('unanswered'), [asked._id]);
    await change(asked, { kind: 'estimate-answered', estimate: '1', answer: 'approve' });
    assert.deepEqual(await numbers('unanswered'), []);
    assert.ok(!(await numbers('bench')).includes(away._id));
  });

  it('is overdue once the day is over in the maker’s zone, the longest first', async () => {
    const [first, second] = [await issued(), await issued()];
    await change(first, { kind: 'received', items: [] });
    pass(1);
    await change(second, { kind: 'received', items: [] });
    at = new Date('2026-11-14T07:59:59Z');
    assert.deepEqual(await numbers('overdue'), []);
    at = new Date('2026-11-14T08:00:01Z');
    assert.deepEqual(await numbers('overdue'), [first._id]);
    pass(10);
    assert.deepEqual(await numbers('overdue'), [first._id, second._id]);
    assert.equal(await desk.queue.count('overdue', ANN.id, 10), 2);
  });

  it('has as arriving what is to come between Monday and Sunday', async () => {
    const [told, late] = [await issued(), await issued()];
    const parcel = { direction: 'inbound' as const, carrier: 'UPS', tracking: '1Z999AA10123456784' };
    await change(told, { kind: 'parcel', parcel });
    assert.deepEqual(await numbers('arriving'), []);
    // A parcel told of on Tuesday has five business days; a return that nobody sent has 30 days (R8).
    at = new Date('2026-11-16T09:00:00Z');
    assert.deepEqual(await numbers('arriving'), [told._id]);
    at = new Date('2026-12-07T08:00:00Z');
    assert.deepEqual(await numbers('arriving'), [late._id]);
    at = new Date('2026-12-14T08:00:00Z');
    assert.deepEqual(await numbers('arriving'), []);
    at = new Date('2026-12-13T20:00:00Z');
    assert.deepEqual(await numbers('arriving'), [late._id]);
  });

  it('shows no return that lapsed, whether or not the clock has come by (R9)', async () => {
    await issued();
    pass(91);
    assert.deepEqual(await numbers('unassigned'), []);
    assert.deepEqual(await numbers('overdue'), []);
  });

  it('pages through what is due at the same moment and at others, each once', async () => {
    const all: string[] = [];
    for (let day = 0; day < 3; day++) {
      for (let count = 0; count < 5; count++) {
        const rma = await issued();
        await change(rma, { kind: 'received', items: [] });
        all.push(rma._id);
      }
      all.push((await opened())._id);
      pass(1);
    }
    pass(400);
    for (const view of ['unassigned', 'overdue'] as const) {
      for (const limit of [1, 4, 6, 17]) {
        const seen: string[] = [];
        let after: DuePlace | undefined;
        do {
          const page = await desk.queue.list(view, ANN.id, { limit, after });
          seen.push(...page.hits.map(hit => (hit.kind === 'return' ? hit.rma._id : hit.case._id)));
          after = page.next;
          assert.ok(seen.length <= all.length, 'something came twice');
        } while (after);
        assert.deepEqual([...seen].sort(), [...all].sort(), `${view} by ${limit}`);
      }
    }
  });

  it('takes in what an older build wrote, once', async () => {
    const older = deskOver(store, now, true);
    const [one, rma] = [await opened(older), await issued(older)];
    const ended = await opened(older);
    await older.cases.change(ended._id, { kind: 'closed' }, BY);
    assert.deepEqual(await numbers('unassigned'), []);
    await catchUp({ store, now }, queueMembers(desk.standing));
    assert.deepEqual((await numbers('unassigned')).sort(), [one._id, rma._id].sort());
    const later = await opened(older);
    await catchUp({ store, now }, queueMembers(desk.standing));
    assert.ok(!(await numbers('unassigned')).includes(later._id));
  });
});
