import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { furnish, type House, indexes } from '../../bot/assemble.ts';
import { type Background, startBackground } from '../../bot/background.ts';
import { createLog } from '../../bot/log.ts';
import { loadProfile } from '../../services/profile/profile.ts';
import type { ChangeInput } from '../../services/returns/change.ts';
import { openStore } from '../../services/store/open.ts';
import type { Store } from '../../services/store/port.ts';
import { type Receiver, startReceiver } from '../services/webhooks/receiver.ts';

describe('what the process tells business systems by itself', () => {
  let dataDir: string;
  let store: Store;
  let house: House;
  let system: Receiver;
  let background: Background;
  const now = () => new Date('2026-11-10T17:00:00Z');
  const log = createLog('silent');

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'caseline-background-'));
    store = await openStore({ dataDir, indexes, now });
    const profile = await loadProfile(join(process.cwd(), 'services/profile/pelco'));
    house = furnish({ profile, store, log, now, hooks: true, codeKey: randomBytes(32) });
    system = await startReceiver();
    const config = { smtpUrl: undefined, mailFrom: 'desk@example.com', dataDir, publicUrl: 'http://localhost' };
    background = await startBackground({
      config: { ...config, webhookUrls: [system.url], webhookSecret: 'secret' },
      house,
      now,
      log,
    });
  });
  afterEach(async () => {
    await background.close();
    await system.close();
    await store.close();
    await rm(dataDir, { recursive: true });
  });

  const contact = { name: 'Jolanda Miller', email: 'jolanda@acme.com', phone: '+15595550142', company: 'Acme' };
  const shipTo = { raw: '1200 Main St, Fresno, CA 93721', street: ['1200 Main St'] };
  const item = {
    ...{ id: '1', model: 'SD4E', kind: 'dome' as const, problem: 'smells of Jolanda' },
    serial: { raw: 'A1234567', value: 'A1234567' },
    warranty: { kind: 'unconfirmed' as const, months: 36 },
  };

  async function lived() {
    const opened = await house.cases.open({ requestKey: 'c', contact, items: [item], status: 'open', actor: 'web' });
    const order = { requestKey: 'r', case: opened, shipTo, items: [item], expedited: false, statusEmails: false };
    const rma = await house.returns.issue({ ...order, actor: 'web' });
    const changes: ChangeInput[] = [
      { kind: 'contact', name: 'Jolanda Smith', email: 'smith@acme.com' },
      { kind: 'received', note: 'Jolanda called' },
      { kind: 'diagnosing' },
      { kind: 'no-charge' },
      { kind: 'repairing' },
      { kind: 'disposed', item: '1', disposition: 'repaired' },
      { kind: 'shipped', carrier: 'UPS', tracking: '1Z999AA10123456784' },
      { kind: 'closed' },
    ];
    for (const change of changes) await house.returns.change(rma._id, change, { actor: 'api:test' });
    await background.idle();
    return { opened, rma };
  }

  it('is the whole life of a case and its return, each in its order and as it stood then', async () => {
    const { opened, rma } = await lived();
    const told = (one: (of: { rma?: string }) => boolean) =>
      system.taken.filter(one).map(({ type, status }) => [type, status]);
    assert.deepEqual(
      told(of => of.rma !== undefined),
      [
        ['rma.issued', 'issued'],
        ['rma.contact', 'issued'],
        ['rma.received', 'received'],
        ['rma.diagnosing', 'diagnosing'],
        ['rma.no-charge', 'no-charge'],
        ['rma.repairing', 'repairing'],
        ['rma.disposed', 'repairing'],
        ['rma.shipped', 'shipped'],
        ['rma.closed', 'closed'],
      ],
    );
    assert.deepEqual(
      told(of => of.rma === undefined),
      [
        ['case.opened', 'open'],
        ['case.rma-closed', 'closed'],
        ['case.closed', 'closed'],
      ],
    );
    assert.ok(system.taken.every(one => one.case === opened._id && (one.rma ?? rma._id) === rma._id));
    assert.equal(new Set(system.taken.map(({ id }) => id)).size, system.taken.length);
  });

  it('names nobody, and nothing that a person has written', async () => {
    await lived();
    const posted = system.received.map(({ body }) => body).join('\n');
    assert.doesNotMatch(posted, /Jolanda|Smith|acme|Fresno|555\W?0142|Main St/i);
  });
});
