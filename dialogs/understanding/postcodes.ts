import { postcodeValidator, postcodeValidatorExistsForCountry } from 'postcode-validator';

/** Countries that have no postal codes, or hardly use them: nobody is asked for one there. */
const WITHOUT = new Set(
  (
    'AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GD GH GM GQ GY HK JM KI KM KN KP LY ML MO MR MW NA NR NU ' +
    'PA QA RW SB SC SL SR ST SY TD TF TG TK TL TO TV TZ UG VU WS YE ZW IE'
  ).split(' '),
);

/** Countries that write the postal code before the city. */
const BEFORE_CITY = new Set(
  (
    'DE AT CH LI FR MC BE LU NL IT SM VA ES PT DK NO SE FI IS PL CZ SK HU SI HR RS BA ME MK AL BG RO GR EE LV LT TR IL MX ' +
    'AR CL UY PY MA TN DZ GL FO AD CR'
  ).split(' '),
);

/** Shapes that belong to one country alone, wherever they stand. */
const OWN_SHAPES: readonly (readonly [country: string, shape: RegExp])[] = [
  ['CA', /(?<![\p{L}\d])[abceghj-nprstvxy]\d[abceghj-nprstv-z][ -]?\d[abceghj-nprstv-z]\d(?![\p{L}\d])/iu],
  ['GB', /(?<![\p{L}\d])(?:[a-z]{1,2}\d[a-z\d]?|gir) ?\d[abd-hjlnp-uw-z]{2}(?![\p{L}\d])/iu],
  ['NL', /(?<![\p{L}\d])[1-9]\d{3} ?[A-Z]{2}(?= \p{Lu}\p{Ll})/u],
  ['BR', /(?<![\p{L}\d])\d{5}-\d{3}(?![\p{L}\d])/u],
  ['PL', /(?<![\p{L}\d-])\d{2}-\d{3}(?![\p{L}\d-])/u],
  ['PT', /(?<![\p{L}\d-])\d{4}-\d{3}(?![\p{L}\d-])/u],
];

export function hasPostcodes(country: string): boolean {
  return !WITHOUT.has(country);
}

export function isBeforeCity(country: string): boolean {
  return BEFORE_CITY.has(country);
}

/** Whether a string is a postal code of a country; for one whose codes are not known, whether it looks like one at all. */
export function isPostcode(said: string, country: string): boolean {
  const bare = said.trim().toUpperCase();
  if (!postcodeValidatorExistsForCountry(country)) return /^(?=.*\d)[A-Z\d][A-Z\d -]{2,9}$/.test(bare);
  return bare.length <= 12 && (postcodeValidator(bare, country) || postcodeValidator(bare.replace(/\s/g, ''), country));
}

export interface FoundPostcode {
  postcode: string;
  start: number;
  end: number;
}

/** A postal code whose shape names its country, in a stretch of text. */
export function ownShape(text: string): (FoundPostcode & { country: string }) | undefined {
  for (const [country, shape] of OWN_SHAPES) {
    const match = shape.exec(text);
    if (match)
      return { country, postcode: tidied(match[0], country), start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

/** The postal code of a known country in a stretch of text: the last that fits, as house numbers stand before it. */
export function findPostcode(text: string, country: string): FoundPostcode | undefined {
  const shaped = OWN_SHAPES.find(([owner]) => owner === country)?.[1].exec(text);
  if (shaped)
    return { postcode: tidied(shaped[0], country), start: shaped.index, end: shaped.index + shaped[0].length };
  const prefixed = text.replace(/(?<![\p{L}\d])(?:[A-Z]{1,2}|〒)[- ]?(?=\d{3,6}(?!\d))/gu, said =>
    ' '.repeat(said.length),
  );
  const pieces = [...prefixed.matchAll(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu)].filter(piece => piece[0].length <= 10);
  let found: FoundPostcode | undefined;
  for (let i = 0; i < pieces.length; i++) {
    for (const count of [2, 1]) {
      const [first, last] = [pieces[i], pieces[i + count - 1]];
      if (!first || !last) continue;
      const end = last.index + last[0].length;
      const said = prefixed.slice(first.index, end);
      if (
        !/\d/.test(first[0]) ||
        !/\d/.test(said) ||
        (count === 2 && !/\d/.test(last[0]) && !/^[A-Z]{2}$/.test(last[0]))
      )
        continue;
      if (!/^[\p{L}\d]+[ -]?[\p{L}\d]+(?:-[\p{L}\d]+)?$/u.test(said) || !isPostcode(said, country)) continue;
      found = { postcode: tidied(said, country), start: first.index, end };
      if (count === 2) i++;
      break;
    }
  }
  return found;
}

function tidied(said: string, country: string): string {
  const upper = said.toUpperCase().replace(/\s+/g, ' ').trim();
  if (country === 'CA') return upper.replace(/^(.{3})[ -]?/, '$1 ');
  return country === 'GB' ? upper.replace(/ ?(\d[A-Z]{2})$/, ' $1') : upper;
}
