import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { heardIn, readDocument, type Verb } from '../bot/channels/voice/document.ts';
import { launchChromium, requireChromium } from '../browser.ts';
import { keepScreenshot } from '../screenshots.ts';
import { freePort } from '../services/store/servers.ts';
import { type RunningDesk, startDesk } from './running-desk.ts';

const { getExpectedTwilioSignature } = createRequire(import.meta.url)('twilio/lib/webhooks/webhooks') as {
  getExpectedTwilioSignature(token: string, url: string, params: Record<string, string>): string;
};

const TOKEN = 'token-of-the-line';

describe('a call and the chat on the support page', function () {
  this.timeout(120_000);
  let folder: string;
  let desk: RunningDesk;
  let publicUrl: string;
  let browser: Browser;
  let page: Page;
  let chat: FrameLocator;

  before(async function () {
    requireChromium(this);
    folder = await mkdtemp(join(tmpdir(), 'caseline-call-and-chat-'));
    const port = await freePort();
    publicUrl = `http://localhost:${port}`;
    desk = await startDesk({ PORT: String(port), DATA_DIR: folder, VOICE_AUTH_TOKEN: TOKEN });
    browser = await launchChromium();
    page = await (await browser.newContext({ viewport: { width: 420, height: 860 } })).newPage();
    await page.goto(publicUrl);
    await page.getByRole('button', { name: 'Chat with us' }).first().click();
    chat = page.frameLocator('caseline-widget iframe');
    await chat.getByText('Tell me in your own words').first().waitFor();
  });
  after(async () => {
    await browser?.close();
    await desk?.stop('SIGTERM');
    if (folder) await rm(folder, { recursive: true });
  });

  /** Somebody calls; each answer leads to the next. */
  async function call(id: string, ...steps: Record<string, string>[]): Promise<string> {
    let path = '/voice/call';
    let verbs: Verb[] = [];
    for (const step of [{}, ...steps]) {
      const form = { CallSid: id, AccountSid: 'AC1', From: '+15595550142', ...step };
      const signature = getExpectedTwilioSignature(TOKEN, `${publicUrl}${path}`, form);
      const answer = await fetch(`${publicUrl}${path}`, {
        ...{ method: 'POST', headers: { 'X-Twilio-Signature': signature }, body: new URLSearchParams(form) },
      });
      verbs = await readDocument(await answer.text());
      path = verbs.at(-1)?.attributes['action'] ?? path;
    }
    return heardIn(verbs);
  }
  async function say(text: string): Promise<void> {
    await chat.locator('[data-id="webchat-sendbox-input"]').fill(text);
    await page.keyboard.press('Enter');
  }

  it('go on in each other, each with a code from the other', async () => {
    const heard = await call(
      'CA1',
      { Digits: '2' },
      { SpeechResult: 'jo fox' },
      { Digits: '1' },
      { SpeechResult: 'spectra iv' },
      { SpeechResult: 'no idea' },
      { SpeechResult: 'no picture' },
      { RecordingDuration: '5', RecordingSid: 'RE1' },
      { Digits: '1' },
    );
    const [, first, second] = /type this code: (\d{3}) (\d{3})/.exec(heard) ?? assert.fail(heard);
    await say(`my code is ${first} ${second}`);
    await chat
      .getByText(/Welcome from the phone: I have what you told us there, and your case 4\d{3}-\d{4}-\d\d/)
      .first()
      .waitFor();
    await chat.getByText('No picture').first().waitFor();
    await keepScreenshot(page, 'chat-after-a-call');

    await say('it did not help, let me talk to a human');
    await chat.getByText('press 9 and key in').first().waitFor();
    const code = await chat
      .locator('strong', { hasText: /^\d{3} \d{3}$/ })
      .last()
      .innerText();
    await keepScreenshot(page, 'chat-before-a-call');
    const answered = await call('CA2', { Digits: '9' }, { Digits: code.replace(' ', '') });
    assert.match(answered, /what you told us in the chat/);
  });
});
