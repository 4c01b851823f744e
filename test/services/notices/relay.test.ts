import assert from 'node:assert/strict';
import { changeDocument } from '../../../services/changing.ts';
import type { Notice } from '../../../services/notices/notice.ts';
import { createRelay, createSource, type Noticing, type Target } from '../../../services/notices/relay.ts';
import type { Collection } from '../../../services/store/port.ts';
import { createWorld, type World } from '../../world.ts';

interface Telling extends Noticing {
  events: [];
  isUnreadable?: boolean;
}

describe('the relay of notices', () => {
  let world: World;
  let things: Collection<Telling>;
  const carried: string[] = [];
  const warned: object[] = [];
  let failing = new Set<string>();

  beforeEach(async () => {
    world = await createWorld();
    things = world.store.collection('things');
    carried.length = 0;
    warned.length = 0;
    failing = new Set();
  });
  afterEach(() => world.close());

  const take: Target<Telling> = async ({ id }) => {
    if (failing.has(id)) throw new Error('the target is out of order');
    carried.push(id);
  };

  function relayTo(...targets: Target<Telling>[]) {
    const log = { warn: (what: object) => void warned.push(what) };
    const listeners = new Set<() => void>();
    const source = createSource<Telling>({
      ...{ collection: things, targets, now: world.now, log },
      read(stored) {
        if (stored.isUnreadable) throw new Error('of a build that is to come');
        return stored;
      },
      onNotice(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    });
    return createRelay({ sources: [source], timer: () => () => undefined, log });
  }

  async function tell(_id: string, ids: readonly string[], more: Partial<Telling> = {}): Promise<void> {
    const at = world.now();
    const notices = ids.map((id): Notice => ({ id, at, kind: 'told' }));
    await things.insertOne({ _id, version: 1, events: [], notices, noticesAt: at, ...more });
  }
  async function waiting(): Promise<string[]> {
    const found = await things.find({}, { sort: { _id: 1 } }).toArray();
    return found.flatMap(({ notices }) => notices.map(({ id }) => id));
  }

  it('carries the notices of each document on in their order, and forgets them', async () => {
    await tell('a', ['a1', 'a2']);
    await tell('b', ['b1']);
    await relayTo(take).idle();
    assert.deepEqual(carried, ['a1', 'a2', 'b1']);
    assert.deepEqual(await waiting(), []);
    await relayTo(take).idle();
    assert.equal(carried.length, 3);
  });

  it('keeps what a target refuses, in order, and tries again a minute later', async () => {
    await tell('a', ['a1', 'a2']);
    failing = new Set(['a1']);
    const relay = relayTo(take);
    await relay.idle();
    assert.deepEqual([carried, await waiting(), warned.length], [[], ['a1', 'a2'], 1]);
    failing.clear();
    await relay.idle();
    assert.deepEqual(carried, []);
    world.pass(1 / 60);
    await relay.idle();
    assert.deepEqual([carried, await waiting()], [['a1', 'a2'], []]);
  });

  it('is not held up by documents that fail, however many come first', async () => {
    for (let n = 0; n < 30; n++) await tell(`a${n}`, [`a${n}`]);
    failing = new Set(Array.from({ length: 30 }, (_, n) => `a${n}`));
    await tell('b', ['b1']);
    await relayTo(take).idle();
    assert.deepEqual(carried, ['b1']);
    assert.equal((await waiting()).length, 30);
  });

  it('is not held up by a document that it cannot read', async () => {
    await tell('a', ['a1'], { isUnreadable: true });
    await tell('b', ['b1']);
    await relayTo(take).idle();
    assert.deepEqual([carried, await waiting()], [['b1'], ['a1']]);
  });

  it('carries on again where it died between a target and the forgetting: targets know a notice by its id', async () => {
    await tell('a', ['a1', 'a2']);
    const dies: Target<Telling> = async ({ id }) => {
      if (id === 'a2') throw new Error('the process is killed');
    };
    await relayTo(take, dies).idle();
    assert.deepEqual(carried, ['a1', 'a2']);
    world.pass(1);
    await relayTo(take).idle();
    assert.deepEqual(carried, ['a1', 'a2', 'a1', 'a2']);
    assert.deepEqual(await waiting(), []);
  });

  it('asks for no mail of what happened a month ago: the outbox may have forgotten that it had it', async () => {
    const at = world.now();
    const notices: Notice[] = [{ id: 'a1', at, kind: 'told', mail: { kind: 'told' }, hook: true }];
    await things.insertOne({ _id: 'a', version: 1, events: [], notices, noticesAt: at });
    world.pass(24 * 30);
    const seen: Notice[] = [];
    await relayTo(async notice => void seen.push(notice)).idle();
    assert.deepEqual(
      seen.map(({ mail, hook }) => [mail, hook]),
      [[undefined, true]],
    );
  });

  it('keeps what was added while it carried the others on', async () => {
    await tell('a', ['a1']);
    const read = async () => (await things.findOne({ _id: 'a' })) ?? undefined;
    const adds: Target<Telling> = async ({ id }) => {
      if (id !== 'a1') return;
      const notices = [{ id: 'a2', at: world.now(), kind: 'told' }];
      await changeDocument<Telling, never>(things, read, () => ({ kind: 'write', set: {}, events: [], notices }));
    };
    await relayTo(adds).idle();
    assert.deepEqual(await waiting(), ['a1', 'a2']);
    await relayTo(take).idle();
    assert.deepEqual([carried, await waiting()], [['a1', 'a2'], []]);
  });
});
