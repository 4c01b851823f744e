/** A parcel in people's words: who carries it, and the number that it can be followed by. */
import { readNumber } from '../../services/numbers.ts';
import { CARRIERS } from '../../services/returns/carriers.ts';

export interface TrackingReading {
  carrier?: string;
  tracking?: string;
}

/** As carriers are called, with or without dots, dashes and spaces; two letters are too few to be found in a sentence. */
const CALLED: readonly (readonly [name: string, said: RegExp])[] = CARRIERS.map(({ name, aliases }) => {
  const spelled = [name, ...aliases]
    .map(called => called.replace(/[^\p{L}\p{N}]/gu, ''))
    .filter(letters => letters.length > 2)
    .map(letters => [...letters].join('[ .-]?'));
  return [name, new RegExp(`(?<![\\p{L}\\p{N}])(?:${spelled.join('|')})(?![\\p{L}\\p{N}])`, 'iu')];
});

/** What only one carrier's numbers look like. */
const OWN_FORMS: readonly (readonly [carrier: string, form: RegExp])[] = [
  ['UPS', /\b1Z(?:[ -]?[0-9A-Z]){16}\b/i],
  ['USPS', /\b9[2-5](?:[ -]?\d){20}\b/],
];
/** The post of any country: two letters, nine digits, the country. */
const POSTAL = /\b[A-Z]{2}\d{9}[A-Z]{2}\b/i;
const NAMED =
  /\b(?:tracking|track|waybill|awb|consignment|shipment)\b[\s#:]*(?:(?:number|numbr|no|nr|num|code|id|is|it'?s|with|under|by|ups|fedex|dhl|usps)\b[\s.#:]*){0,4}(?<value>(?=[\w -]*\d{3})[A-Z0-9](?:[ -]?[A-Z0-9]){5,34})/i;
const DIGITS = /(?<![\w-])\d(?:[ -]?\d){9,33}(?![\w-])/g;

export function readTracking(text: string): TrackingReading {
  const said = text.slice(0, 400);
  const carrier = CALLED.find(([, name]) => name.test(said))?.[0];
  for (const [own, form] of OWN_FORMS) {
    const found = form.exec(said)?.[0];
    if (found) return { carrier: carrier ?? own, tracking: tidied(found) };
  }
  const named = POSTAL.exec(said)?.[0] ?? numbered(NAMED.exec(said)?.groups?.['value']) ?? bareDigits(said);
  return { ...(carrier && { carrier }), ...(named && { tracking: tidied(named) }) };
}

/** "tracking number is 7489 1234 5678 thanks": the words behind are none of it. */
function numbered(value: string | undefined): string | undefined {
  const groups = value?.split(' ').filter((_, at, all) => all.slice(0, at + 1).every(one => /\d/.test(one)));
  const joined = groups?.join(' ');
  return joined && !isOurs(joined) ? joined : undefined;
}

function bareDigits(said: string): string | undefined {
  return (said.match(DIGITS) ?? []).find(digits => !isOurs(digits));
}

function isOurs(said: string): boolean {
  return readNumber(said).kind === 'number';
}

function tidied(said: string): string {
  return said.replace(/[ -]/g, '').toUpperCase();
}
