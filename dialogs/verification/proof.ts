/** What a draft and a conversation hold of a proof that an address is the person's own (R24), and for how long. */
import { z } from 'zod';
import type { Memory } from '../memory.ts';

const given = <T>(schema: z.ZodType<T>) => schema.optional().catch(undefined);

/** What a dialog that needs a proof has in its draft, beside its own (`…VerifyingDraft.shape`). */
export const VerifyingDraft = z.object({
  /** The address to be proven. */
  email: given(z.string()),
  /** The address that a code was asked for; once verified, the one that is proven. */
  codeSentTo: given(z.string()),
  verified: given(z.literal(true)),
  /** It was looked whether the conversation holds a proof already. */
  recognised: given(z.boolean()),
});
export type Verifying = z.infer<typeof VerifyingDraft>;

/** The address that this draft holds a proof of: the one to ask before anything personal is shown or changed. */
export function provenEmail({ email, codeSentTo, verified }: Verifying): string | undefined {
  return verified && email !== undefined && codeSentTo === email ? email : undefined;
}

/** So long the person counts as verified, from the moment of the code: an errand, not a day at a shared computer. */
export const VERIFIED_MS = 3_600_000;

/** The memory without a proof that is too old to count, in the dialog under way too. */
export function withValidProof(memory: Memory, at: Date): Memory {
  const { verified } = memory;
  return !verified || at.getTime() - verified.at.getTime() < VERIFIED_MS ? memory : withoutProof(memory);
}

/** A code that was asked for and has not come yet still counts. */
function withoutProof({ verified: _, active, ...rest }: Memory): Memory {
  if (!active) return rest;
  const draft = { ...(active.draft as Verifying) };
  if (!draft.verified) return { ...rest, active };
  const { verified: _v, codeSentTo: _c, recognised: _r, ...unproven } = draft;
  return { ...rest, active: { ...active, draft: unproven } };
}

/** Whether the conversation holds anything that tells who is talking. */
export function isSomebody({ verified, known, lookedUp, cases }: Memory): boolean {
  return verified !== undefined || known !== undefined || lookedUp !== undefined || cases.length > 0;
}

/** The memory without whose it is and what is under way; the limits on abuse stay. */
export function withoutPerson(memory: Memory): Memory {
  const { verified: _, known: _k, lookedUp: _l, active: _a, rating: _r, ...rest } = memory;
  return { ...rest, cases: [] };
}

/** What the conversation is to remember of a dialog's draft. */
export function proofIn(memory: Memory, draft: unknown, at: Date): Pick<Memory, 'verified'> {
  const read = VerifyingDraft.safeParse(draft);
  const email = read.success ? provenEmail(read.data) : undefined;
  if (email === undefined || email === memory.verified?.email) return {};
  return { verified: { email, at } };
}
