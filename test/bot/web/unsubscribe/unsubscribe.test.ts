import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { createLog } from '../../../../bot/log.ts';
import { createServer, type HttpServer } from '../../../../bot/server.ts';
import { loadAssets } from '../../../../bot/web/assets.ts';
import { createPages } from '../../../../bot/web/pages.ts';
import { mountUnsubscribe } from '../../../../bot/web/unsubscribe/unsubscribe.ts';
import type { Rma } from '../../../../services/returns/rma.ts';
import { launchChromium, requireChromium } from '../../../browser.ts';
import { keepScreenshot } from '../../../screenshots.ts';
import { createReturnsWorld, PUBLIC_URL, type ReturnsWorld, UNSUBSCRIBE } from '../../mails/returns-world.ts';

describe('/mail/unsubscribe', () => {
  let w: ReturnsWorld;
  let http: HttpServer;
  let address: string;
  let rma: Rma;
  beforeEach(async () => {
    w = await createReturnsWorld();
    const log = createLog('silent');
    const { store, now } = w.world;
    http = createServer({ config: { port: 0, host: '127.0.0.1', publicUrl: PUBLIC_URL }, store, log });
    const assets = await loadAssets(fileURLToPath(new URL('../../../../bot/web/assets/', import.meta.url)));
    const { returns, profile } = w.world.house;
    const pages = createPages({ company: profile.company, assets, publicUrl: PUBLIC_URL });
    mountUnsubscribe(http.server, { pages, links: UNSUBSCRIBE, returns, now, log });
    assets.mount(http.server);
    address = await http.listen();
    rma = await w.issue();
  });
  afterEach(async () => {
    await http.close();
    await w.close();
  });

  const linkFor = (email = 'jo@acme.com', of = rma) =>
    UNSUBSCRIBE.link(of._id, email, w.world.now()).replace(PUBLIC_URL, address);
  async function wants(): Promise<boolean | undefined> {
    return (await w.world.house.returns.find(rma._id))?.statusEmails;
  }
  const events = async () =>
    (await w.world.house.returns.find(rma._id))?.events.filter(({ kind }) => kind === 'status-emails') ?? [];
  const post = (link: string, body: URLSearchParams | FormData | string) => fetch(link, { method: 'POST', body });
  const ONE_CLICK = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  const AGAIN = new URLSearchParams({ wanted: 'yes' });

  it('does what a mail program asks by the very headers of a mail, without cookies or redirects (RFC 8058)', async () => {
    const [mail] = await w.mails();
    const header = mail?.headers.get('list') as { unsubscribe?: { url: string } };
    const url = header.unsubscribe?.url.replace(PUBLIC_URL, address) ?? assert.fail();
    const answer = await fetch(url, { method: 'POST', body: ONE_CLICK, redirect: 'error' });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('set-cookie'), null);
    assert.equal(await wants(), false);
    assert.deepEqual(
      (await events()).map(({ actor, data }) => [actor, data]),
      [['customer:link', { wanted: 'false' }]],
    );
    await w.change(rma, { kind: 'received', items: [{ item: '1' }] });
    assert.equal((await w.mails()).length, 0);
  });

  it('takes the same as multipart/form-data', async () => {
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    assert.equal((await post(linkFor(), form)).status, 200);
    assert.equal(await wants(), false);
  });

  it('changes nothing on GET and HEAD, which programs send too', async () => {
    const answer = await fetch(linkFor());
    assert.equal(answer.status, 200);
    const page = await answer.text();
    assert.match(page, /<h1[^>]*>Stop these status emails\?/);
    assert.equal(page.match(/<button class="button" type="submit">/g)?.length, 1);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal((await fetch(linkFor(), { method: 'HEAD' })).status, 200);
    assert.equal(await wants(), true);
  });

  it('does nothing twice, and has a way back', async () => {
    await post(linkFor(), ONE_CLICK);
    assert.match(await (await post(linkFor(), ONE_CLICK)).text(), /Done: no more status emails/);
    assert.equal((await events()).length, 1);
    assert.match(await (await fetch(linkFor())).text(), /Send me status emails again/);
    assert.match(await (await post(linkFor(), AGAIN)).text(), /You get status emails again/);
    assert.equal(await wants(), true);
  });

  it('takes a POST for neither that says neither', async () => {
    for (const body of ['', 'List-Unsubscribe=Two-Clicks', '{"List-Unsubscribe":"One-Click"}', 'x'.repeat(9_000)]) {
      const answer = await post(linkFor(), body);
      assert.equal(answer.status, 400, body.slice(0, 40));
    }
    assert.equal(await wants(), true);
  });

  it('believes no link that was changed, and says so kindly', async () => {
    const other = await w.issue();
    const spoilt = [
      linkFor().replace(rma._id, other._id),
      linkFor().replace(/until=\d+/, 'until=99999999'),
      linkFor().slice(0, -1),
      linkFor().replace(/for=[0-9a-f]+/, 'for=0000000000000000'),
      `${address}/mail/unsubscribe`,
    ];
    for (const link of spoilt) {
      const answer = await post(link, ONE_CLICK);
      assert.equal(answer.status, 403, link);
      assert.match(await answer.text(), /This link is not complete/);
    }
    assert.equal(await wants(), true);
  });

  it('is good for the reader whose mail it stands in, and for nobody who is on file later', async () => {
    await w.change(rma, { kind: 'contact', email: 'new@acme.com' });
    assert.match(await (await post(linkFor('jo@acme.com'), ONE_CLICK)).text(), /No more emails will come/);
    assert.equal(await wants(), true);
    await post(linkFor('New@Acme.com'), ONE_CLICK);
    assert.equal(await wants(), false);
  });

  it('tells of a link that is too old, and of a return that has ended', async () => {
    const link = linkFor();
    w.world.pass(24 * 100);
    assert.match(await (await post(link, ONE_CLICK)).text(), /No more emails will come/);
    w.world.pass(24 * 310);
    const answer = await post(link, ONE_CLICK);
    assert.equal(answer.status, 410);
    assert.match(await answer.text(), /This link is too old/);
  });

  it('asks for patience where the store is away', async () => {
    w.world.cutStore();
    const answer = await post(linkFor(), ONE_CLICK);
    assert.equal(answer.status, 503);
    assert.match(await answer.text(), /try again in a minute/);
    w.world.mendStore();
    assert.equal(await wants(), true);
  });

  it('works by its button in a browser, there and back', async function () {
    this.timeout(60_000);
    requireChromium(this);
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
      await page.goto(linkFor());
      await keepScreenshot(page, 'unsubscribe-asks');
      await page.getByRole('button', { name: 'Stop the status emails' }).click();
      await page.getByRole('heading', { name: 'Done: no more status emails' }).waitFor();
      assert.equal(await wants(), false);
      await page.emulateMedia({ colorScheme: 'dark' });
      await keepScreenshot(page, 'unsubscribe-stopped-dark');
      await page.getByRole('button', { name: 'Send me status emails again' }).click();
      await page.getByRole('heading', { name: 'You get status emails again' }).waitFor();
      assert.equal(await wants(), true);
    } finally {
      await browser.close();
    }
  });
});
