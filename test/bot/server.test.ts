import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { createConnection } from 'node:net';
import { createLog } from '../../bot/log.ts';
import { createServer, type HttpServer } from '../../bot/server.ts';

function serve(ping: () => Promise<void> = async () => {}, publicUrl = 'http://localhost'): HttpServer {
  const config = { port: 0, host: '127.0.0.1', publicUrl };
  return createServer({ config, store: { ping }, log: createLog('silent') });
}

describe('the HTTP server', () => {
  let http: HttpServer;
  afterEach(() => http.close(0));

  it('is live whatever the store does, and ready only while it answers', async () => {
    let away = false;
    http = serve(async () => {
      if (away) throw new Error('mongodb://user:pass@db is away');
    });
    const url = await http.listen();
    const statuses = async () => [(await fetch(`${url}/healthz`)).status, (await fetch(`${url}/readyz`)).status];
    assert.deepEqual(await statuses(), [200, 200]);
    away = true;
    assert.deepEqual(await statuses(), [200, 503]);
    const res = await fetch(`${url}/readyz`);
    const body = await res.text();
    assert.equal(JSON.parse(body).dependency, 'store');
    assert.doesNotMatch(body, /pass/);
    assert.equal((await fetch(`${url}/healthz`, { method: 'HEAD' })).status, 200);
  });

  it('answers with problems to what is not there and what is not allowed', async () => {
    http = serve();
    const url = await http.listen();
    for (const [path, method, status] of [
      ['/nothing', 'GET', 404],
      ['/%', 'GET', 404],
      ['//', 'GET', 404],
      ['/healthz', 'POST', 405],
    ] as const) {
      const res = await fetch(url + path, { method });
      assert.equal(res.headers.get('content-type'), 'application/problem+json');
      assert.deepEqual([res.status, ((await res.json()) as { status: number }).status], [status, status]);
    }
  });

  it('answers 500 without the message where a route fails, and goes on', async () => {
    http = serve();
    http.server.get('/fails', async () => {
      throw new Error('secret');
    });
    http.server.get('/fails-late', async (_req, res) => {
      res.end('{}');
      throw new Error('secret');
    });
    const url = await http.listen();
    const res = await fetch(`${url}/fails`);
    assert.deepEqual([res.status, await res.json()], [500, { status: 500, title: 'Internal Server Error' }]);
    assert.equal((await fetch(`${url}/fails-late`)).status, 200);
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
  });

  it('sends security headers with every answer, and none that names what it runs on', async () => {
    http = serve(undefined, 'https://desk.example');
    const url = await http.listen();
    for (const path of ['/healthz', '/nothing']) {
      const { headers } = await fetch(url + path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
      assert.match(headers.get('strict-transport-security') ?? '', /max-age/);
      assert.deepEqual([headers.get('server'), headers.get('x-powered-by')], [null, null]);
    }
  });

  it('leaves upgrades to whoever listens for them', async () => {
    http = serve();
    http.server.server.on('upgrade', (_req, socket) => {
      socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\nhello');
    });
    const { port } = new URL(await http.listen());
    const socket = createConnection(Number(port), '127.0.0.1');
    socket.write('GET /x HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    let text = '';
    for await (const chunk of socket) text += chunk;
    assert.match(text, /101 Switching Protocols[\s\S]*hello/);
  });

  it('answers what is under way when it closes, on connections that are kept too', async () => {
    http = serve();
    let finish = (): void => {};
    const finished = new Promise<void>(resolve => {
      finish = resolve;
    });
    let arrived = (): void => {};
    const underWay = new Promise<void>(resolve => {
      arrived = resolve;
    });
    http.server.get('/slow', async (_req, res) => {
      arrived();
      await finished;
      res.end('whole');
    });
    const url = await http.listen();
    const agent = new Agent({ keepAlive: true });
    const answered = once(get(`${url}/slow`, { agent }), 'response') as Promise<[IncomingMessage]>;
    await underWay;
    const closed = http.close();
    finish();
    const [res] = await answered;
    let text = '';
    for await (const chunk of res) text += chunk;
    assert.equal(text, 'whole');
    await closed;
    await assert.rejects(fetch(`${url}/healthz`));
    agent.destroy();
  });

  it('says so where the port is taken', async () => {
    http = serve();
    const { port } = new URL(await http.listen());
    const config = { port: Number(port), host: '127.0.0.1', publicUrl: 'http://localhost' };
    const second = createServer({ config, store: { ping: async () => {} }, log: createLog('silent') });
    await assert.rejects(second.listen(), /EADDRINUSE/);
  });
});
