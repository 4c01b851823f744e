import type { FoundSerial } from './serial.ts';

/** Letters, then at least five digits: written beside a product it is its serial, even where nothing says so. */
const BARE = '(?=[A-Z\\d-]{7,20}(?![\\p{L}\\d-]))[A-Z]{1,3}\\d{5,12}[A-Z]?(?![\\p{L}\\d-])';
const ANYWHERE = new RegExp(`(?<![\\p{L}\\d-])${BARE}`, 'u');
/** Digits alone count right behind a model, unless they can be a phone or one of our own numbers: "EVO-05-NMD 00012345678". */
const DIGITS = '(?:0\\d{7,13}|\\d{8,9}|\\d{12,14})(?![\\p{L}\\d-])';
/** Right behind a model: "IX10C B1111111", "IX10C (B1111111)", "IX10C: B1111111". */
const BEHIND = new RegExp(`^[\\s:(#]{1,3}(${BARE}|${DIGITS})`, 'u');
/** More of them in a row: ", B2222222 and B3333333". */
const FURTHER = new RegExp(`^(?:\\s*(?:,|;|&|/|\\band\\b)\\s*){1,2}(${BARE})`, 'u');

const MOST_IN_A_ROW = 25;

/** The first bare serial anywhere in a text. */
export function bareSerial(text: string): string | undefined {
  return ANYWHERE.exec(text)?.[0];
}

/** The serials that stand right behind a product without being announced, and those in a row with them. */
export function serialsBeside(
  text: string,
  mentions: readonly { end: number }[],
  announced: readonly FoundSerial[],
): FoundSerial[] {
  const isAnnounced = (at: number) => announced.some(serial => at >= serial.start && at < serial.end);
  const found: FoundSerial[] = [];
  for (const { end } of mentions) {
    let from = end;
    for (let count = 0; count < MOST_IN_A_ROW; count++) {
      const match = (from === end ? BEHIND : FURTHER).exec(text.slice(from, from + 40));
      const raw = match?.[1];
      if (!match || raw === undefined || isAnnounced(from + match[0].length - raw.length)) break;
      from += match[0].length;
      found.push({ reading: { kind: 'serial', raw, value: raw }, start: from - raw.length, end: from });
    }
  }
  return found;
}
