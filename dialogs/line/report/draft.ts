/** What is known of a report on the phone: the draft of an intake, and where the call stands with it. */
import { z } from 'zod';
import { Draft } from '../../intake/draft.ts';

const given = <T>(schema: z.ZodType<T>) => schema.optional().catch(undefined);

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

/** The products, and what is wrong with each. */
export function summaryOf({ products }: Pick<Draft, 'products'>): string {
  return products
    .map(({ model, claimed, problem }) => [model ?? claimed, problem].filter(Boolean).join(': '))
    .filter(Boolean)
    .join('; ')
    .slice(0, 300);
}
