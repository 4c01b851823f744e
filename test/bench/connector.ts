/** The channel's side of the Bot Framework's protocol: takes the replies of all bots, and keeps them by conversation. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

export interface Connector {
  /** The `serviceUrl` of every activity. */
  readonly serviceUrl: string;
  /** What came for a conversation since the last call, oldest first, once there is something; rejects after `ms`. */
  heard(conversation: string, ms: number): Promise<Heard[]>;
  close(): Promise<void>;
}

export interface Heard {
  text: string;
  /** `performance.now()` when it had arrived. */
  at: number;
}

const Activity = z.object({ type: z.string(), text: z.string().default('') });

interface Inbox {
  heard: Heard[];
  /** Somebody waits for the next message. */
  wake?: () => void;
}

export async function openConnector(): Promise<Connector> {
  const inboxes = new Map<string, Inbox>();

  function inboxOf(conversation: string): Inbox {
    const inbox = inboxes.get(conversation) ?? { heard: [] };
    inboxes.set(conversation, inbox);
    return inbox;
  }

  function take(conversation: string): Heard[] {
    const heard = inboxes.get(conversation)?.heard ?? [];
    inboxes.delete(conversation);
    return heard;
  }

  async function receive(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const conversation = /^\/v3\/conversations\/([^/]+)\/activities(\/[^/]+)?$/.exec(req.url ?? '')?.[1];
    const body = await bodyOf(req);
    const at = performance.now();
    if (req.method !== 'POST' || conversation === undefined) return void res.writeHead(404).end();
    const activity = Activity.parse(JSON.parse(body));
    if (activity.type === 'message') {
      const inbox = inboxOf(decodeURIComponent(conversation));
      inbox.heard.push({ text: activity.text, at });
      inbox.wake?.();
    }
    res.writeHead(201, { 'Content-Type': 'application/json' }).end('{"id":"reply"}');
  }

  const server = createServer((req, res) => {
    receive(req, res).catch(() => res.writeHead(400).end());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;

  return {
    serviceUrl: `http://127.0.0.1:${port}`,

    async heard(conversation, ms) {
      const inbox = inboxOf(conversation);
      if (inbox.heard.length === 0) await firstOf(inbox, ms);
      return take(conversation);
    },

    async close() {
      const closed = new Promise(done => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function firstOf(inbox: Inbox, ms: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no reply in ${ms} ms`)), ms);
    inbox.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  let body = '';
  req.setEncoding('utf8');
  for await (const chunk of req as AsyncIterable<string>) body += chunk;
  return body;
}
