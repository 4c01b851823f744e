import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { mountDirectLine } from '../../../bot/channels/direct-line/channel.ts';
import { createLog } from '../../../bot/log.ts';
import { createServer } from '../../../bot/server.ts';
import { loadAssets } from '../../../bot/web/assets.ts';
import { mountWeb } from '../../../bot/web/web.ts';
import { launchChromium, requireChromium } from '../../browser.ts';
import { freePort } from '../../services/store/servers.ts';
import { createMemoryDesk, GREETING, type MemoryDesk } from '../channels/direct-line/memory-desk.ts';
import { COMPANY } from './company.ts';

const ASSETS = fileURLToPath(new URL('../../../bot/web/assets/', import.meta.url));

describe('the support page in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let desk: MemoryDesk;
  let url: string;
  let clock: { now: Date };
  let complaints: string[];
  let close: () => Promise<void>;

  before(async function () {
    requireChromium(this);
    browser = await launchChromium();
  });
  after(() => browser?.close());

  beforeEach(async () => {
    clock = { now: new Date() };
    const now = () => clock.now;
    const log = createLog('silent');
    const port = await freePort();
    const publicUrl = `http://localhost:${port}`;
    const config = { port, host: '127.0.0.1', publicUrl };
    const http = createServer({ config, store: { ping: async () => {} }, log });
    const key = new Uint8Array(32).fill(9);
    desk = createMemoryDesk(now);
    const attachments = { keep: () => Promise.reject(new Error('nothing is uploaded here')) };
    const streams = mountDirectLine(http.server, {
      desk,
      attachments,
      key,
      secrets: [],
      publicUrl,
      widgetOrigins: [],
      now,
      log,
    });
    mountWeb(http.server, { company: COMPANY, assets: await loadAssets(ASSETS), publicUrl });
    url = await http.listen();
    close = async () => {
      streams.close();
      await http.close(0);
    };
    await visit({});
  });
  afterEach(async () => {
    await context?.close();
    await close?.();
  });

  async function visit(options: Parameters<Browser['newContext']>[0]): Promise<void> {
    await context?.close();
    context = await browser.newContext(options);
    page = await context.newPage();
    complaints = [];
    page.on('console', message => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', error => complaints.push(String(error)));
    await page.goto(url);
  }

  /** Web Chat has a dialog of its own, for its keyboard help. */
  const panel = () => page.getByRole('dialog', { name: `${COMPANY.name} Support` });
  const chatButton = () => page.getByRole('button', { name: 'Chat with us' }).first();
  const sendBox = () => page.locator('[data-id="webchat-sendbox-input"]');
  const bubbles = () => page.locator('.webchat__bubble__content');
  const bubble = (text: string) => bubbles().filter({ hasText: text });

  async function open(): Promise<void> {
    await chatButton().click();
    await bubble(GREETING.text).waitFor();
  }

  async function say(text: string): Promise<void> {
    await sendBox().fill(text);
    await sendBox().press('Enter');
  }

  /** Waits for the message with which every turn of this desk ends. */
  const answered = (times: number) =>
    bubble('Anything else?')
      .nth(times - 1)
      .waitFor();

  it('talks: typed words and pressed choices are answered, and nothing is complained of', async () => {
    await open();
    await page.getByRole('toolbar').getByRole('button', { name: 'Return a product' }).click();
    await answered(1);
    assert.equal(desk.taken.at(-1)?.said.text, 'I need an RMA');
    await say('my camera is dead');
    await answered(2);
    assert.deepEqual(
      (await bubbles().allInnerTexts()).map(text => text.trim()),
      [
        GREETING.text,
        'I need an RMA',
        'You said: I need an RMA',
        'Anything else?',
        'my camera is dead',
        'You said: my camera is dead',
        'Anything else?',
      ],
    );
    assert.equal(await page.getByText('Sending').count(), 0);
    assert.deepEqual(complaints, []);
  });

  it('goes on after a reload where it was, without a second greeting', async () => {
    await open();
    await say('remember me');
    await answered(1);
    await page.reload();
    await answered(1);
    assert.equal(await bubbles().count(), 4);
    await say('still here');
    await answered(2);
    assert.equal(desk.taken.filter(({ said }) => said.kind === 'arrived').length, 1);
    assert.equal(new Set(desk.taken.map(({ conversation }) => conversation)).size, 1);
    assert.deepEqual(complaints, []);
  });

  it('loads the chat only for those who open it, and starts no conversation before', async () => {
    const loaded: string[] = [];
    page.on('request', request => loaded.push(request.url()));
    await page.reload();
    await page.waitForLoadState('networkidle');
    assert.deepEqual(
      loaded.filter(address => /webchat|directline/.test(address)),
      [],
    );
    assert.equal(desk.taken.length, 0);
  });

  it('loads nothing from other servers', async () => {
    const hosts = new Set<string>();
    page.on('request', request => {
      if (request.url().startsWith('http')) hosts.add(new URL(request.url()).hostname);
    });
    await page.reload();
    await open();
    assert.deepEqual([...hosts], [new URL(url).hostname]);
  });

  it('moves the focus into the chat and back to the button that opened it', async () => {
    await chatButton().focus();
    await page.keyboard.press('Enter');
    await bubble(GREETING.text).waitFor();
    await page.locator('[data-id="webchat-sendbox-input"]:focus').waitFor();
    await page.getByRole('button', { name: 'Close the chat' }).click();
    assert.equal(await panel().count(), 0);
    assert.equal(await page.locator(':focus').innerText(), 'Chat with us');
    assert.equal(await chatButton().getAttribute('aria-expanded'), 'false');
  });

  it('closes on Escape, and opens again where it was', async () => {
    await open();
    await say('one moment');
    await answered(1);
    await sendBox().press('Escape');
    await panel().waitFor({ state: 'hidden' });
    await chatButton().click();
    await answered(1);
    assert.equal(await bubbles().count(), 4);
    assert.equal(desk.taken.length, 2);
  });

  it('keeps the page behind out of reach where the chat covers it', async () => {
    await visit({ viewport: { width: 390, height: 844 } });
    await open();
    const { width, height } = (await panel().boundingBox()) ?? {};
    assert.deepEqual([width, height], [390, 844]);
    assert.equal(await page.locator('#chat:modal').count(), 1);
  });

  it('begins anew where the token of the tab has expired', async () => {
    await open();
    await say('before lunch');
    await answered(1);
    clock.now = new Date(clock.now.getTime() + 31 * 60_000);
    await page.reload();
    await bubble(GREETING.text).waitFor();
    assert.equal(await bubbles().count(), 1);
    assert.equal(new Set(desk.taken.map(({ conversation }) => conversation)).size, 2);
  });

  it('says so where the chat cannot be reached, names phone and email, and tries again', async () => {
    await page.route('**/webchat/token', route => route.abort());
    await chatButton().click();
    const dialog = panel();
    await dialog.getByText('cannot be reached').waitFor();
    assert.ok(await dialog.getByRole('link', { name: '(800) 555-0100' }).isVisible());
    await page.unroute('**/webchat/token');
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await bubble(GREETING.text).waitFor();
  });

  it('shows what a person typed as they typed it, never as HTML', async () => {
    await open();
    await say('<img src=x onerror=alert(1)> **bold**');
    await answered(1);
    assert.equal(await bubbles().locator('img, strong').count(), 0);
    assert.equal(await bubble('<img src=x onerror=alert(1)> **bold**').count(), 2);
    assert.deepEqual(complaints, []);
  });

  it('is of use without scripts', async () => {
    await visit({ javaScriptEnabled: false });
    assert.ok(await page.locator('noscript .note').isVisible());
    assert.equal(await chatButton().count(), 0);
    assert.ok(await page.getByRole('link', { name: 'tech@example.com' }).isVisible());
  });

  it('never scrolls sideways, on any width', async () => {
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      assert.equal(overflow, 0, `at ${width}`);
    }
  });
});
