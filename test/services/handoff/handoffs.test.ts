import assert from 'node:assert/strict';
import { type Carried, type Carrier, createCarrier } from '../../../services/handoff/carrier.ts';
import type { Handoff, Line, Side } from '../../../services/handoff/handoff.ts';
import { createHandoffs, type Handoffs } from '../../../services/handoff/handoffs.ts';
import type { Store } from '../../../services/store/port.ts';
import { onBothEngines } from '../engines.ts';

const ANN = { id: 'ann', name: 'Ann Repair' };
const BOB = { id: 'bob', name: 'Bob Bench' };

onBothEngines('a hand-off to a person', open => {
  let store: Store;
  let handoffs: Handoffs;
  let at: number;
  let ids = 0;
  let keys = 0;
  const now = () => new Date(at);
  const key = () => `key-${++keys}`;

  beforeEach(async () => {
    at = Date.parse('2026-11-10T17:00:00Z');
    store = await open(now);
    handoffs = createHandoffs({ store, drawId: () => `h${++ids}`, now });
  });

  const ask = (conversation = 'web-1', request = key()) =>
    handoffs.ask({
      key: request,
      channel: 'direct-line',
      conversation,
      caller: { name: 'Jo Fox' },
      summary: 'no picture',
    });
  async function talking(conversation = 'web-1', staff = ANN): Promise<string> {
    const { _id: id } = await ask(conversation);
    assert.equal((await handoffs.accept(id, staff, key())).kind, 'yours');
    return id;
  }
  const found = async (id: string) => (await handoffs.find(id)) ?? assert.fail('it is gone');
  const linesOf = async (id: string, side: Side) =>
    (await found(id)).lines
      .filter(({ to }) => to === side)
      .map(({ kind, text, staff, outcome }) => [kind, text ?? outcome, staff].filter(Boolean).join(' '));

  it('is begun once for a request, and once for a conversation at a time', async () => {
    const first = await ask('web-1', 'same');
    assert.equal((await ask('web-1', 'same'))._id, first._id);
    assert.equal((await ask('web-1'))._id, first._id);
    assert.notEqual((await ask('web-2'))._id, first._id);
    await handoffs.leave(first._id, key());
    assert.notEqual((await ask('web-1'))._id, first._id);
    assert.equal((await ask('web-1', 'same'))._id, first._id);
  });

  it('is taken by one of many who press at once', async () => {
    const { _id: id } = await ask();
    const staff = Array.from({ length: 8 }, (_, n) => ({ id: `s${n}`, name: `Staff ${n}` }));
    const outcomes = await Promise.all(staff.map(one => handoffs.accept(id, one, key())));
    assert.equal(outcomes.filter(({ kind }) => kind === 'yours').length, 1);
    assert.equal(outcomes.filter(({ kind }) => kind === 'taken').length, 7);
    const { staff: taker } = await found(id);
    assert.ok(outcomes.every(one => one.kind !== 'taken' || one.by.id === taker?.id));
  });

  it('is one at a time for each of the staff', async () => {
    const mine = await talking('web-1');
    const { _id: other } = await ask('web-2');
    const outcome = await handoffs.accept(other, ANN, key());
    assert.ok(outcome.kind === 'busy' && outcome.with._id === mine);
    assert.equal((await found(other)).state, 'waiting');
    await handoffs.handBack('ann', key());
    assert.equal((await handoffs.accept(other, ANN, key())).kind, 'yours');
  });

  it('carries the words of each to the other, and each once', async () => {
    const id = await talking();
    assert.equal(await handoffs.heard(id, { key: 'm1', text: 'it is dark' }), 'talking');
    assert.equal(await handoffs.heard(id, { key: 'm1', text: 'it is dark' }), 'talking');
    await handoffs.say('ann', { key: 'a1', text: 'Is the LED on?' });
    await handoffs.say('ann', { key: 'a1', text: 'Is the LED on?' });
    assert.deepEqual(await linesOf(id, 'staff'), ['joined ann', 'said it is dark ann']);
    assert.deepEqual(await linesOf(id, 'customer'), ['joined', 'said Is the LED on?']);
  });

  it('tells a customer who writes on what has become of it', async () => {
    const { _id: id } = await ask();
    assert.equal(await handoffs.heard(id, { key: key(), text: 'hello?' }), 'waiting');
    await handoffs.accept(id, ANN, key());
    await handoffs.close('ann', undefined, key());
    assert.equal(await handoffs.heard(id, { key: key(), text: 'thanks' }), 'over');
    assert.equal(await handoffs.heard('unknown', { key: key(), text: 'thanks' }), 'over');
    assert.equal((await handoffs.say('ann', { key: key(), text: 'bye' })).kind, 'not-yours');
  });

  it('goes to a colleague who takes over, and stays where it is until they do', async () => {
    const id = await talking();
    await handoffs.offer('ann', BOB, key());
    assert.equal((await handoffs.accept(id, { id: 'cid', name: 'Cid' }, key())).kind, 'taken');
    await handoffs.say('ann', { key: key(), text: 'One moment' });
    assert.equal((await handoffs.accept(id, BOB, key())).kind, 'yours');
    assert.equal((await handoffs.say('ann', { key: key(), text: 'bye' })).kind, 'not-yours');
    assert.deepEqual(await linesOf(id, 'customer'), ['joined', 'said One moment', 'moved']);
    assert.deepEqual(await linesOf(id, 'staff'), ['joined ann', 'asked bob', 'joined bob', 'moved ann']);
  });

  it('stays where it is when the colleague does not come', async () => {
    const id = await talking();
    await handoffs.offer('ann', BOB, key());
    at += 2 * 60_000;
    await handoffs.expire(id);
    assert.deepEqual((await linesOf(id, 'staff')).slice(-2), ['kept ann', 'kept bob']);
    assert.equal((await handoffs.accept(id, BOB, key())).kind, 'taken');
    assert.equal((await found(id)).talking, 'ann');
  });

  it('is missed after two minutes in which nobody comes, and not a moment before', async () => {
    const { _id: id } = await ask();
    at += 2 * 60_000 - 1;
    assert.deepEqual(await handoffs.due(10), []);
    await handoffs.expire(id);
    assert.equal((await found(id)).state, 'waiting');
    at += 1;
    assert.deepEqual(
      (await handoffs.due(10)).map(({ _id }) => _id),
      [id],
    );
    await handoffs.expire(id);
    assert.deepEqual(await linesOf(id, 'customer'), ['over missed']);
    assert.equal((await handoffs.accept(id, ANN, key())).kind, 'over');
    assert.equal(await handoffs.nextDue(), undefined);
  });

  it('is over after half an hour in which neither writes; a word of either begins that anew', async () => {
    const id = await talking();
    at += 29 * 60_000;
    await handoffs.heard(id, { key: key(), text: 'still here' });
    at += 29 * 60_000;
    await handoffs.expire(id);
    assert.equal((await found(id)).state, 'talking');
    at += 60_000;
    await handoffs.expire(id);
    assert.deepEqual([(await found(id)).outcome, await handoffs.talkOf('ann')], ['idle', undefined]);
  });

  it('says nothing to a customer who ended it themselves, and the staff is told', async () => {
    const id = await talking();
    await handoffs.leave(id, key());
    assert.deepEqual(await linesOf(id, 'customer'), ['joined']);
    assert.deepEqual((await linesOf(id, 'staff')).at(-1), 'over left ann');
    assert.equal((await found(id)).outcome, 'left');
  });

  describe('carried', () => {
    let heard: string[];
    let carriers: Carrier[];
    let answer: (side: Side, line: Line) => Carried | Promise<Carried>;
    beforeEach(() => {
      heard = [];
      carriers = [];
      answer = () => ({ kind: 'done' });
    });
    afterEach(() => Promise.all(carriers.map(carrier => carrier.close())));

    function carrier(of: Handoffs = handoffs): Carrier {
      const carry = (side: Side) => async (_: Handoff, line: Line) => {
        const carried = await answer(side, line);
        if (carried.kind === 'done') heard.push(`${side} ${line.kind} ${line.text ?? ''}`.trim());
        return carried;
      };
      const sides = { customer: carry('customer'), staff: carry('staff'), rooms: carry('rooms') };
      const log = { warn: () => {} };
      const one = createCarrier({ store, handoffs: of, sides, now, timer: () => () => {}, log });
      carriers.push(one);
      return one;
    }
    const saidTo = (side: Side) => heard.filter(one => one.startsWith(`${side} said`)).map(one => one.split(' ')[2]);

    it('is everything, to each side in order', async () => {
      const one = carrier();
      one.start();
      const id = await talking();
      for (let n = 0; n < 12; n++) {
        await handoffs.heard(id, { key: key(), text: `c${n}` });
        await handoffs.say('ann', { key: key(), text: `s${n}` });
      }
      await one.idle();
      assert.deepEqual(
        saidTo('staff'),
        Array.from({ length: 12 }, (_, n) => `c${n}`),
      );
      assert.deepEqual(
        saidTo('customer'),
        Array.from({ length: 12 }, (_, n) => `s${n}`),
      );
      assert.equal((await found(id)).linesAt, undefined);
    });

    it('is what another process wrote and did not live to carry', async () => {
      const id = await talking();
      await handoffs.say('ann', { key: key(), text: 'hello' });
      const one = carrier();
      await one.idle();
      assert.deepEqual(
        heard.filter(line => line.startsWith('customer')),
        ['customer joined', 'customer said hello'],
      );
      assert.equal((await found(id)).linesAt, undefined);
    });

    it('waits for a line that cannot be carried now, and does not overtake it', async () => {
      const id = await talking();
      await handoffs.say('ann', { key: key(), text: 'first' });
      await handoffs.say('ann', { key: key(), text: 'second' });
      answer = side => (side === 'customer' ? { kind: 'later', ms: 5_000 } : { kind: 'done' });
      const one = carrier();
      await one.idle();
      assert.deepEqual(saidTo('customer'), []);
      answer = () => ({ kind: 'done' });
      await one.idle();
      assert.deepEqual(saidTo('customer'), []);
      at += 5_000;
      await one.idle();
      assert.deepEqual(saidTo('customer'), ['first', 'second']);
      assert.equal((await found(id)).linesAt, undefined);
    });

    it('is carried again where that failed, and by one of several processes', async () => {
      const id = await talking();
      for (let n = 0; n < 6; n++) await handoffs.say('ann', { key: key(), text: `s${n}` });
      let failures = 1;
      answer = side => {
        if (side === 'customer' && failures-- > 0) throw new Error('no connection');
        return { kind: 'done' };
      };
      const several = Array.from({ length: 4 }, () => carrier(createHandoffs({ store, drawId: () => 'x', now })));
      await Promise.all(several.map(one => one.idle()));
      at += 10_000;
      await Promise.all(several.map(one => one.idle()));
      assert.deepEqual(saidTo('customer'), ['s0', 's1', 's2', 's3', 's4', 's5']);
      assert.equal((await found(id)).carried.customer > 0, true);
    });

    it('goes on for whoever comes after a process that died with a line in its hands', async () => {
      const id = await talking();
      await handoffs.say('ann', { key: key(), text: 'hello' });
      await store
        .collection<Handoff>('handoffs')
        .updateOne({ _id: id }, { $set: { 'held.customer': new Date(at + 60_000) } });
      const one = carrier();
      await one.idle();
      assert.deepEqual(saidTo('customer'), []);
      at += 60_000;
      await one.idle();
      assert.deepEqual(saidTo('customer'), ['hello']);
    });

    it('ends by itself what is due', async () => {
      const { _id: id } = await ask();
      const one = carrier();
      await one.idle();
      at += 2 * 60_000;
      await one.idle();
      assert.equal((await found(id)).outcome, 'missed');
      assert.ok(heard.includes('customer over'));
    });
  });
});
