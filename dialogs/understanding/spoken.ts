/** Digits as a voice transcript writes them: "seven three oh oh double nine". */

const DIGIT_WORDS: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  o: '0',
  nought: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  niner: '9',
};

const REPEATS: Readonly<Record<string, number>> = { double: 2, triple: 3, treble: 3 };

const NATO: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa ' +
    'quebec romeo sierra tango uniform victor whiskey whisky xray x-ray yankee zulu'
  )
    .split(' ')
    .map(word => [word, word.slice(0, 1).toUpperCase()]),
);

/** The digit that a word says, or undefined. */
export function digitOf(word: string): string | undefined {
  return /^\d$/.test(word) ? word : own(DIGIT_WORDS, word.toLowerCase());
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** One token of a text with where it stands, punctuation around it left out. */
interface Token {
  word: string;
  start: number;
  end: number;
}

function tokens(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\d]+(?:[-'][\p{L}\d]+)*/gu)].map(match => ({
    word: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/**
 * Writes digits that were said one by one as one number, where at least four stand together: "case four one double two"
 * becomes "case 4122", "r m a 7 3 0 0" becomes "r m a 7300". Fewer stay words: "three cameras", "one or two".
 */
export function hearDigits(text: string): string {
  if (!DIGITS_SAID.test(text)) return text;
  const said = tokens(text);
  let heard = '';
  let done = 0;
  for (let i = 0; i < said.length; i++) {
    const run = digitRun(text, said, i);
    if (!run) continue;
    const [first, last] = [said[i], said[i + run.length - 1]];
    if (!first || !last) continue;
    heard += text.slice(done, first.start) + run.digits;
    done = last.end;
    i += run.length - 1;
  }
  return heard + text.slice(done);
}

/** Three digits said one after another: without them nothing is to be heard, and most messages have none. */
const DIGITS_SAID =
  /(?:\b(?:\d|zero|oh?|nought|one|two|three|four|five|six|seven|eight|niner?|double|triple|treble)[\s,.-]{1,3}){3}/i;

const SHORTEST_MIXED = 7;

function digitRun(text: string, said: readonly Token[], from: number): { digits: string; length: number } | undefined {
  let digits = '';
  let single = 0;
  let i = from;
  for (; i < said.length; i++) {
    const token = said[i];
    if (!token || (i > from && !/^[\s,.-]{1,3}$/.test(text.slice(said[i - 1]?.end, token.start)))) break;
    const times = own(REPEATS, token.word.toLowerCase());
    const digit = digitOf(times ? (said[i + 1]?.word ?? '') : token.word);
    if (digit) {
      if (i === from && /^(?:o|oh)$/i.test(token.word)) return undefined;
      digits += digit.repeat(times ?? 1);
      single += times ?? 1;
      if (times) i++;
    } else if (single > 0 && /^\d{2,10}$/.test(token.word)) digits += token.word;
    else break;
  }
  // "five five nine 555 0142": the rest was written as figures.
  const isNumber = single >= 4 || (single >= 3 && digits.length >= SHORTEST_MIXED);
  return isNumber ? { digits, length: i - from } : undefined;
}

/**
 * Letters and digits spelled out loud, from the start of a text as far as they go: "b as in bravo five five dash one".
 * Undefined where the text does not begin so. `length` counts the characters that were read.
 */
export function hearSpelling(text: string): { spelled: string; length: number } | undefined {
  const said = tokens(text.slice(0, 400));
  let spelled = '';
  let length = 0;
  for (let i = 0; i < said.length; i++) {
    const token = said[i];
    if (!token) break;
    const word = token.word.toLowerCase();
    const times = own(REPEATS, word);
    const next = said[i + 1]?.word ?? '';
    if (times && symbolOf(next)) {
      spelled += symbolOf(next)?.repeat(times);
      i++;
    } else if (/^(?:dash|hyphen|minus)$/.test(word)) spelled += '-';
    else if (isAsIn(said, i, spelled)) i += word === 'as' ? 2 : 1;
    else if (symbolOf(token.word)) spelled += symbolOf(token.word);
    else if (/^\d{2,6}$/.test(word) && spelled) spelled += word;
    else break;
    length = said[i]?.end ?? token.end;
  }
  return spelled ? { spelled: spelled.replace(/^-+|-+$/g, ''), length } : undefined;
}

/** "b as in bravo", "b like bravo", "b for bravo": only the letter counts. */
function isAsIn(said: readonly Token[], i: number, spelled: string): boolean {
  const [a, b, c] = [said[i], said[i + 1], said[i + 2]].map(token => token?.word.toLowerCase() ?? '');
  const letter = spelled.at(-1)?.toLowerCase();
  if (!letter || !/[a-z]/.test(letter)) return false;
  if (a === 'as' && b === 'in') return c?.startsWith(letter) === true;
  return (a === 'for' || a === 'like') && b?.startsWith(letter) === true && b.length > 1;
}

function symbolOf(word: string): string | undefined {
  return /^[a-z]$/i.test(word) ? word.toUpperCase() : (digitOf(word) ?? own(NATO, word.toLowerCase()));
}
