/** A recording as voice engines hand it over: a WAV file, chunk by chunk. */

export function chunk(type: string, payload: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(payload.length, 4);
  return Buffer.concat([head, payload, Buffer.alloc(payload.length % 2)]);
}

export const riff = (...chunks: Buffer[]) => chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));

/** µ-law, one channel, 8,000 samples a second. */
export const FORMAT = chunk('fmt ', Buffer.from('07000100401f0000401f000001000800', 'hex'));

/** A second of silence. */
export const SOUND = chunk('data', Buffer.alloc(8_000, 0xff));
