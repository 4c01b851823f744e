/** `/api/v1/customers`: one person's data, handed out and erased. */
import { z } from 'zod';
import { readNumber } from '../../services/numbers.ts';
import type { Asked as Whom } from '../../services/privacy/person.ts';
import type { Erased, Exported, Privacy } from '../../services/privacy/privacy.ts';
import type { Problem } from '../answer.ts';
import { numberOf } from './paging.ts';
import { type Answered, json, problem, type Route, route } from './route.ts';
import { CaseView, caseView, RmaView, rmaView } from './views.ts';

const Email = z.string().trim().min(3).max(254).regex(/@/, 'must be an email address');

const ExportView = z.object({
  customer: z.object({ number: z.string(), since: z.date() }).optional(),
  cases: z.array(CaseView),
  rmas: z.array(RmaView),
  files: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        type: z.string(),
        size: z.number().int(),
        at: z.date(),
        case: z.string().optional().describe('its bytes: /cases/{case}/files/{id}; without a case they wait for one'),
      }),
    )
    .describe('photos and papers'),
  comments: z.array(z.object({ caseNumber: z.string(), score: z.number().int(), text: z.string(), at: z.date() })),
  mails: z
    .array(
      z.object({
        to: z.string(),
        kind: z.string(),
        queuedAt: z.date(),
        letter: z.object({ subject: z.string(), text: z.string() }).optional(),
      }),
    )
    .describe('those that wait to be sent'),
  conversations: z.array(
    z.object({
      id: z.string(),
      lines: z.array(z.object({ at: z.date(), by: z.enum(['person', 'desk']), text: z.string() })),
    }),
  ),
  talks: z
    .array(
      z.object({
        askedAt: z.date(),
        endedAt: z.date().optional(),
        callAt: z.date().optional().describe('of a call that was promised'),
        summary: z.string(),
        staff: z.string().optional(),
        note: z.string().optional(),
        phone: z.string().optional(),
      }),
    )
    .describe('talks with people of the staff, and calls that were promised'),
});

const ErasureBody = z
  .strictObject({
    email: Email.optional(),
    customerNumber: numberOf('customer').optional(),
    confirm: z.literal(true).describe('there is no way back'),
    force: z.boolean().default(false).describe('also while returns are under way, which then have no address'),
  })
  .refine(({ email, customerNumber }) => (email === undefined) !== (customerNumber === undefined), {
    message: 'must name one of email and customerNumber',
    path: ['email'],
  });

const ErasedView = z.object({
  customerNumber: z.string().optional(),
  cases: z.array(z.string()).describe('the numbers of those that were erased now'),
  rmas: z.array(z.string()),
  files: z.number().int(),
  mails: z.number().int(),
  conversations: z.number().int(),
});

export function privacyRoutes({ privacy }: { privacy: Privacy }): Route[] {
  async function handOut(whom: Whom): Promise<Answered> {
    const exported = await privacy.export(whom);
    return exported ? json(200, exportView(exported), { 'Cache-Control': 'no-store' }) : problem(NOBODY);
  }

  return [
    route({
      method: 'get',
      path: '/customers/export',
      summary: 'Everything on file of one person, by their email address',
      query: z.strictObject({ email: Email }),
      gives: { status: 200, schema: ExportView, what: 'all of it, in one document' },
      refuses: [404],
      run: ({ query }) => handOut({ email: query.email }),
    }),
    route({
      method: 'get',
      path: '/customers/{customerNumber}/export',
      summary: 'The same by the customer number',
      gives: { status: 200, schema: ExportView, what: 'all of it, in one document' },
      refuses: [404],
      async run({ params }) {
        const read = readNumber(params['customerNumber'] ?? '');
        const isOne = read.kind === 'number' && read.of === 'customer';
        return isOne ? handOut({ customerNumber: read.value }) : problem(NOBODY);
      },
    }),
    route({
      method: 'post',
      path: '/customers/erasure',
      summary: 'Erases whose cases and returns they are',
      description:
        'Numbers, models, serials, dates, statuses and amounts stay; files, chats and mails that wait go. Sent again it goes on where it was interrupted; by the customer number also after the address is gone.',
      body: ErasureBody,
      gives: { status: 200, schema: ErasedView, what: 'what was erased; nothing, where nothing was left' },
      refuses: [404, 409, 413, 415, 422],
      async run({ body, key }) {
        const { email, customerNumber = '', force } = body;
        const whom: Whom = email === undefined ? { customerNumber } : { email };
        return answerTo(await privacy.erase(whom, { actor: `api:${key}` }, force));
      },
    }),
  ];
}

function answerTo(erased: Erased): Answered {
  switch (erased.kind) {
    case 'unknown':
      return problem(NOBODY);
    case 'refused':
      return problem({ ...UNDER_WAY, rmas: erased.rmas });
    case 'erased': {
      const { customerNumber, cases, rmas, counts } = erased;
      return json(200, { customerNumber, cases, rmas, ...counts });
    }
  }
}

function exportView({ cases, rmas, ...others }: Exported): object {
  return { ...others, cases: cases.map(caseView), rmas: rmas.map(rmaView) };
}

const NOBODY: Problem = {
  status: 404,
  type: 'urn:caseline:unknown',
  title: 'Not Found',
  detail: 'Nothing is on file of such a person. It may have been erased already.',
};

const UNDER_WAY: Problem = {
  status: 409,
  type: 'urn:caseline:returns-under-way',
  title: 'Not Possible Now',
  detail:
    'Returns of this person are under way: without an address nobody could send them home. Let them end first, or send force if it has to be now.',
};
