import assert from 'node:assert/strict';
import { createWorld, type World } from '../../world.ts';

describe('which message shows which case or return', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const shown = (message: string, of = '7') =>
    world.house.cards.note({ of, serviceUrl: 'https://teams', conversation: 'chat', message });
  const messages = async (of = '7') => (await world.house.cards.of(of)).map(({ message }) => message);

  it('is known until the message is gone, or shows something else', async () => {
    await shown('a');
    await shown('a');
    await shown('b');
    assert.deepEqual((await messages()).sort(), ['a', 'b']);
    await shown('b', '4');
    assert.deepEqual([await messages(), await messages('4')], [['a'], ['b']]);
    for (const card of await world.house.cards.of('7')) await world.house.cards.forget(card);
    assert.deepEqual(await messages(), []);
  });

  it('is forgotten of the oldest, so that a change is written to so many and no more', async () => {
    for (let n = 0; n < 25; n++) {
      await shown(`m${n}`);
      world.pass(1);
    }
    const all = await messages();
    assert.equal(all.length, 20);
    assert.deepEqual([all[0], all.includes('m4'), all.includes('m5')], ['m24', false, true]);
    assert.equal(await world.store.collection('cards').countDocuments({}), 20);
  });
});

describe('who was seen in a room', () => {
  it('is everybody once, and of many those who came last', async () => {
    const world = await createWorld();
    try {
      const { present } = world.house;
      for (const person of ['ann', 'bob', 'ann']) await present.note('room', person);
      assert.deepEqual(await present.in('room'), ['ann', 'bob']);
      assert.deepEqual(await present.in('elsewhere'), []);
      await Promise.all(['ann', 'bob', 'cid'].map(person => present.note('at once', person)));
      assert.deepEqual((await present.in('at once')).sort(), ['ann', 'bob', 'cid']);
      for (let n = 0; n < 60; n++) await present.note('room', `p${n}`);
      const all = await present.in('room');
      assert.deepEqual([all.length, all.includes('bob'), all.at(-1)], [60, false, 'p59']);
    } finally {
      await world.close();
    }
  });
});
