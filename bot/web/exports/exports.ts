/** `GET /exports/{day}.csv`: a day's cases and returns, for whoever of the staff was handed the link. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response, Server } from 'restify';
import { createListCases } from '../../../services/cases/listing.ts';
import { createListReturns } from '../../../services/returns/listing.ts';
import type { Store } from '../../../services/store/port.ts';
import type { Log } from '../../log.ts';
import { BEGINNING } from './csv.ts';
import { dayLines } from './day.ts';
import type { ExportLinks } from './links.ts';

export interface ExportsDependencies {
  links: Pick<ExportLinks, 'check'>;
  store: Store;
  /** IANA zone in which the maker counts days. */
  timeZone: string;
  now: () => Date;
  log: Pick<Log, 'info' | 'error'>;
}

const HEADERS = {
  'Cache-Control': 'private, no-store',
  'X-Robots-Tag': 'noindex',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
};
const EXPIRED = 'This link has expired. Say “export” to the desk in Teams for a new one.\n';
const GONE = 'There is no such file.\n';
const AWAY = 'The file cannot be made right now. Please try again in a minute.\n';

export function mountExports(server: Server, { links, store, timeZone, now, log }: ExportsDependencies): void {
  const listCases = createListCases({ store, now });
  const listReturns = createListReturns({ store, now });

  async function give(req: Request, res: Response): Promise<void> {
    const [, day] = /^(\d{4}-\d{2}-\d{2})\.csv$/.exec(String(req.params['file'])) ?? [];
    if (day === undefined) return say(res, 404, GONE);
    const checked = links.check(day, new URLSearchParams(req.getQuery()), now());
    if (checked.kind !== 'valid') {
      return checked.kind === 'expired' ? say(res, 410, EXPIRED) : say(res, 404, GONE);
    }
    const lines = dayLines(day, { listCases, listReturns, timeZone });
    // Where the store is away, that is known before anything is answered.
    const [head, first] = [await lines.next(), await lines.next()];
    log.info({ day, by: checked.by }, 'a day was exported');
    res.writeHead(200, {
      ...HEADERS,
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="desk-${day}.csv"`,
    });
    res.write(`${BEGINNING}${head.value ?? ''}${first.value ?? ''}`);
    await pipeline(Readable.from(lines), res);
  }

  server.get('/exports/:file', async (req: Request, res: Response): Promise<void> => {
    try {
      await give(req, res);
    } catch (err) {
      log.error({ err, route: req.getRoute().path }, 'request failed');
      // Half a file is broken off, so that nobody takes it for a whole one.
      if (res.headersSent) res.destroy();
      else say(res, 503, AWAY);
    }
  });
}

function say(res: Response, status: number, text: string): void {
  res.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
  res.end(text);
}
