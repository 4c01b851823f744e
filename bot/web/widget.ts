/** `GET /widget.js`, the script that a site embeds, and `GET /chat`, the page that it shows in its frame. */
import { createHash, randomBytes } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Request, Response, Server } from 'restify';
import { type Assets, type Packed, sendPacked } from './assets.ts';
import { chatPage, Look } from './chat-page.ts';
import { pageHeaders, policy } from './headers.ts';
import type { Contact } from './layout.ts';

/** The button's colour, where the site asks for none: that of the pages. */
const COLOUR = '#0b6b62';
/** So long a browser uses the script without asking whether it has changed. */
const FRESH_SECONDS = 3600;

export interface WidgetDependencies {
  company: Contact;
  assets: Assets;
  /** The address outside: where the chat's stream comes from. */
  publicUrl: string;
  /** The sites that may show the chat; browsers keep it from all others. */
  widgetOrigins: readonly string[];
}

export function mountWidget(server: Server, { company, assets, publicUrl, widgetOrigins }: WidgetDependencies): void {
  const stream = new URL(publicUrl.replace(/^http/, 'ws')).origin;
  const script = loader(company, assets.content('widget.js'));
  const tag = `"${createHash('sha256').update(script.plain).digest('base64url').slice(0, 22)}"`;

  async function widget(req: Request, res: Response): Promise<void> {
    const headers = {
      'Cache-Control': `public, max-age=${FRESH_SECONDS}, stale-while-revalidate=86400`,
      // Sites that isolate themselves load only what says that it may be loaded.
      'Cross-Origin-Resource-Policy': 'cross-origin',
      ETag: tag,
    };
    if (req.headers['if-none-match'] !== tag) return sendPacked(req, res, script, headers);
    res.writeHead(304, { ...headers, Vary: 'Accept-Encoding' });
    res.end();
  }

  async function chat(req: Request, res: Response): Promise<void> {
    const nonce = randomBytes(16).toString('base64');
    const look = Look.parse(Object.fromEntries(new URLSearchParams(req.getQuery())));
    const body = Buffer.from(chatPage({ company, nonce, assets, look }));
    res.writeHead(200, {
      ...pageHeaders(body.length),
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Security-Policy': policy({
        nonce,
        'img-src': "'self' data: blob:",
        // `blob:` is a file that the visitor has chosen and that is about to be sent.
        'connect-src': `'self' ${stream} blob:`,
        'frame-ancestors': ["'self'", ...widgetOrigins].join(' '),
      }),
    });
    res.end(req.method === 'HEAD' ? undefined : body);
  }

  for (const method of ['get', 'head'] as const) {
    server[method]('/widget.js', widget);
    server[method]('/chat', chat);
  }
}

/** The script with what it has to know of the desk in it. */
function loader({ name, tollFree, technicalSupport }: Contact, source: Buffer): Packed {
  const desk = { name, phone: tollFree.shown, tel: tollFree.e164, email: technicalSupport, color: COLOUR };
  const plain = Buffer.from(String(source).replace('(DESK);', () => `(${JSON.stringify(desk)});`));
  return { type: 'text/javascript; charset=utf-8', plain, br: brotliCompressSync(plain), gzip: gzipSync(plain) };
}
