/** Typefaces as pdfkit opens them. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { FACES, type Face } from './faces.ts';

export interface OpenFace {
  hasGlyphForCodePoint(code: number): boolean;
}

/** pdfkit keeps what it has opened to itself; nothing else knows which characters a face has. */
const Inside = z.custom<{ font: OpenFace }>(
  value => z.object({ font: z.object({ hasGlyphForCodePoint: z.function() }) }).safeParse(value).success,
);

/** On every sheet: read once, as taking its tables apart is most of the work of a small document. The others are rare, and large. */
const KEPT: readonly Face[] = ['plain', 'bold'];
const kept = new Map<Face, OpenFace>();

/** Makes a face known to a document by its name. */
export async function openFace(doc: PDFKit.PDFDocument, face: Face): Promise<OpenFace> {
  const before = kept.get(face);
  // An opened face does as well as a file, which the typings do not know.
  doc.registerFont(face, before ? (before as unknown as Buffer) : await readFace(face)).font(face);
  const { font } = Inside.parse(Reflect.get(doc, '_font'));
  if (KEPT.includes(face)) kept.set(face, font);
  return font;
}

function readFace(face: Face): Promise<Buffer> {
  const [folder, file] = FACES[face].split('/');
  const entry = createRequire(import.meta.url).resolve(`@embedpdf/fonts-${folder}`);
  return readFile(join(entry, '../../fonts', String(file)));
}
