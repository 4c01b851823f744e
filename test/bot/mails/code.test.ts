import assert from 'node:assert/strict';
import { createLog } from '../../../bot/log.ts';
import { codeLetter } from '../../../bot/mails/code.ts';
import { startMailing } from '../../../bot/mails/mailing.ts';
import type { StoredTurn } from '../../../bot/record.ts';
import type { Postman } from '../../../services/notifications/postman.ts';
import { type MailServer, startMailServer } from '../../services/notifications/mail-server.ts';
import { createWorld, type World } from '../../world.ts';

describe('a one-time code by email', () => {
  let world: World;
  let server: MailServer;
  let postman: Postman;
  let logged: string[];
  beforeEach(async () => {
    world = await createWorld();
    server = await startMailServer();
    const config = { smtpUrl: server.url, mailFrom: 'desk@example.com', dataDir: '/nowhere' };
    logged = [];
    const log = createLog('debug', { write: line => void logged.push(line) });
    postman = await startMailing({ config, house: world.house, now: world.now, timer: () => () => {}, log });
    await world.house.cases.open({
      requestKey: 'first',
      contact: { name: 'Jo Smith', email: 'jo@acme.com' },
      items: [],
      status: 'open',
      actor: 'test',
    });
  });
  afterEach(async () => {
    await postman.close();
    await server.close();
    await world.close();
  });

  let sent = 0;
  async function say(text: string, network?: string): Promise<string> {
    const outcome = await world.desk.take({
      channel: 'test',
      conversation: 'c',
      activityId: `m${++sent}`,
      said: { kind: 'message', text, attachments: 0, from: 'customer' },
      network,
    });
    await postman.idle();
    return (outcome.kind === 'done' ? outcome.turn.replies : outcome.replies).map(reply => reply.text).join('\n');
  }

  const codeIn = (text = '') => /^ {4}(\d{6})$/m.exec(text)?.[1] ?? assert.fail(`no code in:\n${text}`);

  it('has the code in its text, not in its subject, and nothing personal', async () => {
    await say('sign in');
    await say('jo@acme.com');
    const [mail = assert.fail()] = server.mails;
    assert.equal(server.mails.length, 1);
    assert.deepEqual(server.recipients, ['jo@acme.com']);
    const code = codeIn(mail.text);
    assert.doesNotMatch(mail.subject ?? '', /\d/);
    assert.ok(String(mail.html).includes(`>${code}<`));
    for (const words of [mail.text ?? '', String(mail.html)]) {
      assert.match(words, /If it was not you, there is nothing to do/);
      assert.match(words, /within 10 minutes/);
      assert.doesNotMatch(words, /Smith|\bJo\b|jo@acme/);
    }
    assert.match(await say(code), /Welcome back, Jo Smith/);
  });

  it('is no mail at all for an address that has no case', async () => {
    await say('sign in');
    const answer = await say('nobody@acme.com');
    assert.match(answer, /^If nobody@acme.com is on file here/);
    assert.equal(server.mails.length, 0);
    const [order] = await world.store.collection('mails').find({}).toArray();
    assert.ok(order && !('content' in order) && !('to' in order), 'the order is over, and holds no code any more');
    assert.ok(!logged.join().includes('"level":"warn"'), 'nobody is warned of it');
  });

  it('leaves the store once it is sent, and is in no log, record or transcript after it was typed', async () => {
    await say('sign in', 'network-of-jo');
    await say('jo@acme.com', 'network-of-jo');
    const code = codeIn(server.mails[0]?.text);
    await say(`the code is ${code.slice(0, 3)} ${code.slice(3)}`, 'network-of-jo');
    await say('email this chat to jo@acme.com');
    const names = ['turns', 'mails', 'codes', 'codeRequests', 'transcripts'];
    const kept = await Promise.all(names.map(name => world.store.collection(name).find({}).toArray()));
    const written = JSON.stringify([kept, logged]);
    for (const secret of [code, `${code.slice(0, 3)} ${code.slice(3)}`, 'network-of-jo']) {
      assert.ok(!written.includes(secret), secret);
    }
    assert.ok(!logged.join().includes('acme.com'));
    const transcript = server.mails.at(-1)?.text ?? '';
    assert.match(transcript, /Welcome back, Jo Smith/);
    assert.match(transcript, /••••••/);
    assert.ok(!transcript.includes(code) && !transcript.includes(code.slice(0, 3).concat(' ', code.slice(3))));
  });

  it('is right again for the same message, where the turn was not saved the first time (R23)', async () => {
    await say('sign in');
    await say('jo@acme.com');
    const code = codeIn(server.mails[0]?.text);
    world.cutStore('turns');
    assert.doesNotMatch(await say(code), /Welcome back/);
    world.mendStore();
    assert.match(await say('hello'), /Welcome back, Jo Smith/);
    const [last] = await world.store
      .collection<StoredTurn>('turns')
      .find({}, { sort: { version: -1 }, limit: 1 })
      .toArray();
    assert.ok(!last?.turn.includes(code), 'what was caught up on is hidden too');
  });

  it('reads well in the dark too, and the code is copied without spaces', () => {
    const { html = '' } = codeLetter('012345', world.house.texts.codeMail);
    assert.match(html, /prefers-color-scheme:dark/);
    assert.match(html, />012345</);
  });
});
