import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium, requireChromium } from '../../browser.ts';
import { GREETING } from '../channels/direct-line/memory-desk.ts';
import { arrivals, type ChatWorld, createChatWorld, type Visitor, visit } from './chat-world.ts';

const WHOLE = [GREETING.text, 'one', 'You said: one', 'Anything else?'];

describe('a conversation in the widget is never lost', function () {
  this.timeout(60_000);
  let browser: Browser;
  let world: ChatWorld;
  let visitor: Visitor;

  before(async function () {
    requireChromium(this);
    browser = await launchChromium();
  });
  after(() => browser?.close());

  beforeEach(async () => {
    world = await createChatWorld();
    const embed = (options = '') =>
      `<!doctype html><title>A shop</title><link rel="icon" href="data:,"><h1>Cameras</h1><script src="${world.url}/widget.js" defer ${options}></script>`;
    world.site.pages.set('/', { html: embed() }).set('/faq', { html: embed() });
    world.site.pages.set('/lasting', { html: embed('data-storage="local"') });
    visitor = await visit(browser, `${world.site.url}/`);
  });
  afterEach(async () => {
    await visitor?.context.close();
    await world?.close();
  });

  async function begin(): Promise<void> {
    await visitor.open();
    await visitor.say('one');
    await visitor.answered(1);
  }

  /** Whoever comes to the address now finds the whole conversation, and no other was begun. */
  async function isWhole(who: Visitor = visitor): Promise<void> {
    await who.answered(1);
    assert.deepEqual(await who.bubbles(), WHOLE);
    assert.deepEqual(arrivals(world.desk), { greetings: 1, conversations: 1 });
  }

  it('by a reload', async () => {
    await begin();
    await visitor.page.reload();
    await isWhole();
    assert.deepEqual(visitor.complaints, []);
  });

  it('on another page of the site, where it is open again without a click', async () => {
    await begin();
    await visitor.page.goto(`${world.site.url}/faq`);
    await isWhole();
  });

  it('with the words that were not sent yet', async () => {
    await begin();
    const box = visitor.chat.locator('[data-id="webchat-sendbox-input"]');
    await box.fill('my serial number is A12');
    await visitor.page.reload();
    await visitor.answered(1);
    assert.equal(await box.inputValue(), 'my serial number is A12');
  });

  it('in a second tab, which joins it, and both hear what is said in either', async () => {
    await begin();
    const second = await visitor.another(`${world.site.url}/faq`);
    await second.open();
    await isWhole(second);
    await second.say('two');
    await visitor.answered(2);
    await second.answered(2);
    assert.deepEqual(await visitor.bubbles(), await second.bubbles());
  });

  it('without a network: what is typed meanwhile is sent when it is back', async () => {
    await begin();
    await visitor.context.setOffline(true);
    await visitor.say('two');
    await visitor.chat.getByText('Sending').first().waitFor();
    await visitor.chat.getByText('No connection right now').waitFor();
    await visitor.context.setOffline(false);
    await visitor.answered(2);
    await visitor.chat.getByText('No connection right now').waitFor({ state: 'hidden' });
    assert.deepEqual((await visitor.bubbles()).slice(4), ['two', 'You said: two', 'Anything else?']);
    assert.equal(await visitor.chat.getByText('Send failed').count(), 0);
  });

  it('over a restart of the desk: a message posted meanwhile is taken once', async () => {
    await begin();
    await world.stop();
    await visitor.say('two');
    await visitor.chat.getByText('Sending').first().waitFor();
    await world.start();
    await visitor.answered(2);
    assert.equal(world.desk.taken.filter(({ said }) => said.text === 'two').length, 1);
    assert.equal(await visitor.chat.getByText('Send failed').count(), 0);
  });

  it('where the desk took a message and the answer got lost: it is taken once', async () => {
    await begin();
    let posts = 0;
    await visitor.page.route('**/activities', async route => {
      if (route.request().method() !== 'POST' || posts++ > 0) return route.continue();
      await route.fetch();
      await route.abort('connectionreset');
    });
    await visitor.say('two');
    await visitor.answered(2);
    await visitor.say('three');
    await visitor.answered(3);
    assert.ok(posts >= 3);
    assert.deepEqual(
      (await visitor.bubbles()).filter(text => text === 'two'),
      ['two'],
    );
  });

  it('by a page that is left while its message cannot be sent: the next page sends it', async () => {
    await begin();
    await visitor.page.route('**/activities', route => route.abort('connectionrefused'));
    await visitor.say('two');
    await visitor.chat.getByText('Sending').first().waitFor();
    await visitor.page.unroute('**/activities');
    await visitor.page.goto(`${world.site.url}/faq`);
    await visitor.answered(2);
    assert.deepEqual((await visitor.bubbles()).slice(4), ['two', 'You said: two', 'Anything else?']);
  });

  it('not one of several messages that wait for the network, by a reload', async () => {
    await begin();
    await visitor.page.route('**/activities', route => route.abort('connectionrefused'));
    for (const text of ['two', 'three', 'four']) await visitor.say(text);
    await visitor.chat.getByText('four').first().waitFor();
    await visitor.page.unroute('**/activities');
    await visitor.page.reload();
    await visitor.answered(4);
    const own = world.desk.taken.filter(({ said }) => said.kind === 'message').map(({ said }) => said.text);
    assert.deepEqual([...new Set(own)], ['one', 'two', 'three', 'four']);
  });

  it('where the desk has forgotten it: the chat begins anew, and says so with its greeting', async () => {
    await begin();
    world.clock.now = new Date(world.clock.now.getTime() + 31 * 86_400_000);
    await visitor.say('anybody there?');
    await visitor.answered(2);
    assert.equal(world.desk.taken.filter(({ said }) => said.text === 'anybody there?').length, 1);
    await visitor.page.reload();
    await visitor.answered(1);
    assert.deepEqual(await visitor.bubbles(), [
      GREETING.text,
      'anybody there?',
      'You said: anybody there?',
      'Anything else?',
    ]);
  });

  it('by what answers in the place of the desk: a message counts as sent when the desk says so', async () => {
    await begin();
    let strange = 0;
    await visitor.page.route('**/activities', route =>
      route.request().method() === 'POST' && strange++ < 2
        ? route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Please sign in to the network</h1>' })
        : route.continue(),
    );
    await visitor.say('two');
    await visitor.answered(2);
    assert.equal(strange, 3);
  });

  it('by a laptop that slept for days: its token is replaced in silence', async () => {
    await begin();
    world.clock.now = new Date(world.clock.now.getTime() + 3 * 86_400_000);
    await visitor.say('two');
    await visitor.answered(2);
    await visitor.page.reload();
    await visitor.answered(2);
    assert.deepEqual(arrivals(world.desk), { greetings: 1, conversations: 1 });
  });

  it('where no socket gets through: it is polled', async () => {
    await visitor.page.routeWebSocket(/stream/, socket => socket.close());
    await begin();
    await isWhole();
  });

  it('for whoever comes back with a new tab, where the site asks for that', async () => {
    await visitor.page.goto(`${world.site.url}/lasting`);
    await begin();
    await visitor.page.close();
    const later = await visitor.another(`${world.site.url}/lasting`);
    await later.open();
    await isWhole(later);
  });

  it('and else is over with its tabs', async () => {
    await begin();
    await visitor.page.close();
    const later = await visitor.another(`${world.site.url}/`);
    await later.open();
    assert.deepEqual(await later.bubbles(), [GREETING.text]);
  });

  it('until it is ended, and then it asks, once, how it went', async () => {
    await begin();
    await visitor.chat.getByRole('button', { name: 'End the chat' }).first().click();
    await visitor.chat.getByRole('alertdialog').getByRole('button', { name: 'End the chat' }).click();
    await visitor.chat.getByRole('group', { name: 'How did it go?' }).getByRole('button', { name: 'So-so' }).click();
    await visitor.chat.getByText('Thank you for telling us').waitFor();
    assert.ok(await visitor.chat.getByRole('group', { name: 'How did it go?' }).isHidden());
    await visitor.chat.getByRole('button', { name: 'Start a new chat' }).click();
    await visitor.chat.locator('.webchat__bubble__content').waitFor();
    const { conversation } = world.desk.taken[0] ?? assert.fail();
    assert.deepEqual(world.ratings, [{ key: `ended:${conversation}`, score: 3 }]);
  });

  it('unless it is ended: then it is forgotten, in every tab', async () => {
    await begin();
    const second = await visitor.another(`${world.site.url}/faq`);
    await second.open();
    await visitor.chat.getByRole('button', { name: 'End the chat' }).first().click();
    await visitor.chat.getByRole('button', { name: 'Go on' }).click();
    await visitor.chat.getByRole('button', { name: 'End the chat' }).first().click();
    await visitor.chat.getByRole('alertdialog').getByRole('button', { name: 'End the chat' }).click();
    for (const { chat } of [visitor, second]) await chat.getByText('This chat has ended').waitFor();
    const heard = await visitor.page.evaluate(`new Promise(done => {
      let count = 0;
      caseline.on('ended', () => count++);
      setTimeout(() => done(count), 300);
    })`);
    assert.equal(heard, 0, 'the tabs tell each other once');
    await visitor.chat.getByRole('button', { name: 'Start a new chat' }).click();
    await visitor.chat.locator('.webchat__bubble__content').waitFor();
    assert.deepEqual(await visitor.bubbles(), [GREETING.text]);
    assert.deepEqual(arrivals(world.desk), { greetings: 2, conversations: 2 });
  });
});
