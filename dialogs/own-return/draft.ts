/** What is collected before something is changed on a case or return that exists. */
import { z } from 'zod';
import { Address } from '../../services/address.ts';
import type { Rma } from '../../services/returns/rma.ts';
import { ENDED } from '../../services/returns/status.ts';
import { ClaimDraft } from '../claim/claim.ts';
import type { DialogDependencies } from '../dependencies.ts';
import type { TurnContext } from '../step.ts';
import { ErrandKind } from '../understanding/errands.ts';
import { provenEmail, VerifyingDraft } from '../verification/proof.ts';

const given = <T>(schema: z.ZodType<T>) => schema.optional().catch(undefined);

export const NowOnFile = z.object({
  email: z.string().optional(),
  phone: z.string().optional(),
  shipTo: Address.optional(),
});

export const OwnReturnDraft = z.object({
  ...ClaimDraft.shape,
  ...VerifyingDraft.shape,
  /** Made when the dialog began: each change is made once under it (R23). */
  key: z.string(),
  errand: given(ErrandKind),
  /** The first message has been read for what it tells. */
  begun: given(z.boolean()),
  /** The proven address that the cases were found for: with another proof they are found anew. */
  provenFor: given(z.string()),
  /** Returns to choose from, and the one that is meant; without one it is the case. */
  choose: given(z.array(z.string())),
  rma: given(z.string()),
  target: given(z.string()),
  /** The rules allow it as things stand. */
  possible: given(z.boolean()),
  /** The case as a whole is to be withdrawn, and not one return of it. */
  whole: given(z.boolean()),
  /** Items that are meant. */
  items: given(z.array(z.string())),
  agreed: given(z.boolean()),
  shipTo: given(Address),
  phone: given(z.string()),
  newEmail: given(z.string()),
  wanted: given(z.boolean()),
  carrier: given(z.string()),
  tracking: given(z.string()),
  direction: given(z.enum(['as-is', 'upgrade', 'downgrade'])),
  /** An empty one is the latest. */
  version: given(z.string()),
  note: given(z.string()),
  /** What has been changed, for the next request in the same conversation. */
  nowOnFile: NowOnFile.optional().catch(undefined),
});
export type OwnReturnDraft = z.infer<typeof OwnReturnDraft>;

export type OwnReturnDependencies = DialogDependencies;

/**
 * What number and address alone allow: adding something is not reading, and changes nothing that is there (R24). All
 * else asks for a code.
 */
const ADDING: readonly (ErrandKind | undefined)[] = ['note', 'photo', 'expedite'];

export const needsProof = ({ errand }: OwnReturnDraft) => errand !== undefined && !ADDING.includes(errand);
export const needsClaim = ({ errand }: OwnReturnDraft) => ADDING.includes(errand) && errand !== undefined;

/** The cases in the draft are those of the address that is proven now. */
export function isFoundFor(draft: OwnReturnDraft): boolean {
  const proven = provenEmail(draft);
  return proven !== undefined && draft.provenFor === proven;
}

/** It is clear what is wanted of which, by whom, and that it can be done. */
export function isAt(draft: OwnReturnDraft, ...errands: ErrandKind[]): boolean {
  const isTheirs = needsClaim(draft) || isFoundFor(draft);
  return draft.errand !== undefined && errands.includes(draft.errand) && draft.possible === true && isTheirs;
}

export function byOf({ key, errand }: OwnReturnDraft, { actor }: TurnContext, part = '') {
  return { actor, key: [key, errand, part].filter(Boolean).join(':') };
}

export const isUnderWay = ({ status }: Pick<Rma, 'status'>) => !ENDED.includes(status);

/** The return in question. It was there a moment ago; one that has gone meanwhile has none of its items. */
export async function rmaOf({ returns }: Pick<OwnReturnDependencies, 'returns'>, { rma }: OwnReturnDraft) {
  return rma === undefined ? undefined : returns.find(rma);
}
