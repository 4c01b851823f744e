/** Reading files that strangers made: whatever points outside of the bytes is damage, told by one error. */

/** The file is not what its beginning promises. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
}

/** More segments, chunks or boxes than any camera writes, and few enough to be handled in no time. */
const MOST_PARTS = 20_000;

/** @throws {Damaged} where a file is cut into so many parts that reading it is work. */
export function checkCount(parts: number): void {
  if (parts > MOST_PARTS) throw new Damaged('too many parts');
}

/** @throws {Damaged} where the range is not inside. */
export function slice(bytes: Buffer, from: number, length: number): Buffer {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(length) || from < 0 || length < 0) {
    throw new Damaged('a length that cannot be');
  }
  if (from + length > bytes.length) throw new Damaged('something ends beyond the file');
  return bytes.subarray(from, from + length);
}

export const uint8 = (bytes: Buffer, at: number): number => slice(bytes, at, 1).readUInt8();
export const uint16 = (bytes: Buffer, at: number): number => slice(bytes, at, 2).readUInt16BE();
export const uint32 = (bytes: Buffer, at: number): number => slice(bytes, at, 4).readUInt32BE();

/** A number of 0, 2, 4 or 8 bytes, as containers write offsets. @throws {Damaged} where no file can be so large. */
export function uint(bytes: Buffer, at: number, size: number): number {
  if (size === 0) return 0;
  if (size === 2) return uint16(bytes, at);
  if (size === 4) return uint32(bytes, at);
  if (size !== 8) throw new Damaged('a number of an odd size');
  const value = slice(bytes, at, 8).readBigUInt64BE();
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Damaged('a length that cannot be');
  return Number(value);
}

/** Four letters that name a part of a file. */
export const fourCc = (bytes: Buffer, at: number): string => slice(bytes, at, 4).toString('latin1');
