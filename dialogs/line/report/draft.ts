/** What is known of a report on the phone: the draft of an intake, and where the call stands with it. */
import { z } from 'zod';
import { Draft, given } from '../../intake/draft.ts';

export const ReportDraft = Draft.extend({
  /** The number that calls, E.164. */
  from: given(z.string()),
  /** Whether it is the one to call back. */
  ownPhone: given(z.boolean()),
  /** All that may help was told after the tone, or left out. */
  detailed: given(z.boolean()),
  /** The number was told. */
  told: given(z.boolean()),
  wantsCode: given(z.boolean()),
});
export type ReportDraft = z.infer<typeof ReportDraft>;
