import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createLog } from '../../../bot/log.ts';
import { createServer } from '../../../bot/server.ts';
import { loadAssets } from '../../../bot/web/assets.ts';
import { type Packing, packAssets } from '../../../bot/web/pack.ts';

const CSS = 'body { color: teal }\n'.repeat(50);

describe('the assets of the pages', () => {
  let root: string;
  let folders: Packing;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'caseline-assets-'));
    folders = { own: join(root, 'own'), webChat: join(root, 'webchat'), to: join(root, 'to') };
    await Promise.all([mkdir(folders.own), mkdir(folders.webChat)]);
    await writeFile(join(folders.own, 'page.css'), CSS);
    await writeFile(join(folders.webChat, 'webchat.js'), 'window.WebChat = {};');
    await writeFile(join(folders.webChat, 'webchat.js.LICENSE.txt'), 'MIT');
  });
  afterEach(() => rm(root, { recursive: true }));

  const packed = (name: string) => readFile(join(folders.to, name));

  describe('are packed', () => {
    it('with two compressed forms beside each', async () => {
      await packAssets(folders);
      assert.equal(String(await packed('page.css')), CSS);
      assert.equal(String(brotliDecompressSync(await packed('page.css.br'))), CSS);
      assert.equal(String(gunzipSync(await packed('page.css.gz'))), CSS);
      assert.ok((await readdir(folders.to)).includes('webchat.js.LICENSE.txt'));
    });

    it('only where they changed, so that a second build is quick', async () => {
      assert.deepEqual((await packAssets(folders)).sort(), ['page.css', 'webchat.js', 'webchat.js.LICENSE.txt']);
      assert.deepEqual(await packAssets(folders), []);
      await writeFile(join(folders.own, 'page.css'), 'body {}');
      assert.deepEqual(await packAssets(folders), ['page.css']);
      assert.equal(String(brotliDecompressSync(await packed('page.css.br'))), 'body {}');
    });

    it('again after a build that broke off', async () => {
      await packAssets(folders);
      await rm(join(folders.to, 'page.css'));
      await writeFile(join(folders.to, 'page.css.br'), 'half');
      assert.deepEqual(await packAssets(folders), ['page.css']);
      assert.equal(String(brotliDecompressSync(await packed('page.css.br'))), CSS);
    });

    it('without what no longer belongs to them', async () => {
      await writeFile(join(folders.own, 'old.js'), 'old');
      await packAssets(folders);
      await rm(join(folders.own, 'old.js'));
      await packAssets(folders);
      assert.deepEqual(
        (await readdir(folders.to)).filter(name => name.startsWith('old')),
        [],
      );
    });
  });

  describe('are served', () => {
    async function get(path: string, encodings?: string, method = 'GET') {
      await packAssets(folders);
      const assets = await loadAssets(folders.to);
      const config = { port: 0, host: '127.0.0.1', publicUrl: 'http://localhost' };
      const http = createServer({ config, store: { ping: async () => {} }, log: createLog('silent') });
      assets.mount(http.server);
      const address = await http.listen();
      try {
        return await new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
          (resolve, reject) => {
            const target = `${address}/${path === 'page.css' ? assets.path(path) : path}`;
            const headers = encodings === undefined ? {} : { 'Accept-Encoding': encodings };
            request(target, { method, headers, agent: false }, async res => {
              const chunks: Buffer[] = [];
              for await (const chunk of res) chunks.push(chunk);
              resolve({ status: res.statusCode, headers: res.headers, body: Buffer.concat(chunks) });
            })
              .on('error', reject)
              .end();
          },
        );
      } finally {
        await http.close(0);
      }
    }

    it('for good, under an address that changes with the content', async () => {
      const { headers, body } = await get('page.css');
      assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
      assert.equal(headers['content-type'], 'text/css; charset=utf-8');
      assert.equal(String(body), CSS);
      const before = (await loadAssets(folders.to)).path('page.css');
      await writeFile(join(folders.own, 'page.css'), 'body {}');
      await packAssets(folders);
      assert.notEqual((await loadAssets(folders.to)).path('page.css'), before);
    });

    it('in the smallest form that the client takes', async () => {
      const brotli = await get('page.css', 'gzip, deflate, br;q=1.0');
      assert.equal(brotli.headers['content-encoding'], 'br');
      assert.equal(String(brotliDecompressSync(brotli.body)), CSS);
      const gzip = await get('page.css', 'gzip, br;q=0');
      assert.equal(gzip.headers['content-encoding'], 'gzip');
      assert.equal(String(gunzipSync(gzip.body)), CSS);
      const plain = await get('page.css', 'identity');
      assert.equal(plain.headers['content-encoding'], undefined);
      assert.equal(plain.headers['vary'], 'Accept-Encoding');
    });

    it('without a body where only the head is asked for', async () => {
      const { status, headers, body } = await get('page.css', undefined, 'HEAD');
      assert.deepEqual([status, headers['content-length'], body.length], [200, String(CSS.length), 0]);
    });

    it('and nothing else is: no other version, no other file', async () => {
      for (const path of [
        'assets/0000000000000000/page.css',
        'assets/x/..%2f..%2fpackage.json',
        'assets/__proto__/constructor',
      ]) {
        const { status, headers } = await get(path);
        assert.equal(status, 404, path);
        assert.doesNotMatch(String(headers['cache-control']), /immutable/, path);
      }
    });

    it('or the start fails with what is missing', async () => {
      await packAssets(folders);
      const assets = await loadAssets(folders.to);
      assert.throws(() => assets.path('chat.js'), /no asset chat\.js .* run the build/);
    });
  });
});
