/** A business system that takes webhooks: a real HTTP server that answers as the test says. */
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** What was received and answered with 200, as JSON. */
  readonly taken: Told[];
  /** Resolves once so many have been taken. */
  took(count: number): Promise<void>;
  close(): Promise<void>;
}

export interface Told {
  id: string;
  type: string;
  rma?: string;
  case: string;
  status: string;
  data: Record<string, string>;
  sequence: number;
}

/** A status, with headers, or whatever the test does with the response itself. */
export type Answer =
  | number
  | { status: number; headers: Record<string, string> }
  | ((response: ServerResponse) => void);

export async function startReceiver(
  answer: (request: Received, told: Told) => Answer | Promise<Answer> = () => 200,
): Promise<Receiver> {
  const received: Received[] = [];
  const taken: Told[] = [];
  const news = new EventEmitter();
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', chunk => chunks.push(chunk));
    req.on('end', async () => {
      const request = { path: req.url ?? '', headers: req.headers, body: Buffer.concat(chunks).toString() };
      received.push(request);
      const told = JSON.parse(request.body) as Told;
      const given = await answer(request, told);
      if (typeof given === 'function') return given(res);
      const { status, headers } = typeof given === 'number' ? { status: given, headers: {} } : given;
      if (status === 200) news.emit('taken', taken.push(told));
      // In two steps: where restify is loaded, writeHead returns nothing.
      res.writeHead(status, headers);
      res.end('thank you');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    taken,
    async took(count) {
      while (taken.length < count) await once(news, 'taken');
    },
    async close() {
      server.closeAllConnections();
      await new Promise(done => server.close(done));
    },
  };
}
