import assert from 'node:assert/strict';
import { type Cards, createCards } from '../../../services/staff/cards.ts';
import { createPresent } from '../../../services/staff/present.ts';
import { onBothEngines } from '../engines.ts';

onBothEngines('which message shows which case or return', open => {
  let cards: Cards;
  let at: number;
  let count: () => Promise<number>;
  beforeEach(async () => {
    at = Date.parse('2026-11-10T17:00:00Z');
    const now = () => new Date(at);
    const store = await open(now);
    cards = createCards({ store, now });
    count = () => store.collection('cards').countDocuments({});
  });

  const shown = (message: string, of = '7') =>
    cards.note({ of, serviceUrl: 'https://teams', conversation: 'chat', message });
  const messages = async (of = '7') => (await cards.of(of)).map(({ message }) => message);

  it('is known until the message is gone, or shows something else', async () => {
    await shown('a');
    await shown('a');
    await shown('b');
    assert.deepEqual((await messages()).sort(), ['a', 'b']);
    await shown('b', '4');
    assert.deepEqual([await messages(), await messages('4')], [['a'], ['b']]);
    for (const card of await cards.of('7')) await cards.forget(card);
    assert.deepEqual(await messages(), []);
  });

  it('is forgotten of the oldest, so that a change is written to so many and no more', async () => {
    for (let n = 0; n < 25; n++) {
      await shown(`m${n}`);
      at += 3_600_000;
    }
    const all = await messages();
    assert.equal(all.length, 20);
    assert.deepEqual([all[0], all.includes('m4'), all.includes('m5')], ['m24', false, true]);
    assert.equal(await count(), 20);
  });
});

onBothEngines('who was seen in a room', open => {
  it('is everybody once, also of those who came at once, and of many those who came last', async () => {
    const now = () => new Date('2026-11-10T17:00:00Z');
    const present = createPresent({ store: await open(now), now });
    for (const person of ['ann', 'bob', 'ann']) await present.note('room', person);
    assert.deepEqual(await present.in('room'), ['ann', 'bob']);
    assert.deepEqual(await present.in('elsewhere'), []);
    await Promise.all(['ann', 'bob', 'cid'].map(person => present.note('at once', person)));
    assert.deepEqual((await present.in('at once')).sort(), ['ann', 'bob', 'cid']);
    for (let n = 0; n < 60; n++) await present.note('room', `p${n}`);
    const all = await present.in('room');
    assert.deepEqual([all.length, all.includes('bob'), all.at(-1)], [60, false, 'p59']);
  });
});
