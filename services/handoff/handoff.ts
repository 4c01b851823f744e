/** One hand-off: a customer who wants to talk to a person, whoever of the staff came, and all that the two said since. */
import { z } from 'zod';
import { KeptFile } from '../attachments/attachments.ts';
import { Event } from '../event.ts';
import { Noticed } from '../notices/notice.ts';

/** Somebody of the staff, by their Entra object id (R25). */
export const Colleague = z.object({ id: z.string(), name: z.string() });
export type Colleague = z.infer<typeof Colleague>;

/** Who has to hear of a line: the customer's chat, one of the staff in their own chat, or the rooms that were told. */
export const SIDES = ['customer', 'staff', 'rooms'] as const;
export type Side = (typeof SIDES)[number];

/** How a hand-off was over. */
export const Outcome = z.enum([
  'handed-back',
  'closed',
  /** The customer ended it, or did not want to wait. */
  'left',
  'withdrawn',
  /** Nobody came in time. */
  'missed',
  /** Neither of the two has said anything for long. */
  'idle',
  /** Whoever had it cannot be reached in Teams any more. */
  'lost',
  /** Somebody picked up the phone. */
  'picked-up',
]);
export type Outcome = z.infer<typeof Outcome>;

/** Something that one side has yet to hear; carried in order, once. */
export const Line = z.object({
  /** Counts from 1. */
  n: z.number().int(),
  /** Of what caused it: the same again is the same line (R23). */
  key: z.string(),
  at: z.date(),
  to: z.enum(SIDES),
  /** Which of the staff, where it goes to one. */
  staff: z.string().optional(),
  /**
   * `said`: words and files of the other side. `joined`, `moved`: who talks from now on. `asked`: a colleague is asked to
   * take over. `kept`: that colleague did not. `changed`: it stands otherwise, for the rooms. `over`: see `outcome`.
   */
  kind: z.enum(['said', 'joined', 'moved', 'asked', 'kept', 'changed', 'over']),
  /** Of whoever of the staff it is about. */
  name: z.string().optional(),
  text: z.string().optional(),
  files: z.array(KeptFile).optional(),
  outcome: Outcome.optional(),
});
export type Line = z.infer<typeof Line>;

/** What is known of the customer, as they told it here. */
export const Caller = z.object({
  name: z.string().optional(),
  company: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  locale: z.string().optional(),
  /** IANA. */
  timeZone: z.string().optional(),
});
export type Caller = z.infer<typeof Caller>;

/** A message that stands in a room, and changes with the hand-off. */
export const Post = z.object({
  room: z.string(),
  serviceUrl: z.string(),
  conversation: z.string(),
  message: z.string(),
});
export type Post = z.infer<typeof Post>;

export const Handoff = z.object({
  _id: z.string(),
  schema: z.literal(1),
  version: z.number().int(),
  /** Of the request that began it, unique (R23). */
  requestKey: z.string(),
  /** In a chat, which somebody takes in Teams; on the phone, which rings elsewhere; in another hub, which tells how it goes. */
  medium: z.enum(['chat', 'phone', 'hub']).default('chat'),
  state: z.enum(['waiting', 'talking', 'ended']),
  outcome: Outcome.optional(),
  /** The customer's, as the channel names it. */
  channel: z.string(),
  conversation: z.string(),
  /** Where the story began, if that was elsewhere. */
  before: z.object({ channel: z.string(), conversation: z.string() }).optional(),
  /** `channel:conversation`, until it is over: there is one at a time. */
  open: z.string().optional(),
  caller: Caller,
  caseNumber: z.string().optional(),
  rmaNumber: z.string().optional(),
  /** What it is about, in the customer's words; empty where they said nothing. */
  summary: z.string(),
  askedAt: z.date(),
  /** When something has to happen by itself: nobody came, the colleague did not, both are silent. */
  dueAt: z.date().optional(),
  /** Who has it, or had it last, and since when. */
  staff: Colleague.optional(),
  since: z.date().optional(),
  /** That one's id while they talk: each talks to one customer at a time. */
  talking: z.string().optional(),
  /** A colleague who is asked to take over. */
  offer: z.object({ to: Colleague, until: z.date() }).optional(),
  endedAt: z.date().optional(),
  /** What whoever closed it wrote down. */
  note: z.string().optional(),
  posts: z.array(Post),
  /** The latest, and all that are not carried yet. */
  lines: z.array(Line),
  lastLine: z.number().int(),
  /** The last that each side has heard. */
  carried: z.object({ customer: z.number(), staff: z.number(), rooms: z.number() }),
  /** Until when somebody is carrying lines to that side, or nobody tries. */
  held: z.object({ customer: z.date(), staff: z.date(), rooms: z.date() }),
  /** Since when lines wait; absent where none does. */
  linesAt: z.date().optional(),
  events: z.array(Event),
  ...Noticed,
  /** Case number and email address in lower case, by which it is found where a person's data is asked for. */
  about: z.array(z.string()),
  removeAt: z.date(),
});
export type Handoff = z.infer<typeof Handoff>;

/** What a hand-off or a call is found by. */
export function marksOf(of: {
  channel: string;
  conversation: string;
  caseNumber?: string | undefined;
  caller: { email?: string | undefined };
}): string[] {
  const email = of.caller.email?.toLowerCase();
  const marks = [`${of.channel}:${of.conversation}`, of.caseNumber, email];
  return marks.flatMap(mark => mark ?? []);
}
