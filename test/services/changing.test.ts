import assert from 'node:assert/strict';
import { type Changing, changeDocument, isDone } from '../../services/changing.ts';
import type { Collection } from '../../services/store/port.ts';
import { onBothEngines } from './engines.ts';

interface Counter extends Changing {
  count: number;
  spare?: string | undefined;
}

const AT = new Date('2026-11-10T17:00:00Z');
const notice = (id: string) => ({ id, at: AT, kind: 'counted', hook: true as const });

onBothEngines('a document that many change', open => {
  let counters: Collection<Counter>;
  beforeEach(async () => {
    counters = (await open(() => AT)).collection('counters');
    await counters.insertOne({ _id: 'a', version: 1, count: 0, events: [], notices: [] });
  });

  const read = async () => (await counters.findOne({ _id: 'a' })) ?? undefined;
  const found = async () => (await read()) ?? assert.fail('it is gone');

  function counted(key?: string) {
    return changeDocument<Counter, 'done'>(counters, read, before => {
      if (isDone(before, { actor: 'test', key })) return { kind: 'keep', because: 'done' };
      const event = { at: AT, actor: 'test', kind: 'counted', ...(key !== undefined && { key }) };
      return { kind: 'write', set: { count: before.count + 1 }, events: [event], notices: [] };
    });
  }

  it('takes every change of a hundred that come at once', async () => {
    await Promise.all(Array.from({ length: 100 }, () => counted()));
    const { count, version, events } = await found();
    assert.deepEqual([count, version, events.length], [100, 101, 100]);
  });

  it('does once what one request asks for twenty times at once (R23)', async () => {
    const done = await Promise.all(Array.from({ length: 20 }, () => counted('k')));
    assert.equal(done.filter(({ kind }) => kind === 'changed').length, 1);
    const { count, events } = await found();
    assert.deepEqual([count, events.length], [1, 1]);
  });

  it('gives up on what is decided to stay, and on what is not there', async () => {
    const kept = await changeDocument<Counter, string>(counters, read, () => ({ kind: 'keep', because: 'it may not' }));
    assert.equal(kept.kind === 'kept' && kept.because, 'it may not');
    const gone = async () => undefined;
    const unknown = await changeDocument<Counter, string>(counters, gone, () => assert.fail('nothing to decide on'));
    assert.equal(unknown.kind, 'unknown');
  });

  it('removes a member that is written as undefined, and writes nothing at all where nothing happened', async () => {
    const write = (set: Partial<Counter>) =>
      changeDocument<Counter, never>(counters, read, () => ({ kind: 'write', set, events: [], notices: [] }));
    await write({ spare: 'x' });
    await write({ spare: undefined });
    await write({});
    const { events, ...after } = await found();
    assert.equal('spare' in after, false);
    assert.deepEqual([after.version, events], [4, []]);
  });

  it('lets a notice be found that is written while another one is carried away', async () => {
    await changeDocument<Counter, never>(counters, read, () => {
      return { kind: 'write', set: {}, events: [], notices: [notice('1')] };
    });
    let isFirst = true;
    const readThenCleared = async () => {
      const before = await read();
      // A relay clears what it has carried, without moving the version.
      if (isFirst) await counters.updateOne({ _id: 'a' }, { $set: { notices: [] }, $unset: { noticesAt: '' } });
      isFirst = false;
      return before;
    };
    await changeDocument<Counter, never>(counters, readThenCleared, () => {
      return { kind: 'write', set: {}, events: [], notices: [notice('2')] };
    });
    const after = await found();
    assert.deepEqual(
      after.notices.map(({ id }) => id),
      ['2'],
    );
    assert.ok(after.noticesAt, 'or no relay would ever find it');
  });
});
