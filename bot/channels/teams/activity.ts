/** What Teams posts, checked: who, where, and what was said, pressed or asked for. Whatever else comes with it goes no further. */
import { z } from 'zod';
import { Incoming } from '../bot-framework/incoming.ts';

const id = z.string().min(1).max(1000);
/** A hint that is wrong is left out: no message is lost over it. */
const hint = <T>(schema: z.ZodType<T>) => schema.nullish().catch(undefined);

export const TeamsActivity = Incoming.extend({
  channelId: z.literal('msteams'),
  serviceUrl: z.string().min(1).max(2000),
  /** Of an invoke: what is asked for. */
  name: hint(z.string().max(200)),
  /** `add` or `remove`, of an installation. */
  action: hint(z.string().max(100)),
  /** The card that an action was pressed on. */
  replyToId: hint(id),
  from: z.object({
    /** The person's id for this bot alone, for mentions and chats ("29:…"). */
    id,
    name: hint(z.string().max(300)),
    /** The person's Entra object id, everywhere the same. */
    aadObjectId: hint(z.guid()),
  }),
  membersRemoved: hint(z.array(z.object({ id }))),
  attachments: hint(
    z.array(
      z.object({
        contentType: z.string(),
        contentUrl: hint(z.string()),
        content: z.unknown().optional(),
        name: hint(z.string().max(300)),
      }),
    ),
  ),
  channelData: hint(
    z.object({
      tenant: hint(z.object({ id: z.string() })),
      team: hint(z.object({ id, name: hint(z.string()) })),
      channel: hint(z.object({ id, name: hint(z.string()) })),
      eventType: hint(z.string()),
      settings: hint(z.object({ selectedChannel: hint(z.object({ id })) })),
      clientActivityID: hint(z.string()),
    }),
  ),
});
export type TeamsActivity = z.infer<typeof TeamsActivity>;

/** The conversation without the thread of a channel in which something was said. */
export function roomOf({ conversation }: Pick<TeamsActivity, 'conversation'>): string {
  return conversation.id.replace(/;messageid=.*$/, '');
}

export function isPersonalChat({ conversation }: Pick<TeamsActivity, 'conversation'>): boolean {
  return (conversation.conversationType ?? 'personal') === 'personal' && conversation.isGroup !== true;
}
