import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium, requireChromium } from '../../browser.ts';
import { GREETING } from '../channels/direct-line/memory-desk.ts';
import { arrivals, type ChatWorld, createChatWorld, type Visitor, visit } from './chat-world.ts';
import { COMPANY } from './company.ts';

const STRICT = (desk: string) =>
  `default-src 'none'; script-src 'nonce-abc'; frame-src ${desk}; require-trusted-types-for 'script'; trusted-types 'none'; img-src data:`;

describe('the widget on a site', function () {
  this.timeout(60_000);
  let browser: Browser;
  let world: ChatWorld;
  let visitor: Visitor | undefined;

  before(async function () {
    requireChromium(this);
    browser = await launchChromium();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    world = await createChatWorld();
  });
  afterEach(async () => {
    await visitor?.context.close();
    visitor = undefined;
    await world?.close();
  });

  const tag = (options = '') => `<script src="${world.url}/widget.js" defer ${options}></script>`;
  const page = (body: string, head = '') =>
    `<!doctype html><html lang="en"><title>A shop</title><link rel="icon" href="data:,">${head}<body><h1>Cameras</h1>${body}</html>`;

  async function at(html: string, options: { csp?: string; browser?: Parameters<typeof visit>[2] } = {}) {
    world.site.pages.set('/', { html, ...(options.csp !== undefined && { csp: options.csp }) });
    visitor = await visit(browser, `${world.site.url}/`, options.browser);
    return visitor;
  }

  async function talksThere(who: Visitor): Promise<void> {
    await who.open();
    await who.say('one');
    await who.answered(1);
    assert.deepEqual(who.complaints, []);
  }

  const button = (who: Visitor) => who.page.locator('caseline-widget button.button');
  const sendBox = (who: Visitor) => who.chat.locator('[data-id="webchat-sendbox-input"]');

  it('talks: typed words and pressed choices are answered', async () => {
    const who = await at(page(tag()));
    await who.open();
    await who.chat.getByRole('toolbar').getByRole('button', { name: 'Return a product' }).click();
    await who.answered(1);
    assert.deepEqual(await who.bubbles(), [
      GREETING.text,
      'I need an RMA',
      'You said: I need an RMA',
      'Anything else?',
    ]);
    assert.equal(await who.chat.getByText('Sending').count(), 0);
    assert.deepEqual(who.complaints, []);
  });

  it('fetches its own script and nothing else before it is opened', async () => {
    const who = await at(page(tag()));
    const loaded: string[] = [];
    who.page.on('request', request => loaded.push(request.url()));
    await who.page.reload();
    await who.page.waitForLoadState('networkidle');
    assert.deepEqual(loaded, [`${world.site.url}/`, `${world.url}/widget.js`]);
    assert.equal(world.desk.taken.length, 0);
  });

  it('works under a strict policy, with a nonce and without HTML from text', async () => {
    await talksThere(await at(page(tag('nonce="abc"')), { csp: STRICT(world.url) }));
  });

  it('looks the same on a page that styles everything, and leaves that page as it is', async () => {
    const hostile = `<style>* { all: unset !important; display: inline !important; color: red !important; font-size: 40px !important }
      iframe, button, div { display: none !important; opacity: 0 !important; transform: scale(0) !important }</style>`;
    const plain = await at(page(tag()));
    const where = await button(plain).boundingBox();
    const before = await plain.page.locator('h1').boundingBox();
    await plain.context.close();
    const who = await at(page(tag(), hostile));
    assert.deepEqual(await button(who).boundingBox(), where);
    await talksThere(who);
    const quiet = await at(page(''));
    assert.deepEqual(await quiet.page.locator('h1').boundingBox(), before);
  });

  it('shifts nothing on the page that it comes to', async () => {
    const who = await at(page(`<p>${'words '.repeat(400)}</p>${tag()}`));
    const shift = await who.page.evaluate(`new Promise(done => {
      let sum = 0;
      new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({ type: 'layout-shift', buffered: true });
      caseline.open();
      setTimeout(() => done(sum), 1500);
    })`);
    assert.equal(shift, 0);
  });

  it('is there once, however often its script is', async () => {
    const who = await at(page(tag() + tag() + tag('data-position="left"')));
    assert.equal(await who.page.locator('caseline-widget').count(), 1);
    await talksThere(who);
  });

  it('stays, open and in the same conversation, in a single page whose body is replaced', async () => {
    const who = await at(page(tag()));
    await talksThere(who);
    await who.page.evaluate(`document.body.replaceWith(Object.assign(document.createElement('body'), { textContent: 'B' }));
      history.pushState({}, '', '/next')`);
    await who.say('two');
    await who.answered(2);
    assert.deepEqual(arrivals(world.desk), { greetings: 1, conversations: 1 });
  });

  it('is at home in a frame of its own, without any script on the site', async () => {
    const frame = `<iframe title="Chat" width="400" height="600" sandbox="allow-scripts allow-same-origin allow-popups allow-downloads" src="${world.url}/chat"></iframe>`;
    const who = await at(page(frame));
    const chat = who.page.frameLocator('iframe');
    await chat.locator('.webchat__bubble__content').filter({ hasText: GREETING.text }).waitFor();
    assert.ok(await chat.getByRole('button', { name: 'Close the chat' }).isHidden());
  });

  it('says so on a site that may not show it, and how the desk is reached', async () => {
    const who = await at(page(tag()));
    // By this name the site is not on the list.
    await who.page.route('**/chat?*', route => route.abort('blockedbyresponse'));
    await who.page.clock.install();
    await button(who).click();
    await who.page.clock.runFor(13_000);
    const panel = who.page.getByRole('dialog');
    await panel.getByText('could not be opened here').waitFor();
    assert.ok(await panel.getByRole('link', { name: COMPANY.tollFree.shown }).isVisible());
    await who.page.unroute('**/chat?*');
    await panel.getByRole('button', { name: 'Try again' }).click();
    await who.chat.locator('.webchat__bubble__content').filter({ hasText: GREETING.text }).waitFor();
  });

  it('says so where the chat cannot be reached, names phone and email, and goes on by itself', async () => {
    const who = await at(page(tag()));
    await who.page.route('**/webchat/token', route => route.abort());
    await button(who).click();
    await who.chat.getByText('cannot be reached').waitFor();
    assert.ok(await who.chat.getByRole('link', { name: COMPANY.tollFree.shown }).isVisible());
    await who.page.unroute('**/webchat/token');
    await who.chat.getByRole('button', { name: 'Try again' }).click();
    await who.chat.locator('.webchat__bubble__content').filter({ hasText: GREETING.text }).waitFor();
  });

  it('looks as its site asks: place, colour, words, language', async () => {
    const who = await at(
      page(
        tag(
          'data-position="left" data-color="#ffd400" data-title="Ask Optics" data-label="Hilfe" data-greeting="At your service" data-language="ar"',
        ),
      ),
    );
    assert.ok(((await button(who).boundingBox())?.x ?? 999) < 100);
    assert.equal(await button(who).innerText(), 'Hilfe');
    await who.open();
    assert.equal(await who.chat.getByRole('heading', { name: 'Ask Optics' }).count(), 1);
    assert.ok(await who.chat.getByText('At your service').isVisible());
    assert.deepEqual(
      await who.chat.locator('html').evaluate(root => [root.getAttribute('lang'), root.getAttribute('dir')]),
      ['ar', 'rtl'],
    );
    assert.deepEqual(who.complaints, []);
  });

  it('opens by itself where its site asks for that, until it was closed, and leaves the focus alone', async () => {
    const who = await at(page(tag('data-start-open')));
    await who.chat.locator('.webchat__bubble__content').first().waitFor();
    assert.equal(await who.page.evaluate('document.activeElement.tagName'), 'BODY');
    await who.chat.getByRole('button', { name: 'Close the chat' }).click();
    await who.page.reload();
    await button(who).waitFor();
    assert.equal(await who.page.locator('caseline-widget iframe').count(), 0);
  });

  it('tells its site what happened, and is led by it', async () => {
    const who = await at(
      page(`${tag()}<button data-caseline="open" hidden>Talk to us</button><script>
        const heard = [];
        addEventListener('caseline:ready', () => {
          for (const event of ['open', 'close', 'case', 'message']) caseline.on(event, detail => heard.push([event, detail]));
        });
      </script>`),
    );
    await who.page.getByRole('button', { name: 'Talk to us' }).click();
    await sendBox(who).waitFor();
    await who.say('one');
    await who.answered(1);
    await who.say('two');
    await who.answered(2);
    await who.page.evaluate('caseline.close()');
    assert.equal(await who.page.evaluate('caseline.isOpen'), false);
    const heard = (await who.page.evaluate('heard')) as [string, unknown][];
    assert.deepEqual(heard[0], ['open', {}]);
    assert.deepEqual(
      heard.filter(([event]) => event === 'case'),
      [['case', { number: '4123456789' }]],
    );
    assert.deepEqual(heard.at(-1), ['close', {}]);
  });

  it('knows a visitor by a token of the site, and keeps apart what belongs to another', async () => {
    const signedIn = async (user: string) =>
      page(tag(`data-token="${await world.siteToken(user)}" data-storage="local"`));
    const who = await at(await signedIn('maria'));
    await talksThere(who);
    world.site.pages.set('/', { html: await signedIn('maria') });
    await who.page.reload();
    await who.answered(1);
    assert.equal(arrivals(world.desk).conversations, 1);
    world.site.pages.set('/', { html: await signedIn('otto') });
    await who.page.reload();
    await who.chat.locator('.webchat__bubble__content').first().waitFor();
    assert.deepEqual(await who.bubbles(), [GREETING.text]);
    assert.deepEqual(new Set(world.desk.taken.map(({ said }) => said.from)), new Set(['maria', 'otto']));
  });

  it('moves the focus in and back, and closes on Escape where it was', async () => {
    const who = await at(page(tag()));
    await button(who).focus();
    await who.page.keyboard.press('Enter');
    await who.chat.locator('[data-id="webchat-sendbox-input"]:focus').waitFor();
    await who.say('one moment');
    await who.answered(1);
    await who.page.keyboard.press('Escape');
    await who.page.locator('caseline-widget iframe').waitFor({ state: 'hidden' });
    assert.equal(await who.page.evaluate('document.activeElement.shadowRoot.activeElement.className'), 'button');
    await who.page.keyboard.press('Enter');
    await who.answered(1);
    assert.equal(world.desk.taken.length, 2);
  });

  it('covers a phone, and keeps the page behind out of reach', async () => {
    const who = await at(page(`<a href="/x">A link</a>${tag()}`), {
      browser: { viewport: { width: 390, height: 844 } },
    });
    await who.open();
    const { width, height } = (await who.page.locator('caseline-widget .panel').boundingBox()) ?? {};
    assert.deepEqual([width, height], [390, 844]);
    assert.equal(await who.page.evaluate('document.body.inert'), true);
    await who.chat.getByRole('button', { name: 'Close the chat' }).click();
    assert.equal(await who.page.evaluate('document.body.inert'), false);
  });

  it('counts what is said while it is closed', async () => {
    const who = await at(page(tag()));
    await who.open();
    const release = world.desk.hold();
    await who.say('take your time');
    await who.chat.getByText('take your time').first().waitFor();
    await who.chat.getByRole('button', { name: 'Close the chat' }).click();
    release();
    await who.page.locator('caseline-widget .unread', { hasText: '2' }).waitFor();
    assert.match((await button(who).getAttribute('aria-label')) ?? '', /2 new$/);
  });

  it('offers thumbs on an answer, shows which one was pressed, and counts the one pressed last', async () => {
    const who = await at(page(tag()));
    await who.open();
    await who.say('how long?');
    const like = who.chat.getByRole('button', { name: 'Like', exact: true });
    const dislike = who.chat.getByRole('button', { name: 'Dislike', exact: true });
    const posted = async (act: () => Promise<void>) => {
      const answer = who.page.waitForResponse(
        response => response.request().method() === 'POST' && response.url().endsWith('/activities'),
      );
      await act();
      await answer;
    };
    await like.waitFor();
    assert.equal(await like.getAttribute('aria-pressed'), 'false');
    await posted(() => like.click());
    assert.equal(await like.getAttribute('aria-pressed'), 'true');
    await posted(() => like.press('Tab').then(() => dislike.press('Enter')));
    assert.deepEqual(
      [await like.getAttribute('aria-pressed'), await dislike.getAttribute('aria-pressed')],
      ['false', 'true'],
    );
    assert.deepEqual(
      world.votes.map(({ helped }) => helped),
      [true, false],
    );
    assert.equal((await who.bubbles()).length, 3);
    assert.equal(await who.chat.getByText('Sending').count(), 0);
    assert.deepEqual(who.complaints, []);
  });

  it('shows what a person typed as they typed it, never as HTML', async () => {
    const who = await at(page(tag()));
    await who.open();
    await who.say('<img src=x onerror=alert(1)> **bold**');
    await who.answered(1);
    assert.equal(await who.chat.locator('.webchat__bubble__content').locator('img, strong').count(), 0);
    assert.deepEqual(who.complaints, []);
  });
});
