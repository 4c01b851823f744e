/** An SMTP server in the process that takes mails, or refuses them as a test wishes. */
import { EventEmitter, once } from 'node:events';
import type { Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { freePort } from '../store/servers.ts';

export interface MailServer {
  url: string;
  /** What came in, in order. */
  mails: ParsedMail[];
  /** Sources of the same, byte for byte. */
  sources: string[];
  /** Envelope recipients of all attempts, refused ones too. */
  recipients: string[];
  /** `recipient` and `mail`, as they come in. */
  events: EventEmitter;
  /** Answers the next recipients with these codes, one each; then all are welcome again. */
  refuse(...codes: number[]): void;
  /** All are welcome again at once. */
  welcome(): void;
  /** Breaks the connection off at the next recipient. */
  drop(): void;
  close(): Promise<void>;
}

const DROPPED = 0;

export async function startMailServer(): Promise<MailServer> {
  const codes: number[] = [];
  const mails: ParsedMail[] = [];
  const sources: string[] = [];
  const recipients: string[] = [];
  const events = new EventEmitter();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      recipients.push(address);
      events.emit('recipient');
      const code = codes.shift();
      if (code === DROPPED) {
        for (const socket of sockets) socket.destroy();
        return;
      }
      done(code === undefined ? null : Object.assign(new Error(`no ${address} here`), { responseCode: code }));
    },
    onData(stream, _session, done) {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        const source = Buffer.concat(chunks);
        sources.push(source.toString());
        mails.push(await simpleParser(source));
        events.emit('mail');
        done(null);
      })();
    },
  });
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    sources,
    recipients,
    events,
    refuse: (...next) => void codes.push(...next),
    welcome: () => void codes.splice(0),
    drop: () => void codes.push(DROPPED),
    close: () => new Promise(done => server.close(() => done())),
  };
}
