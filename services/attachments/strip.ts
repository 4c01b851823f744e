/** A file as it may be kept: one of the kinds, whole, without what it tells of the person and the place. */
import { stripHeic } from './heic.ts';
import { stripJpeg } from './jpeg.ts';
import { type Kind, kindOf } from './kind.ts';
import { stripPdf } from './pdf.ts';
import { stripPng } from './png.ts';
import { Damaged } from './reading.ts';
import { stripWav } from './wav.ts';
import { stripWebp } from './webp.ts';

/** Bytes of one file. */
export const MOST_BYTES = 10 * 1024 * 1024;

export type Unfit = 'empty' | 'too-large' | 'kind' | 'damaged' | 'encrypted';

export type Stripped = { kind: 'clean'; type: Kind; bytes: Uint8Array } | { kind: 'refused'; why: Unfit };

const LISTS: Record<Exclude<Kind, 'application/pdf'>, (bytes: Buffer) => Buffer> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
  'image/heic': stripHeic,
  'audio/wav': stripWav,
};

/**
 * Total: whatever the bytes are, it ends, soon, in one of the two.
 * @param isRecording of the phone line: sound, and nothing else
 */
export async function strip(bytes: Uint8Array, isRecording = false): Promise<Stripped> {
  if (bytes.length === 0) return refused('empty');
  if (bytes.length > MOST_BYTES) return refused('too-large');
  const type = kindOf(bytes);
  if (!type || (type === 'audio/wav') !== isRecording) return refused('kind');
  if (type === 'application/pdf') {
    const outcome = await stripPdf(bytes);
    return outcome.kind === 'clean' ? fitting(type, outcome.bytes) : outcome;
  }
  try {
    return fitting(type, LISTS[type](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)));
  } catch (error) {
    if (error instanceof Damaged) return refused('damaged');
    throw error;
  }
}

/** What is written anew may have grown. */
function fitting(type: Kind, bytes: Uint8Array): Stripped {
  return bytes.length > MOST_BYTES ? refused('too-large') : { kind: 'clean', type, bytes };
}

const refused = (why: Unfit): Stripped => ({ kind: 'refused', why });
