import assert from 'node:assert/strict';
import type { Notice } from '../../../services/notices/notice.ts';
import type { Store } from '../../../services/store/port.ts';
import { createWebhookQueue, LEASE_MS, webhookIndexes } from '../../../services/webhooks/queue.ts';
import { createWebhooks, type Webhooks } from '../../../services/webhooks/webhooks.ts';
import { type OpenStore, onBothEngines } from '../engines.ts';
import { type Clock, createClock } from '../notifications/clock.ts';
import { freePort } from '../store/servers.ts';
import { type Answer, type Received, type Receiver, startReceiver, type Told } from './receiver.ts';

const SECRET = 'a secret of the two';
const HOUR_MS = 3_600_000;
const CASE = '4123456789';

onBothEngines('webhooks', contract, webhookIndexes);

function contract(open: OpenStore): void {
  let clock: Clock;
  let store: Store;
  let receivers: Receiver[];
  let running: Webhooks[];
  let said: string[];

  beforeEach(async () => {
    clock = createClock();
    store = await open(() => clock.now());
    [receivers, running, said] = [[], [], []];
  });
  afterEach(async () => {
    await Promise.all(receivers.map(receiver => receiver.close()));
    await Promise.all(running.map(one => one.close()));
  });

  async function receiver(answer?: (request: Received, told: Told) => Answer | Promise<Answer>): Promise<Receiver> {
    const one = await startReceiver(answer);
    receivers.push(one);
    return one;
  }

  /** A process of the desk; the same over one store as often as there are processes. */
  function webhooks(...urls: string[]): Webhooks {
    const tell = (what: object, message: string) => void said.push(`${message} ${JSON.stringify(what)}`);
    const log = { info: tell, warn: tell };
    const one = createWebhooks({ urls, secret: SECRET, store, now: clock.now, timer: clock.timer, log });
    running.push(one);
    return one;
  }

  /** A change of a return, as the relay carries it. */
  async function change(to: Webhooks, rma: string, version: number, kind = `change-${version}`): Promise<void> {
    const notice: Notice = { id: `${rma}:${version}:0`, at: clock.now(), kind, hook: true, status: 'received' };
    await to.ofReturn(notice, { _id: rma, caseNumber: CASE, status: 'closed' } as Parameters<Webhooks['ofReturn']>[1]);
  }
  const types = (taken: readonly Told[]) => taken.map(({ rma, type }) => `${rma} ${type}`);
  interface Kept {
    _id: string;
    target: string;
    nextAt?: Date;
    parked: { id: string; code: string }[];
  }
  const streams = () => store.collection<Kept>('webhooks');
  const waiting = () => streams().countDocuments({ nextAt: { $gt: new Date(0) } });
  async function passes(one: Webhooks, times = 1): Promise<number[]> {
    const passed: number[] = [];
    for (let time = 0; time < times; time++) {
      passed.push(clock.next());
      await one.idle();
    }
    return passed;
  }

  it('posts a change to every address, as JSON without anything personal', async () => {
    const [first, second] = [await receiver(), await receiver()];
    const one = webhooks(`${first.url}?key=k`, second.url);
    one.start();
    await change(one, '71', 3, 'shipped');
    await one.idle();
    assert.deepEqual(first.taken, second.taken);
    assert.deepEqual(first.taken, [
      {
        ...{ id: '71:3:0', type: 'rma.shipped', at: '2100-01-01T12:00:00.000Z', rma: '71', case: CASE },
        ...{ status: 'received', data: {}, sequence: 300 },
      },
    ]);
    assert.equal(first.received[0]?.path, '/hook?key=k');
    assert.equal(await waiting(), 0);
  });

  it('posts what it is told again only once, also after it has been delivered', async () => {
    const system = await receiver();
    const one = webhooks(system.url);
    for (const version of [1, 2]) await change(one, '71', version);
    for (const version of [1, 2]) await change(one, '71', version);
    await one.idle();
    for (const version of [1, 2]) await change(one, '71', version);
    await one.idle();
    assert.deepEqual(types(system.taken), ['71 rma.change-1', '71 rma.change-2']);
  });

  it('leaves out what is no news to business systems', async () => {
    const system = await receiver();
    const one = webhooks(system.url);
    const { hook: _, ...notice } = { id: '41:1:0', at: clock.now(), kind: 'opened', hook: true as const };
    await one.ofCase(notice, { _id: '41', status: 'open' } as Parameters<Webhooks['ofCase']>[1]);
    await one.idle();
    assert.equal(system.received.length, 0);
  });

  it('keeps the order of a return while one of its changes fails, and does not keep others waiting', async () => {
    let isBroken = true;
    const system = await receiver((_, { id }) => (id === '71:1:0' && isBroken ? 500 : 200));
    const one = webhooks(system.url);
    one.start();
    await change(one, '71', 1);
    await change(one, '71', 2);
    await change(one, '72', 1);
    await one.idle();
    assert.deepEqual(types(system.taken), ['72 rma.change-1']);
    await change(one, '71', 3);
    await change(one, '72', 2);
    await one.idle();
    assert.deepEqual(types(system.taken), ['72 rma.change-1', '72 rma.change-2']);
    isBroken = false;
    await passes(one);
    assert.deepEqual(types(system.taken).slice(2), ['71 rma.change-1', '71 rma.change-2', '71 rma.change-3']);
  });

  it('tries again after seconds, then less and less often up to an hour, and gives up after three days', async () => {
    const system = await receiver((_, { id }) => (id === '71:1:0' ? 500 : 200));
    const one = webhooks(system.url);
    one.start();
    await change(one, '71', 1);
    await change(one, '71', 2);
    await one.idle();
    const began = clock.now().getTime();
    const tries: number[] = [];
    while (system.taken.length === 0) {
      const { nextAt } = (await streams().findOne({})) ?? assert.fail();
      clock.pass((nextAt ?? assert.fail()).getTime() - clock.now().getTime());
      await one.idle();
      tries.push((clock.now().getTime() - began) / 1000);
    }
    const gaps = tries.map((at, place) => at - (tries[place - 1] ?? 0));
    assert.deepEqual(gaps.slice(0, 11), [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600]);
    assert.ok((tries.at(-1) ?? 0) <= 72 * 3600 && (tries.at(-1) ?? 0) > 70 * 3600, `${tries.at(-1)} s`);
    assert.deepEqual(types(system.taken), ['71 rma.change-2']);
    assert.ok(said.some(line => line.startsWith('webhook given up {"webhook":"71:1:0"')));
    const kept = await streams().find({}).toArray();
    assert.deepEqual(
      kept.flatMap(({ parked }) => parked.map(({ id, code }) => ({ id, code }))),
      [{ id: '71:1:0', code: '500' }],
    );
  });

  it('signs each attempt with its own time and the same id', async () => {
    let count = 0;
    const system = await receiver(() => (++count === 1 ? 500 : 200));
    const one = webhooks(system.url);
    one.start();
    await change(one, '71', 1);
    await one.idle();
    await passes(one);
    const [first, second] = system.received.map(({ headers }) => headers);
    assert.equal(first?.['webhook-id'], '71:1:0');
    assert.equal(second?.['webhook-id'], '71:1:0');
    assert.equal(Number(second?.['webhook-timestamp']) - Number(first?.['webhook-timestamp']), 5);
    assert.notEqual(first?.['webhook-signature'], second?.['webhook-signature']);
  });

  it('waits as long as it is told to, and no longer than an hour', async () => {
    const answers: Answer[] = [
      { status: 503, headers: { 'retry-after': '90' } },
      { status: 429, headers: { 'retry-after': '86400' } },
      { status: 500, headers: { 'retry-after': '86400' } },
    ];
    const system = await receiver(() => answers.shift() ?? 200);
    const one = webhooks(system.url);
    one.start();
    await change(one, '71', 1);
    await one.idle();
    const waits: number[] = [];
    for (const tries of [2, 3, 4]) {
      const before = clock.now().getTime();
      while (system.received.length < tries) await passes(one);
      waits.push((clock.now().getTime() - before) / 1000);
    }
    assert.deepEqual(waits, [90, 3600, 20]);
  });

  it('follows no redirect', async () => {
    const elsewhere = await receiver();
    const system = await receiver(() => ({ status: 307, headers: { location: elsewhere.url } }));
    const one = webhooks(system.url);
    await change(one, '71', 1);
    await one.idle();
    assert.equal(elsewhere.received.length, 0);
    assert.equal(await waiting(), 1);
  });

  it('takes a 2xx for an arrival whatever comes after it', async () => {
    const system = await receiver(() => response => {
      response.writeHead(202);
      const pour = () => {
        while (response.writable && response.write('x'.repeat(65_536)));
      };
      response.on('drain', pour).on('error', () => {});
      pour();
    });
    const one = webhooks(system.url);
    await change(one, '71', 1);
    await one.idle();
    assert.equal(await waiting(), 0);
  });

  it('posts nothing more where the receiver is gone (410), until the next start', async () => {
    let isGone = true;
    const system = await receiver(() => (isGone ? 410 : 200));
    const one = webhooks(system.url);
    one.start();
    await change(one, '71', 1);
    await one.idle();
    await change(one, '72', 1);
    await one.idle();
    await passes(one, 5);
    assert.equal(system.received.length, 1);
    isGone = false;
    clock.pass(HOUR_MS);
    await webhooks(system.url).idle();
    assert.deepEqual(types(system.taken).sort(), ['71 rma.change-1', '72 rma.change-1']);
  });

  it('does not let a dead address hold up another', async () => {
    const alive = await receiver();
    const silent = await receiver(() => () => {});
    const nobody = `http://127.0.0.1:${await freePort()}/hook`;
    const one = webhooks(nobody, silent.url, alive.url);
    one.start();
    for (let rma = 0; rma < 20; rma++) for (const version of [1, 2]) await change(one, `7${rma}`, version);
    await alive.took(40);
    assert.equal(silent.taken.length, 0);
    await silent.close();
  });

  it('does not try one by one what waits for an address where nobody answers', async () => {
    const one = webhooks(`http://127.0.0.1:${await freePort()}/hook`);
    for (let rma = 0; rma < 40; rma++) await change(one, `7${rma}`, 1);
    one.start();
    await one.idle();
    assert.equal(said.filter(line => line.includes('"code":"unreachable"')).length, 8);
  });

  it('posts each change once and in order from any number of processes', async () => {
    const tried = new Set<string>();
    const isFirst = (id: string) => tried.size < tried.add(id).size;
    const system = await receiver((_, { id, sequence }) => (sequence % 300 === 0 && isFirst(id) ? 500 : 200));
    const processes = [1, 2, 3].map(() => webhooks(system.url));
    for (const one of processes) one.start();
    const wanted = 6 * 8;
    for (let version = 1; version <= 8; version++) {
      // Every process may carry the same notice.
      await Promise.all(
        processes.flatMap(one => ['71', '72', '73', '74', '75', '76'].map(rma => change(one, rma, version))),
      );
    }
    // Two changes of each return fail once: so often time has to pass.
    for (let round = 0; round < 3; round++) {
      await Promise.all(processes.map(one => one.idle()));
      clock.pass(6_000);
    }
    await Promise.all(processes.map(one => one.idle()));
    assert.equal(system.taken.length, wanted);
    for (const rma of ['71', '72', '73', '74', '75', '76']) {
      const sequences = system.taken.filter(told => told.rma === rma).map(({ sequence }) => sequence);
      assert.deepEqual(sequences, [100, 200, 300, 400, 500, 600, 700, 800]);
    }
  });

  it('goes on where a process has died with a change taken', async () => {
    const system = await receiver();
    const queue = createWebhookQueue({ store, now: clock.now });
    const one = webhooks(system.url);
    await change(one, '71', 1);
    await change(one, '71', 2);
    const { target } = (await streams().findOne({})) ?? assert.fail();
    const [taken] = await queue.take(target, 1);
    await one.idle();
    assert.equal(system.received.length, 0);
    clock.pass(LEASE_MS);
    await one.idle();
    assert.deepEqual(types(system.taken), ['71 rma.change-1', '71 rma.change-2']);
    // The one that was thought dead has no more say.
    await change(one, '71', 3);
    await queue.parked(taken ?? assert.fail(), 'late');
    await one.idle();
    assert.equal(system.taken.length, 3);
  });

  it('drops what waits for an address that is named no more', async () => {
    const [former, kept] = [await receiver(() => 500), await receiver()];
    const before = webhooks(former.url, kept.url);
    await change(before, '71', 1);
    await before.idle();
    assert.equal(await waiting(), 1);
    const one = webhooks(kept.url);
    one.start();
    await change(one, '71', 2);
    await one.idle();
    assert.equal(await waiting(), 0);
    await webhooks(former.url, kept.url).idle();
    assert.equal(former.received.length, 1);
    assert.equal(kept.taken.length, 2);
  });

  it('sends a name and password of the address as such, and tells the log its host alone', async () => {
    let count = 0;
    const system = await receiver(() => (++count === 1 ? 500 : 200));
    const one = webhooks(`${system.url.replace('//', '//jo:p%40ss@')}?token=hunter2`);
    one.start();
    await change(one, '71', 1);
    await one.idle();
    await passes(one);
    assert.equal(system.taken.length, 1);
    assert.equal(system.received[0]?.headers.authorization, `Basic ${Buffer.from('jo:p@ss').toString('base64')}`);
    assert.equal(said.length, 2);
    assert.doesNotMatch(said.join(), /hunter2|p@ss|p%40ss|jo/);
  });

  it('gives up at closing what is not answered, and leaves it to the next process', async () => {
    let isAsked = () => {};
    const asked = new Promise<void>(done => {
      isAsked = done;
    });
    let isSilent = true;
    const system = await receiver(() => {
      isAsked();
      return isSilent ? () => {} : 200;
    });
    const one = webhooks(system.url);
    one.start();
    await change(one, '71', 1);
    await asked;
    const closed = one.close();
    clock.next();
    await closed;
    isSilent = false;
    clock.pass(LEASE_MS);
    await webhooks(system.url).idle();
    assert.deepEqual(types(system.taken), ['71 rma.change-1']);
  });
}
