/** The headers that every page for people has. */
import type { OutgoingHttpHeaders } from 'node:http';

export function pageHeaders(bytes: number): OutgoingHttpHeaders {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': bytes,
    // A nonce is good for one answer.
    'Cache-Control': 'no-store',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
}

/** What a page may load and do: nothing but what is named here, and what it adds. */
export function policy({ nonce, ...own }: { nonce: string; [directive: `${string}-${string}`]: string }): string {
  return Object.entries({
    'default-src': "'none'",
    'script-src': `'nonce-${nonce}'`,
    // Web Chat makes one style element without its nonce, and leaves it empty: the digest is that of nothing.
    'style-src': `'self' 'nonce-${nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
    'img-src': "'self' data:",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    ...own,
  })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
