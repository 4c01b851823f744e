import assert from 'node:assert/strict';
import type { Rma } from '../../../services/returns/rma.ts';
import type { Store } from '../../../services/store/port.ts';
import { onBothEngines } from '../engines.ts';
import { createProcess, issued, mailsOf, type Process } from './desk.ts';

const DAY_MS = 86_400_000;
const BY = { actor: 'staff:1' };

onBothEngines('a return that many processes work on', open => {
  let store: Store;
  let now: Date;
  let desk: Process;
  let rma: Rma;
  beforeEach(async () => {
    now = new Date('2026-11-10T17:00:00Z');
    store = await open(() => now);
    desk = process();
    rma = await issued(desk, ['1', '2']);
  });

  const process = (dies?: () => boolean) => createProcess(store, () => now, dies);
  /** Whatever is due to be erased may be gone at any moment. */
  const unerased = () => ({ expiresAt: { $not: { $lte: now } } });
  const pass = (days: number) => {
    now = new Date(now.getTime() + days * DAY_MS);
  };
  const memory = async () => (await desk.cases.find(rma.caseNumber))?.rmas[0];
  const stored = async () =>
    (await store.collection<Rma>('rmas').findOne({ _id: rma._id, ...unerased() })) ?? undefined;
  const kinds = () => mailsOf(store).map(({ kind }) => kind);

  it('has its reminder once, whoever looks at its dates', async () => {
    await desk.relay();
    pass(21);
    const workers = Array.from({ length: 5 }, () => process());
    await Promise.all(workers.map(({ returns }) => returns.goOverDeadlines(10)));
    await Promise.all(workers.map(worker => worker.relay()));
    assert.deepEqual(kinds(), ['issued', 'return-reminder']);
    const after = await desk.returns.find(rma._id);
    assert.deepEqual(after?.notices, []);
    assert.equal(after?.events.filter(({ kind, actor }) => kind === 'return-reminder' && actor === 'clock').length, 1);
  });

  it('lapses to the second for whoever reads it, and is told of once, days late as well (R9)', async () => {
    await desk.relay();
    now = new Date('2027-02-09T08:00:00Z');
    assert.equal(await desk.returns.find(rma._id), undefined);
    assert.deepEqual(await desk.returns.ofCase(rma.caseNumber), []);
    assert.equal((await desk.returns.change(rma._id, { kind: 'note', text: 'too late' }, BY)).kind, 'unknown');
    pass(12);
    assert.ok(await stored(), 'nothing is removed before its end has been told');
    const lapsedAt = now;
    const workers = Array.from({ length: 5 }, () => process());
    await Promise.all(workers.map(({ returns }) => returns.goOverDeadlines(10)));
    pass(12);
    assert.ok(await stored(), 'nor where a week passes between the clock and the telling');
    await Promise.all(workers.map(worker => worker.relay()));
    assert.deepEqual(kinds(), ['issued', 'lapsed']);
    assert.deepEqual((await memory())?.ended, { as: 'lapsed', at: lapsedAt });
    const told = (await desk.cases.find(rma.caseNumber))?.events.filter(({ kind }) => kind === 'rma-lapsed');
    assert.equal(told?.length, 1);
    pass(8);
    assert.equal(await stored(), undefined, 'removed');
  });

  it('is told of once where the process dies between the clock, the case, the mail and the forgetting', async () => {
    await desk.relay();
    pass(95);
    let deaths = 0;
    for (let at = 0; at < 3; at++) {
      let left = at;
      const mortal = process(() => left-- === 0);
      await mortal.returns.goOverDeadlines(10);
      await mortal.relay();
      deaths += mortal.warned.length;
      now = new Date(now.getTime() + 60_000);
    }
    assert.equal(deaths, 3);
    await desk.relay();
    assert.deepEqual(kinds(), ['issued', 'lapsed']);
    const events = (await desk.cases.find(rma.caseNumber))?.events.map(({ kind }) => kind);
    assert.deepEqual(events, ['opened', 'rma-issued', 'rma-lapsed']);
    assert.deepEqual((await stored())?.notices, []);
  });

  it('is changed once by a request that comes twenty times at once (R23)', async () => {
    const note = { kind: 'note', text: 'called the customer' } as const;
    const workers = [process(), process()];
    const done = await Promise.all(
      Array.from({ length: 20 }, (_, n) => workers[n % 2]?.returns.change(rma._id, note, { ...BY, key: 'k' })),
    );
    assert.deepEqual(done.map(one => one?.kind).sort(), ['changed', ...Array.from({ length: 19 }, () => 'same')]);
    assert.equal((await desk.returns.find(rma._id))?.events.length, 2);
  });

  it('answers a repeated request as done, also where the return has moved on since', async () => {
    const received = { kind: 'received', items: [{ item: '1' }] } as const;
    const by = { ...BY, key: 'k' };
    await desk.returns.change(rma._id, { ...received, items: [...received.items] }, by);
    await desk.returns.change(rma._id, { kind: 'diagnosing' }, BY);
    assert.equal((await desk.returns.change(rma._id, { kind: 'received', items: [{ item: '1' }] }, by)).kind, 'same');
    assert.equal((await desk.returns.find(rma._id))?.status, 'diagnosing');
  });

  it('carries out a request that was refused once it is allowed', async () => {
    const by = { ...BY, key: 'k' };
    assert.equal((await desk.returns.change(rma._id, { kind: 'diagnosing' }, by)).kind, 'refused');
    await desk.returns.change(rma._id, { kind: 'received', items: [{ item: '1' }] }, BY);
    assert.equal((await desk.returns.change(rma._id, { kind: 'diagnosing' }, by)).kind, 'changed');
  });

  it('takes every note of a storm of forty', async () => {
    const note = (n: number) => desk.returns.change(rma._id, { kind: 'note', text: `note ${n}` }, BY);
    await Promise.all(Array.from({ length: 40 }, (_, n) => note(n)));
    const { events = [], version } = (await desk.returns.find(rma._id)) ?? {};
    assert.deepEqual([events.length, version], [41, 41]);
  });

  it('keeps the dates of the others where one of them cannot be read', async () => {
    const other = await issued(desk, ['1'], { requestKey: 'other' });
    await store.collection<Rma>('rmas').updateOne({ _id: rma._id }, { $set: { schema: 7, clockAt: new Date(1) } });
    pass(21);
    assert.equal(await desk.returns.goOverDeadlines(1), 1);
    await desk.returns.goOverDeadlines(1);
    assert.equal(desk.warned.length, 1);
    const events = (await desk.returns.find(other._id))?.events.map(({ kind }) => kind);
    assert.deepEqual(events, ['issued', 'return-reminder']);
  });

  it('sends no mail of its status to whoever declined it, and tells the address that was on file (R11)', async () => {
    await desk.relay();
    await desk.returns.change(rma._id, { kind: 'status-emails', wanted: false }, BY);
    await desk.returns.change(rma._id, { kind: 'contact', email: 'al@acme.com' }, BY);
    pass(21);
    await desk.returns.goOverDeadlines(10);
    await desk.returns.change(rma._id, { kind: 'received', items: [{ item: '1' }] }, BY);
    await desk.relay();
    assert.deepEqual(
      mailsOf(store).map(({ kind, to }) => [kind, to]),
      [
        ['issued', 'jo@acme.com'],
        ['details-changed', 'jo@acme.com'],
      ],
    );
  });
});
