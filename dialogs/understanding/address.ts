import type { Address } from '../../services/address.ts';
import { parseAddress } from './address-parsing.ts';
import { countryAtEnd, countryName, countryOf } from './countries.ts';
import { emailSpans } from './email.ts';
import { plainWords } from './plain-words.ts';
import { hasPostcodes, isBeforeCity, isPostcode, ownShape } from './postcodes.ts';
import { regionAtEnd } from './regions.ts';
import { hasStreet } from './street.ts';
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
  /^(?:(?:ok|okay|sure|yes|yeah|well|um|hi|please|no|sorry|so|and)[\s,]+){0,3}(?:(?:(?:my|our|the|its|it's|it is|this is|that's|that is|is|new|full|correct|actually|ship|send|deliver|mail|bill|change|update|back|return|it|them|should|be|we are at|we're at|i live at|located|billing|shipping|ship-to|postal|mailing|delivery|(?:(?:street|home|office|company|work) )?address|to|at|would)\b|[:=-])[\s:,=-]*){0,12}/i;
const SAME =
  /^ (?:(?:please |yes |yeah |use |ship |send |bill |it |to |at |is |just |can you |should be |would be |a |the |that |my |our |keep |make |also |and |ok |okay |sure |as |well ){0,6})(?:same|identical|equal|ditto|as above|as before|no different)(?: |$)/;
const NOT_ADDRESS =
  /^ (?:yes|no|yeah|yep|nope|ok|okay|sure|thanks|thank you|help|cancel|back|agent|hello|hi|hey|skip|none|n a|nothing|stop|quit|i do not know|do not know|not sure|later|hmm+|what|why|do you|can you|can i|could you|who|when|is it|is that|will you|how|which|i need|i want|i have|i would) /;

/** What people say before the address itself: "we moved to 5 Oak Ave", "please have it sent to 12 Main St". */
const SAID_BEFORE =
  /^(?:and |but |so |instead,? )*(?:i|we|you|it|please|instead|have|can|could)\b[a-z' ]{0,60}?\b(?:to|at|is)\b[\s:]*(?=\d|p\.? ?o\.? ?box)/i;
/** What they say after it: "instead", "from now on, please". */
const SAID_AFTER =
  /[\s,.;!]+(?:please|pls|plz|thanks|thank you|instead|rather|this time|from now on|for now|if possible|if you can|as well|not (?:to )?(?:the )?(?:old|other|billing|former|previous)(?: (?:one|address|place))?)[\s.!]*$/i;
/** A sentence that follows the address: "…, OR 97201, and i send it without the disks". */
const AFTERTHOUGHT =
  /[\s,.;!–-]+(?:(?:and|but|because|since|as|so|also),? )*(?:[Ii]|[Ww]e|[Yy]ou|[Tt]hey|[Ii]t|[Tt]his|[Pp]lease)(?:'[a-z]+)? (?!st\b|street\b|av)[a-z' ]{3,}[\s.!]*$/;
/** A sentence and no line of an address, in words: "i send it without the disks", "without the two disks". */
const SENTENCE =
  /^ (?:and |but |so |also |or |because )*(?:(?:i|we|you|they|he|she|it|this|that|there) (?!st |street |av)[a-z]+|without|with|if|when|after|before|until|because|leave|keep|forget|never mind|send|ship) /;

/** Reads a postal address of any country, on one line or several. */
export function readAddress(text: string, options: AddressOptions = {}): AddressReading {
  const words = plainWords(tidy(text).slice(0, LONGEST));
  if (SAME.test(words) || / same (?:as|address|place|one|for|like) /.test(words)) return sameAs(words);
  const raw = tidyAddress(text);
  if (raw === '' || isNoAddress(raw, words)) return { kind: 'none' };
  const address = parseAddress(raw, options.country);
  return isAddress(address) ? { kind: 'address', address, missing: missingIn(address) } : { kind: 'none' };
}

/** Takes one more piece of an address that is told piece by piece; a whole new address replaces the old one. */
export function addAddressPart(previous: Address, text: string, options: AddressOptions = {}): AddressReading {
  const words = plainWords(tidy(text).slice(0, LONGEST));
  const piece = tidyAddress(text);
  if (SAME.test(words)) return sameAs(words);
  if (piece === '' || isNoAddress(piece, words)) return { kind: 'none' };
  const parsed = parseAddress(piece, previous.country ?? options.country);
  if (parsed.street.length > 0 && parsed.city && (parsed.postcode || missingIn(previous).length === 0)) {
    return { kind: 'address', address: parsed, missing: missingIn(parsed) };
  }
  const raw = `${previous.raw}, ${piece}`.slice(0, LONGEST);
  const address = better(fill(previous, piece, parsed, options), anew(raw, previous));
  if (!address) return { kind: 'none' };
  const whole: Address = { ...address, raw };
  return { kind: 'address', address: whole, missing: missingIn(whole) };
}

/** All pieces read as one: the country that comes last tells what the lines before it were ("0155 Oslo", "Norway"). */
function anew(raw: string, previous: Address): Address | undefined {
  const read = parseAddress(raw, previous.country);
  const kept = { ...(previous.country ? { country: previous.country } : {}), ...read };
  return missingIn(kept).length < missingIn(previous).length ? kept : undefined;
}

/** Of two readings the one that lacks less, else the first. */
function better(first: Address | undefined, second: Address | undefined): Address | undefined {
  if (!first || !second) return first ?? second;
  return missingIn(second).length < missingIn(first).length ? second : first;
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
  if (!city || street.length === 0 || country === undefined) {
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
  const withoutEmails = emailSpans(tidied).reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + rest.slice(end),
    tidied,
  );
  return withoutAfterthought(withoutEmails.replace(SAID_BEFORE, '').replace(LEAD, ''))
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/^["'\s,.;:]+|["'\s,;:]+$/g, '');
}

function withoutAfterthought(text: string): string {
  const less = text.replace(AFTERTHOUGHT, '').replace(SAID_AFTER, '');
  return less === text ? text : withoutAfterthought(less);
}

function isNoAddress(raw: string, words: string): boolean {
  const isSentence = SENTENCE.test(plainWords(raw)) && !/\d.*,|,.*\d/.test(raw);
  return NOT_ADDRESS.test(words) || isSentence || raw.includes('?') || !/[\p{L}\d]/u.test(raw);
}

function isAddress(address: Address): boolean {
  const sure = [address.street.length > 0 && hasStreet(address.street), address.city, address.postcode].filter(
    Boolean,
  ).length;
  return (
    sure >= 2 ||
    (address.street.length > 0 && hasStreet(address.street)) ||
    Boolean(address.postcode && address.region) ||
    Boolean(address.city && (address.region ?? address.country))
  );
}

/** "California", "CA", "Ontario" alone; it names its country as well. */
function stateAlone(piece: string, country: string | undefined): { region: string; country: string } | undefined {
  const likely = country === 'CA' || country === 'AU' ? country : 'US';
  const found = country === undefined && piece.length <= 3 ? undefined : regionAtEnd(piece, likely);
  return found?.rest === '' ? { region: found.region, country: likely } : undefined;
}

function fill(previous: Address, piece: string, parsed: Address, options: AddressOptions): Address | undefined {
  const missing = missingIn(previous);
  const state = previous.region ? undefined : stateAlone(piece, previous.country ?? options.country);
  if (state) return { ...previous, ...state };
  // "OR 97201", "Ontario M5X 1A9"
  const [, land = '', zip = ''] = /^([\p{L} ]+?)[ ,]+(\S*\d.*)$/u.exec(piece) ?? [];
  const placed = previous.region ? undefined : stateAlone(land, previous.country ?? options.country);
  if (placed && isPostcode(zip, placed.country)) return { ...previous, ...placed, postcode: zip.toUpperCase() };
  const country = countryOf(piece);
  if (country && missing.includes('country') && !/^[A-Z]{2}$/.test(piece)) return { ...previous, country };
  if (country && missing[0] === 'country') return { ...previous, country };
  const code = previous.country
    ? isPostcode(piece, previous.country)
      ? piece.toUpperCase()
      : undefined
    : ownShape(piece)?.postcode;
  if (code && missing.includes('postcode'))
    return { ...previous, postcode: code, country: previous.country ?? ownShape(piece)?.country };
  const isCode = !hasStreet([piece]) && /^(?=.{3,10}$)[\p{L}\d -]*\d[\p{L}\d -]*$/u.test(piece);
  if (isCode && missing.includes('postcode') && !previous.country)
    return { ...previous, postcode: piece.toUpperCase() };
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
  if (missing[0] === 'street' && /\p{L}/u.test(piece))
    return {
      ...previous,
      street: [...previous.street, ...parsed.street, ...(parsed.street.length > 0 ? [] : [piece])],
    };
  // A suite or floor told afterwards belongs to the street.
  return hasStreet([piece]) ? { ...previous, street: [...previous.street, piece] } : undefined;
}
