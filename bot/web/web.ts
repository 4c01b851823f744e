/** The pages that people see in a browser. */
import { randomBytes } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import type { Assets } from './assets.ts';
import { pageHeaders, policy } from './headers.ts';
import { type Contact, supportPage } from './support-page.ts';
import { mountWidget } from './widget.ts';

export interface WebDependencies {
  company: Contact;
  /** What `loadAssets` has read. */
  assets: Assets;
  /** The address outside: where the chat's stream comes from. */
  publicUrl: string;
  /** The sites that may show the chat. */
  widgetOrigins: readonly string[];
}

/** Mounts `GET /` and the files that it loads. The chat on it speaks to what `mountDirectLine` has mounted. */
export function mountWeb(server: Server, deps: WebDependencies): void {
  const { company, assets } = deps;

  async function page(req: Request, res: Response): Promise<void> {
    const nonce = randomBytes(16).toString('base64');
    const body = Buffer.from(supportPage({ company, nonce, asset: assets.path }));
    res.writeHead(200, {
      ...pageHeaders(body.length),
      'Content-Security-Policy': policy({ nonce, 'frame-src': "'self'" }),
    });
    res.end(req.method === 'HEAD' ? undefined : body);
  }

  server.get('/', page);
  server.head('/', page);
  mountWidget(server, deps);
  assets.mount(server);
}
