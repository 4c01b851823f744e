/** Parts of a text that go on over as many sheets as it takes. */
import { setImmediate as pause } from 'node:timers/promises';
import type { Sheet } from './sheet.ts';

export interface Part {
  /** Points. */
  height: number;
  /** White above it, save at the top of a sheet. */
  above?: number;
  /** A heading: never the last on its sheet. */
  leads?: boolean;
  draw(y: number): void;
}

/** @param frame draws what each sheet begins and ends with; `top` (save on the first) and `bottom` are what it leaves */
export async function flow(
  sheet: Sheet,
  parts: readonly Part[],
  frame: { top: number; bottom: number; begin(page: number): void; end(page: number, pages: number): void },
): Promise<void> {
  const pages = paginate(sheet, parts, frame);
  for (const [index, page] of pages.entries()) {
    await pause();
    sheet.turn();
    frame.begin(index + 1);
    for (const { part, y } of page) part.draw(y);
    frame.end(index + 1, pages.length);
  }
}

interface Placed {
  part: Part;
  y: number;
}

function paginate(sheet: Sheet, parts: readonly Part[], frame: { top: number; bottom: number }): Placed[][] {
  const pages: Placed[][] = [[]];
  let y = sheet.top;
  parts.forEach((part, at) => {
    const page = pages.at(-1) ?? [];
    const above = page.length ? (part.above ?? 0) : 0;
    if (page.length && y + above + chain(parts, at) > frame.bottom) {
      pages.push([{ part, y: frame.top }]);
      y = frame.top + part.height;
      return;
    }
    page.push({ part, y: y + above });
    y += above + part.height;
  });
  return pages;
}

/** A part, and where it is a heading what must stand with it. */
function chain(parts: readonly Part[], from: number): number {
  let height = parts[from]?.height ?? 0;
  for (let at = from; parts[at]?.leads && parts[at + 1]; at += 1) {
    height += (parts[at + 1]?.above ?? 0) + (parts[at + 1]?.height ?? 0);
  }
  return height;
}
