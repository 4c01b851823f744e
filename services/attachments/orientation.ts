/** The one thing of EXIF that a photo needs: which side is up. Everything else in it tells of the person. */

const ORIENTATION = 0x0112;
const SHORT = 3;
/** Entries of the first directory that are looked at; cameras write a dozen. */
const MOST_ENTRIES = 200;

/** 2 to 8 as EXIF counts them, out of a TIFF structure; undefined where it is upright, unknown or unreadable. */
export function readOrientation(tiff: Buffer): number | undefined {
  const order = tiff.subarray(0, 4).toString('latin1');
  const little = order === 'II*\0';
  if (!little && order !== 'MM\0*') return undefined;
  const uint16 = (at: number) =>
    at + 2 > tiff.length ? undefined : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  if (tiff.length < 8) return undefined;
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = Math.min(uint16(directory) ?? 0, MOST_ENTRIES);
  for (let entry = 0; entry < count; entry++) {
    const at = directory + 2 + 12 * entry;
    if (uint16(at) !== ORIENTATION || uint16(at + 2) !== SHORT) continue;
    const value = uint16(at + 8) ?? 1;
    return value >= 2 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** A TIFF structure that says which side is up, and nothing else. */
export function orientationOnly(value: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(ORIENTATION, 10);
  tiff.writeUInt16BE(SHORT, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(value, 18);
  return tiff;
}
