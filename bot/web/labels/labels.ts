/** `GET /labels/{rma}`: the labels of an RMA, for whoever has the link that was given with the number. */
import { randomBytes } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import type { PackingFor } from '../../../services/packing.ts';
import type { Returns } from '../../../services/returns/returns.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import type { Log } from '../../log.ts';
import { type Codes, loadCodes } from './codes.ts';
import type { LabelLinks } from './links.ts';
import { type LabelParts, labelPage, noLabelPage } from './page.ts';

export interface LabelsDependencies extends Pick<LabelParts, 'company' | 'terms'> {
  links: Pick<LabelLinks, 'check'>;
  returns: Pick<Returns, 'find'>;
  /** How a product of the catalog's family is packed (R15). */
  packingOf: (family: string | undefined) => ReturnType<PackingFor>;
  now: () => Date;
  log: Pick<Log, 'error'>;
}

export function mountLabels(server: Server, deps: LabelsDependencies): void {
  const { links, returns, company, terms, packingOf, now, log } = deps;
  let codes: Promise<Codes> | undefined;

  async function show(req: Request, res: Response): Promise<void> {
    const nonce = randomBytes(16).toString('base64');
    const refuse = (status: number, why: Parameters<typeof noLabelPage>[0]) =>
      send(req, res, status, noLabelPage(why, { company, nonce }), nonce);
    const number = String(req.params['rma']);
    const checked = links.check(number, new URLSearchParams(req.getQuery()), now());
    if (checked === 'invalid') return refuse(403, 'invalid');
    if (checked === 'expired') return refuse(410, 'expired');
    const rma = await returns.find(number);
    if (!rma) return refuse(410, 'gone');
    codes ??= loadCodes();
    const page = labelPage({ company, terms, rma: printed(rma), codes: await codes, nonce });
    send(req, res, 200, page, nonce);
  }

  /** A person reads the answer, also where the store is away. */
  async function answer(req: Request, res: Response): Promise<void> {
    try {
      await show(req, res);
    } catch (err) {
      log.error({ err, route: req.getRoute().path }, 'request failed');
      const nonce = randomBytes(16).toString('base64');
      send(req, res, 503, noLabelPage('away', { company, nonce }), nonce);
    }
  }

  function printed(rma: Rma): LabelParts['rma'] {
    return {
      number: rma._id,
      caseNumber: rma.caseNumber,
      returnBy: rma.returnBy,
      activeUntil: rma.activeUntil,
      items: rma.items.map(({ model, serial, family }) => ({ model, serial: serial?.raw, packing: packingOf(family) })),
    };
  }

  server.get('/labels/:rma', answer);
  server.head('/labels/:rma', answer);
}

function send(req: Request, res: Response, status: number, page: string, nonce: string): void {
  const body = Buffer.from(page);
  res.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'X-Robots-Tag': 'noindex',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  });
  res.end(req.method === 'HEAD' ? undefined : body);
}
