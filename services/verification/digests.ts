/** What stands in the store in place of addresses, networks and codes: digests that mean nothing without the key. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type Digest = (purpose: string, ...parts: (string | undefined)[]) => string;

export function createDigest(key: Uint8Array): Digest {
  return (purpose, ...parts) =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, ...parts.map(part => part ?? null)]))
      .digest('base64url');
}

/** In a time that says nothing of where they differ. */
export function isSameDigest(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Makes 6 digits of a seed: the same of the same, and not to be told from chance without the key. */
export type DrawCode = (seed: string) => string;

export function createDrawCode(key: Uint8Array): DrawCode {
  return seed => {
    // 48 bits: the digits are even to one part in a hundred million.
    const drawn = createHmac('sha256', key).update(`code:${seed}`).digest().readUIntBE(0, 6);
    return String(drawn % 1_000_000).padStart(6, '0');
  };
}
