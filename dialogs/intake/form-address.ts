/** An address typed into separate inputs: nothing to guess, each part is checked by itself. */
import type { Address } from '../../services/address.ts';
import { readNumber } from '../../services/numbers.ts';
import type { FormValues } from '../card.ts';
import { countryName, isCountryCode } from '../understanding/countries.ts';
import { hasPostcodes, isPostcode } from '../understanding/postcodes.ts';
import { type RegionCountry, regionAtEnd } from '../understanding/regions.ts';
import type { AddressGroup, FormDependencies } from './contact-form.ts';

type Part = 'street' | 'city' | 'state' | 'postcode' | 'country';
type Parts = Record<Part, string>;

function partsOf(value: (part: Part) => string): Parts {
  return {
    street: value('street'),
    city: value('city'),
    state: value('state'),
    postcode: value('postcode'),
    country: value('country'),
  };
}

export type AddressGroupReading =
  | { kind: 'empty' }
  | { kind: 'address'; address: Address }
  /** `soFar`: what of it is right, where that is worth asking the rest. */
  | { kind: 'wrong'; errors: FormValues; soFar?: Address };

export function readAddressGroup(deps: FormDependencies, values: FormValues, group: AddressGroup): AddressGroupReading {
  const parts = partsOf(part => (values[`${group}.${part}`] ?? '').replace(/[^\S\n]+/g, ' ').trim());
  // The country has a default, so alone it says nothing.
  if (!parts.street && !parts.city && !parts.state && !parts.postcode) return { kind: 'empty' };
  const wrong = wrongIn(deps, parts);
  const errors = Object.fromEntries(Object.entries(wrong).map(([part, why]) => [`${group}.${part}`, why]));
  if (Object.keys(errors).length === 0) return { kind: 'address', address: addressOf(parts) };
  const right = partsOf(part => (wrong[part] === undefined ? parts[part] : ''));
  return { kind: 'wrong', errors, ...(right.street ? { soFar: addressOf(right) } : {}) };
}

function wrongIn({ texts: { form } }: FormDependencies, parts: Parts): Partial<Parts> {
  const { street, city, state, postcode, country } = parts;
  const isStrange = (text: string) => /[<>{}]|\p{Cc}/u.test(text.replace(/\n/g, ' '));
  const isKnown = isCountryCode(country);
  const wrong: Partial<Parts> = {};
  if (isStrange(street)) wrong.street = form.strange;
  else if (!/[\p{L}\d]/u.test(street) || readNumber(street).kind === 'number') wrong.street = form.missing.street;
  if (isStrange(city)) wrong.city = form.strange;
  else if (!/\p{L}/u.test(city)) wrong.city = form.missing.city;
  if (isStrange(state)) wrong.state = form.strange;
  if (!isKnown) wrong.country = form.missing.country;
  if (isKnown && hasPostcodes(country)) {
    if (postcode === '') wrong.postcode = form.postcodeNeeded;
    else if (!isPostcode(postcode, country)) wrong.postcode = form.postcodeWrong(countryName(country));
  } else if (!/^[\p{L}\d -]*$/u.test(postcode)) wrong.postcode = form.strange;
  return wrong;
}

function addressOf({ street, city, state, postcode, country }: Parts): Address {
  const lines = street.split(/\s*[\n,]\s*/).filter(Boolean);
  const region = regionOf(state, country);
  const code = postcode.toUpperCase();
  const place = [region, code].filter(Boolean).join(' ');
  return {
    raw: [...lines, city, place, country && countryName(country)].filter(Boolean).join(', '),
    street: lines,
    ...(city && { city }),
    ...(region && { region }),
    ...(code && { postcode: code }),
    ...(country && { country }),
  };
}

const WITH_REGIONS: readonly RegionCountry[] = ['US', 'CA', 'AU'];

/** "California" as "CA", where a country's states have abbreviations; else as written. */
function regionOf(state: string, country: string): string {
  const withRegions = WITH_REGIONS.find(one => one === country);
  const known = withRegions && regionAtEnd(state, withRegions);
  return known?.rest === '' ? known.region : state;
}
