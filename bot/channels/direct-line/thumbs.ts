/** Thumbs on answers: shown by Web Chat where a message carries these actions, and sent back as an event, not a message. */
import { z } from 'zod';
import type { Reply } from '../../../dialogs/reply.ts';

/** An entry of an activity's `entities`, as Web Chat 4.18 looks for it. */
export interface ThumbsEntity {
  type: 'https://schema.org/Message';
  '@context': 'https://schema.org';
  '@type': 'Message';
  /** Empty: it is about the activity itself. */
  '@id': '';
  potentialAction: { '@type': 'LikeAction' | 'DislikeAction'; '@id': string; actionStatus: 'PotentialActionStatus' }[];
}

/** Nothing where the reply is no answer that can be voted on. */
export function thumbsFor(reply: Reply, id: string): { entities?: [ThumbsEntity] } {
  if (!reply.vote || !reply.article) return {};
  const action = (type: 'LikeAction' | 'DislikeAction') =>
    ({ '@type': type, '@id': `${id}#${type}`, actionStatus: 'PotentialActionStatus' }) as const;
  return {
    entities: [
      {
        type: 'https://schema.org/Message',
        '@context': 'https://schema.org',
        '@type': 'Message',
        '@id': '',
        potentialAction: [action('LikeAction'), action('DislikeAction')],
      },
    ],
  };
}

/** What somebody thinks of a message. */
export interface Thumb {
  messageId: string;
  helped: boolean;
}

const id = z.string().max(300);

/** Web Chat 4.18: the action that was pressed, as it was given. */
const Pressed = z.object({
  type: z.literal('event'),
  name: z.literal('webchat:activity-status/feedback'),
  entities: z.tuple([z.object({ '@type': z.enum(['LikeAction', 'DislikeAction']), '@id': id })], z.unknown()),
});

/** Later ones, and Teams: the reaction, and the message that it is to. */
const Submitted = z.object({
  type: z.enum(['event', 'invoke']),
  name: z.literal('message/submitAction'),
  replyToId: id,
  value: z.object({ actionValue: z.object({ reaction: z.enum(['like', 'dislike']) }) }),
});

/** Undefined where the activity is something else. */
export function readThumb(activity: unknown): Thumb | undefined {
  const pressed = Pressed.safeParse(activity).data?.entities[0];
  if (pressed) {
    const [messageId = ''] = pressed['@id'].split('#');
    return { messageId, helped: pressed['@type'] === 'LikeAction' };
  }
  const submitted = Submitted.safeParse(activity).data;
  return submitted && { messageId: submitted.replyToId, helped: submitted.value.actionValue.reaction === 'like' };
}
