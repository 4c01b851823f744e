/** What comes back from the cards of an intake. They stay on screen, so each is held against where the request stands. */
import type { Sent } from '../card.ts';
import type { Received, TurnContext } from '../step.ts';
import { list } from '../texts/wording.ts';
import { contactForm, type FormDependencies } from './contact-form.ts';
import type { Draft } from './draft.ts';
import { takeForm } from './form-taken.ts';
import { requestMark, summaryVersion } from './request-marks.ts';

export async function receiveSent(
  deps: FormDependencies,
  sent: Sent,
  draft: Draft,
  turn: TurnContext,
  open: string | undefined,
): Promise<Received<Draft>> {
  const { texts } = deps;
  if (sent.kind === 'contact-form') return receiveForm(deps, sent, draft, turn);
  if (sent.kind === 'estimate') return { kind: 'nothing', say: texts.estimate.oldCard };
  if (draft.confirmed) return { kind: 'nothing', say: texts.summaryCard.done(draft.caseNumber ?? '', draft.rmaNumber) };
  if (open !== 'summary') return { kind: 'nothing', say: texts.summaryCard.earlier };
  return sent.version === summaryVersion(draft)
    ? { kind: 'as-said' }
    : { kind: 'nothing', say: texts.summaryCard.changedSince };
}

async function receiveForm(
  deps: FormDependencies,
  { key, values }: Extract<Sent, { kind: 'contact-form' }>,
  draft: Draft,
  turn: TurnContext,
): Promise<Received<Draft>> {
  const { form, onRecord } = deps.texts;
  if (key !== requestMark(draft)) return { kind: 'nothing', say: form.old };
  if (draft.caseNumber !== undefined) return { kind: 'nothing', say: onRecord(draft.caseNumber) };
  const taken = await takeForm(deps, values, draft, turn);
  const thanks = taken.took.length > 0 ? form.taken(list(taken.took.map(what => form.names[what]))) : undefined;
  const troubles = Object.entries(taken.errors);
  if (troubles.length === 0) {
    return thanks ? { kind: 'taken', draft: taken.draft, say: thanks } : { kind: 'nothing', say: form.unchanged };
  }
  return {
    kind: 'taken',
    draft: taken.draft,
    say: form.wrong(taken.troubles),
    card: contactForm(deps, taken.draft, form.wrongLead(troubles.length), { values, errors: taken.errors }),
  };
}
