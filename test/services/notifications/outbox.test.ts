import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { MailTransport } from '../../../services/notifications/mail.ts';
import { createMailFolder } from '../../../services/notifications/mail-folder.ts';
import { createOutbox, LEASE_MS, type Outbox, outboxIndexes } from '../../../services/notifications/outbox.ts';
import { type Composed, createPostman, type Postman } from '../../../services/notifications/postman.ts';
import { createSmtp } from '../../../services/notifications/smtp.ts';
import type { Store } from '../../../services/store/port.ts';
import { type OpenStore, onBothEngines } from '../engines.ts';
import { freePort } from '../store/servers.ts';
import { type Clock, createClock } from './clock.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

const FROM = 'The Desk <desk@example.com>';
const HOUR_MS = 3_600_000;
const MINUTES = (ms: number) => ms / 60_000;

onBothEngines('the outbox', contract, outboxIndexes);

function contract(open: OpenStore): void {
  let clock: Clock;
  let store: Store;
  let outbox: Outbox;
  let server: MailServer;
  let postmen: Postman[];
  let said: string[];

  beforeEach(async () => {
    clock = createClock();
    store = await open(() => clock.now());
    outbox = createOutbox({ store, now: clock.now });
    server = await startMailServer();
    postmen = [];
    said = [];
  });
  afterEach(async () => {
    await Promise.all(postmen.map(postman => postman.close()));
    await server.close();
  });

  function postman(
    transport: MailTransport = createSmtp({ url: server.url, from: FROM }),
    compose: () => Promise<Composed> = () => assert.fail('nothing was ordered'),
  ): Postman {
    const tell = (what: object, message: string) => void said.push(`${message} ${JSON.stringify(what)}`);
    const one = createPostman({
      outbox,
      transport,
      compose,
      now: clock.now,
      timer: clock.timer,
      log: { info: tell, warn: tell },
    });
    postmen.push(one);
    return one;
  }

  const letter = { key: 'k1', to: 'jo@acme.com', subject: 'Your chat', text: 'Hello Jo', html: '<p>Hello Jo</p>' };
  interface Kept {
    _id: string;
    status?: string;
    code?: string;
    attempts?: number;
    content?: string;
    to?: string;
  }
  const stored = async (key = 'k1') => (await store.collection<Kept>('mails').findOne({ _id: key })) ?? assert.fail();

  it('sends what is queued at once, and then knows no more of it than that', async () => {
    const one = postman();
    one.start();
    await one.idle();
    await outbox.queue({ ...letter, headers: { 'List-Unsubscribe': '<https://example.com/u>' } });
    await one.idle();
    const [mail] = server.mails;
    assert.equal(mail?.subject, 'Your chat');
    assert.equal(mail.from?.text, '"The Desk" <desk@example.com>');
    assert.deepEqual(server.recipients, ['jo@acme.com']);
    assert.equal(mail.text?.trim(), 'Hello Jo');
    assert.equal(mail.html, '<p>Hello Jo</p>');
    assert.match(server.sources[0] ?? '', /^List-Unsubscribe: <https:\/\/example.com\/u>/im);
    assert.match(server.sources[0] ?? '', /^Auto-Submitted: auto-generated/im);
    assert.deepEqual(Object.keys(await stored()).sort(), [
      '_id',
      'attempts',
      'endedAt',
      'giveUpAt',
      'queuedAt',
      'removeAt',
      'schema',
      'status',
    ]);
    clock.pass(30 * 24 * HOUR_MS);
    assert.equal(await store.collection('mails').countDocuments({}), 0);
  });

  it('sends once what is queued twice under one key, sent meanwhile or not (R23)', async () => {
    const one = postman();
    await Promise.all([outbox.queue(letter), outbox.queue(letter)]);
    await one.idle();
    await outbox.queue({ ...letter, text: 'Hello again' });
    await one.idle();
    assert.equal(server.mails.length, 1);
  });

  it('sends every mail once where several carry them', async () => {
    const keys = Array.from({ length: 12 }, (_, at) => `k${at}`);
    await Promise.all(keys.map(key => outbox.queue({ ...letter, key, subject: key })));
    await Promise.all([postman(), postman(), postman()].map(one => one.idle()));
    assert.deepEqual(server.mails.map(mail => mail.subject).sort(), keys.sort());
  });

  it('goes on where the process that had taken a mail has died', async () => {
    await outbox.queue(letter);
    assert.equal((await outbox.take(5)).length, 1);
    const one = postman();
    await one.idle();
    assert.equal(server.mails.length, 0);
    clock.pass(LEASE_MS);
    await one.idle();
    assert.equal(server.mails.length, 1);
  });

  it('lets nobody change a mail that another has taken since', async () => {
    await outbox.queue(letter);
    const [slow] = await outbox.take(1);
    clock.pass(LEASE_MS);
    const [quick] = await outbox.take(1);
    assert.ok(slow && quick);
    await outbox.sent(slow);
    assert.equal((await stored()).status, 'queued');
    await outbox.sent(quick);
    assert.equal((await stored()).status, 'sent');
  });

  it('tries again after 4xx, a minute later, then two, and tells nobody whose mail it is', async () => {
    server.refuse(451, 421);
    const one = postman();
    await outbox.queue(letter);
    await one.idle();
    assert.equal(MINUTES(clock.next()), 1);
    await one.idle();
    assert.equal(server.mails.length, 0);
    // Every minute it is looked whether another process has queued something.
    assert.equal(MINUTES(clock.next()), 1);
    await one.idle();
    assert.equal(server.recipients.length, 2);
    assert.equal(MINUTES(clock.next()), 1);
    await one.idle();
    assert.equal(server.recipients.length, 3);
    assert.equal(server.mails.length, 1);
    assert.match(said[0] ?? '', /not sent.*"attempts":1.*EENVELOPE 451/);
    assert.doesNotMatch(said.join('\n'), /acme|Hello|Your chat/);
  });

  it('gives up at once on 5xx, and keeps nothing of the mail', async () => {
    server.refuse(550);
    const one = postman();
    await outbox.queue(letter);
    await one.idle();
    clock.pass(48 * HOUR_MS);
    await one.idle();
    assert.equal(server.recipients.length, 1);
    const mail = await stored();
    assert.deepEqual(
      [mail.status, mail.code, mail.content, mail.to],
      ['parked', 'EENVELOPE 550', undefined, undefined],
    );
    assert.match(said.join('\n'), /given up/);
    assert.doesNotMatch(said.join('\n'), /acme|Hello|Your chat/);
  });

  it('keeps trying for hours while the server is away, ever more rarely, and gives up after a day', async () => {
    const nowhere = `smtp://127.0.0.1:${await freePort()}`;
    const one = postman(createSmtp({ url: nowhere, from: FROM }));
    const beginning = clock.now().getTime();
    await outbox.queue(letter);
    await one.idle();
    const tries: number[] = [];
    for (let due = await outbox.nextDue(); due; due = await outbox.nextDue()) {
      clock.pass(due.getTime() - clock.now().getTime());
      await one.idle();
      tries.push(MINUTES(clock.now().getTime() - beginning));
    }
    assert.deepEqual(tries.slice(0, 8), [1, 3, 7, 15, 31, 63, 123, 183]);
    assert.ok((tries.at(-1) ?? 0) >= 22 * 60 && (tries.at(-1) ?? 0) <= 24 * 60, String(tries.at(-1)));
    assert.equal((await stored()).status, 'parked');
    assert.match(said.at(-1) ?? '', /given up.*ESOCKET/);
  });

  it('sends after the server is back what was queued while it was away', async () => {
    let away = true;
    const smtp = createSmtp({ url: server.url, from: FROM });
    const broken = createSmtp({ url: `smtp://127.0.0.1:${await freePort()}`, from: FROM });
    const one = postman({ send: (mail, signal) => (away ? broken : smtp).send(mail, signal) });
    await outbox.queue(letter);
    await one.idle();
    away = false;
    clock.pass(2 * 60_000);
    await one.idle();
    assert.equal(server.mails.length, 1);
  });

  it('does not send what is worth nothing any more', async () => {
    await outbox.queue({ ...letter, expiresAt: new Date(clock.now().getTime() + 60_000) });
    clock.pass(60_000);
    await postman().idle();
    assert.equal(server.mails.length, 0);
    assert.equal((await stored()).code, 'too-late');
  });

  it('writes an ordered mail when it is sent: waits for what is not on record yet, drops what is gone', async () => {
    const states: Composed[] = [
      { kind: 'later' },
      { kind: 'letter', letter: { subject: 'Late', text: 'now' } },
      { kind: 'gone' },
    ];
    const one = postman(undefined, async () => states.shift() ?? assert.fail());
    const order = { kind: 'transcript', about: { conversation: 'c' } };
    await outbox.order({ key: 'o1', to: 'jo@acme.com', order });
    await one.idle();
    assert.equal(server.mails.length, 0);
    assert.equal(clock.next(), 1_000);
    await one.idle();
    assert.deepEqual(
      server.mails.map(mail => mail.subject),
      ['Late'],
    );
    await outbox.order({ key: 'o2', to: 'jo@acme.com', order });
    await one.idle();
    assert.equal((await stored('o2')).code, 'gone');
  });

  it('tries again where the connection breaks off', async () => {
    server.drop();
    const one = postman();
    await outbox.queue(letter);
    await one.idle();
    assert.equal(server.mails.length, 0);
    clock.pass(60_000);
    await one.idle();
    assert.equal(server.mails.length, 1);
  });

  it('shows what was given up, without words and address, and not what nobody was to have any more', async () => {
    const one = postman(undefined, async () => ({ kind: 'gone' }));
    server.refuse(550);
    await outbox.queue(letter);
    await one.idle();
    await outbox.order({ key: 'o', to: 'jo@acme.com', order: { kind: 'return', about: {}, again: true } });
    await one.idle();
    const shown = await outbox.parkedSince(new Date(clock.now().getTime() - HOUR_MS), 10);
    assert.deepEqual(shown, [
      {
        ...{ key: 'k1', kind: 'letter', code: 'EENVELOPE 550', attempts: 1, canRetry: false },
        ...{ queuedAt: clock.now(), parkedAt: clock.now() },
      },
    ]);
    assert.deepEqual(await outbox.parkedSince(new Date(clock.now().getTime() + 1), 10), []);
    assert.equal(await outbox.retry('k1'), false);
    assert.equal(await outbox.retry('never heard of'), false);
  });

  it('sends what was given up once more by hand, where its order was kept and its reader can be found', async () => {
    const order = { kind: 'return', about: { rma: '7' }, again: true as const };
    let to: string | undefined;
    const one = postman(undefined, async () => ({
      kind: 'letter',
      letter: { subject: 's', text: 't' },
      ...(to !== undefined && { to }),
    }));
    server.refuse(550);
    await outbox.order({ key: 'o', to: 'jo@acme.com', order });
    await one.idle();
    const [shown] = await outbox.parkedSince(new Date(0), 10);
    assert.deepEqual([shown?.kind, shown?.about, shown?.canRetry], ['return', { rma: '7' }, true]);
    assert.equal((await stored('o')).to, undefined);
    assert.equal(await outbox.retry('o'), true);
    assert.equal(await outbox.retry('o'), false, 'it is queued already');
    await one.idle();
    assert.equal((await stored('o')).code, 'no-address');
    to = 'new@acme.com';
    await outbox.retry('o');
    await one.idle();
    assert.deepEqual(server.recipients, ['jo@acme.com', 'new@acme.com']);
    assert.equal(server.mails.length, 1);
    assert.deepEqual(await outbox.parkedSince(new Date(0), 10), []);
  });

  it('tells of a mail that was refused before it is given up, and again where that failed', async () => {
    const told: string[] = [];
    let fails = true;
    const one = createPostman({
      ...{ outbox, transport: createSmtp({ url: server.url, from: FROM }), compose: () => assert.fail() },
      async refused({ key }, code) {
        if (fails) throw new Error('the store is away');
        told.push(`${key} ${code}`);
      },
      ...{ now: clock.now, timer: clock.timer, log: { info() {}, warn() {} } },
    });
    postmen.push(one);
    server.refuse(550, 550);
    await outbox.queue(letter);
    await one.idle();
    assert.equal((await stored()).status, 'queued');
    fails = false;
    clock.pass(60_000);
    await one.idle();
    assert.deepEqual(told, ['k1 EENVELOPE 550']);
    assert.equal((await stored()).status, 'parked');
  });

  it('keeps the mails of one thread together by the id of the first, whichever is sent first', async () => {
    const one = postman();
    await outbox.queue({ ...letter, key: 'second', thread: 'first' });
    await one.idle();
    await outbox.queue({ ...letter, key: 'first', thread: 'first' });
    await one.idle();
    const [second, first] = server.mails;
    assert.deepEqual([second?.inReplyTo, second?.references], [first?.messageId, first?.messageId]);
    assert.deepEqual([first?.inReplyTo, first?.references], [undefined, undefined]);
  });

  it('goes on with other mails where one cannot be written', async () => {
    const one = postman(undefined, () => Promise.reject(new Error('a defect')));
    await outbox.order({ key: 'bad', to: 'jo@acme.com', order: { kind: 'x', about: {} } });
    await outbox.queue(letter);
    await one.idle();
    assert.equal(server.mails.length, 1);
  });

  const hostile: [what: string, mail: Partial<typeof letter> & { headers?: Record<string, string> }][] = [
    ['a line break in the address', { to: 'jo@acme.com\r\nBcc: all@acme.com' }],
    ['two addresses', { to: 'jo@acme.com, al@acme.com' }],
    ['a name with an address', { to: 'Jo <jo@acme.com>' }],
    ['a group', { to: 'all:jo@acme.com;' }],
    ['a line break in a header', { headers: { 'X-A': 'b\r\nBcc: all@acme.com' } }],
    ['a line break in the name of a header', { headers: { 'X-A\r\nBcc': 'all@acme.com' } }],
    ['another recipient as a header', { headers: { bcc: 'all@acme.com' } }],
    ['another sender as a header', { headers: { From: 'boss@example.com' } }],
    ['another thread as a header', { headers: { References: '<a@b>' } }],
  ];
  for (const [what, changes] of hostile) {
    it(`takes no mail with ${what}`, async () => {
      await assert.rejects(outbox.queue({ ...letter, ...changes }));
      assert.equal(await store.collection('mails').countDocuments({}), 0);
    });
  }

  it('makes one line of a subject, whatever people typed', async () => {
    await outbox.queue({ ...letter, subject: 'Chat\r\nBcc: all@acme.com\u2028X: y\0' });
    await postman().idle();
    assert.equal(server.mails[0]?.subject, 'Chat Bcc: all@acme.com X: y');
    assert.deepEqual([server.mails[0]?.bcc, server.recipients], [undefined, ['jo@acme.com']]);
  });

  it('sends an attempt again under the same id, so that a copy is known as one', async () => {
    const smtp = createSmtp({ url: server.url, from: FROM });
    const mail = { key: 'k', to: 'jo@acme.com', subject: 's', text: 't' };
    const { signal } = new AbortController();
    await smtp.send(mail, signal);
    await smtp.send(mail, signal);
    assert.equal(server.mails[0]?.messageId, server.mails[1]?.messageId);
    assert.match(server.mails[0]?.messageId ?? '', /^<[0-9a-f]{40}@example\.com>$/);
  });

  it('writes a private file for each mail where no server is named', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'caseline-eml-')), 'mail');
    const one = postman(createMailFolder({ folder, from: FROM }));
    await outbox.queue({ ...letter, text: 'Grüße, 你好' });
    await one.idle();
    const [file = ''] = await readdir(folder);
    assert.match(file, /^[0-9a-f]{40}\.eml$/);
    assert.equal((await stat(join(folder, file))).mode & 0o777, 0o600);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
    const mail = await simpleParser(await readFile(join(folder, file)));
    assert.deepEqual([mail.subject, mail.text?.trim()], ['Your chat', 'Grüße, 你好']);
    await rm(folder, { recursive: true });
  });

  it('stops with what it is doing done, and leaves the rest for the next start', async () => {
    let begun = () => {};
    let finish = () => {};
    const sending = new Promise<void>(resolve => {
      begun = resolve;
    });
    const finished = new Promise<void>(resolve => {
      finish = resolve;
    });
    const slow: MailTransport = {
      async send() {
        begun();
        await finished;
        return { kind: 'sent' };
      },
    };
    const one = postman(slow);
    one.start();
    await outbox.queue(letter);
    await sending;
    await outbox.queue({ ...letter, key: 'k2' });
    const closed = one.close();
    finish();
    await closed;
    assert.equal((await stored()).status, 'sent');
    assert.equal((await stored('k2')).status, 'queued');
  });

  it('gives up an attempt that hangs when the process has to end, and the mail is sent at the next start', async () => {
    let begun = () => {};
    const sending = new Promise<void>(resolve => {
      begun = resolve;
    });
    const hanging: MailTransport = {
      send: (_mail, signal) =>
        new Promise(resolve => {
          signal.addEventListener('abort', () => resolve({ kind: 'failed', code: 'EABORT' }));
          begun();
        }),
    };
    const one = postman(hanging);
    one.start();
    await outbox.queue(letter);
    await sending;
    const closed = one.close();
    clock.next();
    await closed;
    clock.pass(60_000);
    await postman().idle();
    assert.equal(server.mails.length, 1);
  });
}
