/**
 * The signature of the voice webhook: HMAC-SHA1 with the account's token over the public address and every field of the
 * form, by name (Twilio's scheme, which SignalWire shares).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export function signatureOf(token: string, url: string, form: URLSearchParams): string {
  const names = [...new Set(form.keys())].sort();
  const fields = names.flatMap(name => [...new Set(form.getAll(name))].sort().map(value => name + value));
  return createHmac('sha1', token)
    .update(url + fields.join(''))
    .digest('base64');
}

/** @param given of the header; compared in a time that says nothing of where it differs */
export function isSigned(token: string, url: string, form: URLSearchParams, given: string | undefined): boolean {
  const [right, told] = [Buffer.from(signatureOf(token, url, form)), Buffer.from(given ?? '')];
  return right.length === told.length && timingSafeEqual(right, told);
}
