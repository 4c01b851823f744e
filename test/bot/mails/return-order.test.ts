import assert from 'node:assert/strict';
import { createReturnsWorld, LINKS, type ReturnsWorld } from './returns-world.ts';

const DAY = 24;

describe('the mails that a return causes', () => {
  let w: ReturnsWorld;
  beforeEach(async () => {
    w = await createReturnsWorld();
  });
  afterEach(() => w.close());

  const find = async (number: string) => (await w.world.house.returns.find(number)) ?? assert.fail();

  it('are one each, also where the process dies between the order and the note that it was made', async () => {
    await w.background().close();
    const rma = await w.issue();
    w.world.cutStore('rmas');
    await w.restartBackground();
    await w.mails();
    assert.equal((await find(rma._id)).notices.length, 1, 'the note was not made');
    assert.equal(w.server.mails.length, 1);
    w.world.mendStore();
    await w.restartBackground(LINKS);
    w.world.pass(1);
    assert.equal((await w.mails()).length, 0);
    assert.deepEqual((await find(rma._id)).notices, []);
    assert.equal(w.server.mails.length, 1);
  });

  it('are one each where several processes carry them on at once', async () => {
    await w.background().close();
    const rmas = await Promise.all(Array.from({ length: 5 }, () => w.issue()));
    await w.restartBackground();
    const others = await Promise.all([w.another(), w.another()]);
    await Promise.all([w.background(), ...others].map(one => one.idle()));
    await Promise.all(rmas.map(rma => w.change(rma, { kind: 'received', items: [{ item: '1' }] })));
    await Promise.all([w.background(), ...others].map(one => one.idle()));
    await Promise.all(others.map(one => one.close()));
    assert.equal(w.server.mails.length, 10);
    assert.equal(new Set(w.server.mails.map(({ messageId }) => messageId)).size, 10);
  });

  it('are none where the customer wants none, save those that go out whatever was chosen (R11)', async () => {
    const rma = await w.issue(1, { statusEmails: false });
    await w.change(rma, { kind: 'received', items: [{ item: '1' }] });
    await w.change(rma, { kind: 'contact', phone: '+15595550111' });
    assert.deepEqual(
      (await w.mails()).map(mail => /Details of RMA/.test(mail.subject ?? '')),
      [true],
    );
  });

  it('call somebody at the desk where an address takes none, and reach the corrected one by hand', async () => {
    const rma = await w.issue();
    w.server.refuse(550);
    assert.equal((await w.mails()).length, 0);
    const bounced = await find(rma._id);
    assert.deepEqual(bounced.attention, ['mail-bounced']);
    const { actor, data } = bounced.events.at(-1) ?? assert.fail();
    assert.deepEqual([actor, data], ['desk', { mail: 'issued', code: 'EENVELOPE 550' }]);
    const [parked] = await w.world.house.outbox.parkedSince(new Date(0), 10);
    assert.equal(parked?.about?.['rma'], rma._id);
    assert.doesNotMatch(JSON.stringify(parked), /acme|Roe|Elm/);

    await w.change(rma, { kind: 'contact', email: 'right@acme.com' });
    await w.mails();
    assert.equal(await w.world.house.outbox.retry(parked?.key ?? ''), true);
    assert.match((await w.mails())[0]?.subject ?? '', /Your RMA number is/);
    assert.equal(w.server.recipients.at(-1), 'right@acme.com');
  });

  it('call somebody as well where what is on file is no address, and go on with the others', async () => {
    const odd = await w.issue();
    await w.mails();
    await w.world.store.collection('rmas').updateOne({ _id: odd._id }, { $set: { 'contact.email': 'a@b, c@d' } });
    await w.change(odd, { kind: 'received', items: [{ item: '1' }] });
    await w.issue();
    assert.equal((await w.mails()).length, 1);
    const after = await find(odd._id);
    assert.deepEqual([after.attention, after.notices], [['mail-bounced'], []]);
    assert.equal(after.events.filter(({ kind }) => kind === 'mail-failed').length, 1);
  });

  it('outlast hours without a server, are shown after a day of it, and can be sent then', async () => {
    const rma = await w.issue();
    w.server.refuse(...Array.from({ length: 100 }, () => 451));
    for (let hour = 0; hour < DAY + 1; hour++) {
      await w.mails();
      w.world.pass(1);
    }
    const [parked] = await w.world.house.outbox.parkedSince(new Date(0), 10);
    assert.deepEqual([parked?.kind, parked?.about?.['mail']], ['return', 'issued']);
    assert.deepEqual((await find(rma._id)).attention, []);
    w.server.welcome();
    await w.world.house.outbox.retry(parked?.key ?? '');
    assert.equal((await w.mails()).length, 1);
  });
});
