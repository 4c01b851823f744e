import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createPerson } from '../bench/person.ts';
import { launchChromium, requireChromium } from '../browser.ts';
import { freePort } from '../services/store/servers.ts';
import { type RunningDesk, startDesk } from './running-desk.ts';

/** The words of each message, without the card that some have beside them. */
const FROM_DESK =
  '.webchat__stacked-layout:not(.webchat__stacked-layout--from-user) .webchat__stacked-layout__message-row .webchat__bubble__content';

describe('the product in a browser', function () {
  this.timeout(120_000);
  let browser: Browser;
  let desk: RunningDesk;
  let dataDir: string;

  before(async function () {
    requireChromium(this);
    dataDir = await mkdtemp(join(tmpdir(), 'caseline-browser-'));
    desk = await startDesk({ DATA_DIR: dataDir, PORT: String(await freePort()) });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await desk?.stop('SIGTERM');
    if (dataDir) await rm(dataDir, { recursive: true });
  });

  const chatIn = (page: Page) => page.frameLocator('caseline-widget iframe');

  async function said(page: Page): Promise<string[]> {
    return chatIn(page).locator(FROM_DESK).allInnerTexts();
  }

  /** What the desk has said after its first `before` messages, once that is `enough`. */
  async function heard(page: Page, before: number, enough: (texts: string[]) => boolean): Promise<string[]> {
    let texts: string[] = [];
    do {
      await chatIn(page).locator(FROM_DESK).nth(Math.max(before, texts.length)).waitFor({ state: 'attached' });
      texts = await said(page);
    } while (!enough(texts));
    return texts.slice(before);
  }

  it('takes a visitor from the support page to both numbers, without an error on the console', async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', error => complaints.push(String(error)));
    await page.goto(desk.publicUrl);
    await page.getByRole('button', { name: 'Chat with us' }).first().click();

    // Every answer of the desk ends with a question, save the very last.
    const asks = (texts: string[]) => /\?|label|own words|send it/i.test(texts.at(-1) ?? '');
    const person = createPerson(3);
    let count = 0;
    let replies = await heard(page, count, asks);
    for (let words = person.answer(replies); words !== undefined; words = person.answer(replies)) {
      count += replies.length;
      await chatIn(page).locator('[data-id="webchat-sendbox-input"]').fill(words);
      await page.keyboard.press('Enter');
      replies = await heard(page, count, asks);
    }

    const { caseNumber, rmaNumber } = person.numbers;
    const answer = await fetch(`${desk.publicUrl}/api/v1/rmas/${rmaNumber}`, {
      headers: { Authorization: 'Bearer dev' },
    });
    const rma = (await answer.json()) as { caseNumber: string; status: string };
    assert.equal(rma.caseNumber, caseNumber?.replaceAll('-', ''));
    assert.equal(rma.status, 'issued');
    assert.deepEqual(complaints, []);

    // The same tab goes on where it was: the whole conversation, and no second greeting.
    const before = (await said(page)).length;
    await page.reload();
    const again = await heard(page, before - 1, texts => texts.length >= before);
    assert.equal((await said(page)).length, before, again.join('\n'));
    await page.close();
  });
});
