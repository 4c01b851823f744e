/** What people sign with: name, company, address, phone, email, one below the other, or in a row behind commas. */
import type { Address } from '../../services/address.ts';
import { readAddress } from './address.ts';
import { countryOf } from './countries.ts';
import { readName } from './name.ts';

export interface Signature {
  name?: string;
  company?: string;
  address?: Address;
  shipTo?: Address;
  /** "Ship to the same." */
  same?: true;
}

const FEWEST_LINES = 3;
const MOST_LINES = 12;
/** Lines, or pieces between commas, that one address may take. */
const MOST_ADDRESS_LINES = 7;
const LONGEST = 2_000;
const MOST_BESIDE = 150;

const FIRM =
  /\b(?:inc|llc|ltd|ltda|limited|gmbh|corp|corporation|co|company|ag|bv|nv|plc|s\.?a|s\.?l|srl|pty|security|systems|integrators?|solutions|services|technologies|group|electronics|surveillance)\b\.?\s*$/i;
/** Where a sentence ends: not behind the abbreviations of an address ("Av. Paulista"), but before "ship it to …". */
const SENTENCE_END =
  /(?<=[\p{L}\d)]{5}\.|[!?;])\s+|(?<=\.)\s+(?=(?:please )?(?:ship|send|deliver|bill|invoice|address)\b)/iu;
const TO_SHIP = /^\W*(?:and |please )*(?:ship(?:ping)?|send|deliver|delivery|return)\b/i;
/** A piece that says it is a serial number is no street and no postal code: "an IX10C too, sn 77120". */
const SERIAL = /\b(?:s\/?n|serial)\b/i;
/** "ship to the same", "shipping address is the same". */
const SAME = /\b(?:ship(?:ping)?|send|deliver(?:y)?|return)\b[a-z' ]{0,30}\bsame\b/i;

/** "Kim Brandt, kim@brandt.com", with a phone number behind it or not, and nothing else. */
const BEFORE_EMAIL =
  /^(?<name>[^@,;:|/<(]{3,80}?)\s*[,;:|/<(-]?\s*[^\s@,<(]{1,64}@[^\s@]{3,255}?[>)]?[\s,;]*[\d\s()+.-]*$/;

/** Reads a signature; empty where the text holds none. Phones and emails are found by their own readers. */
export function readSignature(text: string, { country }: { country: string }): Signature {
  const lines = linesOf(text.slice(0, LONGEST));
  if (lines.length >= FEWEST_LINES && lines.length <= MOST_LINES) return signedIn(lines, country);
  const named = lines.length === 1 ? besideEmail(lines[0] ?? '') : undefined;
  if (named !== undefined) return { name: named };
  const sentences = lines.flatMap(line => line.split(SENTENCE_END)).filter(Boolean);
  const signed = sentences.map(sentence => inARow(sentence, country));
  return Object.assign({}, ...signed, SAME.test(text) ? { same: true } : {});
}

function besideEmail(line: string): string | undefined {
  const name = line.length <= MOST_BESIDE ? BEFORE_EMAIL.exec(line)?.groups?.['name'] : undefined;
  return name === undefined ? undefined : fullName(name);
}

/** Whether a line is the name of a firm, by its legal form or trade. */
export function isFirm(line: string): boolean {
  return FIRM.test(line) && !/[@\d?]/.test(line) && line.length <= 100;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
}

function signedIn(lines: string[], country: string): Signature {
  const company = lines.find(isFirm);
  const rest = lines.filter(line => line !== company && !line.includes('@'));
  const address = addressAmong(rest, country);
  const name = company || address ? rest.map(fullName).find(Boolean) : undefined;
  return { ...(name ? { name } : {}), ...(company ? { company } : {}), ...(address ? { address } : {}) };
}

/** "Sam Lee, sam@lee.org, 212-555-0147, Lee Inc, 12 Main St, Springfield, IL 62701". */
function inARow(sentence: string, country: string): Signature {
  const pieces = sentence.split(',').map(piece => piece.trim());
  if (pieces.length < FEWEST_LINES || !/\d/.test(sentence)) return {};
  const isSigned = pieces.some(piece => piece.includes('@'));
  const company = isSigned ? pieces.find(isFirm) : undefined;
  const address = addressAmong(
    pieces.map(piece => (piece === company || piece.includes('@') ? '' : piece)),
    country,
  );
  const name = isSigned ? pieces.map(piece => fullName(piece.split('. ').at(-1) ?? '')).find(Boolean) : undefined;
  return {
    ...(name ? { name } : {}),
    ...(company ? { company } : {}),
    ...(address ? { [TO_SHIP.test(sentence) ? 'shipTo' : 'address']: address } : {}),
  };
}

/** First and last name written as names are; "Baker & Sons" and "Kind regards" are none. */
export function fullName(line: string): string | undefined {
  const isWritten =
    /^\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:(?:van|von|de|da|di|del|der|la|le|bin|al|dos) ){0,2}\p{Lu}[\p{L}\p{M}.'’-]*){1,3}$/u;
  const isClosing = /\b(?:regards|thanks|thank you|sincerely|yours|cheers|best|greetings)\b/i;
  return isWritten.test(line) && !isClosing.test(line) && !isFirm(line) && !countryOf(line)
    ? readName(line)
    : undefined;
}

/** The first run of lines that is a whole address, with its country where that follows. */
function addressAmong(lines: string[], country: string): Address | undefined {
  for (const [at, line] of lines.entries()) {
    if (!/\d/.test(line)) continue;
    for (let count = 1; count <= MOST_ADDRESS_LINES && at + count <= lines.length; count++) {
      const run = lines.slice(at, at + count);
      if (run.some(piece => piece === '' || SERIAL.test(piece))) break;
      const next = lines[at + count] ?? '';
      const reading = readAddress([...run, ...(countryOf(next) ? [next] : [])].join(', '), { country });
      if (reading.kind === 'address' && reading.missing.length === 0) return reading.address;
    }
  }
  return undefined;
}
