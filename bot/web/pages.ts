/** How pages for people are answered: what each needs to know of where it is shown, and the headers that it goes out with. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'restify';
import type { Assets } from './assets.ts';
import { pageHeaders, policy } from './headers.ts';
import type { Contact, Site } from './layout.ts';

export interface Pages {
  /** Anew for each answer: a nonce is good for one. */
  siteFor(req: Request): Site;
  send(req: Request, res: Response, site: Site, page: string, status?: number): void;
}

export function createPages(deps: { company: Contact; assets: Pick<Assets, 'path'>; publicUrl: string }): Pages {
  const { company, assets, publicUrl } = deps;
  return {
    siteFor(req) {
      const { pathname, search } = asked(req);
      const nonce = randomBytes(16).toString('base64');
      return { company, nonce, asset: assets.path, publicUrl, path: pathname.replace(/^\/+/, '') + search };
    },

    send(req, res, site, page, status = 200) {
      const body = Buffer.from(page);
      res.writeHead(status, {
        ...pageHeaders(body.length),
        'Content-Security-Policy': policy({
          nonce: site.nonce,
          // Pages below the root name it.
          'base-uri': "'self'",
          'form-action': "'self'",
          'frame-src': "'self'",
        }),
      });
      res.end(req.method === 'HEAD' ? undefined : body);
    },
  };
}

/** Of the address only path and query count; a proxy may send it whole. */
export function asked(req: IncomingMessage): URL {
  return new URL(String(req.url).replace(/^\/+/, '/'), 'http://desk');
}
