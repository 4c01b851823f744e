import assert from 'node:assert/strict';
import { type Announcements, createAnnouncements, LEASE_MS } from '../../../services/announcements/announcements.ts';
import { createDaily } from '../../../services/announcements/daily.ts';
import { isWeekday } from '../../../services/queue/business-days.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import { createRooms, type Rooms, type Topic } from '../../../services/staff/rooms.ts';
import type { Store } from '../../../services/store/port.ts';
import { onBothEngines } from '../engines.ts';
import { onPaper } from '../queue/paper.ts';
import { TERMS } from '../returns/paper.ts';

onBothEngines('announcements', open => {
  let at: Date;
  let store: Store;
  let rooms: Rooms;
  let announcements: Announcements;
  const now = () => at;
  beforeEach(async () => {
    at = new Date('2026-11-10T17:00:00Z');
    store = await open(now);
    rooms = createRooms({ store, now });
    announcements = createAnnouncements({ store, rooms, now });
  });
  const pass = (ms: number) => {
    at = new Date(at.getTime() + ms);
  };
  async function room(id: string, ...topics: Topic[]): Promise<void> {
    await rooms.note({ _id: id, serviceUrl: 'https://smba', tenant: 't', kind: 'channel' });
    await rooms.want(id, topics);
  }
  const news = (key: string, topic: Topic = 'expedited') => ({
    ...{ key, topic, about: { rma: key } },
    giveUpAt: new Date(at.getTime() + 86_400_000),
  });
  async function takeAll(of: Announcements = announcements): Promise<string[][]> {
    const taken: string[][] = [];
    for (let batch = await of.take(); batch; batch = await of.take()) {
      taken.push(batch.announcements.map(one => `${batch?.room} ${one.topic} ${one.about['rma'] ?? one.about['day']}`));
      await of.end(batch);
    }
    return taken;
  }

  it('go to the rooms that want them, each thing once', async () => {
    await room('one', 'expedited');
    await room('two', 'expedited', 'mail');
    await room('three', 'digest');
    await announcements.announce(news('7'));
    await announcements.announce(news('7'));
    assert.deepEqual((await takeAll()).sort(), [['one expedited 7'], ['two expedited 7']]);
    await announcements.announce(news('7'));
    pass(2_000);
    assert.deepEqual(await takeAll(), []);
  });

  it('are said together, ten at a time, once a second, and the digest by itself', async () => {
    await room('one', 'expedited', 'digest');
    await announcements.announce(news('d', 'digest'));
    pass(1);
    for (let count = 0; count < 12; count++) await announcements.announce(news(`${count}`));
    assert.deepEqual(await takeAll(), [['one digest d']]);
    assert.deepEqual(await takeAll(), []);
    pass(1_000);
    assert.deepEqual(
      (await takeAll()).map(batch => batch.length),
      [10],
    );
    pass(999);
    assert.deepEqual(await takeAll(), []);
    pass(1);
    assert.deepEqual(
      (await takeAll()).map(batch => batch.length),
      [2],
    );
  });

  it('are taken by one of two processes, and by another where that one dies', async () => {
    await room('one', 'expedited');
    await announcements.announce(news('7'));
    const others = [announcements, createAnnouncements({ store, rooms, now })];
    const taken = await Promise.all(others.map(one => one.take()));
    assert.equal(taken.filter(batch => batch !== undefined).length, 1);
    pass(LEASE_MS - 1);
    assert.equal(await others[1]?.take(), undefined);
    pass(1);
    const again = await others[1]?.take();
    assert.equal(again?.announcements[0]?.attempts, 2);
    // The one that comes back to life ends nothing that it no longer has.
    const late = taken.find(batch => batch !== undefined) ?? assert.fail();
    await announcements.end(late);
    assert.ok(await announcements.nextDue());
  });

  it('wait as long as the channel says, and nothing else is said there meanwhile', async () => {
    await room('one', 'expedited');
    await announcements.announce(news('7'));
    const batch = (await announcements.take()) ?? assert.fail();
    await announcements.postpone(batch, new Date(+at + 60_000), new Date(+at + 30_000));
    await announcements.announce(news('8'));
    pass(29_999);
    assert.deepEqual(await takeAll(), []);
    pass(1);
    assert.deepEqual(await takeAll(), [['one expedited 8']]);
    pass(30_000);
    assert.deepEqual(await takeAll(), [['one expedited 7']]);
  });

  describe('every morning', () => {
    const morning = (of = announcements) => createDaily({ store, announcements: of, hours, now });
    /** Monday to Friday, and on holidays too. */
    const hours = { timeZone: TERMS.timeZone, isBusinessDay: isWeekday };
    const digests = async () => (await takeAll()).flat().filter(one => one.includes('digest'));
    beforeEach(() => room('one', 'digest', 'lapsing'));

    it('are a digest at eight in the maker’s zone, once a day', async () => {
      const daily = morning();
      at = new Date('2026-11-10T15:59:59Z');
      assert.deepEqual(await daily(), new Date('2026-11-10T16:00:00Z'));
      assert.deepEqual(await digests(), []);
      at = new Date('2026-11-10T16:00:00Z');
      assert.deepEqual(await daily(), new Date('2026-11-11T16:00:00Z'));
      assert.deepEqual(await digests(), ['one digest 2026-11-10']);
      pass(3_600_000);
      await daily();
      await morning()();
      assert.deepEqual(await digests(), []);
      at = new Date('2026-11-11T16:00:30Z');
      await daily();
      assert.deepEqual(await digests(), ['one digest 2026-11-11']);
    });

    it('are none on a day on which nobody works', async () => {
      at = new Date('2026-11-14T16:00:00Z');
      assert.deepEqual(await morning()(), new Date('2026-11-15T16:00:00Z'));
      assert.deepEqual(await digests(), []);
    });

    it('are at eight by the clock also where clocks have changed', async () => {
      at = new Date('2026-10-31T15:00:00Z');
      // Daylight saving ends in the night to November 1.
      assert.deepEqual(await morning()(), new Date('2026-11-01T16:00:00Z'));
    });

    it('are none for a morning that is over for hours', async () => {
      at = new Date('2026-11-10T20:00:00Z');
      assert.deepEqual(await morning()(), new Date('2026-11-11T16:00:00Z'));
      assert.deepEqual(await digests(), []);
    });

    it('are one however many processes there are', async () => {
      const processes = Array.from({ length: 5 }, () => createAnnouncements({ store, rooms, now }));
      await Promise.all(processes.map(one => morning(one)()));
      const taken = await Promise.all(processes.map(one => takeAll(one)));
      assert.deepEqual(taken.flat(2), ['one digest 2026-11-10']);
    });

    it('name the returns that lapse within a week and have not come, each once (R9)', async () => {
      const rmas = store.collection<Rma>('rmas');
      const lapsing = (number: string, days: number, more: Partial<Rma> = {}) =>
        rmas.insertOne({
          ...onPaper({ _id: number, requestKey: number, activeUntil: '2026-11-16' }),
          lapsesAt: new Date(+at + days * 86_400_000),
          ...more,
        });
      await lapsing('7000000001', 6);
      await lapsing('7000000002', 8);
      await lapsing('7000000003', -1);
      await lapsing('7000000004', 3, { status: 'lapsed' });
      const told = async () => {
        await morning()();
        const taken: string[] = [];
        for (let seconds = 0; seconds < 3; seconds++, pass(1_000)) taken.push(...(await takeAll()).flat());
        return taken.filter(one => one.includes('lapsing'));
      };
      assert.deepEqual(await told(), ['one lapsing 7000000001']);
      pass(86_400_000);
      assert.deepEqual(await told(), ['one lapsing 7000000002']);
    });
  });
});
