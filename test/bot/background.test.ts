import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Background, startBackground } from '../../bot/background.ts';
import { createLog } from '../../bot/log.ts';
import { issued } from '../services/returns/desk.ts';
import { createWorld, type World } from '../world.ts';

describe('what the process does by itself', () => {
  let world: World;
  let folder: string;
  let background: Background;
  beforeEach(async () => {
    world = await createWorld('2026-11-10T17:00:00Z');
    folder = await mkdtemp(join(tmpdir(), 'caseline-mail-'));
    const config = {
      ...{ smtpUrl: undefined, mailFrom: 'desk@example.com', dataDir: folder, publicUrl: 'http://localhost' },
      ...{ webhookUrls: [], webhookSecret: undefined },
    };
    background = await startBackground({ config, house: world.house, now: world.now, log: createLog('silent') });
  });
  afterEach(async () => {
    await background.close();
    await world.close();
    await rm(folder, { recursive: true });
  });

  it('lets a return lapse, the case remember it, and the store remove it then and not before (R9)', async () => {
    const { _id, caseNumber } = await issued(world.house, ['1'], { statusEmails: false });
    const stored = () => world.store.collection('rmas').countDocuments({ _id });
    world.pass(24 * 110);
    assert.equal(await stored(), 1);
    await background.idle();
    assert.equal((await world.house.cases.find(caseNumber))?.rmas[0]?.ended?.as, 'lapsed');
    assert.equal(await stored(), 1, 'a mail about it can still be written');
    world.pass(24 * 8);
    const due = { _id, expiresAt: { $lte: world.now() } };
    assert.equal(await world.store.collection('rmas').countDocuments(due), 1, 'the store erases it');
  });

  it('closes the case of a return that is closed', async () => {
    const { _id, caseNumber } = await issued(world.house, ['1'], { statusEmails: false });
    const by = { actor: 'staff:1' };
    await world.house.returns.change(_id, { kind: 'received' }, by);
    await world.house.returns.change(_id, { kind: 'diagnosing' }, by);
    await world.house.returns.change(_id, { kind: 'no-charge' }, by);
    await world.house.returns.change(_id, { kind: 'repairing' }, by);
    await world.house.returns.change(_id, { kind: 'disposed', item: '1', disposition: 'repaired' }, by);
    await world.house.returns.change(_id, { kind: 'shipped' }, by);
    await world.house.returns.change(_id, { kind: 'closed' }, by);
    await background.idle();
    assert.equal((await world.house.cases.find(caseNumber))?.status, 'closed');
  });
});
