/** A desk without dialogs behind a real server, and a connector that records what it is sent. */
import { once } from 'node:events';
import { createServer as createHttp, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BotFrameworkDependencies, mountBotFramework } from '../../../../bot/channels/bot-framework/channel.ts';
import type { Desk, Inbound, Turn } from '../../../../bot/conversation.ts';
import { createLog } from '../../../../bot/log.ts';
import { createServer } from '../../../../bot/server.ts';
import type { Reply } from '../../../../dialogs/reply.ts';

export interface Posted {
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
}

/** Stands in for a channel's connector: keeps what is posted, and fails as often as it is told to. */
export interface FakeConnector {
  url: string;
  posted: Posted[];
  texts(): unknown[];
  /** Statuses of the next answers; 0 breaks the connection instead of answering. */
  failures: number[];
  connections: number;
  /** Resolves once something is posted that this holds for. */
  until(condition: (posted: Posted) => boolean): Promise<void>;
  close(): Promise<void>;
}

export async function startConnector(): Promise<FakeConnector> {
  const posted: Posted[] = [];
  const failures: number[] = [];
  const waiting: { condition: (posted: Posted) => boolean; resolve: () => void }[] = [];
  const server = createHttp(async (req, res) => {
    let text = '';
    for await (const chunk of req) text += chunk;
    const failure = failures.shift();
    if (failure !== undefined) {
      if (failure === 0) req.socket.destroy();
      else respond(res, failure, '');
      return;
    }
    const post = { path: req.url ?? '', headers: req.headers, body: JSON.parse(text) };
    posted.push(post);
    respond(res, 200, JSON.stringify({ id: `sent-${posted.length}` }));
    for (const { condition, resolve } of waiting) if (condition(post)) resolve();
  });
  const connector: FakeConnector = {
    url: await listening(server),
    posted,
    texts: () => posted.map(({ body }) => body['text']),
    failures,
    connections: 0,
    until: condition => new Promise(resolve => waiting.push({ condition, resolve })),
    close: () => closed(server),
  };
  server.on('connection', () => {
    connector.connections += 1;
  });
  return connector;
}

/** A desk whose turns are recorded: the same activity again gives the same replies again. */
export interface FakeDesk extends Desk {
  taken: Inbound[];
  /** How many of them ran as a turn of their own. */
  ran: number;
}

export function fakeDesk(respond: (inbound: Inbound) => Reply[] | Promise<Reply[]>): FakeDesk {
  const turns = new Map<string, Promise<Turn>>();
  async function run(inbound: Inbound): Promise<Turn> {
    desk.ran += 1;
    const { activityId, said } = inbound;
    return { activityId, seq: 0, at: new Date(0), said, replies: await respond(inbound) };
  }
  const desk: FakeDesk = {
    taken: [],
    ran: 0,
    async take(inbound) {
      desk.taken.push(inbound);
      const key = `${inbound.channel} ${inbound.conversation} ${inbound.activityId}`;
      const again = turns.has(key);
      const turn = turns.get(key) ?? run(inbound);
      turns.set(key, turn);
      return { kind: 'done', turn: await turn, again };
    },
    history: async () => undefined,
  };
  return desk;
}

export interface World {
  url: string;
  desk: FakeDesk;
  connector: FakeConnector;
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** A bot on a free port of this machine. */
export async function startWorld(
  options: Partial<Omit<BotFrameworkDependencies, 'desk'>> & { desk?: FakeDesk } = {},
): Promise<World> {
  const log = createLog('silent');
  const publicUrl = 'http://localhost';
  const http = createServer({
    config: { port: 0, host: '127.0.0.1', publicUrl },
    store: { ping: async () => {} },
    log,
  });
  const connector = await startConnector();
  const desk = options.desk ?? fakeDesk(({ said }) => [{ text: `echo: ${said.text}` }]);
  const config = { microsoftApp: undefined, publicUrl };
  const channel = mountBotFramework(http.server, { config, log, pause: async () => {}, ...options, desk });
  const url = await http.listen();
  return {
    url,
    desk,
    connector,
    post: (body, headers = {}) =>
      fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async close() {
      channel.close();
      await http.close(0);
      await connector.close();
    },
  };
}

/** What a channel posts when somebody says something. */
export function message(serviceUrl: string, text: string, more: object = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: 'a-1',
    channelId: 'emulator',
    serviceUrl,
    conversation: { id: 'c-1' },
    from: { id: 'u-1', name: 'Jo' },
    recipient: { id: 'bot', name: 'Desk' },
    text,
    ...more,
  };
}

function respond(res: ServerResponse, status: number, body: string): void {
  res.statusCode = status;
  res.end(body);
}

async function listening(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closed(server: Server): Promise<void> {
  const done = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await done;
}
