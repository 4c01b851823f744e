import type { Address } from '../../services/address.ts';

/** "東京都千代田区丸の内1-1-1": prefecture, then city or ward, then the rest. */
const PLACE =
  /(?<region>東京都|北海道|(?:京都|大阪)府|[^\s\d〒]{2,3}県)\s*(?<city>(?:[^\s\d]{1,6}?郡)?[^\s\d]{1,7}?[市区町村]市?)\s*(?<street>.*)/u;
/** "〒100-0005", and the full-width signs of a Japanese keyboard. */
const POSTCODE = /〒?\s*(\d{3})[-－‐ー]?(\d{4})(?!\d)/u;
const JAPANESE = /〒|\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u;
const COUNTRY = /(?:日本国?|japan)/giu;

/** Reads an address in Japanese script, from the largest to the smallest; undefined where it is none. */
export function readJapaneseAddress(raw: string): Address | undefined {
  if (!JAPANESE.test(raw) || !/〒|[都道府県市区町村]/u.test(raw)) return undefined;
  const text = raw.normalize('NFKC').replace(COUNTRY, ' ');
  const marked = /〒/u.test(text) || PLACE.test(text);
  const code = marked ? POSTCODE.exec(text) : null;
  const rest = (code ? text.replace(code[0], ' ') : text).replace(/[\s,、]+/gu, ' ').trim();
  const { region, city, street = rest } = PLACE.exec(rest)?.groups ?? {};
  if (!code && !city) return undefined;
  return {
    raw,
    street: street.trim() === '' ? [] : [street.trim()],
    ...(city ? { city } : {}),
    ...(region ? { region } : {}),
    ...(code ? { postcode: `${code[1]}-${code[2]}` } : {}),
    country: 'JP',
  };
}
