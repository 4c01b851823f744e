/** `GET /labels/{rma}` and `GET /labels/{rma}.pdf`: the paper of an RMA, for whoever has the link that was given with the number. */
import { randomBytes } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import type { Catalog } from '../../../services/catalog/product.ts';
import { writeNumber } from '../../../services/numbers.ts';
import type { Packing } from '../../../services/packing.ts';
import type { Company } from '../../../services/profile/facts.ts';
import type { Returns } from '../../../services/returns/returns.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import { clientAddress } from '../../client-address.ts';
import { createKeyedQueue } from '../../keyed-queue.ts';
import type { Log } from '../../log.ts';
import { createRateLimit } from '../../rate-limit.ts';
import { readChoice, usualPaper } from './choice.ts';
import { type EntranceParts, entrancePage } from './entrance.ts';
import type { LabelLinks } from './links.ts';
import type { Packet } from './print/contents.ts';
import { type Refusal, refusalPage, STATUS } from './refusal.ts';
import { sendPage, sendPdf } from './sending.ts';

export interface LabelsDependencies extends Pick<Packet, 'terms'> {
  company: Packet['company'] & Pick<Company, 'country'>;
  links: Pick<LabelLinks, 'check'>;
  returns: Pick<Returns, 'find'>;
  catalog: Pick<Catalog, 'family'>;
  packing: Packing;
  now: () => Date;
  log: Pick<Log, 'error'>;
}

/** PDFs per network address: an office prints its returns of a week in one go, a script does not keep the desk busy. */
export const DRAWINGS = { burst: 30, perMinute: 10 };
const PDF = /\.pdf$/;

export function mountLabels(server: Server, deps: LabelsDependencies): void {
  const { links, returns, company, terms, now, log } = deps;
  const limit = createRateLimit({ ...DRAWINGS, now });
  // One at a time: a drawing is work for the processor, which turns of conversations need as well.
  const drawings = createKeyedQueue();

  async function show(req: Request, res: Response): Promise<void> {
    const nonce = randomBytes(16).toString('base64');
    const name = String(req.params['rma']);
    const number = name.replace(PDF, '');
    const query = new URLSearchParams(req.getQuery());
    const [until, sig] = [query.get('until') ?? '', query.get('sig') ?? ''];
    const refuse = (why: Refusal, back?: string) =>
      sendPage(req, res, {
        status: STATUS[why],
        nonce,
        page: refusalPage(why, { company, nonce, ...(back && { back }) }),
      });

    const checked = links.check(number, query, now());
    if (checked !== 'valid') return refuse(checked);
    const rma = await returns.find(number);
    if (rma?.status !== 'issued') return refuse('gone');
    const usual = usualPaper(rma, company.country);
    if (!PDF.test(name)) {
      const several = rma.items.length > 1 ? packingOf(rma.items[0]?.family).several : undefined;
      const shown = printed(rma);
      const parts: EntranceParts = {
        nonce,
        company,
        terms,
        rma: shown,
        several,
        paper: usual,
        signature: { until, sig },
      };
      return sendPage(req, res, { status: 200, nonce, page: entrancePage(parts) });
    }
    const back = `${number}?${new URLSearchParams({ until, sig })}`;
    const choice = readChoice(query, usual);
    if (choice.kind === 'wrong') return refuse(choice.what, back);
    const title = `RMA ${writeNumber(number)}.pdf`;
    if (req.method === 'HEAD') return sendPdf(res, title);
    const seconds = limit.take(clientAddress(req));
    if (seconds > 0) {
      res.setHeader('Retry-After', seconds);
      return refuse('busy', back);
    }
    const { paper, boxes } = choice;
    const { drawPacket } = await import('./print/packet.ts');
    const packet = { company, terms, rma: printed(rma), paper, boxes, printedAt: now() };
    sendPdf(res, title, await drawings.run('', () => drawPacket(packet)));
  }

  const packingOf = (family: string | undefined) => deps.packing.packingFor(deps.catalog.family(family ?? ''));

  function printed({ _id, contact, items, ...rma }: Rma): Packet['rma'] {
    return {
      number: _id,
      caseNumber: rma.caseNumber,
      returnBy: rma.returnBy,
      activeUntil: rma.activeUntil,
      expedited: rma.expedited,
      sender: { name: contact.name, company: contact.company },
      items: items.map(item => ({
        ...item,
        serial: item.serial?.raw,
        disks: deps.catalog.family(item.family ?? '')?.disks ?? false,
        packing: packingOf(item.family),
      })),
    };
  }

  /** A person reads the answer, also where the store is away. */
  async function answer(req: Request, res: Response): Promise<void> {
    try {
      await show(req, res);
    } catch (err) {
      log.error({ err, route: req.getRoute().path }, 'request failed');
      const nonce = randomBytes(16).toString('base64');
      sendPage(req, res, { status: STATUS.away, nonce, page: refusalPage('away', { company, nonce }) });
    }
  }

  server.get('/labels/:rma', answer);
  server.head('/labels/:rma', answer);
}
