/** `/api/v1/handoffs`: what a hub that was told of a hand-off by a webhook reads of it. */
import { z } from 'zod';
import { Caller, Handoff } from '../../services/handoff/handoff.ts';
import type { Handoffs } from '../../services/handoff/handoffs.ts';
import type { Desk } from '../conversation.ts';
import { spokenIn } from '../spoken.ts';
import { unknown } from './problems.ts';
import { json, problem, type Route, route } from './route.ts';

const HandoffView = Handoff.pick({
  ...{ medium: true, state: true, outcome: true, summary: true, caseNumber: true, rmaNumber: true },
  ...{ askedAt: true, endedAt: true, note: true },
}).extend({
  id: z.string(),
  channel: z.string(),
  caller: Caller,
  staff: z.string().optional().describe('who has it, or had it last'),
  transcript: z.array(z.object({ by: z.string(), text: z.string() })).describe('what was said, oldest first'),
});

export interface HandoffRoutesDependencies {
  handoffs: Pick<Handoffs, 'find'>;
  desk: Pick<Desk, 'history'>;
}

export function handoffRoutes({ handoffs, desk }: HandoffRoutesDependencies): Route[] {
  return [
    route({
      method: 'get',
      path: '/handoffs/{id}',
      summary: 'A customer who wants a person: the story, and how it stands',
      description:
        'The id comes with the webhooks handoff.asked, handoff.accepted, handoff.closed and so on. Kept for 30 days.',
      gives: { status: 200, schema: HandoffView, what: 'the hand-off' },
      refuses: [404],
      async run({ params: { id = '' } }) {
        const found = await handoffs.find(id);
        if (!found) return problem(unknown('hand-off', id));
        const { medium, state, outcome, summary, caseNumber, rmaNumber, askedAt, endedAt, note } = found;
        const { channel, conversation, before, caller, staff } = found;
        const told = [...(before ? [before] : []), { channel, conversation }];
        const turns = await Promise.all(told.map(one => desk.history(one.channel, one.conversation)));
        const names = { customer: 'customer', desk: 'desk' };
        const transcript = turns
          .flatMap(some => spokenIn(some ?? [], names))
          .map(({ who, text }) => ({ by: who, text }));
        return json(200, {
          ...{ id, channel, medium, state, outcome, summary, caseNumber, rmaNumber, caller },
          ...{ staff: staff?.name, askedAt, endedAt, note, transcript },
        });
      },
    }),
  ];
}
