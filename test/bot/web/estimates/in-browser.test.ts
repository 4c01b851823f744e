import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium, requireChromium } from '../../../browser.ts';
import { keepScreenshot } from '../../../screenshots.ts';
import { DOME, type EstimateDesk, openEstimateDesk, STRANGE, TERMS } from './desk.ts';

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

describe('the page of an estimate in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let dataDir: string;
  let desk: EstimateDesk;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  before(async function () {
    requireChromium(this);
    browser = await launchChromium();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'caseline-estimate-'));
    const note = 'The seal of the dome was cracked, and water got in.\nWe would replace module and seal.';
    desk = await openEstimateDesk({ dataDir, items: [DOME, STRANGE], terms: { ...TERMS, note } });
  });
  afterEach(async () => {
    await context?.close();
    await desk.close();
    await rm(dataDir, { recursive: true });
  });

  async function visit(options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
    context = await browser.newContext({ viewport: DESKTOP, ...options });
    page = await context.newPage();
    complaints = [];
    page.on('console', message => {
      // The browser itself complains of every answer that is not 200.
      const isOfPage = !/status of 4\d\d/.test(message.text());
      if (isOfPage && ['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', error => complaints.push(String(error)));
    await page.goto(desk.url + desk.path());
  }
  const stands = async () => (await desk.house.returns.find(desk.rma._id))?.status;
  const button = (name: string) => page.getByRole('button', { name });
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

  async function inspect(name: string): Promise<void> {
    await page.evaluate(axe.source);
    for (const viewport of [DESKTOP, PHONE]) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        // What comes out of the page has no type of its own.
        const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
        const barriers = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
        assert.deepEqual(barriers, [], `${name}, ${colorScheme}, ${viewport.width}`);
        await keepScreenshot(page, `estimate-${name}-${viewport.width}-${colorScheme}`);
      }
    }
    for (const width of [320, 640, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      assert.equal(overflow, 0, `${name} at ${width}`);
    }
    await page.setViewportSize(DESKTOP);
  }

  it('has no barrier that axe finds, light or dark, at a desk or on a phone, from reading to the answer', async () => {
    await visit();
    await inspect('open');
    await button('Have them scrapped').click();
    await heading('Have the products scrapped?');
    await inspect('confirm');
    await button('Yes, scrap them for USD 150.00').click();
    await heading('They will be scrapped');
    await inspect('answered');
    assert.equal(await stands(), 'declined-scrap');
    await page.goto(`${desk.url}/estimates/${desk.rma._id}`);
    await heading('This link is not complete');
    await inspect('incomplete');
    assert.deepEqual(complaints, []);
  });

  it('is answered without a script, with a way back before it counts', async () => {
    await visit({ javaScriptEnabled: false });
    await button('Have them returned').click();
    await page.getByRole('link', { name: 'No, back to the estimate' }).click();
    await heading('Estimate for RMA');
    assert.equal(await stands(), 'estimate-sent');
    await button('Authorize the repair').click();
    await button('Yes, authorize USD 185.00').click();
    await heading('The repair is authorized');
    assert.equal(await stands(), 'authorized');
    await page.reload();
    await heading('The repair is authorized');
  });

  it('is answered with the keyboard alone', async () => {
    await visit();
    const reach = async (name: string) => {
      const wanted = button(name);
      for (let tabs = 0; tabs < 20 && (await wanted.and(page.locator(':focus')).count()) === 0; tabs++) {
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
    };
    await reach('Authorize the repair');
    await heading('Authorize the repair for USD 185.00?');
    await reach('Yes, authorize USD 185.00');
    await heading('The repair is authorized');
    assert.equal(await stands(), 'authorized');
  });

  it('can be answered in the chat on the same page, by a button of its card', async () => {
    await visit();
    await button('Chat with us').click();
    const chat = page.frameLocator('caseline-widget iframe');
    const told = (words: string) =>
      chat.locator('.webchat__bubble__content').filter({ hasText: words }).last().waitFor();
    const say = async (words: string, answer: string) => {
      await chat.locator('[data-id="webchat-sendbox-input"]').fill(words);
      await page.keyboard.press('Enter');
      await told(answer);
    };
    await told('support desk');
    await say('Answer the estimate', 'Which return is it about?');
    await say(desk.rma._id, 'Which email address');
    await say('maria@acme.com', 'What is the code?');
    await say(await desk.code(), 'Which one shall it be?');
    const card = chat.locator('.webchat__stacked-layout__attachment-row').last();
    for (const words of ['New camera module', 'USD 150.00', 'USD 185.00', 'December 10, 2026']) {
      await card.getByText(words).first().waitFor();
    }
    const frame = page.locator('caseline-widget iframe');
    await frame.screenshot({ path: 'dist/screenshots/estimate-card.png' });
    await card.getByRole('button', { name: 'Authorize the repair' }).click();
    await told('You authorize USD 185.00');
    await frame.screenshot({ path: 'dist/screenshots/estimate-read-back.png' });
    assert.equal(await stands(), 'estimate-sent');
    await chat.locator('.webchat__suggested-action').filter({ hasText: 'Yes, authorize it' }).click();
    await told('is authorized for USD 185.00');
    assert.equal(await stands(), 'authorized');
    // The page tells of it too, and answers nothing more.
    await page.goto(desk.url + desk.path());
    await heading('The repair is authorized');
  });

  it('tells the slower of two browsers that its answer came too late', async () => {
    await visit();
    await button('Authorize the repair').click();
    await heading('Authorize the repair for USD 185.00?');
    assert.equal((await desk.answer('return')).status, 303);
    await button('Yes, authorize USD 185.00').click();
    await page.getByRole('alert').getByText('has changed nothing').waitFor();
    assert.equal(await stands(), 'declined-return');
  });

  it('gives its address to nobody whose files or pages it leads to', async () => {
    const seen: (string | undefined)[] = [];
    context = await browser.newContext({ viewport: DESKTOP });
    page = await context.newPage();
    page.on('request', request => void seen.push(request.headers()['referer']));
    await page.goto(desk.url + desk.path());
    await page.getByRole('link', { name: 'Articles' }).click();
    await heading('Something not working?');
    assert.deepEqual(seen.filter(Boolean), []);
  });
});
