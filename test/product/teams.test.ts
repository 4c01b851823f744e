import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, requireChromium } from '../browser.ts';
import { keepScreenshot } from '../screenshots.ts';
import { PERSONAL_CHAT, type Playground, startPlayground } from './playground.ts';
import { type RunningDesk, startDesk } from './running-desk.ts';

describe('the desk in Teams, by Microsoft’s own client', function () {
  this.timeout(120_000);
  let dataDir: string;
  let desk: RunningDesk;
  let playground: Playground;
  let browser: Browser;
  let page: Page;

  before(async function () {
    requireChromium(this);
    dataDir = await mkdtemp(join(tmpdir(), 'caseline-teams-'));
    desk = await startDesk({ DATA_DIR: dataDir });
    playground = await startPlayground(`${desk.publicUrl}/api/messages`);
    browser = await launchChromium();
    page = await (await browser.newContext({ viewport: { width: 1400, height: 1000 } })).newPage();
    // Its fonts are somewhere in the net.
    await page.route(
      url => url.hostname !== 'localhost',
      route => route.abort(),
    );
    await page.goto(playground.url);
    await page.getByRole('textbox').first().waitFor();
  });
  after(async () => {
    await browser?.close();
    await playground?.stop();
    await desk?.stop('SIGTERM');
    if (dataDir) await rm(dataDir, { recursive: true });
  });

  async function say(text: string): Promise<void> {
    await page.getByRole('textbox').first().click();
    await page.keyboard.type(text);
    await page.getByRole('button', { name: 'Send Message' }).click();
  }

  const casesOf = async (email: string) => {
    const url = `${desk.publicUrl}/api/v1/cases?email=${email}`;
    const answer = await fetch(url, { headers: { Authorization: 'Bearer dev' } });
    return ((await answer.json()) as { items: { number: string; rmas: unknown[] }[] }).items;
  };

  it('welcomes whoever installs it', async () => {
    await page.getByText('Tell me a case or RMA number').first().waitFor();
  });

  it('shows what it understood of a caller’s case, and opens it from a form', async () => {
    await say('open an rma for Jo Fox, jo@acme.com, 559 555 0142: SD4N35-PG-E1 sn A1234567 has no picture');
    await page.getByRole('button', { name: 'Check and open' }).waitFor();
    await page.getByText('Model: SD4N35-PG-E1').waitFor();
    await keepScreenshot(page, 'teams-understood');
    await page.getByRole('button', { name: 'Trigger Message Extension App' }).click();
    await page.getByRole('menuitem', { name: 'Action Command' }).click();
    await page.getByPlaceholder('Input command id or leave blanks').fill('open-case');
    await page.getByRole('button', { name: 'Create' }).click();
    const form = page.getByRole('dialog').last();
    for (const [label, value] of [
      ['Name', 'Jo Fox'],
      ['Email', 'jo@acme.com'],
      ['Model', 'SD4N35-PG-E1'],
      ['What is wrong', 'no picture'],
    ] as const) {
      await form.getByLabel(label).first().fill(value);
    }
    await keepScreenshot(page, 'teams-form');
    await form.getByRole('button', { name: 'Open it' }).click();
    await page
      .getByText(/Case 4\d{3}-\d{4}-\d\d is open for Jo Fox/)
      .first()
      .waitFor();
    assert.equal((await casesOf('jo@acme.com')).length, 1);
    // Its dialogs stay until one has closed each.
    await page.reload();
    await page.getByRole('textbox').first().waitFor();
  });

  it('finds it by the name of whoever called, in the chat and beside the compose box', async () => {
    const [{ number = '' } = {}] = await casesOf('jo@acme.com');
    const shown = `${number.slice(0, 4)}-${number.slice(4, 8)}-${number.slice(8)}`;
    await say('jo fox');
    await page.getByText('jo@acme.com').last().waitFor();
    await keepScreenshot(page, 'teams-case');
    await page.getByRole('button', { name: 'Trigger Message Extension App' }).click();
    await page.getByRole('menuitem', { name: 'Search Command' }).click();
    await page.locator('input').last().fill('jo fox');
    await page.getByText(shown).last().waitFor();
    await keepScreenshot(page, 'teams-search');
    await page.keyboard.press('Escape');
  });

  it('lists what nobody looks after yet', async () => {
    const [{ number = '' } = {}] = await casesOf('jo@acme.com');
    await say('what is unassigned?');
    await page.getByText('Nobody’s yet').waitFor();
    await page
      .getByText(`Case ${number.slice(0, 4)}-${number.slice(4, 8)}-${number.slice(8)}`)
      .last()
      .waitFor();
    await keepScreenshot(page, 'teams-queue');
  });

  it('tells by itself of what comes in, where somebody wants to hear of it', async () => {
    await say('announce expedited here');
    await page.getByText('Announced here: new expedited requests.').first().waitFor();
    const [{ number = '' } = {}] = await casesOf('jo@acme.com');
    const answer = await fetch(`${desk.publicUrl}/api/v1/rmas`, {
      method: 'POST',
      headers: { Authorization: 'Bearer dev', 'Content-Type': 'application/json', 'Idempotency-Key': 'teams-1' },
      body: JSON.stringify({
        ...{ caseNumber: number, expedited: true, troubleshot: true },
        shipTo: { street: ['1 Elm St'], city: 'Fresno', region: 'CA', postcode: '93721', country: 'US' },
      }),
    });
    assert.equal(answer.status, 201, await answer.clone().text());
    await page.getByText('Expedited service was asked for').first().waitFor();
    await keepScreenshot(page, 'teams-announced');
  });

  it('is somebody’s by a press of its card, which is put right in place', async () => {
    const [{ rmas = [] } = {}] = await casesOf('jo@acme.com');
    const { number = '' } = (rmas[0] ?? {}) as { number?: string };
    await say(number);
    const card = page.locator('.ac-adaptiveCard').filter({ hasText: 'Lapses after' }).last();
    await card.getByRole('button', { name: 'More …' }).click();
    await card.getByRole('button', { name: 'More time to send' }).waitFor();
    await card.getByRole('button', { name: 'Take it' }).click();
    await card.getByText('Assigned to: Ann Repair').waitFor();
    // What is left fits beside each other.
    await card.getByRole('button', { name: 'Take it' }).waitFor({ state: 'detached' });
    await card.getByRole('button', { name: 'More time to send' }).waitFor();
    await keepScreenshot(page, 'teams-return');
  });

  it('hands out the day as a file', async () => {
    await say('export');
    const link = page.getByRole('link', { name: /as CSV/ });
    await link.waitFor();
    // Its port was found only when it listened.
    const { pathname, search } = new URL((await link.getAttribute('href')) ?? '');
    const answer = await fetch(`${desk.publicUrl}${pathname}${search}`);
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /Jo Fox,,jo@acme\.com/);
  });

  it('answers over its API what it answers in its window', async () => {
    const from = { id: '29:ann' };
    await playground.post(`/_conversation/v1/conversations/${PERSONAL_CHAT}/messages`, {
      ...{ from, text: 'how long does a repair take?', textFormat: 'plain' },
    });
    await page.getByText('3 business days').first().waitFor();
  });
});
