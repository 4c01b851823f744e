import { createRequire } from 'node:module';
import type { LocaleData } from 'i18n-iso-countries';

const require = createRequire(import.meta.url);

/** Languages in which people write the name of a country at the end of an address. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'] as const;

/** Names beside the official ones. */
const ALSO: Readonly<Record<string, string>> = {
  usa: 'US',
  'u s a': 'US',
  'u s': 'US',
  america: 'US',
  'united states': 'US',
  'the united states': 'US',
  'the netherlands': 'NL',
  holland: 'NL',
  uk: 'GB',
  'u k': 'GB',
  'great britain': 'GB',
  britain: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'republic of ireland': 'IE',
  eire: 'IE',
  uae: 'AE',
  korea: 'KR',
  'south korea': 'KR',
  'republic of korea': 'KR',
  russia: 'RU',
  'czech republic': 'CZ',
  czechia: 'CZ',
  turkey: 'TR',
  turkiye: 'TR',
  taiwan: 'TW',
  vietnam: 'VN',
  'ivory coast': 'CI',
  macedonia: 'MK',
  bolivia: 'BO',
  venezuela: 'VE',
  tanzania: 'TZ',
  iran: 'IR',
  syria: 'SY',
  laos: 'LA',
  moldova: 'MD',
  ksa: 'SA',
  'saudi arabia': 'SA',
  brasil: 'BR',
  nippon: 'JP',
  日本: 'JP',
  中国: 'CN',
  россия: 'RU',
  sverige: 'SE',
  norge: 'NO',
  danmark: 'DK',
  suomi: 'FI',
  polska: 'PL',
  osterreich: 'AT',
  'hong kong': 'HK',
  prc: 'CN',
};

/** Names that are a city, a state or a first name far more often than the country. */
const NOT_ALONE = new Set(['georgia', 'jersey', 'chad', 'jordan', 'guinea', 'mali', 'man']);

interface CountryNames {
  byName: Map<string, string>;
  codes: Map<string, string>;
  english: Map<string, string>;
}

let loaded: CountryNames | undefined;

/** The tables are read on first use: the first address comes long after the start. */
function countryNames(): CountryNames {
  loaded ??= load();
  return loaded;
}

function load(): CountryNames {
  const { getAlpha2Codes } = require('i18n-iso-countries/index.js') as typeof import('i18n-iso-countries');
  const codes = new Map<string, string>();
  for (const [alpha2, alpha3] of Object.entries(getAlpha2Codes())) codes.set(alpha2, alpha2).set(alpha3, alpha2);
  const byName = new Map<string, string>();
  const english = new Map<string, string>();
  for (const language of LANGUAGES) {
    const { countries } = require(`i18n-iso-countries/langs/${language}.json`) as LocaleData;
    for (const [code, names] of Object.entries(countries)) {
      const all = [names].flat();
      if (language === 'en') english.set(code, all.at(0) ?? code);
      for (const name of all) if (!byName.has(fold(name))) byName.set(fold(name), code);
    }
  }
  for (const [name, code] of Object.entries(ALSO)) byName.set(fold(name), code);
  english.set('US', 'United States').set('CN', 'China').set('KR', 'South Korea').set('GB', 'United Kingdom');
  return { byName, codes, english };
}

/** The country that a name or code means ("Deutschland", "U.S.A.", "GBR", "de" only in capitals), as ISO alpha-2. */
export function countryOf(said: string): string | undefined {
  const bare = said.trim().replace(/^[\s,.(]+|[\s,.)]+$/g, '');
  const { byName, codes } = countryNames();
  if (/^[A-Z]{2,3}$/.test(bare)) return codes.get(bare) ?? byName.get(fold(bare));
  return byName.get(fold(bare));
}

/** The country that a stretch of text ends in, with the words that name it; names that are mostly something else are left. */
export function countryAtEnd(text: string): { country: string; rest: string } | undefined {
  const words = text.trim().split(/\s+/);
  for (let count = Math.min(5, words.length); count > 0; count--) {
    const said = words.slice(-count).join(' ');
    if (/^[A-Z]{2}$/.test(said) || (words.length > 1 && NOT_ALONE.has(fold(said)))) continue;
    const country = countryOf(said);
    if (country)
      return {
        country,
        rest: words
          .slice(0, -count)
          .join(' ')
          .replace(/[\s,]+$/, ''),
      };
  }
  return undefined;
}

/** The English name of a country; the code itself where there is none. */
export function countryName(code: string): string {
  return countryNames().english.get(code) ?? code;
}

/** Whether it is the ISO alpha-2 code of a country. */
export function isCountryCode(code: string): boolean {
  return countryNames().english.has(code);
}

/** Every country with its English name, in the order of the names: for choosing one. */
export function allCountries(): { code: string; name: string }[] {
  return [...countryNames().english]
    .map(([code, name]) => ({ code, name }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

function fold(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}
