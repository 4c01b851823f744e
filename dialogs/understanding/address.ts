import type { Address } from '../../services/address.ts';
import { countryAtEnd, countryName, countryOf } from './countries.ts';
import { emailSpans } from './email.ts';
import { plainWords } from './plain-words.ts';
import { findPostcode, hasPostcodes, isBeforeCity, isPostcode, ownShape } from './postcodes.ts';
import { REGIONS, type RegionCountry, regionAtEnd } from './regions.ts';
import { cityAfterStreet, hasStreet } from './street.ts';
import { tidy } from './tidy.ts';

export type AddressPart = 'street' | 'city' | 'postcode' | 'country';

export type AddressReading =
  /** As far as is sure; `missing` in the order in which to ask. */
  | { kind: 'address'; address: Address; missing: AddressPart[] }
  /** "same as billing"; `as` is absent where they only said "the same". */
  | { kind: 'sameAs'; as?: 'billing' | 'shipTo' }
  | { kind: 'none' };

export interface AddressOptions {
  /** The desk's country, ISO alpha-2: taken where a postal code of its form stands where it is written there. */
  country?: string | undefined;
}

const LONGEST = 500;
const LEAD =
  /^(?:(?:ok|okay|sure|yes|yeah|well|um|hi|please|no|sorry|so|and)[\s,]+){0,3}(?:(?:(?:my|our|the|its|it's|it is|this is|that's|that is|is|new|full|correct|actually|ship|send|deliver|mail|bill|change|update|back|return|it|them|should|be|we are at|we're at|i live at|located|billing|shipping|ship-to|postal|mailing|delivery|street|home|office|company|address|to|at|would)\b|[:=-])[\s:,=-]*){0,12}/i;
const SAME =
  /^ (?:(?:please |yes |yeah |use |ship |send |bill |it |to |at |is |just |can you |should be |would be |a |the |that |my |our |keep |make |also |and |ok |okay |sure |as |well ){0,6})(?:same|identical|equal|ditto|as above|as before|no different)(?: |$)/;
const NOT_ADDRESS =
  /^ (?:yes|no|yeah|yep|nope|ok|okay|sure|thanks|thank you|help|cancel|back|agent|hello|hi|hey|skip|none|n a|nothing|stop|quit|i do not know|do not know|not sure|later|hmm+|what|why|do you|can you|can i|could you|who|when|is it|is that|will you|how|which|i need|i want|i have|i would) /;

/** Reads a postal address of any country, on one line or several. */
export function readAddress(text: string, options: AddressOptions = {}): AddressReading {
  const words = plainWords(tidy(text).slice(0, LONGEST));
  if (SAME.test(words) || / same (?:as|address|place|one|for|like) /.test(words)) return sameAs(words);
  const raw = tidyAddress(text);
  if (raw === '' || isNoAddress(raw, words)) return { kind: 'none' };
  const address = parse(raw, options.country);
  return isAddress(address) ? { kind: 'address', address, missing: missingIn(address) } : { kind: 'none' };
}

/** Takes one more piece of an address that is told piece by piece; a whole new address replaces the old one. */
export function addAddressPart(previous: Address, text: string, options: AddressOptions = {}): AddressReading {
  const words = plainWords(tidy(text).slice(0, LONGEST));
  const piece = tidyAddress(text);
  if (SAME.test(words)) return sameAs(words);
  if (piece === '' || isNoAddress(piece, words)) return { kind: 'none' };
  const parsed = parse(piece, previous.country ?? options.country);
  if (parsed.street.length > 0 && parsed.city && (parsed.postcode || missingIn(previous).length === 0)) {
    return { kind: 'address', address: parsed, missing: missingIn(parsed) };
  }
  const address = fill(previous, piece, parsed);
  if (!address) return { kind: 'none' };
  const whole: Address = { ...address, raw: `${previous.raw}, ${piece}`.slice(0, LONGEST) };
  return { kind: 'address', address: whole, missing: missingIn(whole) };
}

/** What an address still lacks to be delivered to, in the order in which to ask. */
export function missingIn(address: Address): AddressPart[] {
  const missing: AddressPart[] = [];
  if (address.street.length === 0) missing.push('street');
  if (!address.city) missing.push('city');
  if (!address.postcode && (!address.country || hasPostcodes(address.country))) missing.push('postcode');
  if (!address.country) missing.push('country');
  return missing;
}

/** An address on one line, in the order of its own country; as it was written where its structure is not sure. */
export function writeAddress(address: Address): string {
  const { street, city, region, postcode, country } = address;
  const land = country === undefined ? undefined : countryName(country);
  if (!city || street.length === 0) {
    const named = land !== undefined && (address.raw.includes(land) || countryAtEnd(address.raw)?.country === country);
    return [address.raw.replace(/\s*\n\s*/g, ', '), named ? undefined : land].filter(Boolean).join(', ');
  }
  const place =
    country !== undefined && isBeforeCity(country)
      ? [postcode, city, region && `(${region})`]
      : [region ? `${city},` : city, region, postcode];
  return [...street, place.filter(Boolean).join(' '), land].filter(Boolean).join(', ');
}

function sameAs(words: string): AddressReading {
  if (/ (?:billing|bill|invoice|invoicing) /.test(words)) return { kind: 'sameAs', as: 'billing' };
  return / (?:shipping|ship to|delivery|ship) (?:address|one)? ?/.test(words) && !/^ ship /.test(words)
    ? { kind: 'sameAs', as: 'shipTo' }
    : { kind: 'sameAs' };
}

function tidyAddress(text: string): string {
  const tidied = tidy(text).slice(0, LONGEST);
  const withoutEmails = emailSpans(tidied).reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), tidied);
  return withoutEmails
    .replace(LEAD, '')
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/^["'\s,.;:]+|["'\s,;:]+$/g, '');
}

function isNoAddress(raw: string, words: string): boolean {
  return NOT_ADDRESS.test(words) || raw.includes('?') || !/[\p{L}\d]/u.test(raw);
}

function isAddress(address: Address): boolean {
  const sure = [address.street.length > 0 && hasStreet(address.street), address.city, address.postcode].filter(Boolean).length;
  return sure >= 2 || (address.street.length > 0 && hasStreet(address.street)) || Boolean(address.postcode && address.region) || Boolean(address.city && (address.region ?? address.country));
}

function parse(raw: string, home: string | undefined): Address {
  const parts = raw
    .split(/[\n,;]+/)
    .map(part => part.trim().replace(/\.$/, ''))
    .filter(Boolean);
  const named = takeCountry(parts);
  const country = named ?? impliedCountry(parts, home);
  const placed = placeOf(parts, country, home);
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
    if (region && (code || country === 'US' || (country === 'CA' && region.region !== 'NT'))) return code || isSureRegion(region, country) ? country : undefined;
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
    return city === undefined ? { street: rest.slice(0, at).filter(Boolean), ...known } : { street: [...rest.slice(0, at - 1), ...cityStreet(before)].filter(Boolean), city, ...known };
  }
  const isPlace = postcode !== undefined || region !== undefined || country !== undefined || rest.length > 1;
  const city = isPlace ? cityOf(place) : undefined;
  if (city === undefined) return { street: rest.filter(Boolean), ...known };
  return { street: [...rest.slice(0, at), ...cityStreet(place), ...rest.slice(at + 1)].filter(Boolean), city, ...known };
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
function takePostcode(parts: string[], country: string | undefined, isSure: boolean): { postcode: string; at: number } | undefined {
  for (let at = parts.length - 1; at >= Math.max(0, parts.length - 3); at--) {
    const part = parts[at] ?? '';
    const found = country === undefined ? ownShape(part) : findPostcode(part, country);
    // A house number of four or five digits stands at the beginning of the street, a postal code does not.
    if (!found || (found.start === 0 && hasStreet([part]) && found.end < part.length && !isBeforeCity(country ?? ''))) continue;
    if (!isSure && found.start === 0 && found.end < part.length && at === 0) continue;
    const before = part.slice(0, found.start).replace(/(?:^|\s)(?:[A-Z]{1,2}|〒)-?\s*$/u, kept => (isBeforeCity(country ?? '') || kept.includes('〒') ? '' : kept));
    parts[at] = `${before.trim()} ${part.slice(found.end).trim()}`.trim().replace(/^[\s,-]+|[\s,-]+$/g, '');
    return { postcode: found.postcode, at };
  }
  return undefined;
}

function takeRegion(parts: string[], codeAt: number | undefined, country: string | undefined): { region: string; at: number } | undefined {
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

function fill(previous: Address, piece: string, parsed: Address): Address | undefined {
  const country = countryOf(piece);
  const missing = missingIn(previous);
  if (country && missing.includes('country') && !/^[A-Z]{2}$/.test(piece)) return { ...previous, country };
  if (country && missing[0] === 'country') return { ...previous, country };
  const code = previous.country ? (isPostcode(piece, previous.country) ? piece.toUpperCase() : undefined) : ownShape(piece)?.postcode;
  if (code && missing.includes('postcode')) return { ...previous, postcode: code, country: previous.country ?? ownShape(piece)?.country };
  const isCode = !hasStreet([piece]) && /^(?=.{3,10}$)[\p{L}\d -]*\d[\p{L}\d -]*$/u.test(piece);
  if (isCode && missing.includes('postcode') && !previous.country) return { ...previous, postcode: piece.toUpperCase() };
  if (isCode && missing[0] === 'postcode') return undefined;
  const found = {
    ...(parsed.city && missing.includes('city') ? { city: parsed.city } : {}),
    ...(parsed.region ? { region: parsed.region } : {}),
    ...(parsed.postcode ? { postcode: parsed.postcode } : {}),
    ...(parsed.country && !previous.country ? { country: parsed.country } : {}),
  };
  if (missing.includes('street') && hasStreet(parsed.street)) return { ...previous, ...found, street: parsed.street };
  if (Object.keys(found).length > 0) return { ...previous, ...found };
  if (missing[0] === 'city' && /^[\p{L}][\p{L}\p{M}'’. ()/-]{1,60}$/u.test(piece)) return { ...previous, city: piece };
  if (missing[0] === 'street' && /\p{L}/u.test(piece)) return { ...previous, street: [...previous.street, ...parsed.street, ...(parsed.street.length > 0 ? [] : [piece])] };
  // A suite or floor told afterwards belongs to the street.
  return hasStreet([piece]) ? { ...previous, street: [...previous.street, piece] } : undefined;
}
