/** WebP (RFC 9649): a list of the chunks that show the picture; every other one is dropped. */
import { checkCount, Damaged, fourCc, slice } from './reading.ts';

const HEADER = 12;
const PICTURE: ReadonlySet<string> = new Set(['VP8 ', 'VP8L']);
const KEPT: ReadonlySet<string> = new Set([...PICTURE, 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const IN_FRAME: ReadonlySet<string> = new Set([...PICTURE, 'ALPH']);
/** What comes before the chunks of an animation's frame. */
const FRAME_HEADER = 16;
/** The flags in `VP8X` that announce EXIF and XMP. */
const METADATA_FLAGS = 0x08 | 0x04;

interface Chunk {
  type: string;
  payload: Buffer;
}

/** @throws {Damaged} */
export function stripWebp(bytes: Buffer): Buffer {
  const size = slice(bytes, 4, 4).readUInt32LE();
  const count = createCount();
  const kept = chunksOf(slice(bytes, HEADER, size - 4), count).filter(({ type }) => KEPT.has(type));
  const hasPicture = (chunks: Chunk[]) => chunks.some(({ type }) => PICTURE.has(type));
  const cleaned = kept.map((chunk): Chunk => {
    if (chunk.type === 'VP8X') return { ...chunk, payload: withoutFlags(chunk.payload) };
    if (chunk.type !== 'ANMF') return chunk;
    const frame = chunksOf(slice(chunk.payload, FRAME_HEADER, chunk.payload.length - FRAME_HEADER), count);
    if (!hasPicture(frame)) throw new Damaged('a frame without a picture');
    const parts = frame.filter(({ type }) => IN_FRAME.has(type)).map(written);
    return { ...chunk, payload: Buffer.concat([slice(chunk.payload, 0, FRAME_HEADER), ...parts]) };
  });
  if (!hasPicture(cleaned) && !cleaned.some(({ type }) => type === 'ANMF')) throw new Damaged('no picture in it');
  const body = Buffer.concat(cleaned.map(written));
  const header = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  header.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([header, body]);
}

/** Of the whole file: in each of its frames there may be as many chunks as in all of it. */
function createCount(): () => void {
  let chunks = 0;
  return () => checkCount(++chunks);
}

/** @param count told of each */
function chunksOf(bytes: Buffer, count: () => void): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = slice(bytes, at + 4, 4).readUInt32LE();
    chunks.push({ type: fourCc(bytes, at), payload: slice(bytes, at + 8, length) });
    count();
    at += 8 + length + (length % 2);
  }
  return chunks;
}

function written({ type, payload }: Chunk): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(payload.length, 4);
  return Buffer.concat([head, payload, Buffer.alloc(payload.length % 2)]);
}

function withoutFlags(payload: Buffer): Buffer {
  const copy = Buffer.from(slice(payload, 0, 10));
  copy.writeUInt8(copy.readUInt8() & ~METADATA_FLAGS);
  return copy;
}
