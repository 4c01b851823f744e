/** Withdraws a return that has not arrived, or a case with those of its returns; asks once, and says what it means. */
import { hasArrived } from '../../services/returns/status.ts';
import type { AskStep, DoStep, Heard, Step, TurnContext } from '../step.ts';
import { byOf, isAt, isUnderWay, type OwnReturnDependencies, type OwnReturnDraft } from './draft.ts';

export function withdrawSteps(deps: OwnReturnDependencies): Step<OwnReturnDraft>[] {
  return [caseStep(deps), agreedStep(deps), withdrawStep(deps)];
}

/** A case is withdrawn where nothing of it has arrived. */
function caseStep({ texts, cases, returns }: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  return {
    kind: 'do',
    name: 'withdraw-case',
    pending: draft => isAt(draft, 'withdraw') && draft.rma === undefined && draft.choose === undefined,
    async run(draft) {
      const { target = '' } = draft;
      const found = await cases.find(target);
      const rmas = (await returns.ofCase(target)).filter(isUnderWay);
      const here = rmas.filter(({ status }) => hasArrived(status)).map(({ _id }) => _id);
      const { caseHasArrived, caseOver, withdrawnAlready } = texts.ownReturn;
      const end = (text: string) => ({ kind: 'ended' as const, draft, replies: [{ text }] });
      if (found?.status === 'withdrawn') return end(withdrawnAlready(undefined, target));
      if (found && found.status !== 'open') return end(caseOver(target, found.status));
      if (here.length > 0) return end(caseHasArrived(target, here));
      return { kind: 'done', draft: { ...draft, choose: rmas.map(({ _id }) => _id) }, replies: [] };
    },
  };
}

function agreedStep({ texts }: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  const { withdrawWords, keepWords, askWithdraw, askWithdrawCase } = texts.ownReturn;
  const wantsIt = ({ text, understood }: Heard) =>
    understood.answer === 'yes' || (withdrawWords.test(text) && !keepWords.test(text));
  const keepsIt = ({ text, understood }: Heard) => understood.answer === 'no' || keepWords.test(text);
  return {
    kind: 'ask',
    name: 'withdraw-agreed',
    pending: draft => isAt(draft, 'withdraw') && draft.agreed === undefined,
    ask: ({ rma, target = '', choose = [] }) =>
      rma === undefined ? askWithdrawCase(target, choose) : askWithdraw(rma),
    own: heard => heard.text.length < 80 && (wantsIt(heard) || keepsIt(heard)),
    answer(heard, draft) {
      if (keepsIt(heard)) return { kind: 'taken', draft: { ...draft, agreed: false } };
      return wantsIt(heard)
        ? { kind: 'taken', draft: { ...draft, agreed: true } }
        : { kind: 'unclear', say: texts.unclearYesNo };
    },
  };
}

function withdrawStep(deps: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  const { texts, cases, returns } = deps;

  async function text(draft: OwnReturnDraft, turn: TurnContext): Promise<string> {
    const { rma, target = '', choose = [], agreed } = draft;
    const { kept, withdrawn, withdrawnCase, withdrawnAlready, tooLate, tooLateFor, caseHasArrived } = texts.ownReturn;
    if (!agreed) return kept(rma, target);
    const by = byOf(draft, turn);
    for (const number of rma === undefined ? choose : [rma]) {
      const outcome = await returns.change(number, { kind: 'withdrawn' }, by);
      if (outcome.kind === 'refused') {
        return tooLate(tooLateFor['withdraw'] ?? '', number, texts.status.state[outcome.rma.status]);
      }
      if (rma !== undefined) {
        const isNew =
          outcome.kind === 'changed' || (outcome.kind === 'same' && outcome.rma.events.at(-1)?.key === by.key);
        return isNew ? withdrawn(rma) : withdrawnAlready(rma, target);
      }
    }
    await forEnds(choose, target);
    const outcome = await cases.change(target, { kind: 'withdrawn' }, by);
    return outcome.kind === 'refused' ? caseHasArrived(target, choose) : withdrawnCase(target);
  }

  /** The case refuses while it remembers a return as under way: the relay tells it, and here that cannot wait. */
  async function forEnds(rmas: readonly string[], target: string): Promise<void> {
    for (const rma of rmas) {
      const at = (await returns.find(rma))?.events.findLast(({ kind }) => kind === 'withdrawn')?.at;
      if (at) await cases.rememberEnd(target, rma, { as: 'withdrawn', at });
    }
  }

  return {
    kind: 'do',
    name: 'withdraw',
    pending: draft => isAt(draft, 'withdraw') && draft.agreed !== undefined,
    run: async (draft, turn) => ({
      kind: 'ended',
      draft,
      replies: [{ text: await text(draft, turn), choices: texts.openingChoices }],
    }),
  };
}
