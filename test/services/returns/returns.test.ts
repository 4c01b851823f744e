import assert from 'node:assert/strict';
import type { Case } from '../../../services/cases/case.ts';
import { dammDigit } from '../../../services/numbers.ts';
import type { NewRma } from '../../../services/returns/returns.ts';
import { createWorld, type World } from '../../world.ts';

const ADDRESS = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] };

describe('returns', () => {
  let world: World;
  let opened: Case;
  beforeEach(async () => {
    world = await createWorld('2026-11-10T17:00:00Z');
    opened = await world.house.cases.open({
      requestKey: 'k:case',
      contact: { name: 'Jo', email: 'jo@acme.com' },
      items: [item('1', 'A1234567')],
      status: 'open',
      actor: 'test',
    });
  });
  afterEach(() => world.close());

  const item = (id: string, serial: string) => ({
    id,
    model: 'SD4E',
    kind: 'dome' as const,
    serial: { raw: serial, value: serial },
    problem: 'no picture',
    warranty: { kind: 'unconfirmed' as const, months: 36 },
  });
  const request = (changes: Partial<NewRma> = {}): NewRma => ({
    requestKey: 'k:rma',
    case: opened,
    shipTo: ADDRESS,
    items: [item('1', 'A1234567')],
    expedited: false,
    statusEmails: true,
    actor: 'test',
    ...changes,
  });
  const days = (count: number) => count * 24;

  it('issues ten digits that begin with 7 and end in their check digit (R21)', async () => {
    const { _id } = await world.house.returns.issue(request());
    assert.match(_id, /^7\d{9}$/);
    assert.equal(dammDigit(_id), '0');
  });

  it('gives the same number to the same request, however often and however concurrently it comes (R23)', async () => {
    const rmas = await Promise.all(Array.from({ length: 20 }, () => world.house.returns.issue(request())));
    assert.equal(new Set(rmas.map(rma => rma._id)).size, 1);
    assert.equal(await world.store.collection('rmas').countDocuments({}), 1);
    assert.equal((await world.house.cases.find(opened._id))?.rmas.length, 1);
  });

  it('repairs the memory of the case where the process died between the two writes', async () => {
    const { _id } = await world.house.returns.issue(request());
    await world.store.collection('cases').updateOne({ _id: opened._id }, { $set: { rmas: [] } });
    await world.house.returns.issue(request());
    assert.deepEqual(
      (await world.house.cases.find(opened._id))?.rmas.map(memory => memory.number),
      [_id],
    );
  });

  it('counts 30 days to send and 90 days active from the day of issue at the maker (R8, R9)', async () => {
    const rma = await world.house.returns.issue(request());
    assert.equal(rma.returnBy, '2026-12-10');
    assert.equal(rma.activeUntil, '2027-02-08');
  });

  it('counts the day of issue where the maker is, not in UTC', async () => {
    world.pass(13);
    const rma = await world.house.returns.issue(request());
    assert.equal(rma.issuedAt.toISOString(), '2026-11-11T06:00:00.000Z');
    assert.equal(rma.returnBy, '2026-12-10');
  });

  it('keeps an RMA to the end of its 90th day and removes it then; the case remembers (R9)', async () => {
    const rma = await world.house.returns.issue(request());
    world.pass(days(90));
    assert.ok(await world.house.returns.find(rma._id));
    world.pass(24);
    assert.equal(await world.house.returns.find(rma._id), undefined);
    assert.deepEqual(await world.house.returns.ofCase(opened._id), []);
    assert.equal((await world.house.cases.find(opened._id))?.rmas[0]?.number, rma._id);
  });

  it('never removes a product that was received in time (R9)', async () => {
    const rma = await world.house.returns.issue(request());
    await world.house.returns.change(rma._id, { kind: 'received' }, { actor: 'test' });
    world.pass(days(400));
    assert.equal((await world.house.returns.find(rma._id))?.status, 'received');
  });

  it('finds a serial on an open return, with O typed for 0', async () => {
    await world.house.returns.issue(request({ items: [item('1', 'A1002003')] }));
    assert.equal((await world.house.returns.withSerials(['A1OO2OO3'])).length, 1);
    assert.equal((await world.house.returns.withSerials(['A1002004'])).length, 0);
    assert.equal((await world.house.returns.withSerials([])).length, 0);
  });

  it('issues a new number to another request on the same case', async () => {
    const first = await world.house.returns.issue(request());
    const second = await world.house.returns.issue(request({ requestKey: 'other:rma' }));
    assert.notEqual(first._id, second._id);
    assert.deepEqual(
      (await world.house.returns.ofCase(opened._id)).map(rma => rma._id).sort(),
      [first._id, second._id].sort(),
    );
  });

  it('becomes the return of another customer with the address of that customer (R22)', async () => {
    const rma = await world.house.returns.issue(request());
    const changed = await world.house.returns.change(
      rma._id,
      { kind: 'contact', email: 'ann@acme.com' },
      { actor: 'test' },
    );
    assert.ok(changed.kind === 'changed');
    assert.notEqual(changed.rma.customerNumber, rma.customerNumber);
    const moved = await world.house.cases.change(
      opened._id,
      { kind: 'contact', email: 'ann@acme.com' },
      { actor: 'test' },
    );
    assert.equal(changed.rma.customerNumber, moved.kind === 'changed' && moved.case.customerNumber);
  });
});
