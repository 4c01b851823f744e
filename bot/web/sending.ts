/** How a page for people goes out: what it knows of its place, and the headers that keep it to itself. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Request, Response } from 'restify';
import type { Assets } from './assets.ts';
import { pageHeaders, policy } from './headers.ts';
import type { Contact, Site } from './layout.ts';

export interface PageSending {
  siteFor(req: IncomingMessage): Site;
  send(req: Request, res: Response, site: Site, page: string, status?: number, headers?: OutgoingHttpHeaders): void;
}

export function createPageSending(deps: {
  company: Contact;
  assets: Pick<Assets, 'path'>;
  publicUrl: string;
}): PageSending {
  const { company, assets, publicUrl } = deps;
  return {
    siteFor(req) {
      const { pathname, search } = asked(req);
      const nonce = randomBytes(16).toString('base64');
      return { company, nonce, asset: assets.path, publicUrl, path: pathname.replace(/^\/+/, '') + search };
    },

    send(req, res, site, page, status = 200, headers = {}) {
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
        ...headers,
      });
      res.end(req.method === 'HEAD' ? undefined : body);
    },
  };
}

/** Of the address only path and query count; a proxy may send it whole. */
export function asked(req: IncomingMessage): URL {
  return new URL(String(req.url).replace(/^\/+/, '/'), 'http://desk');
}
