/**
 * Stands between the driver and the server and notes each command that goes through: what one waits for is counted where
 * it crosses the network, whatever the code above believes.
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';

export interface Seen {
  /** As in `insert`. */
  name: string;
  /** The collection, as a rule. */
  on: string;
  /** As it was sent. */
  command: Document;
}

export interface CommandTap {
  /** The connection string, by way of the tap. */
  readonly uri: string;
  /** In order; what the driver says for itself is left out. */
  readonly seen: Seen[];
  close(): Promise<void>;
}

const OWN: ReadonlySet<string> = new Set(['hello', 'ismaster', 'ping', 'endSessions', 'saslStart', 'saslContinue']);
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const FLAG_BYTES = 4;

/** @param uri of one server, with a database */
export async function startCommandTap(uri: string): Promise<CommandTap> {
  const [, begin = '', address = '', rest = ''] = /^(mongodb:\/\/(?:[^@/]*@)?)([^/,]+)(.*)$/.exec(uri) ?? [];
  const { hostname, port } = new URL(`http://${address}`);
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();

  const proxy = createServer(client => {
    const server = connect(Number(port || 27_017), hostname);
    let pending = Buffer.alloc(0);
    client.on('data', data => {
      pending = Buffer.concat([pending, data]);
      while (pending.length >= 4 && pending.length >= pending.readInt32LE(0)) {
        const length = pending.readInt32LE(0);
        const command = commandIn(pending.subarray(0, length));
        if (command && !OWN.has(command.name)) seen.push(command);
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
    seen,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise(done => proxy.close(done));
    },
  };
}

/** The document in the first section; its first member names the command and its collection. */
function commandIn(message: Buffer): Seen | undefined {
  const section = HEADER_BYTES + FLAG_BYTES;
  if (message.readInt32LE(12) !== OP_MSG || message[section] !== 0) return undefined;
  const size = message.readInt32LE(section + 1);
  const command = BSON.deserialize(message.subarray(section + 1, section + 1 + size));
  const [name = '', on] = Object.entries(command)[0] ?? [];
  return { name, on: String(on), command };
}
