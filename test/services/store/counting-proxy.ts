/**
 * Stands between the driver and the server and notes each command that goes through: what one waits for is counted where
 * it crosses the network, whatever the code above believes.
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface CountingProxy {
  /** The connection string, by way of the proxy. */
  readonly uri: string;
  /** As in `insert rmas`, in order; what the driver says for itself is left out. */
  readonly commands: string[];
  close(): Promise<void>;
}

const OWN: ReadonlySet<string> = new Set(['hello', 'ismaster', 'ping', 'endSessions', 'saslStart', 'saslContinue']);
const OP_MSG = 2013;
const HEADER_BYTES = 16;

/** @param uri of one server, with a database */
export async function startCountingProxy(uri: string): Promise<CountingProxy> {
  const [, begin = '', address = '', rest = ''] = /^(mongodb:\/\/(?:[^@/]*@)?)([^/,]+)(.*)$/.exec(uri) ?? [];
  const { hostname, port } = new URL(`http://${address}`);
  const commands: string[] = [];
  const sockets = new Set<Socket>();

  const proxy = createServer(client => {
    const server = connect(Number(port || 27_017), hostname);
    let pending = Buffer.alloc(0);
    client.on('data', data => {
      pending = Buffer.concat([pending, data]);
      while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
        const length = pending.readInt32LE(0);
        const command = commandIn(pending.subarray(0, length));
        if (command && !OWN.has(command.split(' ')[0] ?? '')) commands.push(command);
        pending = pending.subarray(length);
      }
    });
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const listening = proxy.address();
  const own = typeof listening === 'object' ? listening?.port : 0;
  const direct = `${rest}${rest.includes('?') ? '&' : '?'}directConnection=true`;
  return {
    uri: `${begin}127.0.0.1:${own}${direct}`,
    commands,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise(done => proxy.close(done));
    },
  };
}

/** The first member of the document in the first section, by name and text: that is the command and its collection. */
function commandIn(message: Buffer): string | undefined {
  if (message.readInt32LE(12) !== OP_MSG) return undefined;
  const kind = message[HEADER_BYTES + 4];
  if (kind !== 0) return undefined;
  const element = HEADER_BYTES + 4 + 1 + 4;
  const isText = message[element] === 2;
  const nameEnds = message.indexOf(0, element + 1);
  const name = message.toString('utf8', element + 1, nameEnds);
  if (!isText) return name;
  const text = nameEnds + 1 + 4;
  return `${name} ${message.toString('utf8', text, message.indexOf(0, text))}`;
}
