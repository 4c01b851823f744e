import type { Address } from '../../services/address.ts';
import { countryAtEnd, countryOf } from './countries.ts';
import { readJapaneseAddress } from './japanese-address.ts';
import { findPostcode, isBeforeCity, ownShape } from './postcodes.ts';
import { REGIONS, type RegionCountry, regionAtEnd } from './regions.ts';
import { cityAfterStreet, hasStreet, isStreetName } from './street.ts';

/** Takes an address apart from its end: country, postal code, region, city; what is left is the street. `home` is the desk's country. */
export function parseAddress(raw: string, home: string | undefined): Address {
  const japanese = readJapaneseAddress(raw);
  if (japanese) return japanese;
  const parts = raw
    .split(/[\n,;]+/)
    .map(part => part.trim().replace(/\.$/, ''))
    .filter(Boolean);
  const named = takeCountry(parts);
  const country = named ?? impliedCountry(parts, home);
  const placed = (country === undefined ? codeBeforeCity(parts) : undefined) ?? placeOf(parts, country, home);
  return {
    raw,
    street: placed.street,
    ...(placed.city ? { city: placed.city } : {}),
    ...(placed.region ? { region: placed.region } : {}),
    ...(placed.postcode ? { postcode: placed.postcode } : {}),
    ...(country ? { country } : {}),
  };
}

/** Takes the country off the last part, where it is named. A bare "CA" or "DE" behind a comma is weighed by what is before it. */
function takeCountry(parts: string[]): string | undefined {
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  const found = /^[A-Z]{2}$/.test(last) ? codeAlone(last, parts) : countryAtEnd(last);
  if (!found || (found.rest === '' && parts.length === 1)) return undefined;
  parts.pop();
  if (found.rest !== '') parts.push(found.rest);
  return found.country;
}

function codeAlone(code: string, parts: readonly string[]): { country: string; rest: string } | undefined {
  const country = countryOf(code) ?? (code === 'UK' ? 'GB' : undefined);
  const before = parts.slice(0, -1).join(', ');
  if (!country) return undefined;
  const isState = Object.hasOwn(REGIONS.US, code) || Object.hasOwn(REGIONS.CA, code);
  const fits = findPostcode(before, country) !== undefined && (ownShape(before)?.country ?? country) === country;
  return !isState || (fits && before !== '') ? { country, rest: '' } : undefined;
}

/** The country that a postal code or state gives away; the desk's own where a code of its form stands in its place. */
function impliedCountry(parts: readonly string[], home: string | undefined): string | undefined {
  const tail = parts.slice(-2).join(', ');
  const own = ownShape(tail);
  if (own) return own.country;
  for (const country of ['US', 'CA', 'AU'] as const) {
    const code = findPostcode(parts.at(-1) ?? '', country);
    const before = code ? tail.slice(0, tail.lastIndexOf(code.postcode)) : tail;
    const region = regionAtEnd(before, country);
    if (region && (code || country === 'US' || (country === 'CA' && region.region !== 'NT')))
      return code || isSureRegion(region, country) ? country : undefined;
  }
  if (home === undefined || parts.length === 0) return undefined;
  const last = parts.at(-1) ?? '';
  const code = findPostcode(last, home);
  if (!code) return undefined;
  const atEnd = code.end === last.length && (code.start > 0 || parts.length > 2);
  return (isBeforeCity(home) ? code.start === 0 && code.end < last.length : atEnd) ? home : undefined;
}

/** "Toronto, ON" and "Fresno, CA": without a postal code an abbreviation must stand alone behind a comma, or a name be written out. */
function isSureRegion({ region, rest }: { region: string; rest: string }, country: RegionCountry): boolean {
  return rest !== '' && Object.hasOwn(REGIONS[country], region) && country !== 'AU';
}

/** "Storgata 1, 0155 Oslo": behind a street, as most of Europe writes it, while the country is still to come. */
function codeBeforeCity(parts: readonly string[]): Placed | undefined {
  const street = parts.slice(0, -1);
  const [, postcode, said = ''] = /^(\d{4,5}|\d{3} \d{2}) (\p{L}.*)$/u.exec(parts.at(-1) ?? '') ?? [];
  const city = hasStreet([said]) || isStreetName(said) ? undefined : cityOf(said);
  return postcode && city && hasStreet(street) ? { street, city, postcode } : undefined;
}

interface Placed {
  street: string[];
  city?: string | undefined;
  region?: string | undefined;
  postcode?: string | undefined;
}

/** Splits parts into street, city, region and postal code, from the end. */
function placeOf(parts: readonly string[], country: string | undefined, home: string | undefined): Placed {
  const rest = [...parts];
  const code = takePostcode(rest, country ?? home, country !== undefined);
  const region = takeRegion(rest, code?.at, country);
  const at = Math.min(region?.at ?? code?.at ?? rest.length - 1, rest.length - 1);
  const postcode = code?.postcode;
  const known = { ...(region ? { region: region.region } : {}), ...(postcode ? { postcode } : {}) };
  const place = at >= 0 ? (rest[at] ?? '') : '';
  if (place === '' && at > 0) {
    const before = rest[at - 1] ?? '';
    const city = cityOf(before);
    return city === undefined
      ? { street: rest.slice(0, at).filter(Boolean), ...known }
      : { street: [...rest.slice(0, at - 1), ...cityStreet(before)].filter(Boolean), city, ...known };
  }
  const isPlace = postcode !== undefined || region !== undefined || country !== undefined || rest.length > 1;
  const city = isPlace ? cityOf(place) : undefined;
  if (city === undefined) return { street: rest.filter(Boolean), ...known };
  return {
    street: [...rest.slice(0, at), ...cityStreet(place), ...rest.slice(at + 1)].filter(Boolean),
    city,
    ...known,
  };
}

/** The city of a part that may hold the end of the street as well ("1200 Main St Fresno"). */
function cityOf(part: string): string | undefined {
  const split = cityAfterStreet(part);
  if (split) return split.city;
  return /^[\p{L}][\p{L}\p{M}'’. ()/-]{1,60}(?: \d{1,2})?$/u.test(part) && !hasStreet([part]) ? part : undefined;
}

function cityStreet(part: string): string[] {
  const split = cityAfterStreet(part);
  return split ? [split.street] : [];
}

/** Takes the postal code out of the last parts; `at` is the part that it stood in. */
function takePostcode(
  parts: string[],
  country: string | undefined,
  isSure: boolean,
): { postcode: string; at: number } | undefined {
  for (let at = parts.length - 1; at >= Math.max(0, parts.length - 3); at--) {
    const part = parts[at] ?? '';
    const found = country === undefined ? ownShape(part) : findPostcode(part, country);
    // A house number of four or five digits stands at the beginning of the street, a postal code does not.
    if (!found || (found.start === 0 && hasStreet([part]) && found.end < part.length && !isBeforeCity(country ?? '')))
      continue;
    if (!isSure && found.start === 0 && found.end < part.length && at === 0) continue;
    const before = part
      .slice(0, found.start)
      .replace(/(?:^|\s)(?:[A-Z]{1,2}|〒)-?\s*$/u, kept =>
        isBeforeCity(country ?? '') || kept.includes('〒') ? '' : kept,
      );
    parts[at] = `${before.trim()} ${part.slice(found.end).trim()}`.trim().replace(/^[\s,-]+|[\s,-]+$/g, '');
    return { postcode: found.postcode, at };
  }
  return undefined;
}

function takeRegion(
  parts: string[],
  codeAt: number | undefined,
  country: string | undefined,
): { region: string; at: number } | undefined {
  if (country !== 'US' && country !== 'CA' && country !== 'AU') return undefined;
  for (let at = codeAt ?? parts.length - 1; at >= Math.max(0, (codeAt ?? parts.length) - 1); at--) {
    const found = regionAtEnd(parts[at] ?? '', country);
    if (!found || (found.rest === '' && at === 0)) continue;
    // "New York, NY" and "Washington, DC" come apart; a lone "New York 10001" is the city itself.
    if (found.rest === '' && /^(?:new york|washington|quebec)$/i.test(parts[at] ?? '')) return undefined;
    parts[at] = found.rest;
    if (codeAt !== undefined && codeAt > at && parts[codeAt] === '') parts.splice(codeAt, 1);
    return { region: found.region, at };
  }
  return undefined;
}
