/** The pages that people see in a browser. */
import { randomBytes } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import type { Assets } from './assets.ts';
import { type Contact, supportPage } from './support-page.ts';

export interface WebDependencies {
  company: Contact;
  /** What `loadAssets` has read. */
  assets: Assets;
  /** The address outside: where the chat's stream comes from. */
  publicUrl: string;
}

/** Mounts `GET /` and the files that it loads. The chat on it speaks to what `mountDirectLine` has mounted. */
export function mountWeb(server: Server, { company, assets, publicUrl }: WebDependencies): void {
  const stream = new URL(publicUrl.replace(/^http/, 'ws')).origin;

  async function page(req: Request, res: Response): Promise<void> {
    const nonce = randomBytes(16).toString('base64');
    const body = Buffer.from(supportPage({ company, nonce, asset: assets.path }));
    res.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': body.length,
      // A nonce is good for one answer.
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policy(nonce, stream),
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    });
    res.end(req.method === 'HEAD' ? undefined : body);
  }

  server.get('/', page);
  server.head('/', page);
  assets.mount(server);
}

function policy(nonce: string, stream: string): string {
  return Object.entries({
    'default-src': "'none'",
    'script-src': `'nonce-${nonce}'`,
    // Web Chat makes one style element without its nonce, and leaves it empty: the digest is that of nothing.
    'style-src': `'self' 'nonce-${nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
    'img-src': "'self' data: blob:",
    // The chat reads a chosen file back from an address of its own making, to send it.
    'connect-src': `'self' blob: ${stream}`,
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
