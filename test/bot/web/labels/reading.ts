/** Reads a PDF as people and scanners do: its text by a reader, its codes from the page as it is drawn. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** Dots per inch: fewer than any printer has. */
const DPI = 200;

export interface ReadPage {
  /** Points. */
  size: [width: number, height: number];
  /** With single spaces, in the order in which a screen reader tells it. */
  text: string;
  /** What scanners make of the page: kind and content of each code, sorted. */
  codes(): Promise<string[]>;
  picture(): Promise<Canvas>;
}

export interface ReadPdf {
  pages: ReadPage[];
  info: Record<string, unknown>;
  /** All that the file says outside its streams. */
  tagged: boolean;
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const { info } = await document.getMetadata();
  const marks = await document.getMarkInfo();
  const pages: ReadPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) pages.push(await readPage(document, number));
  return { pages, info: { ...info }, tagged: marks?.['Marked'] === true };
}

async function readPage(document: PDFDocumentProxy, number: number): Promise<ReadPage> {
  const page = await document.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const text = items.map(item => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
  const picture = () => draw(page);
  return {
    size: [Math.round(width), Math.round(height)],
    text: text.replace(/\s+/g, ' ').trim(),
    picture,
    async codes() {
      const canvas = await picture();
      const image = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      await scanner;
      const read = await readBarcodes(
        { data: image.data, width: image.width, height: image.height, colorSpace: 'srgb' },
        { formats: ['Code128', 'QRCode'], tryHarder: true },
      );
      return read.map(({ format, text }) => `${format} ${text}`).sort();
    },
  };
}

async function draw(page: PDFPageProxy): Promise<Canvas> {
  const viewport = page.getViewport({ scale: DPI / 72 });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  await page.render({ canvas, viewport, background: 'white' }).promise;
  return canvas;
}

const scanner = readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')).then(
  ({ buffer, byteOffset, byteLength }) =>
    prepareZXingModule({ overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) } }),
);
