import assert from 'node:assert/strict';
import { dateIn } from '../../../services/calendar.ts';
import type { Case } from '../../../services/cases/case.ts';
import { numbersOf } from '../../../services/cases/numbers-of.ts';
import { mergeCases } from '../../../services/returns/merging.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import { createWorld, type World } from '../../world.ts';
import { startMongo } from '../store/servers.ts';

describe('two cases that are one', () => twoCases(() => createWorld()));

describe('two cases that are one, on a server', function () {
  this.timeout(60_000);
  let server: Awaited<ReturnType<typeof startMongo>>;
  before(async function () {
    this.timeout(240_000);
    server = await startMongo();
    if (!server) this.skip();
  });
  after(() => server?.stop());
  twoCases(() => createWorld(undefined, server?.freshUri()));
});

function twoCases(begin: () => Promise<World>): void {
  let world: World;
  let one: Case;
  let other: Case;
  beforeEach(async () => {
    world = await begin();
    one = await opened('1');
    other = await opened('2');
  });
  afterEach(() => world.close());

  const opened = (requestKey: string, email = 'jo@acme.com') =>
    world.house.cases.open({
      ...{ requestKey, contact: { name: 'Jo', email }, items: [], status: 'open', actor: 'web' },
    });
  const issued = (of: Case, requestKey = 'r'): Promise<Rma> =>
    world.house.returns.issue({
      ...{ requestKey, case: of, shipTo: { raw: '1 Elm St', street: [] }, expedited: false, statusEmails: true },
      ...{ items: [], actor: 'web' },
    });
  const merge = (duplicate: Case, into: Case, more: { isAcross?: boolean; version?: number; key?: string } = {}) =>
    mergeCases(
      world.house,
      { duplicate: duplicate._id, into: into._id, isAcross: more.isAcross },
      { actor: 'staff:a', key: more.key, version: more.version },
    );
  const why = (merged: Awaited<ReturnType<typeof merge>>) =>
    merged.kind === 'refused' ? merged.why.code : merged.kind;

  it('become one: the duplicate is closed, and its number leads to the other', async () => {
    const merged = await merge(other, one);
    assert.equal(merged.kind, 'merged');
    const duplicate = await world.house.cases.itself(other._id);
    assert.deepEqual([duplicate?.status, duplicate?.mergedInto], ['closed', one._id]);
    assert.equal((await world.house.cases.find(other._id))?._id, one._id);
    assert.equal((await world.house.cases.findFor(other._id, 'jo@acme.com'))?._id, one._id);
    const found = (await world.house.cases.find(one._id)) ?? assert.fail();
    assert.deepEqual(numbersOf(found), [one._id, other._id]);
    assert.deepEqual(found.events.at(-1)?.data, { case: other._id });
  });

  it('take returns with them, which belong to the other from then on (R6)', async () => {
    const rma = await issued(other);
    await merge(other, one);
    const moved = (await world.house.returns.find(rma._id)) ?? assert.fail();
    assert.equal(moved.caseNumber, one._id);
    assert.equal((await world.house.cases.ofRma(rma._id))?._id, one._id);
    assert.deepEqual(
      (await world.house.returns.ofCase(one._id)).map(({ _id }) => _id),
      [rma._id],
    );
    await world.house.cases.rememberEnd(other._id, rma._id, { as: 'closed', at: world.now() });
    const ended = await world.house.cases.find(one._id);
    assert.deepEqual(
      [ended?.rmas[0]?.ended?.as, ended?.status],
      ['closed', 'closed'],
      'with its last return it is over',
    );
  });

  it('have the return of a customer who was just asking for one on the duplicate', async () => {
    await merge(other, one);
    const rma = await issued(other);
    assert.equal(rma.caseNumber, one._id);
    assert.equal((await world.house.cases.itself(other._id))?.status, 'closed', 'it is not opened again');
    assert.equal((await issued(other))._id, rma._id);
  });

  it('are open where the duplicate was', async () => {
    await world.house.cases.change(one._id, { kind: 'closed' }, { actor: 'x' });
    await merge(other, one);
    assert.equal((await world.house.cases.find(one._id))?.status, 'open');
  });

  it('are merged along the whole way, and never into themselves', async () => {
    const third = await opened('3');
    await merge(other, one);
    await merge(one, third);
    assert.equal((await world.house.cases.find(other._id))?._id, third._id);
    const found = (await world.house.cases.find(other._id)) ?? assert.fail();
    assert.deepEqual(numbersOf(found).sort(), [one._id, other._id, third._id].sort());
    assert.equal(why(await merge(third, other)), 'merged-into-itself');
    assert.equal(why(await merge(third, third)), 'merged-into-itself');
    assert.equal(why(await merge(other, third)), 'same');
    assert.equal(why(await merge(other, await opened('4'))), 'merged');
  });

  it('are not merged across customers unless that is confirmed, and each return stays its customer’s', async () => {
    const foreign = await opened('5', 'al@acme.com');
    const rma = await issued(foreign);
    assert.equal(why(await merge(foreign, one)), 'other-customer');
    assert.equal(why(await merge(foreign, one, { isAcross: true })), 'merged');
    await world.house.privacy.erase({ email: 'jo@acme.com' }, { actor: 'x' }, { evenUnderWay: true } as never);
    const left = await world.house.returns.find(rma._id);
    assert.deepEqual([left?.contact.email, left?.caseNumber], ['al@acme.com', one._id]);
  });

  it('are not merged where one has been erased, nor once the duplicate was changed since it was seen', async () => {
    await world.house.cases.change(other._id, { kind: 'note', text: 'x' }, { actor: 'x' });
    assert.equal(why(await merge(other, one, { version: other.version })), 'changed-meanwhile');
    await world.house.privacy.erase({ email: 'jo@acme.com' }, { actor: 'x' });
    assert.equal(why(await merge(other, one)), 'erased');
  });

  it('are one or two, and never none, when they are merged into each other at once', async () => {
    for (let round = 0; round < 10; round++) {
      const [left, right] = [await opened(`l${round}`), await opened(`r${round}`)];
      await Promise.all([merge(left, right), merge(right, left)]);
      const [a, b] = [await world.house.cases.find(left._id), await world.house.cases.find(right._id)];
      assert.ok(!a?.mergedInto && !b?.mergedInto, 'each number leads to a case that is part of no other');
    }
  });

  it('give back what was taken in, where somebody else was faster', async () => {
    const third = await opened('6');
    const rma = await issued(other);
    await world.house.cases.change(other._id, { kind: 'assigned', to: { id: 'ann', name: 'Ann' } }, { actor: 'x' });
    await world.house.cases.change(one._id, { kind: 'closed' }, { actor: 'x' });
    const { cases } = world.house;
    // While this one is taking it in, it becomes part of the third.
    const raced = {
      ...cases,
      change: async (...[number, change, by]: Parameters<typeof cases.change>) => {
        const changed = await cases.change(number, change, by);
        if (change.kind === 'absorbed' && number === one._id) await merge(other, third);
        return changed;
      },
    };
    const late = await mergeCases(
      { cases: raced, returns: world.house.returns },
      { duplicate: other._id, into: one._id },
      { actor: 'staff:b', version: (await cases.itself(other._id))?.version },
    );
    assert.equal(late.kind === 'refused' && late.why.code, 'merged');
    const left = (await cases.itself(one._id)) ?? assert.fail();
    assert.deepEqual([left.status, left.rmas, left.mergedFrom, left.assignee], ['closed', [], [], undefined]);
    assert.equal((await cases.find(other._id))?._id, third._id);
    assert.equal((await world.house.returns.find(rma._id))?.caseNumber, third._id);
  });

  describe('in the staff’s queue', () => {
    const ANN = { id: 'ann', name: 'Ann' };
    const standing = async ({ _id }: Case) => {
      const found = (await world.house.cases.itself(_id)) ?? assert.fail();
      return [found.desk, found.dueAt?.toISOString().slice(0, 10)];
    };
    const numbersIn = async (view: 'mine' | 'unassigned') =>
      (await world.house.queue.list(view, ANN.id, { limit: 50 })).hits.map(hit =>
        hit.kind === 'return' ? hit.rma._id : hit.case._id,
      );

    it('are one: the duplicate does not stand there any more', async () => {
      assert.deepEqual((await numbersIn('unassigned')).sort(), [one._id, other._id].sort());
      await merge(other, one);
      assert.deepEqual(await numbersIn('unassigned'), [one._id]);
      assert.deepEqual(await standing(other), [undefined, undefined]);
    });

    it('stand there by the return that one brings', async () => {
      const rma = await issued(other);
      await merge(other, one);
      assert.deepEqual(await numbersIn('unassigned'), [rma._id]);
      assert.deepEqual([await standing(one), await standing(other)].flat(), Array(4).fill(undefined));
    });

    it('are still somebody’s, and due when the return that came with it is', async () => {
      await world.house.cases.change(one._id, { kind: 'assigned', to: ANN }, { actor: 'x' });
      const rma = await issued(other);
      await merge(other, one);
      assert.deepEqual(await numbersIn('mine'), [one._id]);
      const until = (await world.house.cases.itself(one._id))?.dueAt ?? assert.fail();
      assert.equal(dateIn(world.house.profile.company.timeZone, until), rma.activeUntil);
    });

    it('are whose the duplicate was, where the other is nobody’s', async () => {
      await world.house.cases.change(other._id, { kind: 'assigned', to: ANN }, { actor: 'x' });
      await merge(other, one);
      assert.deepEqual([await numbersIn('mine'), await numbersIn('unassigned')], [[one._id], []]);
      const third = await opened('7');
      await world.house.cases.change(third._id, { kind: 'assigned', to: { id: 'bob', name: 'Bob' } }, { actor: 'x' });
      await merge(third, one);
      assert.deepEqual(await numbersIn('mine'), [one._id], 'else it stays whose it is');
    });

    it('begin again there, where a closed one takes in an open one', async () => {
      await world.house.cases.change(one._id, { kind: 'closed' }, { actor: 'x' });
      await merge(other, one);
      assert.deepEqual(await numbersIn('unassigned'), [one._id]);
    });

    it('have a closed case back that is somebody’s, when a return is issued on it', async () => {
      await world.house.cases.change(one._id, { kind: 'assigned', to: ANN }, { actor: 'x' });
      await world.house.cases.change(one._id, { kind: 'closed' }, { actor: 'x' });
      assert.deepEqual(await numbersIn('mine'), []);
      await issued(one);
      assert.deepEqual(await numbersIn('mine'), [one._id]);
    });
  });
}
