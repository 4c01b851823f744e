import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { furnish, type House, indexes } from '../../../bot/assemble.ts';
import { createLog } from '../../../bot/log.ts';
import { loadProfile } from '../../../services/profile/profile.ts';
import { openStore } from '../../../services/store/open.ts';
import type { Store } from '../../../services/store/port.ts';
import { type CommandTap, startCommandTap } from '../store/command-tap.ts';
import { type MongoServer, startMongo } from '../store/servers.ts';

describe('what issuing an RMA asks of the database', function () {
  this.timeout(60_000);
  let server: MongoServer | null = null;
  let tap: CommandTap;
  let store: Store;
  let house: House;

  before(async function () {
    server = await startMongo();
    if (!server) return this.skip();
    tap = await startCommandTap(server.freshUri());
    store = await openStore({ mongodbUri: tap.uri, dataDir: '/nowhere', indexes });
    const profile = await loadProfile(join(process.cwd(), 'services/profile/pelco'));
    // Business systems and customers are told: that costs no round trip of its own.
    house = furnish({
      profile,
      store,
      log: createLog('silent'),
      now: () => new Date(),
      hooks: true,
      codeKey: randomBytes(32),
    });
    await house.warm();
  });
  after(async () => {
    await store?.close();
    await tap?.close();
    await server?.stop();
  });
  const asked = () => tap.seen.map(({ name, on }) => `${name} ${on}`);
  beforeEach(() => void tap.seen.splice(0));

  it('is two round trips: the return itself, and the memory of its case', async () => {
    const items = [
      {
        ...{ id: '1', model: 'SD4E', kind: 'dome' as const, problem: 'no picture' },
        warranty: { kind: 'unconfirmed' as const, months: 36 },
      },
    ];
    const contact = { name: 'Jo', email: 'jo@acme.com' };
    const of = await house.cases.open({ requestKey: 'c1', contact, items, status: 'open', actor: 'test' });
    tap.seen.splice(0);
    const shipTo = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] };
    const request = { requestKey: 'r1', case: of, shipTo, items, expedited: false, statusEmails: true, actor: 'test' };
    await house.returns.issue(request);
    assert.deepEqual(asked(), ['insert rmas', 'update cases']);
  });

  it('is three with the state of the chat, beside the two that open a case for somebody new', async () => {
    const conversation = randomUUID();
    async function say(text: string): Promise<string> {
      tap.seen.splice(0);
      const said = { kind: 'message' as const, text, attachments: 0, from: 'you' };
      const outcome = await house.desk.take({ channel: 'terminal', conversation, activityId: randomUUID(), said });
      return outcome.kind === 'done' ? outcome.turn.replies.map(reply => reply.text).join('\n') : assert.fail();
    }
    await say('my Spectra IV, SD4N35-PG-E1, S/N A1234567, dead since yesterday, I need an RMA, jo2@acme.com');
    const answers = [
      'no',
      'it did not help',
      'Jo Miller',
      '559 555 0142',
      'Acme',
      '1200 Main St, Fresno, CA 93721',
      'same',
    ];
    for (const answer of [...answers, 'leave it as it is', 'no', 'yes']) await say(answer);
    assert.match(await say('looks good'), /RMA number/);
    const [customer, opened, ...issuing] = asked();
    assert.deepEqual([customer, opened], ['insert customers', 'insert cases']);
    assert.deepEqual(issuing, ['insert rmas', 'update cases', 'insert turns']);
  });
});
