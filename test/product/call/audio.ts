/** The audio of a call: speech by espeak-ng as G.711 packets (RFC 3550), and keys as the other side sends them (RFC 4733). */
import { execFile } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Ends, PCMU } from './sip.ts';

const run = promisify(execFile);
const RATE = 8_000;
const FRAME = 160;
const FRAME_MS = 20;
/** Not every sender begins the time anew for each key. */
const REPEATED_MS = 60;
const KEYS = '0123456789*#ABCD';

export interface Audio {
  port: number;
  /** Packets of speech that were sent. */
  sent(): number;
  /** Says it, until a key is pressed; resolves to whether all was said. */
  say(ssml: string): Promise<boolean>;
  /** The next key, or undefined where none comes for so long. */
  key(ms: number): Promise<string | undefined>;
  close(): void;
}

export async function openAudio(to: Ends): Promise<Audio> {
  const socket: Socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const pressed: string[] = [];
  const waiting: ((key: string) => void)[] = [];
  let last = { at: -1, key: '', when: 0 };
  let sequence = 0;
  let sent = 0;

  socket.on('message', packet => {
    if ((packet.readUInt8(1) & 0x7f) !== to.keyEvents) return;
    // One key is many packets, all with the time at which it began; its end comes several times in a row.
    const [at, isEnd] = [packet.readUInt32BE(4), (packet.readUInt8(13) & 0x80) !== 0];
    const key = KEYS[packet.readUInt8(12)] ?? '';
    const when = performance.now();
    const isAgain = last.at === at && last.key === key && when - last.when < REPEATED_MS;
    if (!isEnd) return;
    last = { at, key, when };
    if (isAgain) return;
    const next = waiting.shift();
    if (next) next(key);
    else pressed.push(key);
  });

  function send(samples: Buffer): void {
    const header = Buffer.alloc(12);
    header.writeUInt8(0x80, 0);
    header.writeUInt8(PCMU, 1);
    header.writeUInt16BE(++sequence & 0xffff, 2);
    header.writeUInt32BE((sequence * FRAME) >>> 0, 4);
    header.writeUInt32BE(0x5ca1ab1e, 8);
    socket.send(Buffer.concat([header, samples]), to.port, to.host);
    sent++;
  }

  return {
    port: (socket.address() as AddressInfo).port,
    sent: () => sent,

    async say(ssml) {
      const speech = await speak(ssml);
      const began = performance.now();
      for (let at = 0; at < speech.length; at += FRAME) {
        if (pressed.length > 0) return false;
        send(speech.subarray(at, at + FRAME));
        await pause(Math.max(0, began + (at / FRAME) * FRAME_MS - performance.now()));
      }
      return true;
    },

    async key(ms) {
      const first = pressed.shift();
      if (first !== undefined) return first;
      const later = new Promise<string>(resolve => void waiting.push(resolve));
      const ended = new AbortController();
      const key = await Promise.race([later, pause(ms, undefined, { signal: ended.signal }).catch(() => undefined)]);
      ended.abort();
      if (key === undefined) waiting.length = 0;
      return key;
    },

    close: () => socket.close(),
  };
}

/** µ-law samples at 8 kHz. */
async function speak(ssml: string): Promise<Buffer> {
  const { stdout } = await run('espeak-ng', ['-m', '-s', '320', '--stdout', `<speak>${ssml}</speak>`], {
    encoding: 'buffer',
    maxBuffer: 64 * 1024 * 1024,
  });
  const [rate, from] = [stdout.readUInt32LE(24), stdout.indexOf('data') + 8];
  const count = Math.floor(((stdout.length - from) / 2) * (RATE / rate));
  return Buffer.from(
    Uint8Array.from({ length: count }, (_, at) => muLaw(stdout.readInt16LE(from + 2 * Math.floor((at * rate) / RATE)))),
  );
}

/** ITU-T G.711. */
function muLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(32_635, Math.abs(sample)) + 132;
  const exponent = Math.max(0, Math.floor(Math.log2(magnitude)) - 7);
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}
