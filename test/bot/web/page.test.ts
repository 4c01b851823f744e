import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium, requireChromium } from '../../browser.ts';
import { arrivals, type ChatWorld, createChatWorld, type Visitor, visit } from './chat-world.ts';

describe('the support page in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let world: ChatWorld;
  let visitor: Visitor;

  before(async function () {
    requireChromium(this);
    browser = await launchChromium();
    world = await createChatWorld();
  });
  after(async () => {
    await browser?.close();
    await world?.close();
  });
  beforeEach(async () => {
    visitor = await visit(browser, world.url);
  });
  afterEach(() => visitor?.context.close());

  it('loads the chat only for those who open it, and starts no conversation before', async () => {
    const { page } = visitor;
    const loaded: string[] = [];
    page.on('request', request => loaded.push(new URL(request.url()).pathname));
    await page.reload();
    await page.waitForLoadState('networkidle');
    assert.deepEqual(
      loaded.filter(path => /webchat|directline|chat/.test(path)),
      [],
    );
    assert.deepEqual(arrivals(world.desk), { greetings: 0, conversations: 0 });
  });

  it('loads nothing from other servers, and nothing is complained of', async () => {
    const { page } = visitor;
    const hosts = new Set<string>();
    page.on('request', request => {
      if (request.url().startsWith('http')) hosts.add(new URL(request.url()).host);
    });
    await page.reload();
    await visitor.open();
    await visitor.say('hello');
    await visitor.answered(1);
    assert.deepEqual([...hosts], [new URL(world.url).host]);
    assert.deepEqual(visitor.complaints, []);
  });

  it('opens the chat from its own buttons, and gives the focus back to them', async () => {
    const { page, chat } = visitor;
    const button = page.getByRole('button', { name: 'Chat with us' });
    await button.focus();
    await page.keyboard.press('Enter');
    await chat.locator('[data-id="webchat-sendbox-input"]:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('caseline-widget iframe').waitFor({ state: 'hidden' });
    assert.equal(await page.locator(':focus').innerText(), 'Chat with us');
  });

  it('is of use without scripts', async () => {
    const plain = await visit(browser, world.url, { javaScriptEnabled: false });
    assert.ok(await plain.page.locator('noscript .note').isVisible());
    assert.ok(await plain.page.getByRole('button', { name: 'Chat with us' }).isHidden());
    assert.ok(await plain.page.getByRole('link', { name: 'tech@example.com' }).isVisible());
    await plain.context.close();
  });

  it('never scrolls sideways, on any width', async () => {
    const { page } = visitor;
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      assert.equal(overflow, 0, `at ${width}`);
    }
  });
});
