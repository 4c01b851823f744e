import assert from 'node:assert/strict';
import type { StoredTurn } from '../../bot/record.ts';
import { createWorld, type World } from '../world.ts';

describe('a conversation that an older build began', () => {
  let world: World;
  let sent = 0;
  beforeEach(async () => {
    world = await createWorld();
    await say('I need an RMA for my SD4N35-PG-E1, serial A1234567, no picture since yesterday');
    await say('no');
  });
  afterEach(() => world.close());

  async function say(text: string): Promise<string> {
    const outcome = await world.desk.take({
      channel: 'test',
      conversation: 'c',
      activityId: `m${sent++}`,
      said: { kind: 'message', text, attachments: 0, from: 'p' },
    });
    return (outcome.kind === 'done' ? outcome.turn.replies : outcome.replies).map(reply => reply.text).join('\n');
  }

  /** The memory as the store holds it, changed as another build might have written it. */
  async function rewrite(change: (active: { draft: unknown; asking: unknown }) => void): Promise<void> {
    const turns = world.store.collection<StoredTurn>('turns');
    const [last] = await turns.find({}, { sort: { version: -1 }, limit: 1 }).toArray();
    const memory = JSON.parse(last?.memory ?? '');
    change(memory.active);
    await turns.updateOne({ _id: last?._id }, { $set: { memory: JSON.stringify(memory) } });
  }

  it('goes on at the first open question where the step that asked is gone', async () => {
    await rewrite(active => {
      active.asking = { step: 'a-step-of-old', misses: 0 };
    });
    assert.match(await say('go on'), /Did it help/);
  });

  it('asks again only what it cannot read, and keeps the other answers', async () => {
    await rewrite(active => {
      (active.draft as { products: { since: unknown }[] }).products.forEach(product => {
        product.since = 'yesterday';
      });
      active.asking = { step: 'since' };
    });
    const reply = await say('yesterday');
    assert.match(reply, /Did it help/);
    assert.match(await say('it did not help'), /What is your name/);
  });

  it('begins the request anew where nothing of it can be read, and says so', async () => {
    await rewrite(active => {
      active.draft = 'nonsense';
    });
    const reply = await say('hello?');
    assert.match(reply, /begin this request again/);
    assert.match(reply, /Which product/);
  });
});
