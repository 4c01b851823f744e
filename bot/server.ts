/** The HTTP server that channels, the API and the web pages mount their routes on. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import restify, { type Request, type Response, type Server } from 'restify';
import type { Store } from '../services/store/port.ts';
import { type Problem, sendJson, sendProblem } from './answer.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';

export interface HttpServer {
  /** For routes; `server.server` is node's own server, whose `upgrade` event is free for WebSockets. */
  server: Server;
  /** Resolves to the address outside requests can be sent to, once they can; rejects where the port is taken. */
  listen(): Promise<string>;
  /** Takes no new requests, and resolves when those under way are answered, or cut off after `graceMs`. */
  close(graceMs?: number): Promise<void>;
}

const PING_MS = 2000;
const GRACE_MS = 10_000;
/** How long a client may take to send the head of a request, and all of it: a photo over a phone's line takes a while. */
const HEAD_MS = 30_000;
const REQUEST_MS = 120_000;

export function createServer(deps: {
  config: Pick<Config, 'port' | 'host' | 'publicUrl'>;
  store: Pick<Store, 'ping'>;
  log: Log;
}): HttpServer {
  const { config, store, log } = deps;
  const server = restify.createServer(options(log));
  const headers = securityHeaders(config.publicUrl);
  let draining = false;

  server.server.headersTimeout = HEAD_MS;
  server.server.requestTimeout = REQUEST_MS;
  server.on('request', (_req: Request, res: Response) => {
    for (const [name, value] of headers) res.setHeader(name, value);
    if (draining) res.setHeader('Connection', 'close');
  });
  server.on('restifyError', (req: Request, res: Response, error: unknown, done: () => void) => {
    // Without `done` the framework writes no answer of its own.
    if (res.headersSent) return;
    const problem = asProblem(error, req);
    if (problem.status >= 500)
      log.error({ err: error, method: req.method, route: req.getRoute()?.path }, 'request failed');
    res.sendRaw(problem.status, JSON.stringify(problem), { 'Content-Type': 'application/problem+json' });
    done();
  });
  mountHealth(server, store, log);

  return {
    server,

    async listen() {
      // The framework passes on node's `listening` and `error`, so both are waited for on it.
      const listening = once(server, 'listening');
      server.server.listen(config.port, config.host);
      await listening;
      server.on('error', err => log.error({ err }, 'the server cannot accept connections'));
      const { address, family, port } = server.address() as AddressInfo;
      return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
    },

    async close(graceMs = GRACE_MS) {
      draining = true;
      const closed = once(server.server, 'close');
      server.on('after', () => setImmediate(() => server.server.closeIdleConnections()));
      server.server.close();
      server.server.closeIdleConnections();
      const cut = setTimeout(() => server.server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** The typings know bunyan's log; the framework itself has long moved to pino. */
function options(log: Log): restify.ServerOptions {
  return { name: '', log: log as unknown as restify.ServerOptions['log'], ignoreTrailingSlash: true };
}

/** For answers to programs; a route that serves pages sets its own policy over these. */
function securityHeaders(publicUrl: string): [name: string, value: string][] {
  return [
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'no-referrer'],
    ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
    ['Cache-Control', 'no-store'],
    ...(publicUrl.startsWith('https:')
      ? [['Strict-Transport-Security', 'max-age=31536000'] satisfies [string, string]]
      : []),
  ];
}

function mountHealth(server: Server, store: Pick<Store, 'ping'>, log: Log): void {
  async function live(_req: Request, res: Response): Promise<void> {
    sendJson(res, 200, { status: 'live' });
  }

  async function ready(_req: Request, res: Response): Promise<void> {
    try {
      await within(PING_MS, store.ping());
      sendJson(res, 200, { status: 'ready' });
    } catch (err) {
      log.warn({ err, dependency: 'store' }, 'not ready');
      sendProblem(
        res,
        { status: 503, title: 'Not ready', detail: 'The store does not answer.', dependency: 'store' },
        { 'Retry-After': 5 },
      );
    }
  }

  for (const method of ['get', 'head'] as const) {
    server[method]('/healthz', live);
    server[method]('/readyz', ready);
  }
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** What a client may know of an error that no route has answered: never its message. */
function asProblem(error: unknown, req: Request): Problem {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  switch (status) {
    case 404:
      return { status, title: 'Not Found', detail: 'There is nothing at this address.' };
    case 405:
      return { status, title: 'Method Not Allowed', detail: `${req.method} is not allowed here.` };
    default:
      return { status: 500, title: 'Internal Server Error' };
  }
}
