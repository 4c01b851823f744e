/** What may be attached to a case, told by what is in the file: its name and the sender's word for its type say nothing. */

export const KINDS = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  /** Of the phone line alone; people send none. */
  'audio/wav': 'wav',
} as const;

export type Kind = keyof typeof KINDS;

const text = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** Brands of images coded with HEVC (ISO 23008-12); `mif1` alone may be of another coding. */
const HEIC_BRANDS: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs']);
/** Brands that are looked at in a file's first box. */
const MOST_BRANDS = 32;

/** Undefined where it is none of the kinds. The signature is at the very beginning, or it does not count. */
export function kindOf(bytes: Uint8Array): Kind | undefined {
  if (text(bytes, 0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'image/webp';
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WAVE') return 'audio/wav';
  if (text(bytes, 0, 5) === '%PDF-') return 'application/pdf';
  return isHeic(bytes) ? 'image/heic' : undefined;
}

function isHeic(bytes: Uint8Array): boolean {
  if (bytes.length < 16 || text(bytes, 4, 8) !== 'ftyp') return false;
  const size = Math.min(Buffer.from(bytes.subarray(0, 4)).readUInt32BE(), bytes.length, 16 + 4 * MOST_BRANDS);
  const major = text(bytes, 8, 12);
  if (HEIC_BRANDS.has(major)) return true;
  if (major !== 'mif1' && major !== 'msf1') return false;
  for (let at = 16; at + 4 <= size; at += 4) if (HEIC_BRANDS.has(text(bytes, at, at + 4))) return true;
  return false;
}
