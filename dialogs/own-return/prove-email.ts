/** A new email address for cases: it counts once a code sent there has come back, and the old one hears of it. */
import { z } from 'zod';
import { changeContact } from '../../services/returns/owner.ts';
import type { DoStep, Waterfall } from '../step.ts';
import { createVerifySteps, provenEmail, VerifyingDraft } from '../verification/verified.ts';
import { PROVE_EMAIL } from './contact.ts';
import { NowOnFile, type OwnReturnDependencies } from './draft.ts';

export const ProveEmailDraft = z.object({
  ...VerifyingDraft.shape,
  key: z.string(),
  cases: z.array(z.string()),
  /** The address that was proven before: the cases are still its own, or this very request has moved them. */
  before: z.string(),
  /** What the conversation remembers as looked up. */
  caseNumber: z.string().optional(),
  nowOnFile: NowOnFile.optional().catch(undefined),
});
export type ProveEmailDraft = z.infer<typeof ProveEmailDraft>;

export function createProveEmail(deps: OwnReturnDependencies): Waterfall<ProveEmailDraft> {
  const { texts } = deps;
  return {
    name: PROVE_EMAIL,
    draft: ProveEmailDraft,
    steps: [
      ...createVerifySteps<ProveEmailDraft>(deps, { why: texts.ownReturn.whyNewEmail, always: true }),
      changeStep(deps),
    ],
    fill: (_heard, draft) => ({ draft, noted: [] }),
    aim: draft => ({ draft }),
  };
}

function changeStep(deps: OwnReturnDependencies): DoStep<ProveEmailDraft> {
  const { texts, cases } = deps;
  return {
    kind: 'do',
    name: 'change-email',
    pending: draft => provenEmail(draft) !== undefined,
    async run(draft, { actor, verified }) {
      // The proof of the old address has run out meanwhile, or its owner has signed out.
      if (verified?.toLowerCase() !== draft.before.toLowerCase()) {
        return { kind: 'ended', draft, replies: [{ text: texts.ownReturn.proofOver, choices: texts.openingChoices }] };
      }
      const email = provenEmail(draft) ?? '';
      const by = { actor, key: `${draft.key}:email` };
      const moved: string[] = [];
      for (const number of draft.cases) {
        const owner = (await cases.find(number))?.contact.email?.toLowerCase();
        // Since the proof of the old address, staff may have given the case to another one.
        if (owner !== draft.before.toLowerCase() && owner !== email.toLowerCase()) continue;
        await changeContact(deps, number, { email }, by);
        moved.push(number);
      }
      const text = moved.length > 0 ? texts.ownReturn.email(email, moved) : texts.unknownNumber;
      const remembered: ProveEmailDraft = {
        ...draft,
        ...(moved[0] && { caseNumber: moved[0], nowOnFile: { email } }),
      };
      return { kind: 'ended', draft: remembered, replies: [{ text, choices: texts.status.choices }] };
    },
  };
}
