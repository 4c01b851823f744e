/** A visitor's side of the protocol: posts activities as a channel does, over connections that are kept. */
import { Agent, type IncomingMessage, request } from 'node:http';

export interface Visit {
  /** Resolves once the bot has answered the request: every reply of the turn has gone out by then. */
  arrive(): Promise<void>;
  say(text: string): Promise<void>;
}

export interface Visitors {
  visit(address: string, conversation: string): Visit;
  close(): void;
}

const ANSWER_MS = 10_000;

export function createVisitors({ serviceUrl }: { serviceUrl: string }): Visitors {
  const agent = new Agent({ keepAlive: true });

  /** Delivered again, as channels do, where the bot had just closed a connection that was kept. */
  async function post(address: string, activity: object): Promise<void> {
    const body = JSON.stringify(activity);
    const outcome = await send(address, body);
    if (outcome === 'stale' && (await send(address, body)) === 'stale')
      throw new Error('the bot closes its connections');
  }

  function send(address: string, body: string): Promise<'delivered' | 'stale'> {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const req = request(`${address}/api/messages`, { method: 'POST', agent, headers, timeout: ANSWER_MS }, res =>
        answered(res, () => resolve('delivered'), reject),
      );
      req.on('timeout', () => req.destroy(new Error(`no answer to a message in ${ANSWER_MS} ms`)));
      req.on('error', (error: NodeJS.ErrnoException) => {
        if (req.reusedSocket && error.code === 'ECONNRESET') resolve('stale');
        else reject(error);
      });
      req.end(body);
    });
  }

  return {
    visit(address, conversation) {
      let sent = 0;
      const activity = () => ({
        id: `${conversation}-${sent++}`,
        timestamp: new Date().toISOString(),
        channelId: 'directline',
        serviceUrl,
        conversation: { id: conversation },
        from: { id: `${conversation}-visitor` },
        recipient: { id: 'desk', name: 'Desk' },
        locale: 'en-US',
        localTimezone: 'America/Los_Angeles',
      });
      return {
        arrive: () =>
          post(address, {
            ...activity(),
            type: 'conversationUpdate',
            membersAdded: [{ id: `${conversation}-visitor` }],
          }),
        say: text => post(address, { ...activity(), type: 'message', textFormat: 'plain', text }),
      };
    },
    close: () => agent.destroy(),
  };
}

function answered(res: IncomingMessage, resolve: () => void, reject: (error: Error) => void): void {
  const { statusCode = 0 } = res;
  res.on('error', reject);
  res.on('end', () => (statusCode < 300 ? resolve() : reject(new Error(`a message was answered with ${statusCode}`))));
  res.resume();
}
