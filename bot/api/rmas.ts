/** `/api/v1/rmas`: issued, found and read by business systems; what changes them is in `rma-events.ts`. */
import { z } from 'zod';
import type { Case } from '../../services/cases/case.ts';
import type { Cases } from '../../services/cases/cases.ts';
import type { Customers } from '../../services/customers/customers.ts';
import type { ListReturns } from '../../services/returns/listing.ts';
import type { Returns } from '../../services/returns/returns.ts';
import { Attention, type Rma, type RmaItem } from '../../services/returns/rma.ts';
import { ENDED, RmaStatus } from '../../services/returns/status.ts';
import type { Problem } from '../answer.ts';
import { NewRmaBody } from './inputs.ts';
import { numberIn, TITLE } from './numbers.ts';
import { numberOf, Paging, paged, several } from './paging.ts';
import { notChanged, unknown } from './problems.ts';
import { type Answered, json, problem, type Route, route } from './route.ts';
import { ROOT } from './serve.ts';
import { EventView, eventsOf, RmaView, rmaView, tagOf } from './views.ts';

export interface RmaRoutesDependencies {
  cases: Cases;
  returns: Returns;
  list: ListReturns;
  customers: Pick<Customers, 'find'>;
  /** The address of the page that prints an RMA's labels. */
  labelLink?: ((rma: Pick<Rma, '_id' | 'lapsesAt'>) => string | undefined) | undefined;
}

const Issued = z.object({
  number: z.string(),
  caseNumber: z.string(),
  status: RmaStatus,
  issuedAt: z.date(),
  returnBy: z.string().describe('the last day to send (R8)'),
  activeUntil: z.string().describe('the last day of the RMA (R9)'),
  labels: z.string().optional().describe('where its labels are printed'),
});

const RmaQuery = z.strictObject({
  ...Paging,
  serial: z.string().trim().min(1).max(40).optional().describe('finds a box that arrived without a number (R2)'),
  case: numberOf('case').optional(),
  email: z.string().trim().max(254).optional(),
  customer: numberOf('customer').optional(),
  status: several(RmaStatus).optional(),
  attention: Attention.optional().describe('why somebody has to look at it'),
});

/** The return of the address, or why there is none. */
export async function foundRma(
  returns: Pick<Returns, 'find'>,
  params: Readonly<Record<string, string>>,
  then: (rma: Rma) => Answered | Promise<Answered>,
): Promise<Answered> {
  const named = numberIn(params['number'], 'rma');
  if (named.kind === 'problem') return problem(named.problem);
  const rma = await returns.find(named.value);
  return rma ? then(rma) : problem(unknown(TITLE.rma, named.value));
}

export function rmaRoutes({ cases, returns, list, customers, labelLink }: RmaRoutesDependencies): Route[] {
  const issuedView = (rma: Rma) => {
    const { _id: number, caseNumber, status, issuedAt, returnBy, activeUntil } = rma;
    const labels = labelLink?.(rma);
    return { number, caseNumber, status, issuedAt, returnBy, activeUntil, ...(labels !== undefined && { labels }) };
  };

  return [
    route({
      method: 'post',
      path: '/rmas',
      summary: 'Issues an RMA on a case (R6)',
      body: NewRmaBody,
      idempotency: 'required',
      gives: { status: 201, schema: Issued, what: 'the number, and until when it holds' },
      refuses: [404, 409, 413, 415, 422],
      async run({ body, key, header }) {
        const of = await cases.find(body.caseNumber);
        if (!of) return problem(unknown(TITLE.case, body.caseNumber));
        if (of.erasedAt) return problem(notChanged({ code: 'erased' }));
        const request = `api:${key}:${header('idempotency-key')}`;
        const under = (await returns.ofCase(of._id)).filter(rma => !ENDED.includes(rma.status));
        const before = under.find(rma => rma.requestKey === request);
        if (before) return json(201, issuedView(before), { Location: `${ROOT}/rmas/${before._id}` });
        const made = partsOf(of, body, under);
        if ('status' in made) return problem(made);
        const rma = await returns.issue({
          ...{ requestKey: request, case: of, ...made, billing: body.billing ?? of.billing },
          ...{ expedited: body.expedited, statusEmails: body.statusEmails, actor: `api:${key}` },
        });
        return json(201, issuedView(rma), { Location: `${ROOT}/rmas/${rma._id}` });
      },
    }),
    route({
      method: 'get',
      path: '/rmas',
      summary: 'Lists returns, newest first',
      query: RmaQuery,
      gives: {
        status: 200,
        schema: z.object({ items: z.array(RmaView), next: z.string().optional(), cursor: z.string().optional() }),
        what: 'a page of them; one that lapsed is gone (R9)',
      },
      refuses: [],
      async run({ query }) {
        const { limit, cursor, email, customer, case: caseNumber, ...filter } = query;
        const customerNumber = email === undefined ? customer : (await customers.find(email))?._id;
        if (email !== undefined && (!customerNumber || (customer && customer !== customerNumber))) {
          return json(200, { items: [] });
        }
        const page = await list({ ...filter, caseNumber, customerNumber }, { after: cursor, limit });
        return json(200, paged(page, '/rmas', query, rmaView));
      },
    }),
    route({
      method: 'get',
      path: '/rmas/{number}',
      summary: 'A return by its number',
      gives: { status: 200, schema: RmaView, what: 'the return, with its version as ETag' },
      refuses: [304, 400, 404],
      run: ({ params, header }) =>
        foundRma(returns, params, rma => {
          const headers = { ETag: tagOf(rma) };
          if (header('if-none-match') === headers.ETag) return { kind: 'not-modified', headers };
          return json(200, rmaView(rma), headers);
        }),
    }),
    route({
      method: 'get',
      path: '/rmas/{number}/events',
      summary: 'What happened to a return, when and by whom',
      gives: { status: 200, schema: z.object({ events: z.array(EventView) }), what: 'the events, oldest first' },
      refuses: [400, 404],
      run: ({ params }) => foundRma(returns, params, rma => json(200, { events: eventsOf(rma) })),
    }),
  ];
}

/** Items and address of the return, or what is in the way of it. */
function partsOf(of: Case, body: NewRmaBody, under: readonly Rma[]): Problem | Pick<Rma, 'items' | 'shipTo'> {
  const refused = (type: string, detail: string, status = 409): Problem => {
    return { status, type: `urn:caseline:${type}`, title: 'Not Possible Now', detail };
  };
  if (of.status !== 'open') return refused('not-open', `The case is not open: it is ${of.status}.`);
  if (!of.troubleshot && !body.troubleshot) {
    return refused('not-troubleshot', 'Troubleshooting has to be completed first: say so with troubleshot (R7).');
  }
  if (!of.contact.email) {
    return refused('no-email', 'The case has no email address, which a return needs: give it one as a contact event.');
  }
  const wanted = body.items ?? of.items.map(({ id }) => ({ id, firmware: undefined, data: undefined }));
  const items = wanted.flatMap(({ id, firmware, data }): RmaItem[] => {
    const item = of.items.find(one => one.id === id);
    return item ? [{ ...item, ...(firmware && { firmware }), ...(data && { data }) }] : [];
  });
  if (new Set(items.map(({ id }) => id)).size < wanted.length) {
    const ids = of.items.map(({ id }) => id).join(', ');
    return refused('no-such-item', `The items of the case are ${ids}, each once at most.`, 422);
  }
  const taken = under.find(rma => rma.items.some(({ id }) => items.some(item => item.id === id)));
  if (taken) return refused('rma-under-way', `RMA ${taken._id} is under way for an item of these.`);
  const shipTo = body.shipTo ?? of.shipTo ?? body.billing ?? of.billing;
  return shipTo
    ? { items, shipTo }
    : refused('no-ship-to', 'There is no address to send it back to: give shipTo.', 422);
}
