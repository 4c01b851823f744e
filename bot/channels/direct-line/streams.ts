/** Direct Line's WebSocket streams: the upgrade, what goes over a socket, and how dead sockets are found. */
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { Server } from 'restify';
import { type WebSocket, WebSocketServer } from 'ws';
import { clientAddress } from '../../client-address.ts';
import type { Access } from './access.ts';
import type { Conversations } from './conversations.ts';
import { createDelivery } from './delivery.ts';
import type { FanOut } from './fan-out.ts';
import { Refusal } from './refusal.ts';
import type { FileAddress } from './transcript.ts';
import { readWatermark } from './watermark.ts';

/** Sockets of one conversation. Where a browser is back before its old socket is known to be dead, the oldest goes. */
const MOST_SOCKETS = 8;
/** Sockets of one network address: an office full of people, and no more. */
const MOST_SOCKETS_PER_ADDRESS = 200;
/** Bytes that may wait for a client that does not read; beyond that it is cut off, and resumes by its watermark. */
const MOST_WAITING = 1024 * 1024;
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;

export interface Streams {
  /** Says goodbye to every socket; clients come back with their watermark. */
  close(): void;
}

export interface StreamsDependencies {
  access: Access;
  conversations: Conversations;
  fanOut: FanOut;
  addressOf?: FileAddress | undefined;
  /** Milliseconds between the empty frames that keep proxies from closing a silent socket. */
  keepAliveMs: number;
  /** Sockets that one network address may hold. */
  mostPerAddress?: number;
  log: Pick<Logger, 'error'>;
}

interface Stream {
  ws: WebSocket;
  conversation: string;
  /** Where it comes from, as `clientAddress` tells. */
  address: string;
  /** Whether the last ping was answered. */
  alive: boolean;
  catchUp(): Promise<void>;
}

/** Opens `GET /v3/directline/conversations/{id}/stream?t={token}&watermark={n}`, the only WebSocket of the process. */
export function mountStreams(server: Server, deps: StreamsDependencies): Streams {
  const {
    access,
    conversations,
    fanOut,
    addressOf,
    keepAliveMs,
    mostPerAddress = MOST_SOCKETS_PER_ADDRESS,
    log,
  } = deps;
  const handshake = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024, perMessageDeflate: false });
  const streams = new Set<Stream>();

  async function upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const [path = '', query] = (req.url ?? '').split('?', 2);
    const searchParams = new URLSearchParams(query);
    const conversation = /^\/v3\/directline\/conversations\/([\w-]+)\/stream\/?$/.exec(path)?.[1];
    if (!conversation) throw new Refusal(404, 'NotFound', 'There is no stream at this address.');
    // Browsers cannot set headers on a WebSocket; other clients may.
    const token = searchParams.get('t');
    const caller = await access.enter(token ? `Bearer ${token}` : req.headers.authorization, conversation);
    const watermark = readWatermark(searchParams.get('watermark'));
    const from = caller.kind === 'token' ? caller.user : undefined;
    const address = clientAddress(req);
    if ([...streams].filter(stream => stream.address === address).length >= mostPerAddress) {
      throw new Refusal(429, 'TooManyRequests', 'Many chats are open in your network. Please close one of them.');
    }
    handshake.handleUpgrade(req, socket, head, ws =>
      attach(ws, { conversation, watermark, from: from ?? 'user', address }),
    );
  }

  function attach(
    ws: WebSocket,
    visit: { conversation: string; watermark: number; from: string; address: string },
  ): void {
    const { conversation, watermark, from, address } = visit;
    const delivery = createDelivery({
      conversation,
      watermark,
      turns: () => conversations.turns(conversation, { from }),
      addressOf,
      send(set) {
        if (ws.bufferedAmount > MOST_WAITING) ws.terminate();
        else ws.send(JSON.stringify(set));
      },
    });
    const stream: Stream = { ws, conversation, address, alive: true, catchUp: delivery.catchUp };
    const stopListening = fanOut.listen(conversation, delivery);
    streams.add(stream);
    limit(conversation);
    ws.on('pong', () => {
      stream.alive = true;
    });
    // What clients send here is only their own keep-alive, and after an error comes `close`.
    ws.on('error', () => undefined);
    ws.on('close', () => {
      stopListening();
      streams.delete(stream);
    });
    const passed = fanOut.takePassed(conversation);
    if (passed.length > 0) delivery.passing(passed);
    void delivery.catchUp();
  }

  function limit(conversation: string): void {
    const siblings = [...streams].filter(stream => stream.conversation === conversation);
    for (const { ws } of siblings.slice(0, -MOST_SOCKETS)) ws.close(TRY_AGAIN_LATER, 'Too many connections');
  }

  function keepAlive(): void {
    for (const stream of streams) {
      if (!stream.alive) {
        stream.ws.terminate();
        continue;
      }
      stream.alive = false;
      stream.ws.ping();
      stream.ws.send('');
      void stream.catchUp();
    }
  }

  const onUpgrade = (req: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    upgrade(req, socket, head).catch(error => {
      if (!(error instanceof Refusal)) log.error({ err: error }, 'a stream could not be opened');
      refuse(socket, error instanceof Refusal ? error : new Refusal(500, 'ServiceError', 'Please try again.'));
    });
  };

  server.server.on('upgrade', onUpgrade);
  const timer = setInterval(keepAlive, keepAliveMs);
  timer.unref();

  return {
    close() {
      clearInterval(timer);
      server.server.off('upgrade', onUpgrade);
      for (const { ws } of streams) ws.close(GOING_AWAY, 'Restarting');
    },
  };
}

/** Before the upgrade a socket still speaks HTTP. */
function refuse(socket: Duplex, { status, body }: Refusal): void {
  const text = JSON.stringify(body);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(text)}`,
      '',
      text,
    ].join('\r\n'),
  );
}
