/** A desk behind a real server on loopback, and the means to talk to it as its clients do. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { type DirectLineDependencies, mountDirectLine } from '../../../../bot/channels/direct-line/channel.ts';
import { createTokens } from '../../../../bot/channels/direct-line/tokens.ts';
import type { Activity, ActivitySet } from '../../../../bot/channels/direct-line/transcript.ts';
import { createLog } from '../../../../bot/log.ts';
import { createServer, type HttpServer } from '../../../../bot/server.ts';
import {
  type Attachments,
  attachmentIndexes,
  createAttachments,
} from '../../../../services/attachments/attachments.ts';
import { openStore } from '../../../../services/store/open.ts';
import type { Store } from '../../../../services/store/port.ts';
import { freePort } from '../../../services/store/servers.ts';
import { createMemoryDesk, type MemoryDesk } from './memory-desk.ts';

export const SECRET = 'a-secret-of-a-server';
export const ORIGIN = 'https://www.example.com';

export interface Answer {
  status: number;
  headers: Headers;
  // The tests look into answers of every form; each asserts the one it expects.
  body: Record<string, unknown> & { error?: { code: string; message: string } };
}

export interface Ticket {
  conversationId: string;
  token: string;
  expires_in: number;
  streamUrl: string;
}

export interface World {
  desk: MemoryDesk;
  /** What was counted for answers, in order. */
  votes: { key: string; article: string; helped: boolean }[];
  ratings: { key: string; score: number }[];
  /** Where uploaded files are kept: a real store. */
  store: Store;
  attachments: Attachments;
  url: string;
  domain: string;
  /** What the service takes for the time; tests move it. */
  clock: { now: Date };
  call(
    method: string,
    path: string,
    options?: { token?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** A token for a conversation of one's own, and the conversation started. */
  begin(): Promise<Ticket>;
  say(ticket: Ticket, text: string, clientActivityID?: string): Promise<Answer>;
  poll(ticket: Ticket, watermark?: string): Promise<ActivitySet>;
  /** Stops the HTTP server and starts another one at the same address, over the same desk. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const KEY = new Uint8Array(32).fill(7);

export type WorldOptions = Partial<Pick<DirectLineDependencies, 'rates' | 'socketsPerAddress' | 'keepAliveMs'>>;

/** Signs as the service does, for tokens that the service would not give out. */
export const tokensOf = (clock: World['clock'], key = KEY) => createTokens({ key, now: () => clock.now });

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const clock = { now: new Date('2026-03-02T10:00:00Z') };
  const now = () => clock.now;
  const desk = createMemoryDesk(now);
  const log = createLog('silent');
  const dataDir = await mkdtemp(join(tmpdir(), 'caseline-dl-'));
  const store = await openStore({ dataDir, indexes: attachmentIndexes, now });
  const attachments = createAttachments({ store, blobs: store.blobs, now, drawId: randomUUID });
  const port = await freePort();
  const publicUrl = `http://localhost:${port}`;

  async function serve(): Promise<{ close(): Promise<void> }> {
    const config = { port, host: '127.0.0.1', publicUrl };
    const http: HttpServer = createServer({ config, store: { ping: async () => {} }, log });
    const streams = mountDirectLine(http.server, {
      desk,
      ratings: { rate: async rating => void world.ratings.push(rating) },
      feedback: { count: async vote => void world.votes.push(vote) },
      attachments,
      key: KEY,
      secrets: [SECRET],
      publicUrl,
      widgetOrigins: [ORIGIN],
      now,
      log,
      ...options,
    });
    await http.listen();
    return {
      close() {
        streams.close();
        return http.close(0);
      },
    };
  }

  let serving = await serve();
  const world: World = {
    desk,
    votes: [],
    ratings: [],
    store,
    attachments,
    clock,
    url: `http://127.0.0.1:${port}`,
    domain: `http://127.0.0.1:${port}/v3/directline`,

    async call(method, path, { token, body, headers } = {}) {
      const response = await fetch(`${world.url}${path}`, {
        method,
        headers: {
          // A kept connection would not survive `restart`.
          Connection: 'close',
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
    },

    async begin() {
      const drawn = await world.call('POST', '/webchat/token');
      const started = await world.call('POST', '/v3/directline/conversations', { token: String(drawn.body['token']) });
      return started.body as unknown as Ticket;
    },

    say({ conversationId, token }, text, clientActivityID) {
      const body = { type: 'message', text, from: { id: 'me' }, channelData: { clientActivityID } };
      return world.call('POST', `/v3/directline/conversations/${conversationId}/activities`, { token, body });
    },

    async poll({ conversationId, token }, watermark = '') {
      const path = `/v3/directline/conversations/${conversationId}/activities?watermark=${watermark}`;
      return (await world.call('GET', path, { token })).body as unknown as ActivitySet;
    },

    async restart() {
      await serving.close();
      serving = await serve();
    },

    async close() {
      await serving.close();
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
  return world;
}

/** A bare socket on a stream, with everything that came in. */
export interface Listening {
  socket: WebSocket;
  frames: string[];
  /** Resolves once so many activities have come in all. */
  activities(count: number): Promise<Activity[]>;
  closed: Promise<number>;
}

export function listen(streamUrl: string): Listening {
  const socket = new WebSocket(streamUrl);
  const frames: string[] = [];
  const received = () =>
    frames.filter(frame => frame !== '').flatMap(frame => (JSON.parse(frame) as ActivitySet).activities);
  socket.on('message', data => frames.push(String(data)));
  socket.on('error', () => undefined);
  return {
    socket,
    frames,
    closed: once(socket, 'close').then(([code]) => code as number),
    async activities(count) {
      while (received().length < count) await once(socket, 'message');
      return received();
    },
  };
}

/** What was said in activities, with who said it: `desk: Welcome.` */
export function lines(activities: readonly { from: { role?: string }; text?: string }[]): string[] {
  return activities.map(({ from, text }) => `${from.role === 'user' ? 'me' : 'desk'}: ${text}`);
}
