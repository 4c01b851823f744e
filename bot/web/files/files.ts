/** `GET /files/{id}`: a photo or paper of a case, for whoever of the staff has the link from its card. */
import type { Request, Response, Server } from 'restify';
import type { Attachments } from '../../../services/attachments/attachments.ts';
import type { Log } from '../../log.ts';
import type { FileLinks } from './links.ts';

export interface FilesDependencies {
  links: Pick<FileLinks, 'check'>;
  attachments: Pick<Attachments, 'read'>;
  now: () => Date;
  log: Pick<Log, 'error'>;
}

/** What browsers show by themselves, and cannot run; the rest is saved. */
const SHOWN: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

const HEADERS = {
  'Cache-Control': 'private, no-store',
  'X-Robots-Tag': 'noindex',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
};
const EXPIRED = 'This link has expired. Look the case up again in Teams: its card has a new one.\n';
const GONE = 'There is no such file.\n';
const AWAY = 'The file cannot be opened right now. Please try again in a minute.\n';

export function mountFiles(server: Server, { links, attachments, now, log }: FilesDependencies): void {
  async function show(req: Request, res: Response): Promise<void> {
    const id = String(req.params['id']);
    const checked = links.check(id, new URLSearchParams(req.getQuery()), now());
    if (checked !== 'valid') return say(res, checked === 'expired' ? 410 : 404, checked === 'expired' ? EXPIRED : GONE);
    const found = await attachments.read(id);
    if (!found) return say(res, 404, GONE);
    const { file, bytes } = found;
    const way = SHOWN.has(file.type) ? 'inline' : 'attachment';
    res.writeHead(200, {
      ...HEADERS,
      'Content-Type': file.type,
      'Content-Length': bytes.length,
      'Content-Disposition': `${way}; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, '_')}`,
    });
    res.end(req.method === 'HEAD' ? undefined : bytes);
  }

  async function answer(req: Request, res: Response): Promise<void> {
    try {
      await show(req, res);
    } catch (err) {
      log.error({ err, route: req.getRoute().path }, 'request failed');
      say(res, 503, AWAY);
    }
  }

  server.get('/files/:id', answer);
  server.head('/files/:id', answer);
}

function say(res: Response, status: number, text: string): void {
  res.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' });
  res.end(text);
}
