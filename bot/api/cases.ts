/** `/api/v1/cases`: opened, found, read and changed by business systems. */
import { z } from 'zod';
import type { Attachments } from '../../services/attachments/attachments.ts';
import { Case } from '../../services/cases/case.ts';
import type { Cases } from '../../services/cases/cases.ts';
import { CaseChange } from '../../services/cases/change.ts';
import type { ListCases } from '../../services/cases/listing.ts';
import { numbersOf } from '../../services/cases/numbers-of.ts';
import { itemFor, type ProductDependencies } from '../../services/cases/products.ts';
import type { Customers } from '../../services/customers/customers.ts';
import { type CaseFiles, sendCaseFile } from './files.ts';
import { NewCaseBody } from './inputs.ts';
import { numberIn, TITLE } from './numbers.ts';
import { numberOf, Paging, paged, several } from './paging.ts';
import { notChanged, unknown } from './problems.ts';
import { type Answered, json, problem, type Route, route } from './route.ts';
import { ROOT } from './serve.ts';
import { CaseView, caseView, EventView, eventsOf, tagOf, versionIn } from './views.ts';

export interface CaseRoutesDependencies extends ProductDependencies {
  cases: Cases;
  list: ListCases;
  customers: Pick<Customers, 'find'>;
  attachments: CaseFiles & Pick<Attachments, 'listOf'>;
}

const Opened = z.object({
  number: z.string(),
  customerNumber: z.string(),
  status: Case.shape.status,
  createdAt: z.date(),
});

const FileView = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number().int().describe('bytes'),
  at: z.date(),
});

const CaseQuery = z.strictObject({
  ...Paging,
  serial: z.string().trim().min(1).max(40).optional(),
  email: z.string().trim().max(254).optional(),
  customer: numberOf('customer').optional(),
  status: several(Case.shape.status).optional(),
});

export function caseRoutes(deps: CaseRoutesDependencies): Route[] {
  const { cases, attachments } = deps;

  /** The case of the address, or why there is none. */
  async function found(
    params: Readonly<Record<string, string>>,
    then: (found: Case) => Answered | Promise<Answered>,
  ): Promise<Answered> {
    const named = numberIn(params['number'], 'case');
    if (named.kind === 'problem') return problem(named.problem);
    const it = await cases.find(named.value);
    return it ? then(it) : problem(unknown(TITLE.case, named.value));
  }

  return [
    route({
      method: 'post',
      path: '/cases',
      summary: 'Opens a support case (R4)',
      body: NewCaseBody,
      idempotency: 'required',
      gives: { status: 201, schema: Opened, what: 'the number that it was given' },
      refuses: [409, 413, 415, 422],
      async run({ body, key, header }) {
        const opened = await cases.open({
          requestKey: `api:${key}:${header('idempotency-key')}`,
          contact: body.contact,
          billing: body.billing,
          shipTo: body.shipTo,
          items: await Promise.all(body.items.map((item, at) => itemFor(deps, item, at))),
          troubleshot: body.troubleshot,
          status: 'open',
          actor: `api:${key}`,
        });
        const { _id: number, customerNumber, status, createdAt } = opened;
        return json(201, { number, customerNumber, status, createdAt }, { Location: `${ROOT}/cases/${number}` });
      },
    }),
    route({
      method: 'get',
      path: '/cases',
      summary: 'Lists cases, newest first',
      query: CaseQuery,
      gives: {
        status: 200,
        schema: z.object({ items: z.array(CaseView), next: z.string().optional(), cursor: z.string().optional() }),
        what: 'a page of them',
      },
      refuses: [],
      async run({ query }) {
        const { limit, cursor, email, customer, ...filter } = query;
        const customerNumber = email === undefined ? customer : (await deps.customers.find(email))?._id;
        if (email !== undefined && (!customerNumber || (customer && customer !== customerNumber))) {
          return json(200, { items: [] });
        }
        return json(
          200,
          paged(await deps.list({ ...filter, customerNumber }, { after: cursor, limit }), '/cases', query, caseView),
        );
      },
    }),
    route({
      method: 'get',
      path: '/cases/{number}',
      summary: 'A case by its number, with the list of its files',
      gives: { status: 200, schema: CaseView.extend({ files: z.array(FileView) }), what: 'the case' },
      refuses: [304, 400, 404],
      run: ({ params, header }) =>
        found(params, async it => {
          const headers = { ETag: tagOf(it) };
          if (header('if-none-match') === headers.ETag) return { kind: 'not-modified', headers };
          return json(200, { ...caseView(it), files: await attachments.listOf(...numbersOf(it)) }, headers);
        }),
    }),
    route({
      method: 'get',
      path: '/cases/{number}/events',
      summary: 'What happened to a case, when and by whom',
      gives: { status: 200, schema: z.object({ events: z.array(EventView) }), what: 'the events, oldest first' },
      refuses: [400, 404],
      run: ({ params }) => found(params, it => json(200, { events: eventsOf(it) })),
    }),
    route({
      method: 'post',
      path: '/cases/{number}/events',
      summary: 'Changes a case',
      description:
        'A change of the contact or of an address changes the case alone; its returns have events of their own.',
      body: CaseChange,
      idempotency: 'optional',
      gives: { status: 200, schema: CaseView, what: 'the case as it is after it' },
      refuses: [400, 404, 409, 412, 413, 415, 422],
      run: ({ params, body, key, header }) =>
        found(params, async it => {
          const changed = await cases.change(it._id, body, {
            ...{ actor: `api:${key}`, key: requestKey(key, header), version: versionIn(header('if-match')) },
          });
          if (changed.kind === 'unknown') return problem(unknown(TITLE.case, it._id));
          if (changed.kind === 'refused') return problem(notChanged(changed.why));
          return json(200, caseView(changed.case), { ETag: tagOf(changed.case) });
        }),
    }),
    route({
      method: 'get',
      path: '/cases/{number}/files/{id}',
      summary: 'A photo or paper of a case, as a file to be saved',
      gives: { status: 200, what: 'the file' },
      refuses: [404],
      async run({ params }) {
        const named = numberIn(params['number'], 'case');
        const number = named.kind === 'number' ? named.value : '';
        const of = await cases.find(number);
        const numbers = of ? numbersOf(of) : [number];
        return { kind: 'own', write: res => sendCaseFile(res, attachments, numbers, params['id'] ?? '') };
      },
    }),
  ];
}

/** What makes a change one that is made once: the caller's key, as long as the document remembers it. */
export function requestKey(key: string, header: (name: string) => string | undefined): string | undefined {
  const given = header('idempotency-key');
  return given === undefined ? undefined : `api:${key}:${given}`;
}
