/** What staff and business systems do with a return: its events, and its estimates by names of their own. */
import { z } from 'zod';
import { type ChangeInput, StaffChange } from '../../services/returns/change.ts';
import { EstimateAnswer, EstimateTerms } from '../../services/returns/estimate.ts';
import type { Returns } from '../../services/returns/returns.ts';
import { requestKey } from './cases.ts';
import { TITLE } from './numbers.ts';
import { notChanged, unknown } from './problems.ts';
import { foundRma } from './rmas.ts';
import { type Answered, type Asked, json, problem, type Route, route } from './route.ts';
import { RmaView, rmaView, tagOf, versionIn } from './views.ts';

const NOTE = z.strictObject({ note: z.string().trim().min(1).max(1_000).optional() });

const common = {
  method: 'post',
  idempotency: 'optional',
  gives: { status: 200, schema: RmaView, what: 'the return as it is after it' },
  refuses: [400, 404, 409, 412, 413, 415, 422],
} as const;

export function rmaEventRoutes({ returns }: { returns: Returns }): Route[] {
  /** With `If-Match` only what the caller has read is changed: of two at once, the second is told. */
  function change({ params, key, header }: Asked, asked: ChangeInput): Promise<Answered> {
    return foundRma(returns, params, async rma => {
      const changed = await returns.change(rma._id, asked, {
        ...{ actor: `api:${key}`, key: requestKey(key, header), version: versionIn(header('if-match')) },
      });
      if (changed.kind === 'unknown') return problem(unknown(TITLE.rma, rma._id));
      if (changed.kind === 'refused') return problem(notChanged(changed.why));
      return json(200, rmaView(changed.rma), { ETag: tagOf(changed.rma) });
    });
  }

  return [
    route({
      ...common,
      path: '/rmas/{number}/events',
      summary: 'Changes a return: a box received, a status, a parcel, what became of an item, a note',
      description:
        'A change that the rules do not allow is refused with 409 and the allowed ones named; nothing has changed then.',
      body: StaffChange,
      run: asked => change(asked, asked.body),
    }),
    route({
      ...common,
      path: '/rmas/{number}/estimates',
      summary: 'Sends the customer an estimate (R20); an open one is replaced by it',
      description: 'Amounts are whole numbers in the smallest unit of the currency: 18500 is 185.00 USD.',
      body: EstimateTerms,
      run: asked => change(asked, { kind: 'estimate', terms: asked.body }),
    }),
    route({
      ...common,
      path: '/rmas/{number}/estimates/withdraw',
      summary: 'Withdraws the open estimate',
      body: NOTE,
      run: asked => change(asked, { kind: 'estimate-withdrawn', ...asked.body }),
    }),
    route({
      ...common,
      path: '/rmas/{number}/estimates/{estimate}/answer',
      summary: 'Records what the customer answered, as by phone',
      body: z.strictObject({ answer: EstimateAnswer }),
      run: asked =>
        change(asked, {
          kind: 'estimate-answered',
          estimate: asked.params['estimate'] ?? '',
          answer: asked.body.answer,
        }),
    }),
  ];
}
