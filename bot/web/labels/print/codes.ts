/** Numbers as codes for a scanner, as outlines: crisp on any printer. */
import type { DrawingContext } from 'bwip-js/generic';

/** An area in units of its narrowest bar, or of half its smallest square; filled by the even-odd rule, y downwards. */
export interface Shape {
  width: number;
  height: number;
  outlines: [x: number, y: number][][];
}

export interface Codes {
  /** Code 128: what the scanners of a receiving dock read. */
  bars(text: string): Shape;
  qr(text: string): Shape;
}

/** The library is large, and few requests need it: it is loaded by the first that does. */
export async function loadCodes(): Promise<Codes> {
  const { code128, qrcode } = await import('bwip-js/generic');
  // Correction of 25 percent: a label gets wet and scratched on its way.
  const square = { bcid: 'qrcode', scale: 1, eclevel: 'Q' };
  return {
    bars: text => outlined(pen => code128({ bcid: 'code128', text, scale: 1, height: 1 }, pen)),
    qr: text => outlined(pen => qrcode({ ...square, text }, pen)),
  };
}

/** Takes down what the library would draw. */
function outlined(draw: (pen: DrawingContext<Shape>) => Shape): Shape {
  const shape: Shape = { width: 0, height: 0, outlines: [] };
  return draw({
    scale: (x, y) => [x, y],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init(width, height) {
      shape.width = width;
      shape.height = height;
    },
    line(x0, y0, _x1, y1, thick) {
      // The middle of a bar is given in whole units, rounded up.
      const from = Math.floor(x0 - thick / 2);
      shape.outlines.push([
        [from, y0],
        [from + thick, y0],
        [from + thick, y1],
        [from, y1],
      ]);
    },
    polygon(points) {
      shape.outlines.push(points);
    },
    hexagon() {},
    ellipse() {},
    fill() {},
    text() {},
    end: () => shape,
  });
}
