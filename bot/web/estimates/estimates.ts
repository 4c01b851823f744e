/**
 * `GET /estimates/{rma}` shows an estimate to whoever has the link from the mail, and `POST` answers it, once it has been
 * confirmed (R20). Mail scanners follow links: nothing is ever answered by a GET.
 */
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { dateIn } from '../../../services/calendar.ts';
import type { Terms } from '../../../services/profile/facts.ts';
import { type Estimate, EstimateAnswer } from '../../../services/returns/estimate.ts';
import { answerTo, offerOf } from '../../../services/returns/offer.ts';
import type { Returns } from '../../../services/returns/returns.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import { readForm } from '../../body.ts';
import { clientAddress } from '../../client-address.ts';
import type { Log } from '../../log.ts';
import { createRateLimit } from '../../rate-limit.ts';
import type { Assets } from '../assets.ts';
import type { Contact, Site } from '../layout.ts';
import { asked, createPages } from '../pages.ts';
import { answeredPage, STATUS, type Trouble, troublePage } from './closed-page.ts';
import { type EstimateLinks, queryOf, type SignedQuery } from './links.ts';
import { confirmPage, estimatePage } from './page.ts';

export interface EstimatesDependencies {
  company: Contact & { timeZone: string };
  terms: Pick<Terms, 'turnaroundBusinessDays' | 'estimate'>;
  links: Pick<EstimateLinks, 'check'>;
  returns: Pick<Returns, 'find' | 'change'>;
  assets: Pick<Assets, 'path'>;
  publicUrl: string;
  now: () => Date;
  log: Pick<Log, 'error'>;
}

/** Per network: an office that answers all of its estimates at once, and no script. */
export const REQUESTS = { burst: 60, perMinute: 60 };

const LARGEST_FORM = 4 * 1024;
const ACTOR = 'customer:link';

const Sent = z.object({ answer: EstimateAnswer, confirmed: z.literal('yes').optional().catch(undefined) });

interface Found {
  rma: Rma;
  estimate: Estimate;
  query: SignedQuery;
}

export function mountEstimates(server: Server, deps: EstimatesDependencies): void {
  const { company, terms, links, returns, now, log } = deps;
  const { siteFor, send } = createPages(deps);
  const limit = createRateLimit({ ...REQUESTS, now });

  function reply(req: Request, res: Response, site: Site, page: string, status = 200): void {
    res.setHeader('X-Robots-Tag', 'noindex');
    send(req, res, site, page, status);
  }

  function refuse(req: Request, res: Response, trouble: Trouble, status = STATUS[trouble]): void {
    const site = siteFor(req);
    reply(req, res, site, troublePage(site, trouble), status);
  }

  async function find(number: string, params: URLSearchParams): Promise<Found | Trouble> {
    const checked = links.check(number, params, now());
    if (checked.kind !== 'valid') return checked.kind;
    const rma = await returns.find(number);
    const estimate = rma?.estimates.find(({ id }) => id === checked.estimate);
    return rma && estimate ? { rma, estimate, query: checked.query } : 'gone';
  }

  function partsOf(req: Request, { rma, estimate, query }: Found, today = dateIn(company.timeZone, now())) {
    const offer = offerOf(rma, estimate, { scrapWithin: terms.estimate.scrapWithinDays, today });
    return { site: siteFor(req), offer, terms, query };
  }

  /** The page of an estimate that is open no more. */
  function closed(req: Request, res: Response, found: Found, refused: boolean): void {
    const { state, ended } = found.estimate;
    const answer = answerTo(found.estimate);
    if (answer === undefined) {
      refuse(req, res, state === 'replaced' ? 'replaced' : 'withdrawn');
      return;
    }
    const on = dateIn(company.timeZone, ended?.at ?? now());
    // The dates of the day on which it was decided.
    const parts = partsOf(req, found, on);
    reply(req, res, parts.site, answeredPage(parts, { answer, on, refused }), refused ? 409 : 200);
  }

  async function show(req: Request, res: Response): Promise<void> {
    const found = await find(String(req.params['rma']), asked(req).searchParams);
    if (typeof found === 'string') return refuse(req, res, found);
    if (found.estimate.state !== 'open') return closed(req, res, found, false);
    const parts = partsOf(req, found);
    reply(req, res, parts.site, estimatePage(parts));
  }

  async function take(req: Request, res: Response): Promise<void> {
    const number = String(req.params['rma']);
    const form = await readForm(req, LARGEST_FORM);
    if (form.kind === 'refused') return refuse(req, res, 'unread', form.problem.status);
    const found = await find(number, form.values);
    if (typeof found === 'string') return refuse(req, res, found);
    const sent = Sent.safeParse(Object.fromEntries(form.values));
    if (found.estimate.state !== 'open') {
      return sent.success && sent.data.answer === answerTo(found.estimate)
        ? seeOther(res, found)
        : closed(req, res, found, true);
    }
    const parts = partsOf(req, found);
    if (!sent.success) return reply(req, res, parts.site, estimatePage(parts, true), 400);
    const { answer, confirmed } = sent.data;
    if (!confirmed) return reply(req, res, parts.site, confirmPage(parts, answer));
    const change = { kind: 'estimate-answered', estimate: found.estimate.id, answer } as const;
    const changed = await returns.change(number, change, { actor: ACTOR });
    if (changed.kind === 'unknown') return refuse(req, res, 'gone');
    if (changed.kind !== 'refused') return seeOther(res, found);
    // Somebody else was faster, by another browser or in the chat.
    const estimate = changed.rma.estimates.find(({ id }) => id === found.estimate.id) ?? found.estimate;
    closed(req, res, { ...found, rma: changed.rma, estimate }, true);
  }

  /** To the page that tells what was decided: reloading that answers nothing. */
  function seeOther(res: Response, { rma, query }: Found): void {
    res.writeHead(303, { Location: `${rma._id}?${queryOf(query)}`, 'Cache-Control': 'no-store', 'Content-Length': 0 });
    res.end();
  }

  /** A person reads the answer, also where the store is away. */
  function answered(handle: (req: Request, res: Response) => Promise<void>) {
    return async (req: Request, res: Response): Promise<void> => {
      const seconds = limit.take(clientAddress(req));
      if (seconds > 0) {
        res.setHeader('Retry-After', seconds);
        return refuse(req, res, 'busy');
      }
      try {
        await handle(req, res);
      } catch (err) {
        log.error({ err, route: req.getRoute().path }, 'request failed');
        if (res.headersSent || res.destroyed) return;
        res.setHeader('Retry-After', 30);
        refuse(req, res, 'away');
      }
    };
  }

  server.get('/estimates/:rma', answered(show));
  server.head('/estimates/:rma', answered(show));
  server.post('/estimates/:rma', answered(take));
}
