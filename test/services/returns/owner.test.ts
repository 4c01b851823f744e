import assert from 'node:assert/strict';
import type { Case } from '../../../services/cases/case.ts';
import { changeContact } from '../../../services/returns/owner.ts';
import type { NewRma } from '../../../services/returns/returns.ts';
import { createWorld, type World } from '../../world.ts';

const ADDRESS = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] };
const BY = { actor: 'test', key: 'k1' };

describe('whom to talk to about a case and its returns', () => {
  let world: World;
  let opened: Case;
  beforeEach(async () => {
    world = await createWorld();
    const { cases } = world.house;
    const contact = { name: 'Jo', email: 'jo@acme.com' };
    opened = await cases.open({ requestKey: 'k:case', contact, items: [], status: 'open', actor: 'test' });
  });
  afterEach(() => world.close());

  const issue = (requestKey: string) => {
    const request: NewRma = {
      ...{ requestKey, case: opened, shipTo: ADDRESS, items: [], expedited: false, statusEmails: false, actor: 'test' },
    };
    return world.house.returns.issue(request);
  };

  it('changes for the case and all its returns under way, and for none that has ended', async () => {
    const [first, second, over] = [await issue('a'), await issue('b'), await issue('c')];
    await world.house.returns.change(over._id, { kind: 'withdrawn' }, { actor: 'test' });
    await changeContact(world.house, opened._id, { email: 'ann@acme.com' }, BY);
    const emails = [first, second, over].map(async ({ _id }) => (await world.house.returns.find(_id))?.contact.email);
    assert.deepEqual(await Promise.all(emails), ['ann@acme.com', 'ann@acme.com', 'jo@acme.com']);
    assert.equal((await world.house.cases.find(opened._id))?.contact.email, 'ann@acme.com');
  });

  it('lets the old address hear of it, whatever was chosen about emails (R11)', async () => {
    const { _id } = await issue('a');
    await changeContact(world.house, opened._id, { email: 'ann@acme.com' }, BY);
    const mails = (await world.house.returns.find(_id))?.notices.flatMap(({ mail }) => mail ?? []);
    assert.deepEqual(mails, [{ kind: 'details-changed', to: 'jo@acme.com' }]);
  });

  it('goes on where it was interrupted, and does nothing twice (R23)', async () => {
    const { _id } = await issue('a');
    world.cutStore('cases');
    await assert.rejects(changeContact(world.house, opened._id, { phone: '+15595550199' }, BY));
    world.mendStore();
    assert.equal((await world.house.cases.find(opened._id))?.contact.phone, undefined);
    for (let times = 0; times < 2; times++) {
      await changeContact(world.house, opened._id, { phone: '+15595550199' }, BY);
    }
    const [rma, found] = [await world.house.returns.find(_id), await world.house.cases.find(opened._id)];
    assert.deepEqual([rma?.contact.phone, found?.contact.phone], ['+15595550199', '+15595550199']);
    assert.equal(rma?.events.filter(({ kind }) => kind === 'contact').length, 1);
    assert.equal(found?.events.filter(({ kind }) => kind === 'contact').length, 1);
  });
});
