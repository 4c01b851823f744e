import assert from 'node:assert/strict';
import { Case } from '../../../services/cases/case.ts';
import type { Stored } from '../../../services/store/port.ts';
import { onBothEngines } from '../engines.ts';
import { createProcess, issued, mailsOf, type Process } from './desk.ts';

const DAY_MS = 86_400_000;
const NEW = ['extras', 'parcels', 'estimates', 'attention', 'clockAt', 'clockDone', 'lapsesAt', 'notices', 'noticesAt'];

onBothEngines('a return issued before there was a clock', open => {
  let desk: Process;
  let now: Date;
  let number: string;
  let caseNumber: string;
  let raw: () => Promise<(Stored & Record<string, unknown>) | null>;
  let mails: () => string[];
  beforeEach(async () => {
    now = new Date('2026-11-10T17:00:00Z');
    const store = await open(() => now);
    desk = createProcess(store, () => now);
    ({ _id: number, caseNumber } = await issued(desk));
    const gone = Object.fromEntries([...NEW, 'customerNumber'].map(name => [name, '']));
    // All that it had was the instant at which the store removes it: the end of its 90th day.
    const expiresAt = new Date('2027-02-09T07:59:59.999Z');
    await store.collection('rmas').updateOne({ _id: number }, { $set: { expiresAt }, $unset: gone });
    await store.collection('cases').updateOne({ _id: caseNumber }, { $unset: { notices: '', noticesAt: '' } });
    raw = () => store.collection<Stored & Record<string, unknown>>('rmas').findOne({ _id: number, ...unerased() });
    mails = () => mailsOf(store).map(({ kind }) => kind);
  });
  /** Whatever is due to be erased may be gone at any moment. */
  const unerased = () => ({ expiresAt: { $not: { $lte: now } } });
  const pass = (days: number) => {
    now = new Date(now.getTime() + days * DAY_MS);
  };

  it('is found, and is the answer to its request (R23)', async () => {
    assert.equal((await desk.returns.find(number))?.status, 'issued');
    assert.equal((await desk.returns.ofCase(caseNumber)).length, 1);
    assert.equal((await issued(desk))._id, number);
  });

  it('gets its dates as soon as a clock comes by, once', async () => {
    await desk.returns.goOverDeadlines(10);
    const dated = await raw();
    assert.deepEqual(
      [dated?.['lapsesAt'], dated?.['clockAt'], dated?.['expiresAt']],
      [new Date('2027-02-09T07:59:59.999Z'), new Date('2026-11-30T17:00:00Z'), undefined],
    );
    await desk.returns.goOverDeadlines(10);
    assert.equal((await raw())?.['version'], dated?.['version']);
  });

  it('is reminded of and lapses like any, neither early nor never (R8, R9)', async () => {
    await desk.returns.goOverDeadlines(10);
    for (const days of [21, 7, 62]) {
      pass(days);
      assert.ok(await desk.returns.find(number));
      await desk.returns.goOverDeadlines(10);
      await desk.relay();
    }
    pass(3);
    assert.equal(await desk.returns.find(number), undefined);
    await desk.returns.goOverDeadlines(10);
    await desk.relay();
    assert.deepEqual(mails(), ['return-reminder', 'return-reminder', 'lapsed']);
    assert.equal((await desk.cases.find(caseNumber))?.rmas[0]?.ended?.as, 'lapsed');
    pass(8);
    assert.equal(await raw(), null);
  });

  it('is received before any clock has seen it, and never removed (R9)', async () => {
    const done = await desk.returns.change(number, { kind: 'received' }, { actor: 'staff:1' });
    assert.equal(done.kind, 'changed');
    await desk.relay();
    pass(400);
    assert.equal(await desk.returns.goOverDeadlines(10), 0);
    assert.equal((await desk.returns.find(number))?.status, 'received');
    assert.deepEqual(mails(), ['received']);
  });

  it('has a note before any clock has seen it, and lapses all the same', async () => {
    await desk.returns.change(number, { kind: 'note', text: 'hello' }, { actor: 'staff:1' });
    await desk.returns.goOverDeadlines(10);
    pass(92);
    assert.ok(await raw(), 'its end is still to be told');
    assert.equal(await desk.returns.goOverDeadlines(10), 1);
    assert.equal((await raw())?.['status'], 'lapsed');
  });

  it('may have been removed while no clock ran: its case is over and can be withdrawn', async () => {
    pass(92);
    assert.equal(await raw(), null);
    const of = Case.parse(await desk.cases.find(caseNumber));
    assert.equal(of.rmas[0]?.ended, undefined);
    assert.equal((await desk.cases.change(caseNumber, { kind: 'withdrawn' }, { actor: 'web' })).kind, 'changed');
  });
});
