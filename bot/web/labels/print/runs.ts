/** From characters in the order in which they are read to pieces in the order in which they stand on the line. */
import { type Face, faceOf } from './faces.ts';

export interface Letter {
  character: string;
  bold: boolean;
}

/** Characters of one face and one direction; those from the right are still in reading order, as shaping needs them. */
export interface Run {
  face: Face;
  text: string;
  /** Where in the line it comes when that is read. */
  at: number;
}

type Placed = Letter & { at: number };

const FROM_RIGHT = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;
const DIGIT = /\p{Nd}/u;
const IN_NUMBERS = /[.,:/-]/;
const OPENS = /\p{Ps}/u;
const CLOSES = /\p{Pe}/u;
const LETTER = /\p{L}/u;
/** Stands over or under the character before it, in the same face. */
const MARK = /\p{M}/u;
const MIRRORED = new Map([...'()[]{}<>«»'].map((one, at, all) => [one, all[at % 2 ? at - 1 : at + 1] ?? one]));

/**
 * The runs of one line from left to right. The line itself runs from the left; a stretch of Hebrew or Arabic in it runs
 * from the right, with its numbers from the left: what the Unicode bidirectional algorithm makes of a line that has no
 * more than that in it.
 */
export function lineRuns(letters: readonly Letter[]): Run[] {
  const line = letters.map((letter, at) => ({ ...letter, at }));
  const runs: Run[] = [];
  let at = 0;
  while (at < line.length) {
    if (startsStretch(line[at])) {
      const end = endOfStretch(line, at);
      runs.push(...fromRight(line.slice(at, end)));
      at = end;
    } else {
      const piece: Run[] = [];
      while (at < line.length && !startsStretch(line[at])) add(piece, line[at++]);
      runs.push(...piece);
    }
  }
  return runs;
}

const startsStretch = (letter: Letter | undefined): boolean => FROM_RIGHT.test(letter?.character ?? '');

/** Up to the last letter from the right, number, or end of a bracket, before a letter from the left. */
function endOfStretch(line: readonly Letter[], start: number): number {
  let end = start + 1;
  let open = 0;
  for (let at = start + 1; at < line.length; at += 1) {
    const { character = '' } = line[at] ?? {};
    if (FROM_RIGHT.test(character) || DIGIT.test(character) || (CLOSES.test(character) && open > 0)) end = at + 1;
    else if (LETTER.test(character)) break;
    if (OPENS.test(character)) open += 1;
    else if (CLOSES.test(character)) open -= 1;
  }
  return end;
}

function fromRight(stretch: readonly Placed[]): Run[] {
  const pieces: Run[][] = [];
  let at = 0;
  while (at < stretch.length) {
    const piece: Run[] = [];
    if (inNumber(stretch, at)) while (inNumber(stretch, at)) add(piece, stretch[at++]);
    else if (startsStretch(stretch[at])) while (inWord(stretch, at)) add(piece, stretch[at++]);
    else add(piece, mirrored(stretch[at++]));
    pieces.push(piece);
  }
  return pieces.reverse().flat();
}

function inNumber(stretch: readonly Placed[], at: number): boolean {
  const here = stretch[at]?.character ?? '';
  if (DIGIT.test(here)) return true;
  const [before, after] = [stretch[at - 1]?.character ?? '', stretch[at + 1]?.character ?? ''];
  return IN_NUMBERS.test(here) && DIGIT.test(before) && DIGIT.test(after);
}

/** A letter from the right, or a mark above or below one. */
function inWord(stretch: readonly Placed[], at: number): boolean {
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{M}]/u.test(stretch[at]?.character ?? '');
}

function mirrored(letter: Placed | undefined): Placed | undefined {
  return letter && { ...letter, character: MIRRORED.get(letter.character) ?? letter.character };
}

function add(runs: Run[], letter: Placed | undefined): void {
  if (!letter) return;
  const face = MARK.test(letter.character) ? runs.at(-1)?.face : undefined;
  const own = face ?? faceOf(letter.character, letter.bold);
  const last = runs.at(-1);
  if (last?.face === own) last.text += letter.character;
  else runs.push({ face: own, text: letter.character, at: letter.at });
}
