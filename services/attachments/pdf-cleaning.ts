/**
 * PDF (ISO 32000): written anew from what its pages need, without words about its maker and without whatever acts by
 * itself or carries other files. Earlier versions that the file still holds are not in the new one.
 */
import type { PDFContext, PDFDict, PDFObject, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import { stripJpeg } from './jpeg.ts';
import type { PdfOutcome } from './pdf.ts';
import { Damaged } from './reading.ts';

type Library = typeof import('@cantoo/pdf-lib');

/** Entries that tell of the maker, act, or hold other files, in whatever dictionary they are. */
const DROPPED = [
  ...['Info', 'Metadata', 'PieceInfo', 'LastModified'],
  ...['OpenAction', 'AA', 'JavaScript', 'JS', 'XFA', 'Collection'],
  ...['EmbeddedFiles', 'EmbeddedFile', 'EF', 'AF', 'RichMediaContent', 'RichMediaSettings'],
];
/** Actions that do no more than go to another place in the file, or open an address that is seen before. */
const HARMLESS_ACTIONS: ReadonlySet<string> = new Set(['/GoTo', '/URI', '/Named']);
/** Notes on a page that carry a file, a film or a program. */
const CARRIERS: ReadonlySet<string> = new Set([
  ...['/FileAttachment', '/RichMedia', '/Movie', '/Sound', '/Screen', '/3D'],
]);
/** Objects that wait to be looked at; no honest file comes near. */
const MOST_WAITING = 500_000;

/** Loads the library only now: it takes a third of a second. Never rejects. */
export async function cleanPdf(bytes: Uint8Array): Promise<PdfOutcome> {
  const library = await import('@cantoo/pdf-lib');
  try {
    const document = await library.PDFDocument.load(bytes, {
      updateMetadata: false,
      parseSpeed: library.ParseSpeeds.Fastest,
      warnOnInvalidObjects: false,
    });
    if (document.getPageCount() === 0) return { kind: 'refused', why: 'damaged' };
    clean(library, document.context);
    const saved = await document.save({ addDefaultPage: false, updateFieldAppearances: false, rewrite: true });
    return { kind: 'clean', bytes: saved };
  } catch (error) {
    const isEncrypted = error instanceof library.EncryptedPDFError;
    return { kind: 'refused', why: isEncrypted ? 'encrypted' : 'damaged' };
  }
}

function clean(library: Library, context: PDFContext): void {
  const { Root } = context.trailerInfo;
  context.trailerInfo = { ...(Root && { Root }) };
  const reached = new Set<PDFRef>();
  const waiting: PDFObject[] = Root ? [Root] : [];
  for (let object = waiting.pop(); object; object = waiting.pop()) {
    if (object instanceof library.PDFRef) {
      if (reached.has(object)) continue;
      reached.add(object);
      const target = context.lookup(object);
      if (target) waiting.push(target);
    } else {
      waiting.push(...partsOf(library, context, object));
    }
    if (waiting.length > MOST_WAITING) throw new Damaged('too many parts');
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref);
}

/** What an object holds once it is clean. */
function partsOf(library: Library, context: PDFContext, object: PDFObject): PDFObject[] {
  if (object instanceof library.PDFDict) return cleanDictionary(library, context, object).values();
  if (object instanceof library.PDFArray) {
    for (let at = object.size() - 1; at >= 0; at--)
      if (isUnwanted(library, context.lookup(object.get(at)))) object.remove(at);
    return object.asArray();
  }
  if (!(object instanceof library.PDFStream)) return [];
  if (object instanceof library.PDFRawStream) cleanPhoto(library, object);
  return cleanDictionary(library, context, object.dict).values();
}

function cleanDictionary(library: Library, context: PDFContext, dictionary: PDFDict): PDFDict {
  for (const name of DROPPED) dictionary.delete(library.PDFName.of(name));
  for (const [key, value] of dictionary.entries()) {
    if (isUnwanted(library, context.lookup(value))) dictionary.delete(key);
  }
  return dictionary;
}

function isUnwanted(library: Library, object: PDFObject | undefined): boolean {
  if (!(object instanceof library.PDFDict)) return false;
  const named = (key: string) => {
    const value = object.lookup(library.PDFName.of(key));
    return value instanceof library.PDFName ? value.asString() : undefined;
  };
  const [type, subtype, action] = [named('Type'), named('Subtype'), named('S')];
  if (subtype !== undefined && CARRIERS.has(subtype)) return true;
  if (type === '/Filespec' || type === '/EmbeddedFile') return true;
  const isAction = type === '/Action' || (action !== undefined && ACTIONS.has(action));
  return isAction && !HARMLESS_ACTIONS.has(action ?? '');
}

/** An action need not say that it is one. */
const ACTIONS: ReadonlySet<string> = new Set([
  ...['/JavaScript', '/Launch', '/ImportData', '/SubmitForm', '/GoToR', '/GoToE', '/Rendition', '/Movie', '/Sound'],
  ...['/RichMediaExecute', '/ResetForm', '/Hide', '/SetOCGState', '/GoTo3DView', '/GoToDp', '/Thread'],
]);

/** A photo on a page is a JPEG of its own, with all that the camera wrote into it. */
function cleanPhoto(library: Library, stream: PDFRawStream): void {
  const filter = stream.dict.lookup(library.PDFName.of('Filter'));
  const only = filter instanceof library.PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
  if (!(only instanceof library.PDFName) || only.asString() !== '/DCTDecode') return;
  try {
    stream.updateContents(stripJpeg(Buffer.from(stream.contents)));
  } catch (error) {
    // A viewer may still make something of it: the page is not refused for it.
    if (!(error instanceof Damaged)) throw error;
  }
}
