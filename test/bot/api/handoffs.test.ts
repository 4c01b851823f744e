import assert from 'node:assert/strict';
import type { Handoff } from '../../../services/handoff/handoff.ts';
import { type ApiWorld, createApiWorld } from './api-world.ts';

describe('GET /api/v1/handoffs/{id}', () => {
  let api: ApiWorld;
  beforeEach(async () => {
    api = await createApiWorld();
  });
  afterEach(() => api.close());

  it('tells the story of a customer who wants a person, with what was said', async () => {
    const { handoffs } = api.world.house;
    const take = (text: string, activityId: string) =>
      api.world.desk.take({
        ...{ channel: 'direct-line', conversation: 'web', activityId },
        said: { kind: 'message', text, attachments: 0, from: 'jo' },
      });
    await take('my SD4E has no picture', '1');
    const asked = await handoffs.ask({
      ...{ key: 'k', channel: 'voice', conversation: 'CA1', medium: 'phone', summary: 'SD4E: no picture' },
      ...{ caller: { name: 'Jo Fox', phone: '+15595550142' }, before: { channel: 'direct-line', conversation: 'web' } },
    });
    const { status, body } = await api.get(`handoffs/${asked._id}`);
    assert.equal(status, 200);
    const { transcript, ...told } = body as { transcript: { by: string; text: string }[] };
    assert.deepEqual(told, {
      ...{ id: asked._id, channel: 'voice', medium: 'phone', state: 'waiting', summary: 'SD4E: no picture' },
      caller: { name: 'Jo Fox', phone: '+15595550142' },
      askedAt: asked.askedAt.toISOString(),
    });
    assert.deepEqual(transcript[0], { by: 'customer', text: 'my SD4E has no picture' });
    assert.equal((await api.get('handoffs/nobody')).status, 404);
    assert.equal((await api.get(`handoffs/${asked._id}`, { Authorization: 'Bearer wrong' })).status, 401);
  });
});

describe('what business systems are told of a hand-off', () => {
  it('is each of its stages, and nothing of what was said', async () => {
    const { createWorld } = await import('../../world.ts');
    const world = await createWorld(undefined, undefined, { hooks: true });
    try {
      const { handoffs } = world.house;
      const asked = await handoffs.ask({
        ...{ key: 'k', channel: 'direct-line', conversation: 'web', summary: 'secret words', caller: { name: 'Jo' } },
      });
      await handoffs.accept(asked._id, { id: 'ann', name: 'Ann' }, '1');
      await handoffs.say('ann', { key: '2', text: 'secret answer' });
      await handoffs.close('ann', undefined, '3');
      const stored = await world.store.collection<Handoff>('handoffs').findOne({ _id: asked._id });
      assert.deepEqual(
        stored?.notices.map(({ kind, status, hook }) => [kind, status, hook]),
        [
          ['asked', 'waiting', true],
          ['accepted', 'talking', true],
          ['closed', 'ended', true],
        ],
      );
      assert.ok(stored?.noticesAt);
      assert.doesNotMatch(JSON.stringify(stored?.notices), /secret|Jo/);
    } finally {
      await world.close();
    }
  });
});
