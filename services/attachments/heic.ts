/**
 * HEIC (ISO 23008-12): places in the file are written all over it, so nothing is moved. Whatever is not known to show the
 * picture is overwritten with zeros where it stands: EXIF, XMP and other items, boxes nobody needs, and bytes of the
 * media data that no picture uses. Which side is up is told by the picture's own properties.
 */
import { blank, bodyOf, boxesIn, leadingBoxes, type Span, theOnly } from './boxes.ts';
import { type Item, itemKinds, itemPlaces } from './heic-items.ts';
import { Damaged } from './reading.ts';

const KEPT_BOXES: ReadonlySet<string> = new Set(['ftyp', 'meta', 'mdat', 'moov']);
const KEPT_IN_META: ReadonlySet<string> = new Set([
  ...['hdlr', 'dinf', 'pitm', 'iinf', 'iloc', 'iref', 'iprp', 'ipro', 'idat', 'grpl'],
]);
const PICTURES: ReadonlySet<string> = new Set(['hvc1', 'lhv1', 'jpeg', 'grid', 'iovl', 'iden', 'tmap']);
/** Where a film in the file (of a burst of shots) keeps words and places. */
const TELLING: ReadonlySet<string> = new Set(['udta', 'meta', 'uuid', 'free', 'skip']);
/** Boxes of media data; files have one. */
const MOST_MEDIA = 8;

/** @throws {Damaged} */
export function stripHeic(bytes: Buffer): Buffer {
  const boxes = leadingBoxes(bytes);
  const file = Buffer.from(bytes.subarray(0, boxes.at(-1)?.to ?? 0));
  const meta = theOnly(boxes, 'meta');
  bodyOf(file, meta);
  const inMeta = boxesIn(file, { from: meta.from + 4, to: meta.to });
  const kinds = itemKinds(file, theOnly(inMeta, 'iinf'));
  const items = itemPlaces(file, theOnly(inMeta, 'iloc'), file.length);
  const media = boxes.filter(({ type }) => type === 'mdat');
  if (media.length > MOST_MEDIA) throw new Damaged('too many parts');
  const idat = inMeta.find(({ type }) => type === 'idat');
  const isPicture = ({ id }: Item) => PICTURES.has(kinds.get(id)?.kind ?? '');
  const inFile = (item: Item) => spansInFile(item, idat);

  const kept = items.filter(isPicture).flatMap(inFile);
  if (!kept.some(({ from, to }) => to > from)) throw new Damaged('no picture in it');
  const homes = [...media, ...(idat ? [idat] : [])];
  if (!kept.every(span => homes.some(home => span.from >= home.from && span.to <= home.to))) {
    throw new Damaged('a picture lies outside of the file');
  }
  const hasFilm = boxes.some(({ type }) => type === 'moov');
  if (hasFilm) {
    const dropped = items.filter(item => !isPicture(item)).flatMap(inFile);
    for (const home of homes) for (const span of joined(dropped, home)) erase(file, span);
  } else {
    for (const home of homes) for (const gap of gaps(kept, home)) erase(file, gap);
  }
  // Readers would take the zeros for EXIF, and complain.
  for (const { kind, at } of kinds.values()) if (!PICTURES.has(kind)) file.write('free', at, 'latin1');
  for (const box of inMeta) if (!KEPT_IN_META.has(box.type)) blank(file, box);
  for (const box of boxes) {
    if (!KEPT_BOXES.has(box.type)) blank(file, box);
    if (box.type === 'moov') blankTelling(file, box, 'trak');
  }
  return file;
}

function spansInFile({ method, spans }: Item, idat: Span | undefined): Span[] {
  if (method === 0) return spans;
  // An item made of another one has no bytes of its own.
  if (method !== 1) return [];
  if (!idat) throw new Damaged('an item in a box that is not there');
  return spans.map(({ from, to }) => ({ from: idat.from + from, to: Math.min(idat.from + to, idat.to) }));
}

function blankTelling(file: Buffer, box: Span, alsoIn?: 'trak'): void {
  for (const inner of boxesIn(file, box)) {
    if (TELLING.has(inner.type)) blank(file, inner);
    else if (inner.type === alsoIn) blankTelling(file, inner);
  }
}

function inside(span: Span, home: Span): Span {
  return { from: Math.max(span.from, home.from), to: Math.min(span.to, home.to) };
}

/** What of a home the spans cover, each byte once: thousands of them may cover the same. */
function joined(spans: Span[], home: Span): Span[] {
  const sorted = spans.map(span => inside(span, home)).filter(({ from, to }) => from < to);
  sorted.sort((one, other) => one.from - other.from);
  const found: Span[] = [];
  for (const { from, to } of sorted) {
    const last = found.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}

/** What of a home no span covers. */
function gaps(spans: Span[], home: Span): Span[] {
  const covered = joined(spans, home);
  const ends = [home.from, ...covered.map(({ to }) => to)];
  return ends.map((from, at) => ({ from, to: covered[at]?.from ?? home.to }));
}

function erase(file: Buffer, { from, to }: Span): void {
  if (from < to) file.fill(0, from, to);
}
