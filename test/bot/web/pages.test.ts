import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createLog } from '../../../bot/log.ts';
import { createServer, type HttpServer } from '../../../bot/server.ts';
import { mountWeb, SEARCHES } from '../../../bot/web/web.ts';
import { createKnowledge, type Knowledge } from '../../../services/knowledge/knowledge.ts';
import type { Profile } from '../../../services/profile/profile.ts';
import { shippedProfile } from '../../services/profile/shipped.ts';

interface Answer {
  status: number | undefined;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

describe('the pages over HTTP', () => {
  let profile: Profile;
  /** Learns once for all of these tests. */
  let learnt: Knowledge;
  let http: HttpServer;
  let address: string;

  before(async function () {
    this.timeout(60_000);
    profile = await shippedProfile();
    learnt = createKnowledge(profile);
    await learnt.ready();
  });
  afterEach(() => http?.close(0));

  async function open(knowledge: Knowledge = learnt, now = () => new Date(0)): Promise<void> {
    const log = createLog('silent');
    const publicUrl = 'http://localhost';
    http = createServer({
      config: { port: 0, host: '127.0.0.1', publicUrl },
      store: { ping: async () => {} },
      log,
    });
    const assets = {
      path: (name: string) => `assets/v1/${name}`,
      integrity: () => '',
      content: () => Buffer.from(''),
      mount: () => {},
    };
    mountWeb(http.server, { ...profile, knowledge, assets, publicUrl, widgetOrigins: [], now, log });
    address = await http.listen();
  }

  function get(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      request(address + path, { method, headers, agent: false }, async res => {
        const chunks: Buffer[] = [];
        for await (const chunk of res) chunks.push(chunk);
        resolve({ status: res.statusCode, headers: res.headers, body: String(Buffer.concat(chunks)) });
      })
        .on('error', reject)
        .end();
    });
  }

  const search = (query: string) => get(`/search?q=${encodeURIComponent(query)}`);
  const linked = ({ body }: Answer) =>
    [...body.slice(body.indexOf('<main'), body.indexOf('</main>')).matchAll(/href="articles\/([^"]+)"/g)].map(
      ([, id]) => id,
    );

  describe('each', () => {
    beforeEach(() => open());

    it('is HTML that nobody keeps, and runs nothing but its own', async () => {
      for (const path of ['/', '/articles/turnaround', '/search?q=packing', '/articles/none']) {
        const { headers } = await get(path);
        const policy = String(headers['content-security-policy']);
        assert.equal(headers['content-type'], 'text/html; charset=utf-8', path);
        assert.equal(headers['cache-control'], 'no-store', path);
        assert.match(policy, /default-src 'none'/, path);
        assert.match(policy, /form-action 'self'/, path);
        assert.match(policy, /base-uri 'self'/, path);
        assert.match(policy, /script-src 'nonce-[^']+'(;|$)/, path);
      }
    });

    it('answers HEAD as it would answer GET, without a body', async () => {
      for (const path of ['/', '/articles/turnaround', '/search?q=packing', '/articles/none']) {
        const [got, head] = [await get(path), await get(path, 'HEAD')];
        assert.deepEqual([head.status, head.body], [got.status, ''], path);
        assert.equal(head.headers['content-length'], got.headers['content-length'], path);
      }
    });

    it('has one main heading, its landmarks and its language', async () => {
      for (const path of [
        '/',
        '/articles/turnaround',
        '/search',
        '/search?q=packing',
        '/search?q=zzz',
        '/articles/none',
      ]) {
        const { body } = await get(path);
        for (const once of ['<h1', '<main', '<header class="top"', '<footer', 'role="search"', '<html lang="en"']) {
          assert.equal(body.split(once).length, 2, `${once} on ${path}`);
        }
        const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
        assert.equal(new Set(ids).size, ids.length, path);
      }
    });

    it('leads only to pages that are there, from wherever it is', async () => {
      for (const path of [
        '/',
        '/articles/packing-general',
        '/articles/packing-general/',
        '/search/?q=packing',
        '/articles/none',
      ]) {
        const { body } = await get(path);
        const base = new URL(/<base href="([^"]+)">/.exec(body)?.[1] ?? '', `${address}${path}`);
        const places = new Set([...body.matchAll(/<a [^>]*href="([^":]+)"/g)].map(([, href = '']) => href));
        assert.ok(places.size > 5);
        for (const place of places) {
          const { pathname, search: query } = new URL(place, base);
          const { status } = await get(pathname + query);
          assert.equal(status, path.includes('none') && place.includes('none') ? 404 : 200, `${place} on ${path}`);
        }
      }
    });
  });

  describe('an article', () => {
    beforeEach(() => open());

    it('tells the facts, not their names', async () => {
      const { status, body } = await get('/articles/turnaround');
      assert.equal(status, 200);
      assert.match(body, /<strong>3 business days<\/strong>/);
    });

    it('that is not there says so and offers to search for it', async () => {
      const { status, body } = await get('/articles/packing-a-dome');
      assert.equal(status, 404);
      assert.match(body, /We have no such article/);
      assert.match(body, /name="q" value="packing a dome"/);
    });

    it('is never anything else than an article', async () => {
      for (const id of [
        '..%2f..%2fpackage.json',
        '__proto__',
        'constructor',
        '%00',
        '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
      ]) {
        const { status, body } = await get(`/articles/${id}`);
        assert.equal(status, 404, id);
        assert.doesNotMatch(body, /<script>alert/);
      }
      const { status } = await get('/articles/%zz');
      assert.ok(status !== undefined && status < 500, String(status));
    });
  });

  describe('a search', () => {
    beforeEach(() => open());

    it('gives the answer in full where it is sure of it, as the chat would, then what comes close', async () => {
      const answer = await search('how long does it take to fix my camera?');
      assert.equal(answer.status, 200);
      assert.match(answer.body, /<article class="answer">\s*<h2><a href="articles\/turnaround">/);
      assert.match(answer.body, /<strong>3 business days<\/strong>/);
      const { ranked } = await learnt.find('how long does it take to fix my camera?');
      assert.equal(linked(answer)[0], ranked[0]?.article.id);
      assert.ok(linked(answer).length >= 3 && linked(answer).length <= 6);
      assert.equal(new Set(linked(answer)).size, linked(answer).length);
    });

    it('gives what comes close where it is not', async () => {
      const answer = await search('firmware');
      assert.match(answer.body, /These come close to <q>firmware<\/q>/);
      assert.doesNotMatch(answer.body, /class="answer"/);
      assert.ok(linked(answer).length >= 3 && linked(answer).length <= 5);
    });

    it('finds an article by its very title', async () => {
      const answer = await search('Labor rates');
      assert.equal(linked(answer)[0], 'labor-rate');
    });

    it('says plainly where there is nothing, and who may know', async () => {
      const { status, body } = await search('do you sell pizza?');
      assert.equal(status, 200);
      assert.match(body, /Nothing found for <q>do you sell pizza\?<\/q>/);
      assert.match(body, /href="tel:\+18002899100"/);
      assert.match(body, /href="mailto:techsupport@pelco\.com"/);
      assert.match(body, /<button[^>]* data-caseline="open" data-caseline-subject="do you sell pizza\?"/);
    });

    it('for nothing shows where to look', async () => {
      for (const path of ['/search', '/search?q=', '/search?q=%20%09', '/articles']) {
        const answer = await get(path);
        assert.equal(answer.status, 200);
        assert.match(answer.body, /<h1[^>]*>Search the articles<\/h1>/);
        assert.equal(new Set(linked(answer)).size, profile.articles.length);
      }
    });

    it('shows what was typed as text', async () => {
      const { body } = await search('"><script>alert(1)</script><img src=x onerror=alert(1)>');
      assert.doesNotMatch(body, /<script>alert|<img src=x/);
      assert.match(body, /value="&quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
    });

    it('of 4,000 letters is cut to what the form takes', async () => {
      const { status, body } = await search(`how long does a repair take? ${'🙂é'.repeat(300)}${'x'.repeat(3400)}`);
      assert.equal(status, 200);
      const value = /name="q" value="([^"]*)"/.exec(body)?.[1] ?? '';
      assert.equal([...value].length, 500);
      assert.ok(Buffer.byteLength(body) < 40_000);
    });

    it('takes an address that is no text for what can be read of it', async () => {
      for (const path of [
        '/search?q=%ff%fe',
        '/search?q=%',
        '/search?q=%ED%A0%80',
        '/search?q[]=x',
        '/search?q=a&q=b',
      ]) {
        assert.equal((await get(path)).status, 200, path);
      }
    });
  });

  it('waits for the engine where that still learns, while other pages are served', async () => {
    let finish = () => {};
    const learning = new Promise<void>(resolve => {
      finish = resolve;
    });
    await open({ ...learnt, find: async query => learning.then(() => learnt.find(query)) });
    let isFound = false;
    const found = search('how long does a repair take').then(answer => {
      isFound = true;
      return answer;
    });
    assert.equal((await get('/articles/turnaround')).status, 200);
    assert.equal(isFound, false);
    finish();
    assert.equal(linked(await found)[0], 'turnaround');
  });

  it('says so where the engine fails, with all articles to browse', async () => {
    await open({ ...learnt, find: () => Promise.reject(new Error('no table')) });
    const answer = await search('how long does a repair take');
    assert.equal(answer.status, 503);
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal(new Set(linked(answer)).size, profile.articles.length);
  });

  it('asks a script that searches without end to wait, and nobody else', async () => {
    let now = new Date(0);
    await open(learnt, () => now);
    const from = (client: string) => get('/search?q=packing', 'GET', { 'X-Forwarded-For': client });
    for (let i = 0; i < SEARCHES.burst; i++) assert.equal((await from('203.0.113.7')).status, 200);
    const refused = await from('203.0.113.7');
    assert.equal(refused.status, 429);
    assert.equal(refused.headers['retry-after'], '1');
    assert.match(refused.body, /name="q" value="packing"/);
    assert.equal((await from('203.0.113.8')).status, 200);
    now = new Date(1000);
    assert.equal((await from('203.0.113.7')).status, 200);
  });
});
