/** How each route is served: the key, what was sent, what went wrong, and the answer. */
import type { OutgoingHttpHeaders } from 'node:http';
import type { Request, Response, Server } from 'restify';
import { StoreUnavailable } from '../../services/store/port.ts';
import { sendJson, sendProblem } from '../answer.ts';
import { readJson } from '../body.ts';
import { clientAddress } from '../client-address.ts';
import type { Log } from '../log.ts';
import { createRateLimit } from '../rate-limit.ts';
import { type Idempotency, IdempotencyKey } from './idempotency.ts';
import type { KeyCheck } from './keys.ts';
import { AWAY, invalid, KEY_MISSING, tooMany, UNAUTHORIZED } from './problems.ts';
import { type Answered, type Asked, problem, type Route } from './route.ts';

export const ROOT = '/api/v1';

const CHALLENGE: OutgoingHttpHeaders = { 'WWW-Authenticate': 'Bearer realm="caseline"' };
const SECONDS_UNTIL_RETRY = 5;
const LONGEST = 64 * 1024;
/** Wrong keys, from one network: whoever has mistyped one finds that out sooner. */
const WRONG_KEYS = { burst: 30, perMinute: 30 };

export function serve(
  server: Server,
  routes: readonly Route[],
  deps: { keyOf: KeyCheck; idempotency: Idempotency; now: () => Date; log: Log },
): void {
  const { keyOf, idempotency, log } = deps;
  const wrongKeys = createRateLimit({ ...WRONG_KEYS, now: deps.now });

  async function answerTo(route: Route, req: Request): Promise<Answered> {
    const key = keyOf(req);
    if (key === undefined && !route.open) {
      const seconds = wrongKeys.take(clientAddress(req));
      return seconds > 0 ? problem(tooMany(seconds), { 'Retry-After': seconds }) : problem(UNAUTHORIZED, CHALLENGE);
    }
    const query = route.query?.safeParse(queryOf(req));
    if (query && !query.success) return problem(invalid(query.error, 'query'));
    const sent = route.body ? await readJson(req, route.longest ?? LONGEST) : undefined;
    if (sent?.kind === 'refused') return problem(sent.problem);
    const body = route.body?.safeParse(sent?.value);
    if (body && !body.success) return problem(invalid(body.error, 'body'));
    const params = Object.fromEntries(Object.entries(req.params ?? {}).map(([name, value]) => [name, String(value)]));
    const header = (name: string) => {
      const value = req.headers[name];
      return typeof value === 'string' ? value : undefined;
    };
    const asked: Asked = { params, query: query?.data, body: body?.data, key: key ?? '', header };
    // Each route's schemas have made of query and body what its handler takes.
    const run = () => route.run(asked as Asked<never, never>);
    if (!route.idempotency) return run();
    const given = IdempotencyKey.safeParse(header('idempotency-key'));
    if (given.success) {
      return idempotency.once([asked.key, route.path, ...Object.values(params)], given.data, sent?.value, run);
    }
    const isWanted = route.idempotency === 'required' || header('idempotency-key') !== undefined;
    return isWanted ? problem(KEY_MISSING) : run();
  }

  async function handle(route: Route, req: Request, res: Response): Promise<void> {
    try {
      await send(await answerTo(route, req), res);
    } catch (err) {
      if (!isAway(err)) throw err;
      log.error({ err, resource: route.path }, 'the store is away');
      sendProblem(res, AWAY, { 'Retry-After': SECONDS_UNTIL_RETRY });
    }
  }

  for (const route of routes) {
    const path = ROOT + route.path.replace(/\{(\w+)\}/g, ':$1');
    server[route.method](path, async (req: Request, res: Response) => handle(route, req, res));
  }
}

async function send(answered: Answered, res: Response): Promise<void> {
  switch (answered.kind) {
    case 'json':
      return sendJson(res, answered.status, answered.body, answered.headers);
    case 'problem':
      return sendProblem(res, answered.problem, answered.headers);
    case 'own':
      return answered.write(res);
    case 'not-modified':
      res.writeHead(304, answered.headers);
      res.end();
  }
}

/** What is given more than once is a list. */
function queryOf(req: Request): Record<string, string | string[]> {
  const query = new URLSearchParams(req.getQuery());
  return Object.fromEntries(
    [...new Set(query.keys())].map(name => {
      const [only = '', ...others] = query.getAll(name);
      return [name, others.length > 0 ? [only, ...others] : only];
    }),
  );
}

/** The driver's own errors count too: one may surface while a connection is being lost. */
function isAway(error: unknown): boolean {
  return (
    error instanceof StoreUnavailable ||
    (error instanceof Error && /^Mongo(Network|ServerSelection|NotConnected)/.test(error.name))
  );
}
