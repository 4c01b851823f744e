/** What a call remembers between two things that are said in it. It crosses turns as JSON, in the conversation's memory. */
import { z } from 'zod';
import { LineReply, Saying } from './port.ts';

/** Where a call stands. */
export const Place = z.enum([
  'menu',
  'question',
  /** An answer was given: did it help? */
  'helped',
  /** Questions one after another, see `job`. */
  'job',
  /** An earlier call was cut off: shall it go on? */
  'resume',
  /** The code from the chat. */
  'pin',
  /** A person is rung. */
  'ringing',
  /** Nobody can come to the phone. */
  'nobody',
  'voicemail',
  'over',
]);
export type Place = z.infer<typeof Place>;

export const JobName = z.enum(['report', 'status', 'call-back']);
export type JobName = z.infer<typeof JobName>;

/** One of the jobs that take several questions. */
export const Job = z.object({
  name: JobName,
  /** What was said where it was asked for, until it has begun. */
  first: z.string().optional(),
  /** The job's own, parsed by its schema. */
  draft: z.unknown(),
  /** The step whose question is open. */
  step: z.string().optional(),
  /** What the step wants settled first, and the narrower question. */
  doubt: z.unknown().optional(),
  question: z.array(Saying).optional(),
  /** What its keys mean, from 1 on. */
  choices: z.array(z.string()).optional(),
  /** An answer that was read back: the draft as it was before it. */
  unsure: z.object({ draft: z.unknown() }).optional(),
});
export type Job = z.infer<typeof Job>;

export const Call = z.object({
  schema: z.literal(1),
  /** E.164; absent where the caller withholds it. */
  from: z.string().optional(),
  place: Place,
  /** The number of the last step that was taken. */
  step: z.number().int().optional(),
  /** How often in a row nothing was said, or nothing that could be understood. */
  misses: z.number().int(),
  job: Job.optional(),
  /** What was told here, or in the chat before: the draft of an intake. */
  known: z.unknown().optional(),
  /** The chat that the story comes from, and what it is about. */
  story: z
    .object({ channel: z.string(), conversation: z.string(), summary: z.string(), rmaNumber: z.string().optional() })
    .optional(),
  /** Titles of articles, where it was asked which is meant. */
  offered: z.array(z.string()).optional(),
  answered: z.object({ article: z.string(), key: z.string() }).optional(),
  /** Numbers, last digits and codes that were wrong in this call (R24). */
  wrong: z.number().int(),
  caseNumber: z.string().optional(),
  /** The case was opened in this very call. */
  opened: z.boolean().optional(),
  handoff: z.string().optional(),
  /** By the id of a recording, the case that it belongs to. */
  tapes: z.record(z.string(), z.string()).optional(),
  /** Files of recordings (ids), and what was said in them, that are with no case yet. */
  recordings: z.array(z.string()).optional(),
  notes: z.array(z.string()).optional(),
  /** Something was done for the caller, who is asked for more. */
  served: z.literal(true).optional(),
  /** It goes on from an earlier one: the open question is asked again. */
  resumed: z.literal(true).optional(),
  /** The next call from this number can go on from here. */
  kept: z.literal(true).optional(),
  /** What was said last, for whoever wants to hear it again. */
  last: LineReply.optional(),
});
export type Call = z.infer<typeof Call>;

export function newCall(from: string | undefined): Call {
  return { schema: 1, ...(from && { from }), place: 'menu', misses: 0, wrong: 0 };
}

/** What is keyed or said now is nobody's to keep: last digits, and codes. */
export function isSecret(call: Call | undefined): boolean {
  const next = call?.last?.next;
  return next?.do === 'listen' && next.secret === true;
}
