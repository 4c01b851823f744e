/**
 * `/mail/unsubscribe`: ends the status emails of a return (R11). `GET` shows a page with a button and changes nothing,
 * for programs follow links; `POST` is what that button and the mail programs' own one do (RFC 8058).
 */
import type { Request, Response, Server } from 'restify';
import type { Returns } from '../../../services/returns/returns.ts';
import { readForm } from '../../body.ts';
import type { Log } from '../../log.ts';
import type { Pages } from '../pages.ts';
import type { UnsubscribeLinks } from './links.ts';
import { STATUS, type UnsubscribeView, unsubscribePage } from './page.ts';

export interface UnsubscribeDependencies {
  pages: Pages;
  links: Pick<UnsubscribeLinks, 'check'>;
  returns: Pick<Returns, 'find' | 'change'>;
  now: () => Date;
  log: Pick<Log, 'error'>;
}

const MOST_BYTES = 4 * 1024;

export function mountUnsubscribe(server: Server, deps: UnsubscribeDependencies): void {
  const { pages, links, returns, now, log } = deps;

  async function view(req: Request, wanted: boolean | undefined): Promise<UnsubscribeView> {
    const checked = links.check(new URLSearchParams(req.getQuery()), now());
    if (checked.kind !== 'valid') return checked;
    const { rma } = checked;
    const found = await returns.find(rma);
    // Whoever has the address now decides.
    if (!found || !checked.isFor(found.contact.email)) return { kind: 'ended' };
    if (wanted === undefined) return { kind: found.statusEmails ? 'asks' : 'stopped', rma };
    const done = await returns.change(rma, { kind: 'status-emails', wanted }, { actor: 'customer:link' });
    if (done.kind === 'unknown') return { kind: 'ended' };
    return { kind: wanted ? 'resumed' : 'stopped', rma };
  }

  async function posted(req: Request): Promise<UnsubscribeView> {
    const body = await readForm(req, MOST_BYTES);
    if (body.kind === 'refused') return { kind: 'no answer' };
    if (body.values.get('List-Unsubscribe') === 'One-Click') return view(req, false);
    return body.values.get('wanted') === 'yes' ? view(req, true) : { kind: 'no answer' };
  }

  /** A person reads the answer, also where the store is away. */
  function answering(look: (req: Request) => Promise<UnsubscribeView>) {
    return async (req: Request, res: Response): Promise<void> => {
      const seen = await look(req).catch((err: unknown): UnsubscribeView => {
        log.error({ err, route: req.getRoute().path }, 'request failed');
        return { kind: 'away' };
      });
      const site = pages.siteFor(req);
      pages.send(req, res, site, unsubscribePage(site, seen), STATUS[seen.kind]);
    };
  }

  const shown = answering(req => view(req, undefined));
  server.get('/mail/unsubscribe', shown);
  server.head('/mail/unsubscribe', shown);
  server.post('/mail/unsubscribe', answering(posted));
}
