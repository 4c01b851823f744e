/** `/api/v1/mails`: what could not be sent, and another attempt at it. Neither words nor addresses are told. */
import { z } from 'zod';
import type { Outbox } from '../../services/notifications/outbox.ts';
import { Paging } from './paging.ts';
import { unknown } from './problems.ts';
import { json, problem, type Route, route } from './route.ts';

const ParkedView = z.object({
  key: z.string(),
  kind: z.string(),
  about: z.record(z.string(), z.string()).optional(),
  code: z.string().describe('why: of the mail server, or of the desk'),
  attempts: z.number().int(),
  queuedAt: z.date(),
  parkedAt: z.date(),
  canRetry: z.boolean(),
});

export function mailRoutes({ outbox }: { outbox: Pick<Outbox, 'parkedSince' | 'retry'> }): Route[] {
  return [
    route({
      method: 'get',
      path: '/mails',
      summary: 'Mails that were given up, oldest first',
      description: 'Known for 30 days. To go on, ask again since the last one of the page.',
      query: z.strictObject({
        status: z.literal('parked').default('parked'),
        since: Paging.since,
        limit: Paging.limit,
      }),
      gives: { status: 200, schema: z.object({ items: z.array(ParkedView) }), what: 'those mails' },
      refuses: [],
      run: async ({ query: { since = new Date(0), limit } }) =>
        json(200, { items: await outbox.parkedSince(since, limit) }),
    }),
    route({
      method: 'post',
      path: '/mails/{key}/retry',
      summary: 'Sends such a mail once more',
      gives: { status: 202, what: 'it is queued' },
      refuses: [404],
      async run({ params: { key = '' } }) {
        if (await outbox.retry(key)) return json(202, { key });
        return problem({ ...unknown('mail', key), detail: 'There is no such mail that could be sent again.' });
      },
    }),
  ];
}
