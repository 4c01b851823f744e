import assert from 'node:assert/strict';
import { createFeedback } from '../../../services/knowledge/feedback.ts';
import { createWorld, type World } from '../../world.ts';

describe('feedback on answers', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('follows a change of mind, and still counts once', async () => {
    const feedback = createFeedback({ store: world.store, now: world.now });
    await feedback.count({ key: 'a', article: 'turnaround', helped: true });
    await feedback.count({ key: 'a', article: 'turnaround', helped: false });
    assert.deepEqual(await feedback.of('turnaround'), { helped: 0, unhelpful: 1 });
  });

  it('is counted for each article, once for each answer', async () => {
    const feedback = createFeedback({ store: world.store, now: world.now });
    await feedback.count({ key: 'a', article: 'turnaround', helped: true });
    await feedback.count({ key: 'a', article: 'turnaround', helped: true });
    await feedback.count({ key: 'b', article: 'turnaround', helped: false });
    await feedback.count({ key: 'c', article: 'expedited', helped: true });
    assert.deepEqual(await feedback.of('turnaround'), { helped: 1, unhelpful: 1 });
    assert.deepEqual(await feedback.of('nothing'), { helped: 0, unhelpful: 0 });
  });
});
