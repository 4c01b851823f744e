/** JPEG (ITU T.81): keeps what it takes to show the picture, and which side is up. */
import { orientationOnly, readOrientation } from './orientation.ts';
import { checkCount, Damaged, slice, uint8, uint16 } from './reading.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const TEM = 0x01;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;

const EXIF = 'Exif\0\0';
const ICC = 'ICC_PROFILE\0';
const ADOBE = 'Adobe';
const JFIF = 'JFIF\0';

const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;
/** Frames, tables, scans, restart intervals and the like: the picture itself. */
const isPicture = (marker: number) => marker >= 0xc0 && marker <= 0xdf;
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** @throws {Damaged} */
export function stripJpeg(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let header: Buffer | undefined;
  let orientation: number | undefined;
  let frames = 0;
  let scans = 0;
  let at = 2;
  for (let count = 1; ; count++) {
    checkCount(count);
    at = nextMarker(bytes, at);
    const marker = uint8(bytes, at + 1);
    at += 2;
    if (marker === EOI) break;
    if (marker === SOI) throw new Damaged('a picture begins inside the picture');
    if (isRestart(marker) || marker === TEM) continue;
    const length = uint16(bytes, at);
    if (length < 2) throw new Damaged('a segment without a length');
    const payload = slice(bytes, at + 2, length - 2);
    at += length;
    if (marker === APP0 && begins(payload, JFIF)) header ??= withoutThumbnail(payload);
    else if (marker === APP1 && begins(payload, EXIF)) orientation ??= readOrientation(payload.subarray(EXIF.length));
    else if (marker === APP2 && begins(payload, ICC)) parts.push(segment(marker, payload));
    else if (marker === APP14 && begins(payload, ADOBE)) parts.push(segment(marker, payload.subarray(0, 12)));
    else if (isPicture(marker)) parts.push(segment(marker, payload));
    if (isFrame(marker)) frames++;
    if (marker !== SOS) continue;
    if (frames === 0) throw new Damaged('a scan without a frame');
    scans++;
    const end = endOfScan(bytes, at);
    parts.push(bytes.subarray(at, end));
    at = end;
  }
  if (scans === 0) throw new Damaged('no picture in it');
  const exif = orientation === undefined ? [] : [segment(APP1, exifOf(orientation))];
  const opening = [Buffer.from([0xff, SOI]), ...(header ? [segment(APP0, header)] : []), ...exif];
  return Buffer.concat([...opening, ...parts, Buffer.from([0xff, EOI])]);
}

/** Where the next marker begins; what lies before it belongs to nothing. */
function nextMarker(bytes: Buffer, from: number): number {
  return markerFrom(bytes, from, () => false);
}

/** Coded data goes on over stuffed bytes and restart markers. */
function endOfScan(bytes: Buffer, from: number): number {
  return markerFrom(bytes, from, isRestart);
}

/** Byte by byte, and nothing else: a file may hold millions of what looks like a marker. */
function markerFrom(bytes: Buffer, from: number, isPassed: (marker: number) => boolean): number {
  const last = bytes.length - 1;
  for (let at = from; at < last; at++) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0xff && next !== 0x00 && !isPassed(next)) return at;
  }
  throw new Damaged('it ends too early');
}

function begins(payload: Buffer, name: string): boolean {
  return payload.subarray(0, name.length).toString('latin1') === name;
}

function segment(marker: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}

/** JFIF's header may carry a small picture of its own: of what the photo showed before it was cropped. */
function withoutThumbnail(payload: Buffer): Buffer {
  const header = Buffer.from(slice(payload, 0, 14));
  header.fill(0, 12, 14);
  return header;
}

function exifOf(orientation: number): Buffer {
  return Buffer.concat([Buffer.from(EXIF, 'latin1'), orientationOnly(orientation)]);
}
