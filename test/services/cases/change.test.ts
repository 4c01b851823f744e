import assert from 'node:assert/strict';
import type { Case } from '../../../services/cases/case.ts';
import type { CaseChange } from '../../../services/cases/change.ts';
import { createWorld, type World } from '../../world.ts';

describe('what may happen to a case', () => {
  let world: World;
  let opened: Case;
  beforeEach(async () => {
    world = await createWorld();
    const contact = { name: 'Jo', email: 'jo@acme.com' };
    opened = await world.house.cases.open({ requestKey: 'c', contact, items: [], status: 'open', actor: 'web' });
  });
  afterEach(() => world.close());

  const change = (asked: CaseChange, key?: string) =>
    world.house.cases.change(opened._id, asked, { actor: 'web', key });
  const found = async () => (await world.house.cases.find(opened._id)) ?? assert.fail('no case');

  it('is that it ends once, and is opened again', async () => {
    assert.equal((await change({ kind: 'closed' })).kind, 'changed');
    assert.equal((await change({ kind: 'closed' })).kind, 'same');
    const refused = await change({ kind: 'withdrawn' });
    assert.deepEqual(refused.kind === 'refused' && refused.why, { code: 'not-open', status: 'closed' });
    assert.equal((await change({ kind: 'reopened', note: 'it broke again' })).kind, 'changed');
    const again = await change({ kind: 'reopened', note: 'it broke again' });
    assert.deepEqual(again.kind === 'refused' && again.why, { code: 'open-already' });
    assert.equal((await change({ kind: 'withdrawn' })).kind, 'changed');
  });

  it('is another email address: it then belongs to the customer of that one (R22)', async () => {
    await change({ kind: 'contact', email: 'al@acme.com' });
    const { contact, customerNumber, events } = await found();
    assert.equal(contact.email, 'al@acme.com');
    assert.notEqual(customerNumber, opened.customerNumber);
    assert.deepEqual(events.at(-1)?.data, { fields: 'email' }, 'never the address itself');
  });

  it('is other details, by which nobody else gets the case', async () => {
    await change({ kind: 'contact', phone: '+15595550100', name: 'Jo' });
    const { contact, customerNumber, events } = await found();
    assert.deepEqual(contact, { name: 'Jo', email: 'jo@acme.com', phone: '+15595550100' });
    assert.deepEqual([customerNumber, events.at(-1)?.data], [opened.customerNumber, { fields: 'phone' }]);
    assert.equal((await change({ kind: 'contact', phone: '+15595550100' })).kind, 'same');
  });

  it('is done once for one request, however concurrently that comes (R23)', async () => {
    const note = { kind: 'customer-note', text: 'please call first' } as const;
    const done = await Promise.all(Array.from({ length: 20 }, () => change(note, 'k')));
    assert.equal(done.filter(({ kind }) => kind === 'changed').length, 1);
    assert.equal((await found()).events.length, 2);
  });

  it('is nothing where there is no such case', async () => {
    assert.equal((await world.house.cases.change('4000000000', { kind: 'closed' }, { actor: 'web' })).kind, 'unknown');
  });
});
