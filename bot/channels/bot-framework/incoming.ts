/** What a Bot Framework channel posts, checked, and what of it the desk gets to see. */
import { z } from 'zod';
import type { Inbound, Said } from '../../conversation.ts';

const id = z.string().min(1).max(1000);
const Account = z.object({ id, name: z.string().nullish() });
/** A hint that is wrong is left out: no message is lost over it. */
const hint = <T>(schema: z.ZodType<T>) => schema.optional().catch(undefined);

/** The parts of an activity that are used; whatever else came with it goes no further. */
export const Incoming = z.object({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().max(2000).nullish(),
  conversation: z.object({
    id,
    conversationType: hint(z.string()),
    isGroup: hint(z.boolean()),
    tenantId: hint(z.string()),
  }),
  from: Account,
  recipient: Account.nullish(),
  text: z.string().nullish(),
  /** Of an event. */
  name: z.string().max(200).nullish(),
  value: z.unknown().optional(),
  attachments: z.array(z.object({ contentType: z.string(), contentUrl: z.string().nullish() })).nullish(),
  membersAdded: z.array(Account).nullish(),
  entities: hint(z.array(z.unknown())),
  locale: hint(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z\d]{1,8})*$/)),
  localTimezone: hint(z.string().max(64).refine(isTimeZone)),
  deliveryMode: hint(z.string()),
  channelData: hint(z.object({ clientActivityID: hint(z.string()) })),
});
export type Incoming = z.infer<typeof Incoming>;

/** More of a text is not even looked at; the turn cuts it shorter still. */
const LONGEST_TEXT = 10_000;

/** What a channel of the framework is called here. */
export function channelOf(channelId: string): string {
  return `bot-framework:${channelId}`;
}

/** The activity as the desk takes it; undefined where it is nothing that anybody said or did. */
export function inboundOf(activity: Incoming, drawId: () => string): Inbound | undefined {
  const said = saidIn(activity);
  return (
    said && {
      // In a room of its own: what is posted here never reaches a conversation of the channels in the process.
      channel: channelOf(activity.channelId),
      conversation: activity.conversation.id,
      activityId: activity.id ?? drawId(),
      said,
      locale: activity.locale,
      timeZone: activity.localTimezone,
    }
  );
}

/** Only between one person and the desk is a greeting welcome, and only then do buttons reach the right one. */
export function isPersonal({ conversation }: Incoming): boolean {
  return conversation.isGroup !== true && (conversation.conversationType ?? 'personal') === 'personal';
}

function saidIn(activity: Incoming): Said | undefined {
  switch (activity.type) {
    case 'message':
      return {
        kind: 'message',
        text: textOf(activity),
        attachments: activity.attachments?.filter(isFile).length ?? 0,
        from: activity.from.id,
        ...(activity.channelData?.clientActivityID && { clientId: activity.channelData.clientActivityID }),
      };
    case 'conversationUpdate': {
      const person = activity.membersAdded?.find(member => member.id !== activity.recipient?.id);
      return person && isPersonal(activity)
        ? { kind: 'arrived', text: '', attachments: 0, from: person.id }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** Teams and Web Chat attach an HTML copy of the text, and cards have no address: neither is a file. */
function isFile({ contentType, contentUrl }: { contentType: string; contentUrl?: string | null | undefined }): boolean {
  return !!contentUrl && !/^text\/html\b/i.test(contentType);
}

function textOf(activity: Incoming): string {
  const typed = withoutMention(activity.text?.slice(0, LONGEST_TEXT) ?? '', activity);
  return typed || textIn(activity.value).slice(0, LONGEST_TEXT).trim();
}

const Submitted = z.union([
  z.string(),
  z.object({ text: z.string() }).transform(value => value.text),
  z.object({ value: z.string() }).transform(value => value.value),
  z.object({ msteams: z.object({ value: z.string() }) }).transform(value => value.msteams.value),
]);

/** A card's button says what it stands for in its `value`, and no text beside it. */
function textIn(value: unknown): string {
  return Submitted.catch('').parse(value);
}

const Mention = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.object({ id: z.string() }),
});

/** In a Teams channel one has to write `<at>Desk</at>` to be heard; the desk's own name is no part of what was said. */
export function withoutMention(
  text: string,
  { entities = [], recipient }: Pick<Incoming, 'entities' | 'recipient'>,
): string {
  const calls = entities
    .map(entity => Mention.safeParse(entity).data)
    .filter(mention => mention?.mentioned.id === recipient?.id)
    .flatMap(mention => mention?.text ?? []);
  return calls
    .reduce((rest, call) => rest.replaceAll(call, ' '), text)
    .replace(/<at\b[^<>]{0,200}>([^<>]{0,200})<\/at>/gi, (_all, name: string) =>
      name === recipient?.name ? ' ' : name,
    )
    .replaceAll('&nbsp;', ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

/** Asking for a zone by its name takes longer than the rest of the turn; aliases are not on the list, so they are asked for. */
const TIME_ZONES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('timeZone'));

function isTimeZone(name: string): boolean {
  if (TIME_ZONES.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
