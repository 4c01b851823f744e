import assert from 'node:assert/strict';
import { createPins, type Pins, type Story } from '../../../services/line/pins.ts';
import { createTries, type Tries } from '../../../services/line/tries.ts';
import type { Store } from '../../../services/store/port.ts';
import { createDigest, createDrawCode } from '../../../services/verification/digests.ts';
import { onBothEngines } from '../engines.ts';

const KEY = new Uint8Array(32).fill(7);
const STORY: Story = { channel: 'voice', conversation: 'CA1', summary: 'SD4E: no picture', caseNumber: '4123456787' };

onBothEngines('codes that carry a story', open => {
  let at: Date;
  let store: Store;
  let pins: Pins;
  let tries: Tries;
  beforeEach(async () => {
    at = new Date('2026-11-10T17:00:00Z');
    const now = () => at;
    store = await open(now);
    const digest = createDigest(KEY);
    tries = createTries({ store, digest, now });
    pins = createPins({ store, tries, digest, drawCode: createDrawCode(KEY), now });
  });
  const pass = (minutes: number) => {
    at = new Date(at.getTime() + minutes * 60_000);
  };
  const by = (holder: string, key = 'k', from?: string) => ({ holder, key, from });

  it('count once, also where two try at the same moment', async () => {
    const pin = await pins.issue('chat', STORY, 'a');
    assert.match(pin, /^\d{6}$/);
    const both = await Promise.all(['one', 'two', 'three'].map(holder => pins.redeem('chat', pin, by(holder))));
    assert.deepEqual(both.map(({ kind }) => kind).sort(), ['right', 'wrong', 'wrong']);
  });

  it('are the same for the same request, and right again for the same message (R23)', async () => {
    const pin = await pins.issue('chat', STORY, 'a');
    assert.equal(await pins.issue('chat', STORY, 'a'), pin);
    assert.notEqual(await pins.issue('chat', STORY, 'b'), pin);
    for (let delivered = 0; delivered < 2; delivered++) {
      assert.deepEqual(await pins.redeem('chat', pin, by('one', 'm1')), { kind: 'right', story: STORY });
    }
    assert.equal((await pins.redeem('chat', pin, by('one', 'm2'))).kind, 'wrong');
  });

  it('count for ten minutes, and at their own door', async () => {
    const pin = await pins.issue('chat', STORY, 'a');
    assert.equal((await pins.redeem('phone', pin, by('one'))).kind, 'wrong');
    pass(9);
    const second = await pins.issue('chat', STORY, 'b');
    pass(2);
    assert.equal((await pins.redeem('chat', pin, by('two'))).kind, 'wrong');
    assert.equal((await pins.redeem('chat', second, by('three'))).kind, 'right');
  });

  it('are not to be guessed: in one chat, from one network, or by everybody together', async () => {
    const pin = await pins.issue('chat', STORY, 'a');
    const guess = (holder: string, from: string | undefined, typed = '000000') =>
      pins.redeem('chat', typed, by(holder, typed, from)).then(({ kind }) => kind);
    for (let wrong = 0; wrong < 3; wrong++) assert.equal(await guess('one', undefined), 'wrong');
    assert.equal(await guess('one', undefined, pin), 'locked');
    for (let wrong = 0; wrong < 5; wrong++) assert.equal(await guess(`chat-${wrong}`, 'net'), 'wrong');
    assert.equal(await guess('other', 'net', pin), 'locked');
    let open = 0;
    for (let wrong = 0; wrong < 80; wrong++) if ((await guess(`many-${wrong}`, `net-${wrong}`)) === 'wrong') open++;
    assert.ok(open <= 60, `${open} guesses`);
    assert.equal(await guess('last', 'last', pin), 'locked');
    pass(11);
    assert.equal(await guess('last', 'last', await pins.issue('chat', STORY, 'c')), 'right');
  });

  it('leave no code in the store, nor who has guessed', async () => {
    const pin = await pins.issue('chat', STORY, 'a');
    await pins.redeem('chat', '000000', by('one', 'k', '+15595550142'));
    const kept = [];
    for (const name of ['pins', 'tries']) kept.push(...(await store.collection(name).find({}).toArray()));
    assert.doesNotMatch(JSON.stringify(kept), new RegExp(`${pin}|5595550142`));
  });

  it('lets no more through at once than are allowed', async () => {
    const limits = [{ who: 'x', limit: { most: 5, minutes: 60 } }];
    const taken = await Promise.all(Array.from({ length: 30 }, () => tries.take(limits)));
    assert.equal(taken.filter(Boolean).length, 5);
    await tries.giveBack(['x']);
    assert.deepEqual([await tries.take(limits), await tries.take(limits)], [true, false]);
  });
});
