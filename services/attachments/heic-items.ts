/** Which items a HEIC holds, and where their bytes are (ISO 14496-12, `iinf` and `iloc`). */
import { type Box, bodyOf, boxesIn, type Span } from './boxes.ts';
import { checkCount, Damaged, fourCc, slice, uint, uint16, uint32 } from './reading.ts';

export interface ItemKind {
  /** `hvc1`, `grid`, `Exif`, `mime` … */
  kind: string;
  /** Where that word stands in the file. */
  at: number;
}

/** The kind of each item, by its id. */
export function itemKinds(file: Buffer, iinf: Box): Map<number, ItemKind> {
  const { version, body } = bodyOf(file, iinf);
  const start = iinf.from + 4 + (version === 0 ? 2 : 4);
  // Read, so that an empty box is damage.
  slice(body, 0, start - iinf.from - 4);
  const kinds = new Map<number, ItemKind>();
  for (const box of boxesIn(file, { from: start, to: iinf.to })) {
    if (box.type !== 'infe') continue;
    const entry = bodyOf(file, box);
    if (entry.version !== 2 && entry.version !== 3) throw new Damaged('an item of an unknown form');
    const wide = entry.version === 3;
    const id = wide ? uint32(entry.body, 0) : uint16(entry.body, 0);
    const at = box.from + 4 + (wide ? 6 : 4);
    kinds.set(id, { kind: fourCc(entry.body, wide ? 6 : 4), at });
    checkCount(kinds.size);
  }
  return kinds;
}

export interface Item {
  id: number;
  /** 0: places in the file. 1: in `idat`. 2: in another item. */
  method: number;
  spans: Span[];
}

/** @param end where a span without a length ends */
export function itemPlaces(file: Buffer, iloc: Box, end: number): Item[] {
  const { version, body } = bodyOf(file, iloc);
  if (version > 2) throw new Damaged('places of an unknown form');
  const sizes = uint16(body, 0);
  const [offsetSize, lengthSize, baseSize] = [sizes >>> 12, (sizes >>> 8) & 15, (sizes >>> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  let at = 2;
  const read = (size: number): number => {
    const value = uint(body, at, size);
    at += size;
    return value;
  };
  const items: Item[] = [];
  let parts = 0;
  for (let left = read(version === 2 ? 4 : 2); left > 0; left--) {
    const id = read(version === 2 ? 4 : 2);
    const method = version === 0 ? 0 : read(2) & 15;
    read(2);
    const base = read(baseSize);
    const spans: Span[] = [];
    for (let extents = read(2); extents > 0; extents--) {
      checkCount(++parts);
      read(indexSize);
      const from = base + read(offsetSize);
      const length = read(lengthSize);
      spans.push({ from, to: length === 0 ? end : from + length });
    }
    items.push({ id, method, spans });
    checkCount(items.length);
  }
  return items;
}
