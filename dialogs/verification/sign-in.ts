/** "I have been here before": whoever proves it is greeted by name, and told what is there for them (R24). */
import { z } from 'zod';
import { dateIn, writeDate } from '../../services/calendar.ts';
import type { Case } from '../../services/cases/case.ts';
import type { DialogDependencies } from '../dependencies.ts';
import type { DoStep, TurnContext, Waterfall } from '../step.ts';
import { casesOf } from './customer.ts';
import { createVerifySteps, provenEmail, VerifyingDraft } from './verified.ts';

const SignInDraft = z.object({
  ...VerifyingDraft.shape,
  /** Their only case: "an RMA on that case" means it. */
  caseNumber: z.string().optional(),
});
type SignInDraft = z.infer<typeof SignInDraft>;

/** Cases that are listed at once. */
const MOST_LISTED = 5;

export function createSignIn(deps: DialogDependencies): Waterfall<SignInDraft> {
  const { whySignIn } = deps.texts.verification;
  return {
    name: 'sign-in',
    draft: SignInDraft,
    steps: [...createVerifySteps<SignInDraft>(deps, { why: whySignIn }), whatIsThereStep(deps)],
    fill: (heard, draft) => {
      const { email } = heard.understood.slots;
      const told = draft.email === undefined && email?.kind === 'email';
      return { draft: told ? { ...draft, email: email.value } : draft, noted: [] };
    },
    aim: draft => ({ draft }),
  };
}

function whatIsThereStep(deps: DialogDependencies): DoStep<SignInDraft> {
  const { verification } = deps.texts;

  function lineOf({ _id, status, createdAt, items, rmas }: Case, turn: TurnContext): string {
    const opened = writeDate(dateIn(turn.timeZone, createdAt), turn.locale);
    const models = [...new Set(items.map(item => item.model))];
    return verification.caseLine(
      _id,
      status,
      opened,
      models,
      rmas.map(({ number }) => number),
    );
  }

  return {
    kind: 'do',
    name: 'what-is-there',
    pending: draft => provenEmail(draft) !== undefined,
    async run(draft, turn) {
      const found = await casesOf(deps, provenEmail(draft) ?? '', MOST_LISTED);
      const only = found.length === 1 ? found[0]?._id : undefined;
      const replies = [verification.signedIn(found.map(one => lineOf(one, turn)))];
      return { kind: 'ended', draft: { ...draft, caseNumber: only }, replies };
    },
  };
}
