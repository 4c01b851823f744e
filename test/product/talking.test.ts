import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { launchChromium, requireChromium } from '../browser.ts';
import { keepScreenshot } from '../screenshots.ts';
import { freePort } from '../services/store/servers.ts';
import { writeProfile } from './always-open.ts';
import { type Playground, startPlayground } from './playground.ts';
import { type RunningDesk, startDesk } from './running-desk.ts';

describe('a customer in the web chat and somebody of the staff in Teams', function () {
  this.timeout(120_000);
  let folder: string;
  let desk: RunningDesk;
  let playground: Playground;
  let browser: Browser;
  let ann: Page;
  let jo: Page;
  let chat: FrameLocator;

  let port: string;
  const start = () => startDesk({ PORT: port, DATA_DIR: join(folder, 'data'), PROFILE_DIR: join(folder, 'profile') });

  before(async function () {
    requireChromium(this);
    folder = await mkdtemp(join(tmpdir(), 'caseline-talking-'));
    await writeProfile(join(folder, 'profile'));
    port = String(await freePort());
    desk = await start();
    playground = await startPlayground(`${desk.publicUrl}/api/messages`);
    browser = await launchChromium();
    ann = await (await browser.newContext({ viewport: { width: 1400, height: 1000 } })).newPage();
    await ann.route(
      url => url.hostname !== 'localhost',
      route => route.abort(),
    );
    await ann.goto(playground.url);
    await ann.getByRole('textbox').first().waitFor();
    jo = await (await browser.newContext({ viewport: { width: 420, height: 800 } })).newPage();
    await jo.goto(desk.publicUrl);
    await jo.getByRole('button', { name: 'Chat with us' }).first().click();
    chat = jo.frameLocator('caseline-widget iframe');
    await chat.getByText('Tell me in your own words').first().waitFor();
  });
  after(async () => {
    await browser?.close();
    await playground?.stop();
    await desk?.stop('SIGTERM');
    if (folder) await rm(folder, { recursive: true });
  });

  async function annSays(text: string): Promise<void> {
    await ann.getByRole('textbox').first().click();
    await ann.keyboard.type(text);
    await ann.getByRole('button', { name: 'Send Message' }).click();
  }
  async function joSays(text: string): Promise<void> {
    await chat.locator('[data-id="webchat-sendbox-input"]').fill(text);
    await jo.keyboard.press('Enter');
  }

  it('find each other', async () => {
    await annSays('announce chats here');
    await ann.getByText('Announced here').first().waitFor();
    await joSays('hi, Jo Fox here, my SD4N35-PG-E1 has no picture');
    await chat.getByText('serial number').first().waitFor();
    await joSays('pls let me talk to a human');
    await chat.getByText('I have asked my colleagues').first().waitFor();
    await ann.getByText('Jo Fox would like to talk to somebody').first().waitFor();
    await keepScreenshot(ann, 'teams-chat-asked');
    await ann.getByRole('button', { name: 'Take the chat' }).last().click();
    await chat.getByText('has joined the chat').first().waitFor();
    await ann.getByText('You are talking to Jo Fox').first().waitFor();
    await ann.getByText('With Ann Repair').first().waitFor();
  });

  it('talk, and the desk keeps quiet', async () => {
    await annSays('Hi Jo, is the LED on the front lit?');
    await chat.getByText('is the LED on the front lit?').first().waitFor();
    await joSays('no its dark, how long does a repair take?');
    await ann.getByText('Jo Fox: no its dark').first().waitFor();
    await keepScreenshot(ann, 'teams-chat');
    await keepScreenshot(jo, 'chat-with-a-person');
    assert.equal(await chat.getByText('business days').count(), 0);
  });

  it('go on where they were when the desk is killed and comes back', async () => {
    await desk.stop('SIGKILL');
    await joSays('are you still there?');
    desk = await start();
    await ann.getByText('Jo Fox: are you still there?').first().waitFor({ timeout: 60_000 });
    await annSays('Sure. Please send it in.');
    await chat.getByText('Please send it in.').first().waitFor({ timeout: 60_000 });
  });

  it('part, and the desk goes on with what it had asked', async () => {
    await annSays('/back');
    await chat.getByText('has handed you back to me').first().waitFor();
    await ann.getByText('Jo Fox is back with the desk').first().waitFor();
    await joSays('A1234567');
    await chat.getByText('A1234567').nth(1).waitFor();
  });
});
