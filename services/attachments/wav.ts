/** WAV (RIFF): what the sound is and the sound itself; every other chunk is dropped. */
import { checkCount, Damaged, fourCc, slice } from './reading.ts';

const HEADER = 12;
const KEPT: ReadonlySet<string> = new Set(['fmt ', 'fact', 'data']);

/** @throws {Damaged} */
export function stripWav(bytes: Buffer): Buffer {
  const kept: Buffer[] = [];
  const seen = new Set<string>();
  let parts = 0;
  for (let at = HEADER; at + 8 <= bytes.length; ) {
    checkCount(++parts);
    const type = fourCc(bytes, at);
    const told = slice(bytes, at + 4, 4).readUInt32LE();
    // A sound that was streamed does not know its length, and is the last.
    const length = type === 'data' ? Math.min(told, bytes.length - at - 8) : told;
    if (KEPT.has(type) && !seen.has(type)) kept.push(chunk(type, slice(bytes, at + 8, length)));
    seen.add(type);
    at += 8 + length + (length % 2);
  }
  if (!seen.has('fmt ') || !seen.has('data')) throw new Damaged('no sound in it');
  const body = Buffer.concat(kept);
  const header = Buffer.from('RIFF\0\0\0\0WAVE', 'latin1');
  header.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([header, body]);
}

function chunk(type: string, payload: Buffer): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(payload.length, 4);
  return Buffer.concat([head, payload, Buffer.alloc(payload.length % 2)]);
}
