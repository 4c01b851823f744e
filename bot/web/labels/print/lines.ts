/** Text broken into lines of a width. */
import { type Letter, lineRuns, type Run } from './runs.ts';

/** A piece of text; `b` is bold. */
export type Span = string | { b: string };

export interface Line {
  /** From left to right. */
  runs: (Run & { width: number })[];
  width: number;
}

export type Measure = (run: Run) => number;

/** Between two of these a line may end as well as at a space. */
const EACH_ITS_OWN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const SPACE = / /;

/**
 * Always a line or more; a word that is wider than the line is broken where it has to be. Whether words fit is told by
 * their widths added up: shaping does not reach over a space.
 */
export function breakLines(spans: readonly Span[], width: number, measure: Measure): Line[] {
  const lines: Letter[][] = [[]];
  let used = 0;
  for (const word of words(spans)) {
    const bare = setLine(word, measure).width;
    for (const part of bare > width ? pieces(word) : [word]) {
      if (used > 0 && used + setLine(part, measure).width > width) {
        lines.push([]);
        used = 0;
      }
      lines.at(-1)?.push(...part);
      used += widthOf(part, measure);
    }
  }
  return lines.map(letters => setLine(letters, measure));
}

const widthOf = (letters: readonly Letter[], measure: Measure): number =>
  lineRuns(letters).reduce((sum, run) => sum + measure(run), 0);

/** A letter with the marks on it is not parted. */
function pieces(word: readonly Letter[]): Letter[][] {
  const parts: Letter[][] = [];
  for (const letter of word) {
    const last = parts.at(-1);
    if (last && /\p{M}/u.test(letter.character)) last.push(letter);
    else parts.push([letter]);
  }
  return parts;
}

/** Words with the spaces that follow them. */
function words(spans: readonly Span[]): Letter[][] {
  const found: Letter[][] = [];
  let before = ' ';
  for (const span of spans) {
    const [text, bold] = typeof span === 'string' ? [span, false] : [span.b, true];
    for (const character of text) {
      const starts = (before === ' ' && character !== ' ') || EACH_ITS_OWN.test(character) || EACH_ITS_OWN.test(before);
      const last = found.at(-1);
      if (last && (!starts || SPACE.test(character) || /[\p{M}\p{Po}\p{Pe}]/u.test(character)))
        last.push({ character, bold });
      else found.push([{ character, bold }]);
      before = character;
    }
  }
  return found;
}

/** Spaces at the end take no room. */
function setLine(letters: readonly Letter[], measure: Measure): Line {
  let end = letters.length;
  while (end > 0 && letters[end - 1]?.character === ' ') end -= 1;
  const runs = lineRuns(letters.slice(0, end)).map(run => ({ ...run, width: measure(run) }));
  return { runs, width: runs.reduce((sum, run) => sum + run.width, 0) };
}
