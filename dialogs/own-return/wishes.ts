/** What needs a yes at most: status emails (R11), a quote for the data (R14), and that it be faster (R19). */
import type { Rma } from '../../services/returns/rma.ts';
import { namesOf } from '../status/items.ts';
import type { AskStep, DoStep, Step } from '../step.ts';
import { byOf, isAt, type OwnReturnDependencies, type OwnReturnDraft, rmaOf } from './draft.ts';

export function wishSteps(deps: OwnReturnDependencies): Step<OwnReturnDraft>[] {
  return [
    statusEmailsStep(deps),
    askRecovery(deps),
    recoveryStep(deps),
    expeditedStep(deps),
    askExpedite(deps),
    expediteStep(deps),
  ];
}

function statusEmailsStep({ texts, returns }: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  return {
    kind: 'do',
    name: 'status-emails',
    pending: draft => isAt(draft, 'status-emails'),
    async run(draft, turn) {
      const { rma = '', wanted = true } = draft;
      await returns.change(rma, { kind: 'status-emails', wanted }, byOf(draft, turn));
      const text = texts.ownReturn.statusEmails(rma, wanted);
      return { kind: 'ended', draft, replies: [{ text, choices: texts.status.choices }] };
    },
  };
}

/** Yes or no; whoever asks twice wants it. */
function agreeing(
  { texts }: OwnReturnDependencies,
  errand: 'data-recovery' | 'expedite',
  ask: AskStep<OwnReturnDraft>['ask'],
): AskStep<OwnReturnDraft> {
  return {
    kind: 'ask',
    name: `${errand}-agreed`,
    pending: draft => isAt(draft, errand) && draft.agreed === undefined,
    ask,
    answer: ({ understood }, draft) =>
      understood.answer === undefined
        ? { kind: 'unclear', say: texts.unclearYesNo }
        : { kind: 'taken', draft: { ...draft, agreed: understood.answer === 'yes' } },
  };
}

function askRecovery(deps: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  return agreeing(deps, 'data-recovery', async draft => {
    const rma = await rmaOf(deps, draft);
    return deps.texts.ownReturn.askRecovery(
      rma ? namesOf(deps.texts.status, rma, item => isWithData(deps, item, rma)) : [],
    );
  });
}

/** Those with disks; where the catalog knows of none, all. */
function isWithData({ catalog }: OwnReturnDependencies, { family }: Rma['items'][number], { items }: Rma): boolean {
  const hasDisks = (id: string | undefined) => catalog.family(id ?? '')?.disks === true;
  return hasDisks(family) || !items.some(item => hasDisks(item.family));
}

function recoveryStep(deps: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  const { texts, returns } = deps;
  return {
    kind: 'do',
    name: 'ask-for-recovery',
    pending: draft => isAt(draft, 'data-recovery') && draft.agreed !== undefined,
    async run(draft, turn) {
      const { rma: number = '', agreed } = draft;
      const end = (text: string) => ({
        kind: 'ended' as const,
        draft,
        replies: [{ text, choices: texts.status.choices }],
      });
      const { recovery, recoveryKnown, noRecovery, tooLate, tooLateFor } = texts.ownReturn;
      if (!agreed) return end(noRecovery);
      const rma = await rmaOf(deps, draft);
      let isNew = false;
      for (const item of rma?.items ?? []) {
        if (!rma || !isWithData(deps, item, rma)) continue;
        const by = byOf(draft, turn, item.id);
        const outcome = await returns.change(number, { kind: 'data-recovery', item: item.id }, by);
        if (outcome.kind === 'refused') {
          return end(tooLate(tooLateFor['data-recovery'] ?? '', number, texts.status.state[outcome.rma.status]));
        }
        isNew ||= outcome.kind !== 'unknown' && outcome.rma.events.some(({ key }) => key === by.key);
      }
      return end(isNew ? recovery(number) : recoveryKnown);
    },
  };
}

function expeditedStep(deps: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  const { texts } = deps;
  return {
    kind: 'do',
    name: 'expedited-already',
    pending: draft => isAt(draft, 'expedite') && draft.wanted === undefined,
    async run(draft) {
      const rma = await rmaOf(deps, draft);
      if (!rma?.expedited) return { kind: 'done', draft: { ...draft, wanted: true }, replies: [] };
      const text = texts.ownReturn.expeditedAlready(rma._id);
      return { kind: 'ended', draft, replies: [{ text, choices: texts.status.choices }] };
    },
  };
}

/** R19: it cannot be added without staff once the number is out. */
function askExpedite(deps: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  return agreeing(deps, 'expedite', () => deps.texts.ownReturn.askExpediteNote());
}

function expediteStep({ texts, returns, cases }: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  return {
    kind: 'do',
    name: 'note-expedite',
    pending: draft => isAt(draft, 'expedite') && draft.agreed !== undefined,
    async run(draft, turn) {
      const { rma, target = '', agreed } = draft;
      const { expediteNote, expediteNoted, expediteUnnoted } = texts.ownReturn;
      const note = { kind: 'customer-note' as const, text: expediteNote };
      if (agreed && rma) await returns.change(rma, note, byOf(draft, turn));
      if (agreed && !rma) await cases.change(target, note, byOf(draft, turn));
      const text = agreed ? expediteNoted : expediteUnnoted;
      return { kind: 'ended', draft, replies: [{ text, choices: texts.status.choices }] };
    },
  };
}
