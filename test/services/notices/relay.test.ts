import assert from 'node:assert/strict';
import { createRelay, createSource, type Target } from '../../../services/notices/relay.ts';
import { Rma } from '../../../services/returns/rma.ts';
import { createReturnsWorld, type ReturnsWorld } from '../../bot/mails/returns-world.ts';

describe('the relay of notices', () => {
  let w: ReturnsWorld;
  beforeEach(async () => {
    w = await createReturnsWorld();
    await w.background().close();
  });
  afterEach(() => w.close());

  function relay(target: Target<Rma>) {
    const log = { warn() {} };
    const source = createSource<Rma>({
      collection: w.world.store.collection('rmas'),
      read: stored => Rma.parse(stored),
      targets: [target],
      onNotice: () => () => {},
      now: w.world.now,
      log,
    });
    return createRelay({ sources: [source], timer: () => () => {}, log });
  }

  it('carries the others on where one document cannot be read', async () => {
    const broken = await w.issue();
    await w.world.store.collection('rmas').updateOne({ _id: broken._id }, { $set: { status: 'of a newer build' } });
    w.world.pass(1);
    const good = await w.issue();
    const told: string[] = [];
    await relay(async (_notice, { _id }) => void told.push(_id)).idle();
    assert.deepEqual(told, [good._id]);
  });
});
