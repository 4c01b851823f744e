import assert from 'node:assert/strict';
import { createCases, type NewCase } from '../../../services/cases/cases.ts';
import { createCustomers } from '../../../services/customers/customers.ts';
import { dammDigit, drawNumber } from '../../../services/numbers.ts';
import { createWorld, type World } from '../../world.ts';

describe('cases', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const request = (changes: Partial<NewCase> = {}): NewCase => ({
    requestKey: 'k:case',
    contact: { name: 'Jo', email: 'Jo@Acme.com' },
    items: [],
    status: 'open',
    actor: 'test',
    ...changes,
  });

  it('opens a case under ten digits that begin with 4 and end in their check digit (R1, R21)', async () => {
    const { _id } = await world.house.cases.open(request());
    assert.match(_id, /^4\d{9}$/);
    assert.equal(dammDigit(_id), '0');
  });

  it('opens one case for one request, however concurrently it is repeated (R23)', async () => {
    const opened = await Promise.all(Array.from({ length: 20 }, () => world.house.cases.open(request())));
    assert.equal(new Set(opened.map(one => one._id)).size, 1);
    assert.equal(await world.store.collection('cases').countDocuments({}), 1);
  });

  it('lists the cases of a customer, newest first, and of nobody else (R22, R24)', async () => {
    const opened = [];
    for (const requestKey of ['a', 'b', 'c']) {
      opened.push((await world.house.cases.open(request({ requestKey })))._id);
      world.pass(1);
    }
    const other = await world.house.cases.open(
      request({ requestKey: 'd', contact: { name: 'Al', email: 'al@acme.com' } }),
    );
    const customers = createCustomers({ store: world.store, draw: drawNumber, now: world.now });
    const jo = (await customers.find('JO@acme.com')) ?? assert.fail('Jo is known');
    const listed = async (most?: number) => (await world.house.cases.ofCustomer(jo._id, most)).map(one => one._id);
    assert.deepEqual(await listed(), opened.reverse());
    assert.deepEqual(await listed(1), opened.slice(0, 1));
    assert.notEqual(other.customerNumber, jo._id);
    assert.equal(await customers.find('nobody@acme.com'), undefined);
    assert.equal(await world.store.collection('customers').countDocuments({}), 2, 'asking makes no customer');
  });

  it('draws again where a number is taken', async () => {
    const { _id: taken } = await world.house.cases.open(request());
    const draws = [taken, taken, drawNumber('case')];
    const cases = createCases({
      store: world.store,
      customers: createCustomers({ store: world.store, draw: drawNumber, now: world.now }),
      draw: () => draws.shift() ?? assert.fail('drew too often'),
      now: world.now,
      timeZone: 'America/Los_Angeles',
    });
    const { _id } = await cases.open(request({ requestKey: 'other' }));
    assert.notEqual(_id, taken);
    assert.equal(draws.length, 0);
  });

  it('has one customer for each email address, in any case of letters (R22)', async () => {
    const first = await world.house.cases.open(request());
    const second = await world.house.cases.open(
      request({ requestKey: 'b', contact: { name: 'Joanna', email: 'jo@acme.COM' } }),
    );
    const other = await world.house.cases.open(
      request({ requestKey: 'c', contact: { name: 'Al', email: 'al@acme.com' } }),
    );
    assert.match(first.customerNumber, /^2\d{9}$/);
    assert.equal(first.customerNumber, second.customerNumber);
    assert.notEqual(first.customerNumber, other.customerNumber);
  });

  it('shows a case to its email address only; a wrong one looks like an unknown number (R24)', async () => {
    const { _id } = await world.house.cases.open(request());
    assert.equal((await world.house.cases.findFor(_id, 'jo@acme.com'))?._id, _id);
    assert.equal(await world.house.cases.findFor(_id, 'eve@acme.com'), undefined);
    assert.equal(await world.house.cases.findFor('4000000000', 'jo@acme.com'), undefined);
  });

  it('answers nobody for a day once ten wrong addresses have been tried on a number (R24)', async () => {
    const { _id } = await world.house.cases.open(request());
    for (let n = 0; n < 10; n++) await world.house.cases.findFor(_id, `eve${n}@acme.com`);
    assert.equal(await world.house.cases.findFor(_id, 'jo@acme.com'), undefined);
    world.pass(25);
    assert.equal((await world.house.cases.findFor(_id, 'jo@acme.com'))?._id, _id);
  });

  it('closes an open case as solved, once (R7)', async () => {
    const { _id } = await world.house.cases.open(request());
    await world.house.cases.change(_id, { kind: 'solved' }, { actor: 'test' });
    await world.house.cases.change(_id, { kind: 'solved' }, { actor: 'test' });
    const solved = await world.house.cases.find(_id);
    assert.equal(solved?.status, 'solved');
    assert.deepEqual(
      solved?.events.map(event => event.kind),
      ['opened', 'solved'],
    );
  });

  it('stores what looks like an operator as the text that it is', async () => {
    const contact = { name: '{"$gt": ""}', email: '$ne@acme.com' };
    const { _id } = await world.house.cases.open(request({ contact }));
    assert.deepEqual((await world.house.cases.find(_id))?.contact, contact);
  });
});
