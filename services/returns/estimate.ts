/** What a repair would cost, and the customer's answer (R18, R20). */
import { z } from 'zod';

/** In the currency's smallest unit (cents for USD), as ISO 4217 counts it. */
const Amount = z.number().int().min(0).max(1_000_000_000);

export const EstimateLine = z.object({
  text: z.string().trim().min(1).max(200),
  amount: Amount,
  /** The item of the return that it is for. */
  item: z.string().max(10).optional(),
});

/** What staff say of an estimate. */
export const EstimateTerms = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency of ISO 4217, such as USD'),
  lines: z.array(EstimateLine).min(1).max(50),
  /** For each item, where the repair is declined (R20). */
  diagnosticsFee: Amount,
  note: z.string().trim().max(1_000).optional(),
});
export type EstimateTerms = z.infer<typeof EstimateTerms>;

export const EstimateAnswer = z.enum(['approve', 'return', 'scrap']);
export type EstimateAnswer = z.infer<typeof EstimateAnswer>;

export const Estimate = EstimateTerms.extend({
  /** "1", "2", …: in the order in which they were sent. */
  id: z.string(),
  /** How many items the diagnostics fee is for. */
  items: z.number().int(),
  sentAt: z.date(),
  /** The day in the maker's zone (ISO): its reminders count from it. */
  sentOn: z.string(),
  state: z.enum(['open', 'approved', 'declined-return', 'declined-scrap', 'withdrawn', 'replaced']),
  /** When and by whom it was answered, withdrawn or replaced. */
  ended: z.object({ at: z.date(), actor: z.string() }).optional(),
});
export type Estimate = z.infer<typeof Estimate>;

/** What authorizing costs, in the smallest unit. */
export function totalOf({ lines }: Pick<Estimate, 'lines'>): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

/** What declining costs, beside the freight of a return: the diagnostics fee for each item (R20). */
export function feeOf({ diagnosticsFee, items }: Pick<Estimate, 'diagnosticsFee' | 'items'>): number {
  return diagnosticsFee * items;
}
