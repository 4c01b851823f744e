/** An estimate as the customer is to read it before they answer: what each of the three ways costs, and its date (R20). */
import { z } from 'zod';
import { addDays } from '../calendar.ts';
import { type Estimate, type EstimateAnswer, feeOf, totalOf } from './estimate.ts';
import { firstAskedOn } from './estimating.ts';
import { isHere } from './receipt.ts';
import type { Rma, RmaItem } from './rma.ts';

const Product = z.object({ model: z.string(), serial: z.string().optional() });
export type OfferedProduct = z.infer<typeof Product>;

/** Amounts in the currency's smallest unit. Nothing personal. */
export const EstimateOffer = z.object({
  rma: z.string(),
  caseNumber: z.string(),
  /** The estimate's id within its return: an answer names it. */
  estimate: z.string(),
  /** The day it was sent (ISO, in the maker's zone). */
  sentOn: z.string(),
  currency: z.string(),
  /** What is here, and is decided on. */
  products: z.array(Product),
  lines: z.array(z.object({ text: z.string(), amount: z.number(), product: Product.optional() })),
  note: z.string().optional(),
  /** What authorizing costs. */
  total: z.number(),
  /** What declining costs: in all, and for each of the items. The freight of a return is not known. */
  fee: z.number(),
  feePerItem: z.number(),
  items: z.number().int(),
  /** The last day (ISO) of a scrapping; absent where it is past, and it would be done without delay. */
  scrapBy: z.string().optional(),
});
export type EstimateOffer = z.infer<typeof EstimateOffer>;

/** @param today in the maker's zone (ISO); @param scrapWithin days from the original date of the request (R20) */
export function offerOf(
  rma: Rma,
  estimate: Estimate,
  { scrapWithin, today }: { scrapWithin: number; today: string },
): EstimateOffer {
  const by = addDays(firstAskedOn(rma) ?? estimate.sentOn, scrapWithin);
  const named = (id: string | undefined) => rma.items.find(item => item.id === id);
  return {
    rma: rma._id,
    caseNumber: rma.caseNumber,
    estimate: estimate.id,
    sentOn: estimate.sentOn,
    currency: estimate.currency,
    products: rma.items.filter(isHere).map(productOf),
    lines: estimate.lines.map(({ text, amount, item: id }) => {
      const item = named(id);
      return { text, amount, ...(item && { product: productOf(item) }) };
    }),
    ...(estimate.note && { note: estimate.note }),
    total: totalOf(estimate),
    fee: feeOf(estimate),
    feePerItem: estimate.diagnosticsFee,
    items: estimate.items,
    ...(today <= by && { scrapBy: by }),
  };
}

function productOf({ model, serial }: RmaItem): OfferedProduct {
  return { model, ...(serial && { serial: serial.raw }) };
}

/** What was answered; undefined where it is open, or was withdrawn or replaced without an answer. */
export function answerTo({ state }: Pick<Estimate, 'state'>): EstimateAnswer | undefined {
  switch (state) {
    case 'approved':
      return 'approve';
    case 'declined-return':
      return 'return';
    case 'declined-scrap':
      return 'scrap';
    default:
      return undefined;
  }
}
