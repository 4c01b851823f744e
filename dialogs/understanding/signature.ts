/** The lines that people sign with: name, company, address, phone, email, one below the other. */
import type { Address } from '../../services/address.ts';
import { readAddress } from './address.ts';

export interface Signature {
  company?: string;
  address?: Address;
}

const FEWEST_LINES = 3;
const MOST_LINES = 12;
/** Lines that one address may take. */
const ADDRESS_LINES = [1, 2, 3];

const FIRM =
  /\b(?:inc|llc|ltd|limited|gmbh|corp|corporation|co|company|ag|bv|nv|plc|s\.?a|s\.?l|srl|pty|security|systems|integrators?|solutions|services|technologies|group|electronics|surveillance)\b\.?\s*$/i;

/** Reads a signature; empty where the text is none. Names, phones and emails are found by their own readers. */
export function readSignature(text: string, { country }: { country: string }): Signature {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  if (lines.length < FEWEST_LINES || lines.length > MOST_LINES) return {};
  const company = lines.find(line => FIRM.test(line) && !/[@\d?]/.test(line) && line.length <= 100);
  const address = addressAmong(
    lines.filter(line => line !== company && !line.includes('@')),
    country,
  );
  return { ...(company ? { company } : {}), ...(address ? { address } : {}) };
}

/** The first run of lines that is a whole address. */
function addressAmong(lines: string[], country: string): Address | undefined {
  for (const [at, line] of lines.entries()) {
    if (!/\d/.test(line)) continue;
    for (const count of ADDRESS_LINES) {
      const reading = readAddress(lines.slice(at, at + count).join(', '), { country });
      if (reading.kind === 'address' && reading.missing.length === 0) return reading.address;
    }
  }
  return undefined;
}
