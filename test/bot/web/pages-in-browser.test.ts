import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { mountDirectLine } from '../../../bot/channels/direct-line/channel.ts';
import { createLog } from '../../../bot/log.ts';
import { createServer, type HttpServer } from '../../../bot/server.ts';
import { loadAssets } from '../../../bot/web/assets.ts';
import { mountWeb } from '../../../bot/web/web.ts';
import { createKnowledge } from '../../../services/knowledge/knowledge.ts';
import { launchChromium, requireChromium } from '../../browser.ts';
import { keepScreenshot } from '../../screenshots.ts';
import { shippedProfile } from '../../services/profile/shipped.ts';
import { freePort } from '../../services/store/servers.ts';
import { createMemoryDesk, GREETING } from '../channels/direct-line/memory-desk.ts';

const ASSETS = fileURLToPath(new URL('../../../bot/web/assets/', import.meta.url));
const PAGES = {
  'the support page': '/',
  'an article': '/articles/packing-general',
  'a search that is answered': '/search?q=how+long+does+a+repair+take',
  'a search that comes close': '/search?q=firmware',
  'a search for nothing we know': '/search?q=do+you+sell+pizza',
  'an article that is not there': '/articles/nothing-like-it',
};
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** Hands on what is asked for below a folder, and knows of nothing else. */
function createProxy(folder: string, target: string): Server {
  return createHttpServer((req, res) => {
    const { method, headers, url = '' } = req;
    if (!url.startsWith(`${folder}/`)) {
      res.writeHead(404);
      res.end();
      return;
    }
    const passed = request(target + url.slice(folder.length), { method, headers }, answer => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    req.pipe(passed);
  });
}

describe('the pages in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let http: HttpServer;
  let streams: ReturnType<typeof mountDirectLine>;
  let url: string;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  before(async function () {
    requireChromium(this);
    browser = await launchChromium();
    const profile = await shippedProfile();
    const log = createLog('silent');
    const now = () => new Date();
    const port = await freePort();
    const publicUrl = `http://localhost:${port}`;
    http = createServer({ config: { port, host: '127.0.0.1', publicUrl }, store: { ping: async () => {} }, log });
    const key = new Uint8Array(32).fill(9);
    const desk = createMemoryDesk(now);
    streams = mountDirectLine(http.server, {
      desk,
      attachments: { keep: () => Promise.reject(new Error('nothing is uploaded here')) },
      ratings: { rate: async () => {} },
      feedback: { count: async () => {} },
      key,
      secrets: [],
      publicUrl,
      widgetOrigins: [],
      now,
      log,
    });
    const knowledge = createKnowledge(profile);
    mountWeb(http.server, {
      ...profile,
      knowledge,
      assets: await loadAssets(ASSETS),
      publicUrl,
      widgetOrigins: [],
      now,
      log,
    });
    url = await http.listen();
  });
  after(async () => {
    streams?.close();
    await http?.close(0);
    await browser?.close();
  });
  afterEach(() => context?.close());

  async function visit(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
    await context?.close();
    context = await browser.newContext({ viewport: DESKTOP, ...options });
    page = await context.newPage();
    complaints = [];
    page.on('console', message => {
      // The browser itself complains of every answer that is not 200.
      const isOfPage = !/status of 404/.test(message.text());
      if (isOfPage && ['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', error => complaints.push(String(error)));
    await page.goto(url + path);
  }

  /** What axe finds, as `rule: element`, once it is on the page. */
  async function barriers(): Promise<string[]> {
    // What comes out of the page has no type of its own.
    const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }

  const overflow = () => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  for (const [name, path] of Object.entries(PAGES)) {
    it(`has no barrier that axe finds, light or dark, at a desk or on a phone: ${name}`, async () => {
      await visit(path);
      await page.evaluate(`${axe.source}; for (const more of document.querySelectorAll('details')) more.open = true`);
      for (const viewport of [DESKTOP, PHONE]) {
        await page.setViewportSize(viewport);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          assert.deepEqual(await barriers(), [], `${colorScheme}, ${viewport.width}`);
          await keepScreenshot(page, `${name.replaceAll(' ', '-')}-${viewport.width}-${colorScheme}`);
        }
      }
      assert.deepEqual(complaints, []);
    });

    it(`never scrolls sideways, however narrow, large or turned around: ${name}`, async () => {
      await visit(path);
      for (const width of [320, 390, 640, 768, 1280, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        for (const dir of ['ltr', 'rtl']) {
          await page.evaluate(`document.documentElement.dir = '${dir}'`);
          assert.equal(await overflow(), 0, `${dir} at ${width}`);
        }
      }
      await page.evaluate("document.documentElement.style.fontSize = '200%'");
      for (const width of [640, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        assert.equal(await overflow(), 0, `letters twice as large at ${width}`);
      }
    });
  }

  it('has no barrier in the colours of the visitor’s system', async () => {
    await visit('/articles/packing-general', { forcedColors: 'active' });
    await page.evaluate(axe.source);
    assert.deepEqual(await barriers(), []);
    await keepScreenshot(page, 'an-article-in-system-colours');
  });

  it('turns around as a whole where the language reads from the right', async () => {
    await visit('/articles/packing-general');
    const left = async (selector: string) => (await page.locator(selector).boundingBox())?.x ?? Number.NaN;
    assert.ok((await left('article')) < (await left('aside')));
    await page.evaluate("document.documentElement.dir = 'rtl'");
    assert.ok((await left('article')) > (await left('aside')));
    assert.ok((await left('.brand')) > (await left('.call')));
    await keepScreenshot(page, 'an-article-from-the-right');
  });

  it('finds an answer with the keyboard alone, and without a script', async () => {
    await visit('/', { javaScriptEnabled: false });
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').innerText(), 'Skip to the content');
    await page.keyboard.press('Enter');
    const box = page.getByRole('searchbox', { name: 'Search the articles' });
    for (let tabs = 0; tabs < 5 && (await box.and(page.locator(':focus')).count()) === 0; tabs++) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.type('how long does a repair take');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Answer to' }).waitFor();
    assert.ok(await page.getByText('3 business days').first().isVisible());
    await page.getByRole('link', { name: 'How long a repair takes' }).click();
    await page.getByRole('heading', { level: 1, name: 'How long a repair takes' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/articles/turnaround');
  });

  it('skips to the content of a page below the root without leaving it', async () => {
    for (const path of ['/articles/turnaround', '/search?q=how+long+%26+%22why%22']) {
      await visit(path);
      await page.evaluate('window.here = true');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('main:focus').waitFor();
      assert.equal(await page.evaluate('window.here'), true, path);
      assert.equal(page.url(), `${url}${path}#main`);
    }
  });

  it('unfolds a topic without a script', async () => {
    await visit('/', { javaScriptEnabled: false });
    const folded = page.getByRole('link', { name: 'Several units in one package' });
    assert.equal(await folded.isVisible(), false);
    await page.getByText('3 more on Packing').click();
    await folded.waitFor();
  });

  it('works below a folder where a proxy puts it there', async () => {
    const proxy = createProxy('/desk', url);
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    try {
      await visit('/');
      await page.goto(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}/desk/`);
      const lost: string[] = [];
      page.on('response', answer => answer.ok() || lost.push(answer.url()));
      await page.getByRole('searchbox').fill('how long does a repair take');
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('link', { name: 'How long a repair takes' }).click();
      await page.getByRole('link', { name: 'Expedited service' }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Expedited service' }).waitFor();
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Support' }).click();
      await page.getByRole('heading', { level: 1, name: 'Something not working?' }).waitFor();
      assert.equal(new URL(page.url()).pathname, '/desk/');
      assert.deepEqual([lost, complaints], [[], []]);
    } finally {
      proxy.closeAllConnections();
      proxy.close();
    }
  });

  it('has the chat on every page', async () => {
    await visit('/articles/turnaround');
    await page.getByRole('button', { name: 'Chat with us' }).first().click();
    const chat = page.frameLocator('caseline-widget iframe');
    await chat.getByText(GREETING.text).first().waitFor();
    assert.equal(await chat.locator('[data-id="webchat-sendbox-input"]').inputValue(), 'How long a repair takes');
    assert.deepEqual(complaints, []);
  });

  it('shows what was typed into the search as it was typed', async () => {
    const hostile = '<img src=x onerror=alert(1)> & "quotes"';
    await visit(`/search?q=${encodeURIComponent(hostile)}`);
    assert.equal(await page.getByRole('searchbox').inputValue(), hostile);
    assert.match(
      await page.getByRole('heading', { level: 1 }).innerText(),
      /<img src=x onerror=alert\(1\)> & "quotes"/,
    );
    assert.equal(await page.locator('main img').count(), 0);
    assert.deepEqual(complaints, []);
  });
});
