/** The API as business systems meet it: over HTTP, on a real store, with two keys. */
import { mountApi } from '../../../bot/api/api.ts';
import type { House } from '../../../bot/assemble.ts';
import { createLog } from '../../../bot/log.ts';
import { createServer } from '../../../bot/server.ts';
import type { Case } from '../../../services/cases/case.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import { createWorld, type World } from '../../world.ts';

export interface ApiAnswer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

export interface ApiWorld {
  readonly world: World;
  readonly url: string;
  get(path: string, headers?: Record<string, string>): Promise<ApiAnswer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<ApiAnswer>;
  close(): Promise<void>;
}

export async function createApiWorld(
  changed: {
    apiKeys?: string[];
    house?: (house: House) => Partial<House>;
    mongodbUri?: string;
    beginning?: string;
  } = {},
): Promise<ApiWorld> {
  const world = await createWorld(changed.beginning, changed.mongodbUri);
  const log = createLog('silent');
  const config = {
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://localhost',
    apiKeys: changed.apiKeys ?? ['key-1', 'key-2'],
  };
  const http = createServer({ config, store: world.store, log });
  const house = { ...world.house, ...changed.house?.(world.house) };
  mountApi(http.server, { config, house, now: world.now, log });
  const url = await http.listen();

  async function ask(path: string, init: RequestInit, headers: Record<string, string>): Promise<ApiAnswer> {
    const res = await fetch(`${url}/api/v1/${path}`, {
      ...init,
      headers: { Authorization: 'Bearer key-1', Connection: 'close', ...headers },
    });
    const text = await res.text();
    return { status: res.status, headers: res.headers, body: text === '' ? {} : JSON.parse(text) };
  }

  return {
    world,
    url,
    get: (path, headers = {}) => ask(path, {}, headers),
    post: (path, body, headers = {}) =>
      ask(
        path,
        { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) },
        { 'Content-Type': 'application/json', ...headers },
      ),
    async close() {
      await http.close(0);
      await world.close();
    },
  };
}

const ITEM = {
  model: 'SD4E',
  kind: 'dome' as const,
  problem: 'no picture',
  warranty: { kind: 'unconfirmed' as const, months: 36 },
};
const SHIP_TO = { raw: '1 Elm St, Fresno, CA 93721, US', street: ['1 Elm St'], country: 'US' };

/** A case of Jo's, of as many items as serials. */
export function openedCase(
  world: World,
  { serials = ['A1234567'], email = 'jo@acme.com', key = 'k' } = {},
): Promise<Case> {
  return world.house.cases.open({
    requestKey: `${key}:case`,
    contact: { name: 'Jo Fox', email },
    shipTo: SHIP_TO,
    items: serials.map((serial, at) => ({ ...ITEM, id: String(at + 1), serial: { raw: serial, value: serial } })),
    troubleshot: true,
    status: 'open',
    actor: 'test',
  });
}

export async function issuedRma(
  world: World,
  of: { serials?: string[]; email?: string; key?: string } = {},
): Promise<Rma> {
  const opened = await openedCase(world, of);
  return world.house.returns.issue({
    ...{ requestKey: `${of.key ?? 'k'}:rma`, case: opened, shipTo: SHIP_TO, items: opened.items },
    ...{ expedited: false, statusEmails: false, actor: 'test' },
  });
}
