/** What a client posts: parsed here, once. Only messages reach the desk. */
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { Score } from '../../../services/ratings/ratings.ts';
import { readCardValue } from './card-values.ts';
import type { Message } from './conversations.ts';
import { readThumb, type Thumb } from './thumbs.ts';

/** Whatever is not needed to answer is dropped where it has another shape than the protocol says. */
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const word = z.string().trim().min(1).max(200);

export const Locale = optional(
  z
    .string()
    .max(35)
    .refine(tag => {
      try {
        return Intl.getCanonicalLocales(tag).length === 1;
      } catch {
        return false;
      }
    }),
);

const ActivityIn = z.object({
  type: z.string().min(1).max(100),
  text: z.string().nullish(),
  /** What an `Action.Submit` or a postBack button sends in place of a text. */
  value: z.unknown().optional(),
  attachments: optional(z.array(z.unknown())),
  from: optional(z.object({ id: word })),
  locale: Locale,
  localTimezone: optional(z.string().refine(zone => IANAZone.isValidZone(zone))),
  channelData: optional(z.object({ clientActivityID: word })),
});

const Rated = z.object({ type: z.literal('event'), name: z.literal('caseline/rating'), value: Score });

export type ActivityRead =
  | { kind: 'message'; message: Message }
  /** Whether an answer helped: counted, and no part of the conversation. */
  | { kind: 'thumb'; thumb: Thumb }
  /** How it went, as somebody says who ends the chat. */
  | { kind: 'rating'; score: Score }
  /** Somebody is writing: no part of the conversation. */
  | { kind: 'typing' }
  /** Events and the like: acknowledged, and of no interest to the desk. */
  | { kind: 'other' }
  | { kind: 'malformed'; why: string };

/** `user` is who the token says it is; it outweighs the activity's own `from`. */
export function readActivity(body: unknown, user: string | undefined): ActivityRead {
  const read = ActivityIn.safeParse(body);
  if (!read.success) return { kind: 'malformed', why: why(read.error) };
  const { type, text, value, attachments, from, locale, localTimezone, channelData } = read.data;
  const thumb = type === 'message' ? undefined : readThumb(body);
  if (thumb) return { kind: 'thumb', thumb };
  const rated = Rated.safeParse(body).data;
  if (rated) return { kind: 'rating', score: rated.value };
  if (type === 'typing') return { kind: 'typing' };
  const card = readCardValue(value);
  if (type !== 'message' || card.kind === 'copied') return { kind: 'other' };
  return {
    kind: 'message',
    message: {
      ...(card.kind === 'sent' && { sent: card.sent }),
      text: card.kind === 'sent' ? card.text : (text ?? (typeof value === 'string' ? value : '')),
      attachments: attachments?.length ?? 0,
      from: user ?? from?.id ?? 'user',
      clientId: channelData?.clientActivityID,
      locale,
      timeZone: localTimezone,
    },
  };
}

function why(error: z.ZodError): string {
  const path = error.issues[0]?.path.join('.');
  return path ? `The activity's ${path} is missing or has the wrong type.` : 'The activity must be a JSON object.';
}
