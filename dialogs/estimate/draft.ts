import { z } from 'zod';
import { EstimateAnswer } from '../../services/returns/estimate.ts';
import { EstimateOffer } from '../../services/returns/offer.ts';
import { provenEmail, VerifyingDraft } from '../verification/verified.ts';

/** An estimate on its way to an answer (R20, R24). */
export const EstimateDraft = z.object({
  ...VerifyingDraft.shape,
  /** By which the answer is given once, however often the turn runs. */
  key: z.string(),
  number: z.string().optional(),
  of: z.enum(['case', 'rma']).optional(),
  /** Nobody has named the number: it is that of the return talked about last. */
  presumed: z.boolean().optional(),
  /** All that the customer has is looked at instead. */
  withoutNumber: z.boolean().optional(),
  /** RMA numbers, where more than one estimate waits. */
  several: z.array(z.string()).optional(),
  offer: EstimateOffer.optional(),
  /** The proven address that the two were looked up for: they are shown to no other. */
  foundFor: z.string().optional(),
  /** What the person wants; `decline` leaves open which of the two ways. */
  wish: z.enum([...EstimateAnswer.options, 'decline']).optional(),
  confirmed: z.literal(true).optional(),
  wrongGuesses: z.number().int().optional(),
  /** Of the return that was found. */
  caseNumber: z.string().optional(),
});
export type EstimateDraft = z.infer<typeof EstimateDraft>;

/** Names what a card shows: its buttons count for that estimate only. */
export function versionOf({ rma, estimate }: EstimateOffer): string {
  return `${rma}:${estimate}`;
}

/** Whether what was looked up is for the address that is proven now: a proof ends, and the next may be another's (R24). */
export function isTheirs({ foundFor, ...draft }: EstimateDraft): boolean {
  return foundFor !== undefined && foundFor === provenEmail(draft);
}

/** The estimate, for the eyes of its owner. */
export function offerIn(draft: EstimateDraft): EstimateOffer | undefined {
  return isTheirs(draft) ? draft.offer : undefined;
}

/** The draft without what was looked up and decided. */
export function afresh(draft: EstimateDraft): EstimateDraft {
  return { ...draft, ...NOTHING_FOUND, wish: undefined, confirmed: undefined };
}

export const NOTHING_FOUND = { offer: undefined, several: undefined, foundFor: undefined };
