import assert from 'node:assert/strict';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { type MailServer, startMailServer } from '../services/notifications/mail-server.ts';
import { type DeskProcess, launchDesk } from './running-desk.ts';

describe('mail of the product as a process', function () {
  this.timeout(60_000);
  let dataDir: string;
  let server: MailServer;
  let running: DeskProcess[] = [];
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'caseline-mail-'));
    server = await startMailServer();
  });
  afterEach(async () => {
    await Promise.all(running.map(product => product.stop('SIGKILL')));
    running = [];
    await server.close();
    await rm(dataDir, { recursive: true });
  });

  function start(env: Record<string, string> = {}): DeskProcess {
    const product = launchDesk({ DATA_DIR: dataDir, ...env });
    running.push(product);
    return product;
  }

  async function say(product: DeskProcess, id: string, text: string, conversation = 'c'): Promise<string> {
    const activity = {
      type: 'message',
      id,
      text,
      channelId: 'test',
      deliveryMode: 'expectReplies',
      serviceUrl: 'http://127.0.0.1:1',
      conversation: { id: conversation },
      from: { id: 'p' },
      recipient: { id: 'desk' },
    };
    const response = await fetch(`${await product.address()}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(activity),
    });
    return JSON.stringify(await response.json());
  }

  it('is ordered once over a kill -9 and the same message again, and one that waits holds up no other (R23)', async () => {
    const first = start({ SMTP_URL: 'smtp://127.0.0.1:1' });
    assert.match(await say(first, 'm1', 'email this chat to jo@acme.com'), /on its way/);
    await first.stop('SIGKILL');
    const second = start({ SMTP_URL: server.url });
    assert.match(await say(second, 'm1', 'email this chat to jo@acme.com'), /on its way/);
    assert.match(await say(second, 'm2', 'email this chat to al@acme.com', 'd'), /on its way/);
    while (!server.recipients.includes('al@acme.com')) await once(server.events, 'recipient');
    // The first waits a minute after an attempt that failed; where the process died before it, it went out now.
    const toJo = server.recipients.filter(recipient => recipient === 'jo@acme.com');
    assert.ok(toJo.length <= 1, `${toJo.length} mails`);
    await second.stop('SIGTERM');
    assert.equal(await second.ended(), 0);
  });

  it('tells the number of a return that a chat has brought about, and ends the status emails by its own link', async () => {
    const product = start({ SMTP_URL: server.url });
    const lines = [
      'my SD4N35-PG-E1, S/N A1234567, dead since last Tuesday, I need an RMA, jo@acme.com',
      ...['no', 'it did not help', 'this is Jo Miller from Acme Corp', '559 555 0142'],
      ...['1200 Main St, Fresno, CA 93721', 'same', 'leave it as it is', 'no', 'yes', 'looks good'],
    ];
    const arrived = once(server.events, 'mail');
    let last = '';
    for (const [at, line] of lines.entries()) last = await say(product, `m${at}`, line);
    const rma = /RMA number (7\d{3}-\d{4}-\d\d)/.exec(last)?.[1] ?? assert.fail(last);
    await arrived;
    const [mail] = server.mails;
    assert.match(mail?.subject ?? '', new RegExp(`^\\[CASE 4[\\d-]{11}\\] Your RMA number is ${rma}$`));
    const label = /https?:\S+\/labels\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    const link = /https?:\S+\/mail\/unsubscribe\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    const here = async (url: string) => `${await product.address()}${url.replace(/^https?:\/\/[^/]*/, '')}`;
    assert.equal((await fetch(await here(label))).status, 200);
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const answer = await fetch(await here(link), { method: 'POST', body });
    assert.match(await answer.text(), /Done: no more status emails/);
  });

  it('lands in a folder where no server is named, and the process ends cleanly after it', async () => {
    const folder = join(dataDir, 'mail');
    await mkdir(folder);
    const watching = new AbortController();
    const written = once(watch(folder, { signal: watching.signal }), 'change');
    const product = start();
    await say(product, 'm1', 'email this chat to jo@acme.com');
    await written;
    watching.abort();
    await product.stop('SIGTERM');
    assert.equal(await product.ended(), 0);
    const [file = ''] = (await readdir(folder)).filter(name => name.endsWith('.eml'));
    const mail = await simpleParser(await readFile(join(folder, file)));
    assert.match(mail.text ?? '', /email this chat to jo@acme.com/);
  });
});
