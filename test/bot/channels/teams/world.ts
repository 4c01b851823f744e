/** The staff's desk behind a real server, over a real store, and a Teams that records what the desk says there. */
import { once } from 'node:events';
import { createServer as createHttp, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Authority } from '../../../../bot/channels/bot-framework/authority.ts';
import { mountBotFramework } from '../../../../bot/channels/bot-framework/channel.ts';
import { mountDirectLine } from '../../../../bot/channels/direct-line/channel.ts';
import { CHANNEL as DIRECT_LINE } from '../../../../bot/channels/direct-line/conversations.ts';
import { createTelling } from '../../../../bot/channels/direct-line/telling.ts';
import { type OpenTeams, type OpenTeamsDependencies, openTeams } from '../../../../bot/channels/teams/open.ts';
import type { MicrosoftApp } from '../../../../bot/config.ts';
import { createLog } from '../../../../bot/log.ts';
import { createServer } from '../../../../bot/server.ts';
import { createCarrier } from '../../../../services/handoff/carrier.ts';
import { createWorld, type World } from '../../../world.ts';

export const SECRET = 'secret-of-the-site-0123456789abcdef';
export const TENANT = '11111111-1111-4111-8111-111111111111';
/** Of the desk's staff. */
export const ANN = person('Ann Repair', 'a');
export const BOB = person('Bob Bench', 'b');

export interface TeamsPerson {
  id: string;
  name: string;
  aadObjectId: string;
}

function person(name: string, letter: string): TeamsPerson {
  return { id: `29:${letter}`, name, aadObjectId: `${letter.repeat(8)}-0000-4000-8000-000000000000` };
}

/** What the desk posted, changed or asked in Teams. */
export interface Sent {
  method: string;
  /** Below `/v3`. */
  path: string;
  body: Record<string, unknown>;
  /** The id that Teams gave it. */
  id: string;
}

export interface FakeTeams {
  url: string;
  sent: Sent[];
  /** The latest text, or the latest card. */
  lastText(): string | undefined;
  lastCard(): Record<string, unknown> | undefined;
  /** Answers of the next calls in place of good ones: a status, with Teams' own code for it. */
  failures: { status: number; code?: string; retryAfter?: number }[];
  /** What people shared in Teams, by path. */
  files: Map<string, Uint8Array>;
  /** What a lookup of a member tells beside the tenant. */
  member: Record<string, unknown>;
  close(): Promise<void>;
}

export interface TeamsWorld {
  world: World;
  teams: FakeTeams;
  /** Where the desk listens; `SECRET` opens its Direct Line. */
  url: string;
  /** Says all that is to be announced and can be now. */
  announce(): Promise<void>;
  /** Posts an activity as Teams does; resolves to the HTTP answer. */
  post(activity: Record<string, unknown>): Promise<{ status: number; body: unknown }>;
  /** What somebody says in their own chat with the desk, or in the room that is named. */
  say(text: string, from?: TeamsPerson, more?: Record<string, unknown>): Promise<{ status: number; body: unknown }>;
  invoke(
    name: string,
    value: unknown,
    from?: TeamsPerson,
    more?: Record<string, unknown>,
  ): Promise<{ status: number; body: unknown }>;
  /** Presses a button (`Action.Execute`) of the card with that message id. */
  press(verb: string, data?: object, card?: string, from?: TeamsPerson): Promise<Record<string, unknown>>;
  /** Resolves once the desk has done what it does by itself. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export async function startTeamsWorld(
  options: {
    staffTenants?: string[];
    mongodbUri?: string;
    with?: Partial<OpenTeamsDependencies>;
    /** A registered bot, to which only what is signed gets through. */
    signed?: { app: MicrosoftApp; authority: Authority; token: () => Promise<string> };
  } = {},
): Promise<TeamsWorld> {
  const world = await createWorld(undefined, options.mongodbUri);
  const log = createLog('silent');
  const publicUrl = 'http://localhost';
  const http = createServer({ config: { port: 0, host: '127.0.0.1', publicUrl }, store: world.store, log });
  const teams = await startFakeTeams();
  const { signed } = options;
  const config = { microsoftApp: signed?.app, publicUrl, staffTenants: options.staffTenants ?? [] };
  let opened: OpenTeams | undefined;
  const directLine = mountDirectLine(http.server, {
    ...{ desk: world.desk, feedback: world.house.feedback, ratings: world.house.ratings, publicUrl, log },
    ...{ attachments: world.house.attachments, fileLink: world.house.fileLink, now: world.now },
    ...{ key: new Uint8Array(32), secrets: [SECRET], widgetOrigins: [] },
    onTyping: conversation => opened?.typing(DIRECT_LINE, conversation),
  });
  const channel = mountBotFramework(http.server, {
    ...{ desk: world.desk, config, log },
    pause: async () => {},
    ...(signed && { authority: signed.authority, bearer: async () => 'own-token' }),
    teams(connector) {
      const { house, now } = world;
      const onTyping = ({ conversation }: { conversation: string }) => directLine.writing(conversation);
      opened = openTeams({ config, house, connector, onTyping, now, timer: () => () => {}, log, ...options.with });
      return opened;
    },
  });
  const { handoffs } = world.house;
  const sides = opened && { customer: createTelling(directLine), ...opened.sides };
  const carrier =
    sides && createCarrier({ store: world.store, handoffs, sides, now: world.now, timer: () => () => {}, log });
  carrier?.start();
  const url = await http.listen();
  let activities = 0;

  async function post(activity: Record<string, unknown>) {
    const answer = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(signed && { Authorization: `Bearer ${await signed.token()}` }),
      },
      body: JSON.stringify(activity),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : undefined };
  }

  /** In the person's own chat with the desk. */
  const activity = (from: TeamsPerson, more: Record<string, unknown>) => ({
    id: `activity-${++activities}`,
    channelId: 'msteams',
    serviceUrl: teams.url,
    conversation: { id: `chat-${from.id}`, conversationType: 'personal', tenantId: TENANT },
    from,
    recipient: { id: '28:desk', name: 'Desk' },
    channelData: { tenant: { id: TENANT } },
    ...more,
  });

  return {
    world,
    teams,
    url,
    announce: async () => opened?.announcer.idle(),
    post,
    say: (text, from = ANN, more = {}) => post(activity(from, { type: 'message', text, ...more })),
    invoke: (name, value, from = ANN, more = {}) => post(activity(from, { type: 'invoke', name, value, ...more })),
    async press(verb, data = {}, card = 'card-1', from = ANN) {
      const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
      const { body } = await post(
        activity(from, { type: 'invoke', name: 'adaptiveCard/action', value, replyToId: card }),
      );
      return body as Record<string, unknown>;
    },
    async idle() {
      await opened?.idle();
      await carrier?.idle();
    },
    async close() {
      await opened?.idle();
      await carrier?.close();
      directLine.close();
      channel.close();
      await http.close(0);
      await teams.close();
      await world.close();
    },
  };
}

async function startFakeTeams(): Promise<FakeTeams> {
  const sent: Sent[] = [];
  const failures: FakeTeams['failures'] = [];
  const server = createHttp(async (req, res) => {
    let text = '';
    for await (const chunk of req) text += chunk;
    res.setHeader('Content-Type', 'application/json');
    const failure = failures.shift();
    if (failure) {
      res.statusCode = failure.status;
      if (failure.retryAfter !== undefined) res.setHeader('Retry-After', failure.retryAfter);
      res.end(JSON.stringify({ error: { code: failure.code ?? 'Error' } }));
      return;
    }
    const path = decodeURIComponent((req.url ?? '').replace(/^.*?\/v3\//, ''));
    const file = fake.files.get(req.url ?? '');
    if (file) return void res.end(file);
    if (req.method === 'GET') {
      res.end(JSON.stringify({ tenantId: TENANT, userRole: 'user', ...fake.member }));
      return;
    }
    const id = `message-${sent.length + 1}`;
    sent.push({ method: req.method ?? '', path, body: JSON.parse(text), id });
    res.end(JSON.stringify(path === 'conversations' ? { id: `thread-${id}`, activityId: id } : { id }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const cardOf = ({ body }: Sent): Record<string, unknown> | undefined => {
    const activity = (body['activity'] ?? body) as { attachments?: { content: Record<string, unknown> }[] };
    return activity.attachments?.[0]?.content;
  };
  const fake: FakeTeams = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    failures,
    files: new Map(),
    member: {},
    lastText: () => sent.findLast(({ body }) => typeof body['text'] === 'string')?.body['text'] as string | undefined,
    lastCard: () => sent.map(cardOf).findLast(card => card !== undefined),
    close: () => closed(server),
  };
  return fake;
}

async function closed(server: Server): Promise<void> {
  const done = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await done;
}
