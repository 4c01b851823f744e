import assert from 'node:assert/strict';
import { request } from 'node:http';
import { type ChatWorld, createChatWorld } from './chat-world.ts';
import { COMPANY } from './company.ts';

describe('what a site embeds', () => {
  let world: ChatWorld;
  before(async () => {
    world = await createChatWorld();
  });
  after(() => world.close());

  /** As it goes over the wire: `fetch` would unpack it. */
  function wire(path: string, headers: Record<string, string> = {}) {
    return new Promise<{ status: number; headers: Record<string, string>; bytes: number }>((resolve, reject) => {
      request(`${world.url}${path}`, { headers }, res => {
        let bytes = 0;
        res.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        });
        res.on('end', () =>
          resolve({ status: res.statusCode ?? 0, headers: res.headers as Record<string, string>, bytes }),
        );
      })
        .on('error', reject)
        .end();
    });
  }
  const text = async (path: string) => (await fetch(`${world.url}${path}`)).text();
  const policyOf = async (path: string) => (await wire(path)).headers['content-security-policy'] ?? '';

  it('is a script of less than 10 kB, for any site, and asked for again only when it is old', async () => {
    for (const encoding of ['br', 'gzip']) {
      const { bytes, headers } = await wire('/widget.js', { 'Accept-Encoding': encoding });
      assert.equal(headers['content-encoding'], encoding);
      assert.ok(bytes < 10_000, `${bytes} bytes`);
    }
    const { headers } = await wire('/widget.js');
    assert.match(headers['cache-control'] ?? '', /^public, max-age=3600/);
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
    assert.equal((await wire('/widget.js', { 'If-None-Match': headers['etag'] ?? '' })).status, 304);
  });

  it('knows how the desk is reached before anything else is loaded', async () => {
    const script = await text('/widget.js');
    assert.ok(script.includes(`"phone":"${COMPANY.tollFree.shown}"`));
    assert.ok(script.includes(JSON.stringify(COMPANY.name)));
  });

  it('shows the chat on the sites that are on the list, and on no other', async () => {
    assert.match(await policyOf('/chat'), new RegExp(`frame-ancestors 'self' ${world.site.url}(;|$)`));
    assert.match(await policyOf('/'), /frame-ancestors 'none'/);
  });

  it('loads its scripts only as they were built', async () => {
    const page = await text('/chat');
    for (const name of ['webchat.js', 'chat.js']) {
      assert.match(page, new RegExp(`src="assets/[0-9a-f]{16}/${name}" integrity="sha384-[\\w+/=]{64}"`));
    }
  });

  it('takes no look that could be anything else', async () => {
    const query = new URLSearchParams({
      title: '</title><script>alert(1)</script>',
      greeting: 'x'.repeat(5_000),
      color: '#fff;}*{display:none',
      lang: 'en" onload="alert(1)',
    });
    const page = await text(`/chat?${query}`);
    assert.ok(page.includes('&lt;/title&gt;&lt;script&gt;alert(1)'));
    assert.ok(!page.includes('<script>alert(1)'));
    assert.ok(!page.includes('display:none'));
    assert.ok(page.includes('<html lang="en" dir="ltr">'));
    assert.ok(!page.includes('x'.repeat(200)));
  });
});
