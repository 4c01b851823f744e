/** Numbers as codes for a scanner, drawn as SVG. */
import { Html } from '../html.ts';

export interface Codes {
  /** Code 128: what the scanners of a receiving dock read. */
  bars(text: string): Html;
  qr(text: string): Html;
}

/** The library is large, and few requests need it: it is loaded by the first that does. */
export async function loadCodes(): Promise<Codes> {
  const { toSVG } = await import('bwip-js/node');
  return {
    bars: text => new Html(toSVG({ bcid: 'code128', text, height: 10 })),
    qr: text => new Html(toSVG({ bcid: 'qrcode', text, paddingwidth: 4, paddingheight: 4 })),
  };
}
