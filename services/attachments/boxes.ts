/** The boxes that HEIC is made of (ISO 14496-12): a size, a name, a payload, boxes inside. */
import { checkCount, Damaged, fourCc, slice, uint, uint32 } from './reading.ts';

export interface Box {
  type: string;
  /** Where its name stands, and where what it holds begins and ends: places in the whole file. */
  nameAt: number;
  from: number;
  to: number;
}

/** A run of bytes of the file. */
export type Span = Pick<Box, 'from' | 'to'>;

/** The boxes in a part of the file. @throws {Damaged} where one ends outside of it. */
export function boxesIn(file: Buffer, { from, to }: Span): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at < to; at = boxes.at(-1)?.to ?? to) {
    boxes.push(boxAt(file, at, to));
    checkCount(boxes.length);
  }
  return boxes;
}

/** The boxes of the file itself, up to where something else follows. */
export function leadingBoxes(file: Buffer): Box[] {
  const boxes: Box[] = [];
  try {
    for (let at = 0; at < file.length; at = boxes.at(-1)?.to ?? file.length) {
      boxes.push(boxAt(file, at, file.length));
      checkCount(boxes.length);
    }
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
  }
  return boxes;
}

function boxAt(file: Buffer, at: number, end: number): Box {
  const size = uint32(file, at);
  const head = size === 1 ? 16 : 8;
  // 0: it goes on to the end.
  const length = size === 0 ? end - at : size === 1 ? uint(file, at + 8, 8) : size;
  if (length < head || at + length > end) throw new Damaged('a box ends outside of its place');
  return { type: fourCc(file, at + 4), nameAt: at + 4, from: at + head, to: at + length };
}

/** Makes a box one that readers pass over, with nothing in it; every other byte of the file stays where it is. */
export function blank(file: Buffer, box: Box): void {
  file.write('free', box.nameAt, 'latin1');
  file.fill(0, box.from, box.to);
}

export function theOnly(boxes: Box[], type: string): Box {
  const box = boxes.find(one => one.type === type);
  if (!box) throw new Damaged(`no ${type}`);
  return box;
}

/** What follows the version and flags of a full box. */
export function bodyOf(file: Buffer, box: Box): { version: number; body: Buffer } {
  const all = slice(file, box.from, box.to - box.from);
  return { version: uint32(all, 0) >>> 24, body: all.subarray(4) };
}
