/** The pages and papers of an RMA on their way: kept by no cache, found by no search machine. */
import type { Request, Response } from 'restify';

const PRIVATE = {
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

export function sendPage(
  req: Request,
  res: Response,
  { status, nonce, page }: { status: number; nonce: string; page: string },
): void {
  const body = Buffer.from(page);
  res.writeHead(status, {
    ...PRIVATE,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': body.length,
    'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  });
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** Without a body: the head alone, for which nothing is drawn. */
export function sendPdf(res: Response, name: string, body?: Buffer): void {
  res.writeHead(200, {
    ...PRIVATE,
    'Content-Type': 'application/pdf',
    ...(body && { 'Content-Length': body.length }),
    'Content-Disposition': `inline; filename="${name}"`,
    // Readers of browsers print as a dialog of the page, and save as a download.
    'Content-Security-Policy': "default-src 'none'; sandbox allow-modals allow-downloads; frame-ancestors 'none'",
  });
  res.end(body);
}
