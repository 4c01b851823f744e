import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { mountDirectLine } from '../../../bot/channels/direct-line/channel.ts';
import { createLog } from '../../../bot/log.ts';
import { createServer } from '../../../bot/server.ts';
import { loadAssets } from '../../../bot/web/assets.ts';
import { mountWeb } from '../../../bot/web/web.ts';
import { launchChromium, requireChromium } from '../../browser.ts';
import { photo } from '../../services/attachments/samples.ts';
import { freePort } from '../../services/store/servers.ts';
import { createWorld, type World } from '../../world.ts';

const ASSETS = new URL('../../../bot/web/assets/', import.meta.url).pathname;

describe('a photo in the chat of the page', function () {
  this.timeout(60_000);
  let browser: Browser;
  let world: World;
  let page: Page;
  let close: () => Promise<void>;
  let complaints: string[];

  before(async function () {
    requireChromium(this);
    browser = await launchChromium();
  });
  after(() => browser?.close());

  beforeEach(async () => {
    world = await createWorld(new Date().toISOString());
    const { desk, attachments, feedback, ratings, knowledge, profile } = world.house;
    const log = createLog('silent');
    const port = await freePort();
    const publicUrl = `http://localhost:${port}`;
    const http = createServer({ config: { port, host: '127.0.0.1', publicUrl }, store: world.store, log });
    const key = new Uint8Array(32).fill(9);
    const now = () => new Date();
    const streams = mountDirectLine(http.server, {
      ...{ desk, attachments, feedback, ratings, key, secrets: [], publicUrl, widgetOrigins: [], now, log },
    });
    const assets = await loadAssets(ASSETS);
    mountWeb(http.server, { ...profile, knowledge, assets, publicUrl, widgetOrigins: [], now, log });
    const url = await http.listen();
    page = await browser.newPage();
    complaints = [];
    page.on('console', message => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', error => complaints.push(String(error)));
    await page.goto(url);
    close = async () => {
      await page.close();
      streams.close();
      await http.close(0);
      await world.close();
    };
  });
  afterEach(() => close?.());

  const chat = () => page.frameLocator('caseline-widget iframe');
  const bubble = (text: string) => chat().locator('.webchat__bubble__content').filter({ hasText: text });
  const named = () => chat().locator('.webchat__fileContent__fileName').filter({ hasText: 'rating plate.jpg' });

  /** The colour of the name, and of the bubble that it is in. */
  async function colours(): Promise<string[]> {
    // What comes out of the page has no type of its own.
    return (await named().evaluate(`(name => [
      getComputedStyle(name).color,
      getComputedStyle(name.closest('.webchat__bubble__content')).backgroundColor,
    ])(document.querySelector('.webchat__fileContent__fileName'))`)) as string[];
  }

  it('is chosen and sent, named in the transcript, also after a reload, and answered', async () => {
    await page.getByRole('button', { name: 'Chat with us' }).first().click();
    await bubble('support desk').waitFor();
    const plate = { name: 'rating plate.jpg', mimeType: 'image/jpeg', buffer: photo() };
    await chat().locator('input[type=file]').setInputFiles(plate);
    await chat().locator('[data-id="webchat-sendbox-input"]').fill('here is the plate');
    await chat().locator('[data-id="webchat-sendbox-input"]').press('Enter');
    await bubble('Thank you, I keep your file').waitFor();
    await named().waitFor();
    assert.equal(await chat().getByText('Sending').count(), 0);
    await page.reload();
    await bubble('Thank you, I keep your file').waitFor();
    await named().waitFor();
    const [ink, ground] = await colours();
    assert.ok(ink && ground && ink !== ground, `${ink} on ${ground}`);
    assert.deepEqual(complaints, []);
  });
});
