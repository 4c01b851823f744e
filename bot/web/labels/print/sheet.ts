/** The sheets of one document, and the pens that draw on them. All lengths are points from the top left. */
import type { Shape } from './codes.ts';
import { type Face, faceOf } from './faces.ts';
import { breakLines, type Line, type Span } from './lines.ts';
import { type OpenFace, openFace } from './open-face.ts';
import type { Run } from './runs.ts';

/** Points of a millimetre. */
export const MM = 72 / 25.4;
/** What printers leave white, and a little more. */
const MARGIN = 13 * MM;

export interface TextStyle {
  size: number;
  /** Of a line, in sizes. */
  lead?: number;
  /** A grey; black where none is given. */
  colour?: string;
  align?: 'left' | 'right';
}

/** Text that is broken into lines: how much room it takes is known before it is drawn. */
export interface SetText {
  lines: Line[];
  width: number;
  height: number;
  style: TextStyle;
}

/** What a screen reader is told that a part of the page is. */
export type Tag = 'H1' | 'H2' | 'H3' | 'P' | 'LI';

export interface Sheet {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  turn(): void;
  set(text: Span | readonly Span[], width: number, style: TextStyle): SetText;
  /** Whether any letter or digit of it would be seen. */
  canWrite(text: string): boolean;
  /** Gives the y below it. */
  text(tag: Tag, text: SetText, x: number, y: number): number;
  figure(alt: string, shape: Shape, box: { x: number; y: number; width: number; height: number }): void;
  /** For the eye only: no screen reader tells of it. */
  decorate(draw: (doc: PDFKit.PDFDocument) => void): void;
  finish(): Promise<Buffer>;
}

export interface SheetOptions {
  /** Points. */
  size: { width: number; height: number };
  title: string;
  createdAt: Date;
  /** All that will be drawn, beside plain Latin: the faces for it are read beforehand. */
  characters: string;
}

export async function openSheets({ size, title, createdAt, characters }: SheetOptions): Promise<Sheet> {
  const { default: PDFDocument } = await import('pdfkit');
  const faces = new Set<Face>(['plain', 'bold']);
  for (const character of new Set(characters)) {
    faces.add(faceOf(character, false)).add(faceOf(character, true));
  }
  const doc = new PDFDocument({
    size: [size.width, size.height],
    margin: 0,
    autoFirstPage: false,
    // None of the fonts that a reader is expected to have.
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en-US',
    displayTitle: true,
    info: { Title: title, CreationDate: createdAt },
  });
  const done = collect(doc);
  const opened = new Map<Face, OpenFace>();
  for (const face of faces) opened.set(face, await openFace(doc, face));
  const root = doc.struct('Document');
  doc.addStructure(root);

  const drawable = (character: string, bold: boolean) =>
    opened.get(faceOf(character, bold))?.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) ?? false;

  const widths = new Map<string, number>();

  /** At 100 points: shaping is the most work of all, and words come again. */
  function widthOf({ face, text }: Pick<Run, 'face' | 'text'>): number {
    const key = `${face} ${text}`;
    const width = widths.get(key) ?? doc.font(face).fontSize(100).widthOfString(text);
    widths.set(key, width);
    return width;
  }

  /** What no face has is left out, and three dots say so. */
  function shown(span: Span): Span {
    const [text, bold] = typeof span === 'string' ? [span, false] : [span.b, true];
    let known = '';
    for (const character of text) {
      if (drawable(character, bold)) known += character;
      else if (!known.endsWith('…')) known += '…';
    }
    return bold ? { b: known } : known;
  }

  return {
    left: MARGIN,
    right: size.width - MARGIN,
    top: MARGIN,
    bottom: size.height - MARGIN,
    width: size.width - 2 * MARGIN,

    canWrite: text => [...text].some(one => /[\p{L}\p{N}]/u.test(one) && drawable(one, true)),

    turn() {
      doc.addPage();
    },

    set(text, width, style) {
      const spans = (Array.isArray(text) ? text : [text]).map(shown);
      const lines = breakLines(spans, width, run => (widthOf(run) * style.size) / 100);
      return { lines, width, height: lines.length * leading(style), style };
    },

    text(tag, { lines, width, style }, x, y) {
      root.add(
        doc.struct(tag, {}, () => {
          lines.forEach((line, at) => {
            const baseline = y + at * leading(style) + style.size * 1.02;
            let pen = style.align === 'right' ? x + width - line.width : x;
            const places = line.runs.map(run => {
              pen += run.width;
              return { ...run, x: pen - run.width };
            });
            // Drawn in the order of reading, in which a screen reader tells it.
            for (const run of places.sort((one, other) => one.at - other.at)) {
              doc
                .font(run.face)
                .fontSize(style.size)
                .fillColor(style.colour ?? 'black');
              doc.text(run.text, run.x, baseline, { lineBreak: false, baseline: 'alphabetic' });
            }
          });
        }),
      );
      return y + lines.length * leading(style);
    },

    figure(alt, shape, box) {
      root.add(doc.struct('Figure', { alt }, () => drawShape(doc, shape, box)));
    },

    decorate(draw) {
      doc.markContent('Artifact', { type: 'Layout' });
      draw(doc);
      doc.endMarkedContent();
    },

    async finish() {
      root.end();
      doc.end();
      return done;
    },
  };
}

const leading = ({ size, lead = 1.35 }: TextStyle): number => size * lead;

function drawShape(
  doc: PDFKit.PDFDocument,
  { width, height, outlines }: Shape,
  box: { x: number; y: number; width: number; height: number },
): void {
  const [across, down] = [box.width / width, box.height / height];
  for (const outline of outlines) {
    outline.forEach(([x, y], at) => {
      const [to, from] = [box.x + x * across, box.y + y * down];
      if (at === 0) doc.moveTo(to, from);
      else doc.lineTo(to, from);
    });
    doc.closePath();
  }
  doc.fillColor('black').fill('even-odd');
}

function collect(doc: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', () => resolve(Buffer.concat(parts)));
    doc.on('error', reject);
  });
}
