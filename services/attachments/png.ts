/** PNG (W3C, third edition): a list of the chunks that show the picture; every other one is dropped. */
import { crc32 } from './crc32.ts';
import { checkCount, Damaged, fourCc, slice, uint32 } from './reading.ts';

const SIGNATURE = 8;
const KEPT: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND'],
  ...['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'mDCV', 'cLLI', 'sBIT', 'bKGD', 'pHYs'],
  ...['acTL', 'fcTL', 'fdAT'],
]);
/** A chunk whose name begins with a capital cannot be left out. */
const isCritical = (type: string) => /^[A-Z]/.test(type);

/** @throws {Damaged} */
export function stripPng(bytes: Buffer): Buffer {
  const parts = [slice(bytes, 0, SIGNATURE)];
  let data = 0;
  let type = '';
  let count = 0;
  for (let at = SIGNATURE; type !== 'IEND'; ) {
    checkCount(++count);
    const length = uint32(bytes, at);
    const chunk = slice(bytes, at, length + 12);
    type = fourCc(chunk, 4);
    if (at === SIGNATURE && (type !== 'IHDR' || length !== 13)) throw new Damaged('no header');
    if (isCritical(type) && !KEPT.has(type)) throw new Damaged('a part that nobody knows');
    if (KEPT.has(type)) {
      if (crc32(chunk.subarray(4, 8 + length)) !== uint32(chunk, 8 + length)) throw new Damaged('a wrong checksum');
      parts.push(chunk);
    }
    if (type === 'IDAT') data += length;
    at += chunk.length;
  }
  if (data === 0) throw new Damaged('no picture in it');
  return Buffer.concat(parts);
}
