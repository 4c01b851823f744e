/**
 * Whose case is it? By its number and the email address on file, which is enough for a status without personal data and
 * for adding something (R24). Whoever opened it in this conversation, or has proven the address, is not asked.
 */
import { z } from 'zod';
import type { Case } from '../../services/cases/case.ts';
import { readNumber } from '../../services/numbers.ts';
import type { DialogDependencies } from '../dependencies.ts';
import { takeEmail } from '../intake/contact.ts';
import { MOST_GUESSES } from '../intake/existing-case.ts';
import type { AskStep, DoStep, Heard, Step, TurnContext } from '../step.ts';
import { casesOf } from '../verification/customer.ts';

const given = <T>(schema: z.ZodType<T>) => schema.optional().catch(undefined);

/** What a dialog that asks for number and address has in its draft, beside its own (`…ClaimDraft.shape`). */
export const ClaimDraft = z.object({
  number: given(z.string()),
  of: given(z.enum(['case', 'rma'])),
  email: given(z.string()),
  wrongGuesses: given(z.number().int()),
  /** It was looked whether the conversation knows already. */
  looked: given(z.boolean()),
  /** The cases that are the person’s. */
  cases: given(z.array(z.string())),
  /** The one that number and address have shown to be: what the conversation remembers. */
  caseNumber: given(z.string()),
});
export type Claim = z.infer<typeof ClaimDraft>;

export type ClaimDependencies = Pick<DialogDependencies, 'texts' | 'cases' | 'returns' | 'customers'>;

/** The number and the address that a message names. */
export function claimIn<D extends Claim>({ understood }: Heard, draft: D): D {
  const { caseNumber, rmaNumber, email } = understood.slots;
  const named = numberIn({ caseNumber, rmaNumber });
  return {
    ...draft,
    ...(named && draft.cases === undefined ? { ...named, looked: undefined } : {}),
    ...(email?.kind === 'email' && !draft.email ? { email: email.value } : {}),
  };
}

function numberIn({ caseNumber, rmaNumber }: { caseNumber?: string | undefined; rmaNumber?: string | undefined }) {
  if (rmaNumber !== undefined) return { number: rmaNumber, of: 'rma' as const };
  return caseNumber === undefined ? undefined : { number: caseNumber, of: 'case' as const };
}

/** @param due whether the draft needs a claim at all */
export function createClaimSteps<D extends Claim>(deps: ClaimDependencies, due: (draft: D) => boolean): Step<D>[] {
  const open = (draft: D) => due(draft) && draft.cases === undefined;
  return [knownStep(deps, open), numberStep(deps, open), emailStep(deps, open), lookUpStep(deps, open)];
}

type Open<D> = (draft: D) => boolean;

/** The case that a number is of, whether the RMA is there still or only remembered. */
export async function caseOf(
  { cases, returns }: Pick<ClaimDependencies, 'cases' | 'returns'>,
  { number = '', of }: Claim,
) {
  if (of !== 'rma') return cases.find(number);
  const rma = await returns.find(number);
  return rma ? cases.find(rma.caseNumber) : cases.ofRma(number);
}

function knownStep<D extends Claim>(deps: ClaimDependencies, open: Open<D>): DoStep<D> {
  function claimOf({ _id, contact }: Case, { ownCases, verified }: TurnContext): Partial<Claim> {
    if (ownCases.includes(_id)) return { cases: [_id] };
    const isTheirs = verified !== undefined && contact.email?.toLowerCase() === verified.toLowerCase();
    return isTheirs ? { cases: [_id], caseNumber: _id, email: verified } : {};
  }

  return {
    kind: 'do',
    name: 'known-case',
    pending: draft => open(draft) && !draft.looked,
    async run(draft, turn) {
      const looked = { ...draft, looked: true };
      if (draft.number === undefined) {
        const proven = turn.verified === undefined ? [] : await casesOf(deps, turn.verified);
        const cases = [...new Set([...turn.ownCases, ...proven.map(({ _id }) => _id)])];
        return { kind: 'done', draft: cases.length > 0 ? { ...looked, cases } : looked, replies: [] };
      }
      const found = await caseOf(deps, draft);
      return { kind: 'done', draft: found ? { ...looked, ...claimOf(found, turn) } : looked, replies: [] };
    },
  };
}

function numberStep<D extends Claim>({ texts }: ClaimDependencies, open: Open<D>): AskStep<D> {
  return {
    kind: 'ask',
    name: 'number',
    pending: draft => open(draft) && draft.number === undefined,
    ask: () => ({ text: texts.askStatusNumber }),
    why: texts.whyStatusNumber,
    answer(heard, draft) {
      const { caseNumber, rmaNumber, mistyped } = heard.understood.slots;
      const read = readNumber(rmaNumber ?? caseNumber ?? heard.text);
      if (read.kind === 'number' && read.of !== 'customer') {
        return { kind: 'taken', draft: { ...draft, number: read.value, of: read.of, looked: undefined } };
      }
      const wrong = read.kind === 'mistyped' ? heard.text : mistyped;
      return { kind: 'unclear', say: wrong === undefined ? texts.unclearNumber : texts.mistyped(wrong) };
    },
  };
}

function emailStep<D extends Claim>({ texts }: ClaimDependencies, open: Open<D>): AskStep<D> {
  return {
    kind: 'ask',
    name: 'status-email',
    field: 'email',
    pending: draft => open(draft) && draft.email === undefined,
    ask: () => ({ text: texts.askStatusEmail }),
    why: texts.whyStatusNumber,
    answer(heard, draft, _turn, doubt) {
      const { email: told } = heard.understood.slots;
      const named = numberIn(heard.understood.slots);
      const claimed: D = named ? { ...draft, ...named, looked: undefined } : draft;
      if (named && told === undefined) return { kind: 'taken', draft: claimed };
      return takeEmail(texts, heard, doubt, email => ({ kind: 'taken', draft: { ...claimed, email } }));
    },
  };
}

/** A wrong pair costs a guess; the number stays, so that only what was wrong has to be typed again. */
function lookUpStep<D extends Claim>(deps: ClaimDependencies, open: Open<D>): DoStep<D> {
  const { texts, cases } = deps;
  return {
    kind: 'do',
    name: 'look-up',
    pending: draft => open(draft) && draft.number !== undefined && draft.email !== undefined,
    async run(draft) {
      const { wrongGuesses = 0, email = '' } = draft;
      if (wrongGuesses >= MOST_GUESSES) return { kind: 'ended', draft, replies: [{ text: texts.tooManyGuesses }] };
      const claimed = await caseOf(deps, draft);
      const found = claimed && (await cases.findFor(claimed._id, email));
      if (found) return { kind: 'done', draft: { ...draft, cases: [found._id], caseNumber: found._id }, replies: [] };
      const again: D = { ...draft, email: undefined, wrongGuesses: wrongGuesses + 1 };
      return { kind: 'done', draft: again, replies: [{ text: texts.unknownNumber }] };
    },
  };
}
