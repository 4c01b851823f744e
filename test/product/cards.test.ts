import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { FORM_INPUT_IDS, type FormInput } from '../../dialogs/card.ts';
import { launchChromium, requireChromium } from '../browser.ts';
import { freePort } from '../services/store/servers.ts';
import { type RunningDesk, startDesk } from './running-desk.ts';

/** For a person to look at. */
const SCREENS = '.cache/screens';

describe('cards in the chat', function () {
  this.timeout(120_000);
  let browser: Browser;
  let desk: RunningDesk;
  let dataDir: string;
  let page: Page;

  before(async function () {
    requireChromium(this);
    await mkdir(SCREENS, { recursive: true });
    dataDir = await mkdtemp(join(tmpdir(), 'caseline-cards-'));
    desk = await startDesk({ DATA_DIR: dataDir, PORT: String(await freePort()) });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await desk?.stop('SIGTERM');
    if (dataDir) await rm(dataDir, { recursive: true });
  });

  const chat = () => page.frameLocator('caseline-widget iframe');
  const box = () => chat().locator('[data-id="webchat-sendbox-input"]');
  const cards = () => chat().locator('.webchat__stacked-layout__attachment-row');
  const save = (form: Locator) => form.getByRole('button', { name: 'Save' }).click();
  const shoot = (name: string) =>
    page.locator('caseline-widget iframe').screenshot({ path: `${SCREENS}/card-${name}.png` });

  /** Web Chat writes everything a second time, for screen readers: only what is in the bubbles counts. */
  const told = (words: string) =>
    chat().locator('.webchat__bubble__content').filter({ hasText: words }).last().waitFor();

  async function say(words: string, answer: string): Promise<void> {
    await box().fill(words);
    await page.keyboard.press('Enter');
    await told(answer);
  }

  /** The card that is the nth of the conversation. */
  async function card(nth: number): Promise<Locator> {
    const found = cards().nth(nth - 1);
    await found.waitFor();
    return found;
  }

  const input = (form: Locator, id: FormInput) => form.locator(`[id="${id}"] :is(input, select)`);

  it('take somebody from a form to the numbers, and a double click issues nothing twice', async () => {
    page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
    const complaints: string[] = [];
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(desk.publicUrl);
    await page.getByRole('button', { name: 'Chat with us' }).first().click();
    await told('Tell me in your own words');
    await say('I need an RMA for my SD4N35-PG-E1, serial A1234567, no video since yesterday', 'another product');
    await say('that is all', 'Before it has to travel');
    await say('it did not help', 'Fill in the form');

    const form = await card(1);
    await input(form, 'billing.postcode').waitFor();
    await shoot('form');
    // The page finds each input of the form by its id.
    for (const id of FORM_INPUT_IDS) {
      assert.equal(await input(form, id).count(), 1, id);
    }
    await save(form);
    await form.getByText('The technician has to know whom to ask for.').waitFor();
    await shoot('form-empty');

    await input(form, 'contact.name').fill('<img src=x onerror=alert(1)> **Jo**');
    await input(form, 'contact.email').fill('jo@gmial.com');
    await input(form, 'contact.phone').fill('559 555 0142');
    await input(form, 'billing.street').fill('1200 **Main** St');
    await input(form, 'billing.city').fill('Fresno');
    await input(form, 'billing.state').fill('California');
    await input(form, 'billing.postcode').fill('93721');
    await save(form);

    const again = await card(2);
    await again.getByText('Did you mean jo@gmail.com?').waitFor();
    await again.getByText('Please look at: Name and Email.').waitFor();
    await shoot('form-wrong');
    assert.equal(await input(again, 'contact.name').inputValue(), '<img src=x onerror=alert(1)> **Jo**');
    assert.equal(await input(again, 'billing.street').inputValue(), '1200 **Main** St');
    await input(again, 'contact.name').fill('Jo Li');
    await input(again, 'contact.email').fill('jo@gmail.com');
    await again.getByRole('button', { name: 'Ship to another address' }).click();
    await input(again, 'shipping.street').fill('Hauptstr. 5');
    await input(again, 'shipping.city').fill('Berlin');
    await input(again, 'shipping.postcode').fill('10115');
    await input(again, 'shipping.country').selectOption('DE');
    await shoot('form-ship-to');
    await save(again);
    await told('I have your contact details and the addresses');
    await told('Sent the contact form');

    await say('leave it', '3 business days');
    await say('no', 'Shall I send you an email');
    await say('yes', 'Is everything right?');
    const summary = await card(3);
    await summary.getByText('1200 **Main** St, Fresno, CA 93721, United States').waitFor();
    await summary.getByText('Hauptstr. 5, 10115 Berlin, Germany').waitFor();
    await shoot('summary');
    await summary.getByRole('button', { name: 'Yes, give me the numbers' }).dblclick();
    await told('nothing was issued twice');

    const numbers = await card(4);
    await numbers.getByRole('button', { name: /print the label/i }).scrollIntoViewIfNeeded();
    await shoot('numbers');
    const shown = await numbers.innerText();
    const rma = /7\d{3}-\d{4}-\d\d/.exec(shown)?.[0]?.replaceAll('-', '');
    assert.match(shown, /4\d{3}-\d{4}-\d\d/);
    const record = await fetch(`${desk.publicUrl}/api/v1/rmas/${rma}`, { headers: { Authorization: 'Bearer dev' } });
    assert.equal(record.status, 200);

    // What "Copy" sends is nothing that is said.
    const before = await chat().locator('.webchat__stacked-layout').count();
    await numbers.getByRole('button', { name: 'Copy' }).first().click();
    await say('thanks', 'You are welcome');
    assert.equal(await chat().locator('.webchat__stacked-layout').count(), before + 2);

    const opened = page.context().waitForEvent('page');
    await numbers.getByRole('button', { name: /print the label/i }).click();
    const label = await opened;
    await label.getByRole('heading', { name: /Labels for RMA/ }).waitFor();
    // Web Chat does what the button for the ship-to address says, and complains of it: two lines, one the button itself.
    assert.equal(complaints[0], 'Web Chat: received unknown action from Adaptive Cards');
    assert.deepEqual(complaints.slice(2), []);
    await page.close();
  });
});
