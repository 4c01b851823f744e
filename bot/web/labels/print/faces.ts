/** The typefaces of the paper: all from the Noto family, so that names of many scripts look well beside each other. */

/** For each face the folder and name of its file. */
export const FACES = {
  plain: 'latin/NotoSans-Regular.ttf',
  bold: 'latin/NotoSans-Bold.ttf',
  hebrew: 'hebrew/NotoSansHebrew-Regular.ttf',
  'hebrew bold': 'hebrew/NotoSansHebrew-Bold.ttf',
  arabic: 'arabic/NotoNaskhArabic-Regular.ttf',
  'arabic bold': 'arabic/NotoNaskhArabic-Bold.ttf',
  han: 'sc/NotoSansHans-Regular.otf',
  hangul: 'kr/NotoSansKR-Regular.otf',
} as const;
export type Face = keyof typeof FACES;

/** Characters that are written with the face of a script other than Latin, Greek and Cyrillic. */
const SCRIPTS: readonly [of: RegExp, plain: Face, bold: Face][] = [
  [/[\p{Script=Hebrew}\u{fb1d}-\u{fb4f}]/u, 'hebrew', 'hebrew bold'],
  [/[\p{Script_Extensions=Arabic}\u{600}-\u{6ff}]/u, 'arabic', 'arabic bold'],
  [/\p{Script=Hangul}/u, 'hangul', 'hangul'],
  [
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u{3000}-\u{303f}\u{30fb}\u{30fc}\u{ff00}-\u{ffef}]/u,
    'han',
    'han',
  ],
];
const LATIN = /^[ -\u{24f}]$/u;

/** The face that a character belongs to, whether or not it has it. */
export function faceOf(character: string, bold: boolean): Face {
  const script = LATIN.test(character) ? undefined : SCRIPTS.find(([of]) => of.test(character));
  if (script) return bold ? script[2] : script[1];
  return bold ? 'bold' : 'plain';
}
