import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Frame, Page } from 'playwright-core';
import { launchChromium, requireChromium } from '../browser.ts';
import { keepScreenshot } from '../screenshots.ts';
import { freePort } from '../services/store/servers.ts';
import { type RunningDesk, startDesk } from './running-desk.ts';

const ADDRESS = { street: '1200 Main St', city: 'Fresno', state: 'California', postcode: '93721' };

describe('the chat is for everybody', function () {
  this.timeout(120_000);
  let browser: Browser;
  let desk: RunningDesk;
  let dataDir: string;

  before(async function () {
    requireChromium(this);
    dataDir = await mkdtemp(join(tmpdir(), 'caseline-barriers-'));
    desk = await startDesk({ DATA_DIR: dataDir, PORT: String(await freePort()) });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await desk?.stop('SIGTERM');
    if (dataDir) await rm(dataDir, { recursive: true });
  });

  const frameOf = (page: Page): Frame => page.frames().find(frame => frame.url().includes('/chat')) ?? assert.fail();

  /** What axe finds, as `rule: element`, and whether anything scrolls sideways. */
  async function barriers(page: Page): Promise<string[]> {
    const frame = frameOf(page);
    // What Web Chat reads out stands in a live region of its own for a moment.
    await frame.locator('.webchat__live-region-transcript input').first().waitFor({ state: 'detached' });
    await frame.evaluate(axe.source);
    // What comes out of the page has no type of its own.
    const { violations } = (await frame.evaluate('axe.run()')) as AxeResults;
    const overflow = await frame.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    return [
      ...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
      ...(overflow === 0 ? [] : [`scrolls sideways by ${overflow}`]),
    ];
  }

  for (const [name, options] of Object.entries({
    'at a desk': { viewport: { width: 1280, height: 900 } },
    'in the dark': { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' as const },
    'on a phone': { viewport: { width: 390, height: 844 } },
    'at 200 % on a small screen': { viewport: { width: 320, height: 480 } },
  })) {
    it(`has no barrier that axe finds, from the greeting to the numbers: ${name}`, async () => {
      const page = await browser.newPage(options);
      await page.goto(desk.publicUrl);
      await page.locator('caseline-widget button.button').click();
      const chat = page.frameLocator('caseline-widget iframe');
      const told = (words: string) =>
        chat.locator('.webchat__bubble__content').filter({ hasText: words }).last().waitFor();
      const say = async (text: string, answer: string) => {
        await chat.locator('[data-id="webchat-sendbox-input"]').fill(text);
        await page.keyboard.press('Enter');
        await told(answer);
      };
      const look = async (what: string) => {
        assert.deepEqual(await barriers(page), [], what);
        await keepScreenshot(page, `chat-${what}-${name.replaceAll(' ', '-')}`);
      };
      const form = chat.locator('.webchat__stacked-layout__attachment-row');
      const input = (nth: number, id: string) => form.nth(nth).locator(`[id="${id}"] :is(input, select)`);

      await told('Tell me in your own words');
      await look('greeting');
      await say('how long does a repair take?', 'business days');
      await look('answer');
      await say('RMA for my SD4N35-PG-E1, serial A1234567, no video since yesterday', 'another product');
      await say('that is all', 'Before it has to travel');
      await say('it did not help', 'Fill in the form');
      await input(0, 'billing.postcode').waitFor();
      assert.equal(await input(0, 'billing.postcode').getAttribute('autocomplete'), 'billing postal-code');
      await look('form');
      await input(0, 'contact.name').fill('Jo Li');
      await input(0, 'contact.email').fill('jo@example.com');
      await input(0, 'contact.phone').fill('559 555 01');
      for (const [part, value] of Object.entries(ADDRESS)) await input(0, `billing.${part}`).fill(value);
      await form.nth(0).getByRole('button', { name: 'Save' }).click();
      await input(1, 'contact.phone').waitFor();
      await look('form-again');
      await input(1, 'contact.phone').fill('559 555 0142');
      await form.nth(1).getByRole('button', { name: 'Save' }).click();
      await told('firmware');
      await say('leave it as it is', 'faster');
      await say('no', 'email');
      await say('yes', 'Is everything right');
      await look('summary');
      await chat.getByRole('button', { name: 'Yes, give me the numbers' }).last().click();
      await chat.getByRole('button', { name: 'Copy' }).first().waitFor();
      await look('numbers');
      await page.close();
    });
  }
});
