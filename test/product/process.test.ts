import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createPerson } from '../bench/person.ts';
import { type DeskProcess, launchDesk } from './running-desk.ts';

describe('the product as a process', function () {
  this.timeout(60_000);
  let dataDir: string;
  let running: DeskProcess[] = [];
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'caseline-product-'));
  });
  afterEach(async () => {
    await Promise.all(running.map(product => product.stop('SIGKILL')));
    running = [];
    await rm(dataDir, { recursive: true });
  });

  function start(env: Record<string, string> = {}): DeskProcess {
    const product = launchDesk({ DATA_DIR: dataDir, ...env });
    running.push(product);
    return product;
  }

  /** One activity whose replies come in the answer; undefined where the process died meanwhile. */
  async function post(address: string, id: string, text: string): Promise<string[] | undefined> {
    const activity = {
      type: 'message',
      id,
      text,
      channelId: 'test',
      deliveryMode: 'expectReplies',
      serviceUrl: 'http://127.0.0.1:1',
      conversation: { id: 'c' },
      from: { id: 'p' },
      recipient: { id: 'desk' },
    };
    try {
      const response = await fetch(`${address}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(activity),
      });
      const { activities } = (await response.json()) as { activities: { text?: string }[] };
      return activities.flatMap(reply => reply.text ?? []);
    } catch {
      return undefined;
    }
  }

  /** Talks until the next answer is the "yes" that issues the numbers. */
  async function talkToSummary(address: string): Promise<void> {
    const person = createPerson(7);
    let replies = await post(address, 'a0', 'hello');
    for (let turn = 1; ; turn++) {
      assert.ok(replies);
      if (/Is everything right/.test(replies.at(-1) ?? '') && /RMA|Firmware/i.test(replies.at(-1) ?? '')) return;
      replies = await post(address, `a${turn}`, turn === 1 ? 'I need an RMA' : (person.answer(replies) ?? ''));
    }
  }

  it('issues the numbers once, whenever it is killed after the "yes" and the message is delivered again (R23)', async () => {
    let product = start();
    let address = await product.address();
    await talkToSummary(address);
    for (const delay of [0, 1, 2, 3, 4, 6, 8, 12]) {
      const answered = post(address, 'yes-1', 'yes');
      await pause(delay);
      await product.stop('SIGKILL');
      await answered;
      product = start();
      address = await product.address();
    }
    const replies = await post(address, 'yes-1', 'yes');
    const rma = /7\d{3}-\d{4}-\d{2}/.exec(replies?.join('\n') ?? '')?.[0];
    assert.ok(rma, replies?.join('\n'));
    assert.deepEqual(await post(address, 'yes-1', 'yes'), replies);
    const found = await fetch(`${address}/api/v1/rmas/${rma}`, { headers: { Authorization: 'Bearer dev' } });
    const { caseNumber } = (await found.json()) as { caseNumber: string };
    const opened = await fetch(`${address}/api/v1/cases/${caseNumber}`, { headers: { Authorization: 'Bearer dev' } });
    const { rmas } = (await opened.json()) as { rmas: { number: string }[] };
    assert.deepEqual(
      rmas.map(one => one.number),
      [rma.replaceAll('-', '')],
    );
  });

  it('ends cleanly when it is asked to, and goes on where the conversation was', async () => {
    const first = start();
    await post(await first.address(), 'm1', 'I need an RMA for my SD4N35-PG-E1');
    await first.stop('SIGTERM');
    assert.equal(await first.ended(), 0);
    const replies = await post(await start().address(), 'm2', 'A1234567');
    assert.match(replies?.at(-1) ?? '', /What is wrong with the SD4N35-PG-E1/);
  });

  it('answers a search that comes before it has learnt, and shows its pages meanwhile', async () => {
    const address = await start().address();
    const found = fetch(`${address}/search?q=how+long+does+a+repair+take`);
    assert.match(await (await fetch(`${address}/articles/turnaround`)).text(), /<h1>How long a repair takes<\/h1>/);
    assert.match(await (await found).text(), /<article class="answer">\s*<h2><a href="articles\/turnaround">/);
  });

  it('refuses a bad value with one line that names the variable', async () => {
    const product = start({ PORT: 'eighty' });
    assert.equal(await product.ended(), 1);
    assert.match(product.errors(), /^PORT\b.*eighty.*\n$/);
  });

  it('refuses to start without its database, in one line that does not show the password', async () => {
    const product = start({ MONGODB_URI: 'mongodb://desk:s3cret@127.0.0.1:9/caseline' });
    assert.equal(await product.ended(), 1);
    const errors = product.errors();
    assert.match(errors, /127\.0\.0\.1:9/);
    assert.doesNotMatch(errors, /s3cret/);
    assert.equal(errors.trim().split('\n').length, 1);
  });

  it('refuses a folder that another desk is using', async () => {
    await start().address();
    const second = start();
    assert.equal(await second.ended(), 1);
    assert.equal(second.errors().trim().split('\n').length, 1);
  });
});
