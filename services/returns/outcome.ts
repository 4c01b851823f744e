/** What a change comes to: how the return is after it and what is told of that, or why it cannot be. */
import { z } from 'zod';
import type { Rma } from './rma.ts';
import type { RmaStatus } from './status.ts';

/** The mails that a return causes; `estimate…` and `details-changed` go out whatever the customer chose (R11, R20). */
export const ReturnMail = z.enum([
  'issued',
  'return-reminder',
  'received',
  'missing',
  'diagnosing',
  'no-charge',
  'estimate',
  'estimate-reminder',
  'estimate-withdrawn',
  'authorized',
  'declined',
  'repairing',
  'shipped',
  'closed',
  'withdrawn',
  'extended',
  'lapsed',
  'data-recovery',
  'details-changed',
]);
export type ReturnMail = z.infer<typeof ReturnMail>;

export const ALWAYS: ReadonlySet<ReturnMail> = new Set([
  'estimate',
  'estimate-reminder',
  'estimate-withdrawn',
  'details-changed',
]);

/** One thing that happened: an event to be kept, and the mail that tells of it. */
export interface Happened {
  kind: string;
  note?: string | undefined;
  data?: Record<string, string> | undefined;
  mail?: ReturnMail | undefined;
  /** Where the mail does not go to the address on file. */
  mailTo?: string | undefined;
}

/** Why a change cannot be made. Nothing has changed then. */
export type Refusal =
  /** The graph has no such way; `allowed` are those that it has. */
  | { code: 'not-allowed'; status: RmaStatus; wanted: RmaStatus; allowed: readonly RmaStatus[] }
  /** What was asked for belongs to other times of a return. */
  | { code: 'not-now'; status: RmaStatus; when: readonly RmaStatus[] }
  | { code: 'no-such-item'; item: string; items: readonly string[] }
  /** A return of several items: which ones? */
  | { code: 'which-items'; items: readonly string[] }
  | { code: 'already-received'; items: readonly string[] }
  /** Not all of its items are accounted for. */
  | { code: 'unaccounted'; items: readonly string[] }
  /** R20: nothing is scrapped that the customer did not decide on, and what was declined is not repaired. */
  | { code: 'not-decided-so'; status: RmaStatus; disposition: string }
  /** R16. */
  | { code: 'firmware-not-asked'; item: string }
  | { code: 'no-open-estimate'; state?: string }
  /** Only to a day after the present one, and not after the latest. */
  | { code: 'not-extended'; returnBy: string; latest: string }
  /** Whose it is has been erased, and nothing personal comes back. */
  | { code: 'erased' }
  /** Somebody else has changed it since the version that was decided on. */
  | { code: 'changed-meanwhile' };

export type Outcome =
  | { kind: 'changed'; set: Partial<Rma>; happened: Happened[] }
  /** It is so already. */
  | { kind: 'same' }
  | { kind: 'refused'; why: Refusal };

/** What a change needs to know beside the return. */
export interface Moment {
  now: Date;
  /** Today in the maker's zone (ISO). */
  today: string;
  actor: string;
}

export const refused = (why: Refusal): Outcome => ({ kind: 'refused', why });
