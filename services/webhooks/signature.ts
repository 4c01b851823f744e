/** How what is posted is signed, in the manner of Standard Webhooks (standardwebhooks.com). */
import { createHmac } from 'node:crypto';

const ENCODED = 'whsec_';

/** What the secret signs with: the bytes that `whsec_…` holds in base64, or those of any other text as it is. */
export function signingBytes(secret: string): Uint8Array {
  return secret.startsWith(ENCODED) ? Buffer.from(secret.slice(ENCODED.length), 'base64') : Buffer.from(secret);
}

export interface Signed {
  'webhook-id': string;
  /** Seconds since 1970, of this attempt: a receiver refuses what is older than minutes. */
  'webhook-timestamp': string;
  'webhook-signature': string;
}

export function sign(key: Uint8Array, { id, body, at }: { id: string; body: string; at: Date }): Signed {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
