/**
 * Hand-off to another hub by the Bot Framework's protocol: `handoff.initiate` carries the story to it, and it tells by
 * `handoff.status` how it goes. Both are events between programs, which no customer sees.
 */
import { z } from 'zod';
import type { PeopleEvent } from '../../../dialogs/people/event.ts';
import { plain } from '../../../dialogs/reply.ts';
import type { Handoff } from '../../../services/handoff/handoff.ts';
import type { Handoffs } from '../../../services/handoff/handoffs.ts';
import type { Desk, Inbound, Turn } from '../../conversation.ts';
import { channelOf, type Incoming } from './incoming.ts';

export interface HandingOffDependencies {
  handoffs: Pick<Handoffs, 'find' | 'openOf' | 'joined' | 'rang'>;
  history: Desk['history'];
  /** Ids of the framework's channels behind which there is such a hub. */
  channels: readonly string[];
}

export interface HandingOff {
  /** The event that hands a conversation over; undefined where there is nothing to hand over, or nobody to take it. */
  initiation(handoff: string, activity: Incoming): Promise<object | undefined>;
  /** What the hub tells, as the desk takes it; undefined where it is no such event, or of no hand-off that is open. */
  status(activity: Incoming, activityId: string): Promise<Inbound | undefined>;
}

const Status = z.object({
  name: z.literal('handoff.status'),
  value: z.object({ state: z.enum(['accepted', 'failed', 'completed']) }),
});

export function createHandingOff({ handoffs, history, channels }: HandingOffDependencies): HandingOff {
  return {
    async initiation(id, { channelId, conversation, from }) {
      const handoff = channels.includes(channelId) ? await handoffs.find(id) : undefined;
      if (!handoff) return undefined;
      const turns = (await history(handoff.channel, handoff.conversation)) ?? [];
      return {
        type: 'event',
        name: 'handoff.initiate',
        value: contextOf(handoff),
        attachments: [
          { contentType: 'application/json', name: 'Transcript', content: { activities: turns.flatMap(activitiesOf) } },
        ],
        relatesTo: { channelId, conversation: { id: conversation.id }, user: { id: from.id } },
      };
    },

    async status(activity, activityId) {
      const { channelId, conversation, from, locale, localTimezone } = activity;
      const status = channels.includes(channelId) ? Status.safeParse(activity).data : undefined;
      const open = status && (await handoffs.openOf(channelOf(channelId), conversation.id));
      if (!open) return undefined;
      const name = from.name ?? '';
      const of = { handoff: open._id, name };
      let event: PeopleEvent;
      switch (status.value.state) {
        case 'accepted':
          await handoffs.joined(open._id, name, activityId);
          event = { kind: 'joined', ...of };
          break;
        case 'failed':
          await handoffs.rang(open._id, 'missed', activityId);
          event = { kind: 'over', ...of, outcome: 'missed' };
          break;
        case 'completed':
          await handoffs.rang(open._id, 'closed', activityId);
          event = { kind: 'over', ...of, outcome: 'closed' };
          break;
      }
      return {
        ...{ channel: channelOf(channelId), conversation: conversation.id, activityId },
        said: { kind: 'event', text: '', attachments: 0, from: from.id, event },
        ...{ locale, timeZone: localTimezone },
      };
    },
  };
}

/** What whoever takes over has to know, under names that hubs map to theirs. */
function contextOf({ _id, caseNumber, rmaNumber, summary, caller }: Handoff) {
  const { name, company, email, phone } = caller;
  return {
    ...{ handoffId: _id, summary },
    ...(caseNumber && { caseNumber }),
    ...(rmaNumber && { rmaNumber }),
    customer: { ...(name && { name }), ...(company && { company }), ...(email && { email }), ...(phone && { phone }) },
  };
}

function activitiesOf({ at, said, replies }: Turn) {
  const timestamp = at.toISOString();
  const message = (role: 'user' | 'bot', text: string) => ({ type: 'message', timestamp, from: { role }, text });
  return [
    ...(said.kind === 'message' ? [message('user', said.text)] : []),
    ...replies.map(({ text }) => message('bot', plain(text))),
  ];
}
