import assert from 'node:assert/strict';
import type { ChangeInput } from '../../../services/returns/change.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import { createWorld, type World } from '../../world.ts';

const BY = { actor: 'test' };

describe('the life of a return', () => {
  let world: World;
  let rma: Rma;
  beforeEach(async () => {
    world = await createWorld('2026-11-10T17:00:00Z');
    rma = await issued(['1', '2']);
  });
  afterEach(() => world.close());

  async function issued(ids: string[]): Promise<Rma> {
    const items = ids.map(id => ({
      id,
      model: 'SD4E',
      kind: 'dome' as const,
      problem: 'no picture',
      warranty: { kind: 'unconfirmed' as const, months: 36 },
    }));
    const contact = { name: 'Jo', email: 'jo@acme.com' };
    const opened = await world.house.cases.open({ requestKey: 'c', contact, items, status: 'open', actor: 'test' });
    const shipTo = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] };
    return world.house.returns.issue({
      ...{ requestKey: 'r', case: opened, shipTo, items, expedited: false, statusEmails: true, actor: 'test' },
    });
  }

  async function change(asked: ChangeInput, key?: string) {
    return world.house.returns.change(rma._id, asked, { ...BY, key });
  }
  async function changed(asked: ChangeInput): Promise<Rma> {
    const done = await change(asked);
    assert.equal(done.kind, 'changed', JSON.stringify(done));
    return 'rma' in done ? done.rma : assert.fail();
  }
  const terms = { currency: 'USD', lines: [{ text: 'New camera module', amount: 18_500 }], diagnosticsFee: 7_500 };

  it('goes from number to doorstep, with an event for each change', async () => {
    await changed({ kind: 'received', items: [{ item: '1' }, { item: '2' }] });
    await changed({ kind: 'diagnosing' });
    await changed({ kind: 'estimate', terms });
    await changed({ kind: 'estimate-answered', estimate: '1', answer: 'approve' });
    await changed({ kind: 'repairing' });
    await changed({ kind: 'disposed', item: '1', disposition: 'repaired' });
    await changed({ kind: 'disposed', item: '2', disposition: 'no-fault-found' });
    await changed({ kind: 'shipped', carrier: 'UPS', tracking: '1Z999AA10123456784' });
    const after = await changed({ kind: 'closed' });
    assert.deepEqual(
      after.events.map(({ kind }) => kind),
      [
        ...['issued', 'received', 'diagnosing', 'estimate-sent', 'authorized', 'repairing'],
        ...['disposed', 'disposed', 'shipped', 'closed'],
      ],
    );
    assert.equal(after.expiresAt, undefined);
    assert.equal(after.clockAt, undefined);
  });

  it('refuses a change that is not in the graph, and names those that are', async () => {
    const refusal = await change({ kind: 'repairing' });
    assert.deepEqual(refusal.kind === 'refused' && refusal.why, {
      code: 'not-allowed',
      status: 'issued',
      wanted: 'repairing',
      allowed: ['received', 'withdrawn', 'lapsed'],
    });
  });

  it('does nothing for a request that it has carried out', async () => {
    await change({ kind: 'note', text: 'called the customer' }, 'k1');
    assert.equal((await change({ kind: 'note', text: 'called the customer' }, 'k1')).kind, 'same');
    assert.equal((await world.house.returns.find(rma._id))?.events.length, 2);
  });

  it('is removed on its 90th day where nothing came (R9), and is never where one item did', async () => {
    const deadline = new Date('2027-02-09T07:59:59.999Z');
    world.pass((deadline.getTime() - world.now().getTime()) / 3_600_000 - 1);
    assert.ok(await world.house.returns.find(rma._id));
    world.pass(1);
    assert.equal(await world.house.returns.find(rma._id), undefined);
    assert.equal((await change({ kind: 'received', items: [{ item: '1' }] })).kind, 'unknown');
    assert.equal(await world.house.returns.goOverDeadlines(10), 1);
    assert.equal(await world.house.returns.goOverDeadlines(10), 0);
  });

  it('lets two workers race over the same deadlines, and does each thing once', async () => {
    world.pass(24 * 20 + 1);
    await Promise.all(Array.from({ length: 5 }, () => world.house.returns.goOverDeadlines(10)));
    const after = await world.house.returns.find(rma._id);
    assert.equal(after?.events.filter(({ kind }) => kind === 'return-reminder').length, 1);
    assert.equal(after?.notices.filter(({ mail }) => mail?.kind === 'return-reminder').length, 1);
  });
});
