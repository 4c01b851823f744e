/** Where a case or a return stands, and what happened to it so far: without personal data (R24). */
import { z } from 'zod';
import { dateIn, writeDate } from '../../services/calendar.ts';
import type { Case } from '../../services/cases/case.ts';
import { openEstimate } from '../../services/returns/estimating.ts';
import type { Rma } from '../../services/returns/rma.ts';
import { ENDED } from '../../services/returns/status.ts';
import { ClaimDraft, claimIn, createClaimSteps } from '../claim/claim.ts';
import type { DialogDependencies } from '../dependencies.ts';
import type { Reply } from '../reply.ts';
import type { AskStep, DoStep, TurnContext, Waterfall } from '../step.ts';
import { historyOf } from './history.ts';
import { storyOf, storyOfLapsed } from './story.ts';
import { told } from './told.ts';
import { returnMeant, whichReturn } from './which-return.ts';

export const StatusDraft = z.object({
  ...ClaimDraft.shape,
  wants: z.enum(['status', 'history']).optional().catch(undefined),
  /** Returns under way, where there are several. */
  choose: z.array(z.string()).optional().catch(undefined),
  /** Those to tell of. */
  chosen: z.array(z.string()).optional().catch(undefined),
});
export type StatusDraft = z.infer<typeof StatusDraft>;

export function createCheckStatus(deps: DialogDependencies): Waterfall<StatusDraft> {
  return {
    name: 'check-status',
    draft: StatusDraft,
    steps: [...createClaimSteps<StatusDraft>(deps, () => true), ...createTellingSteps<StatusDraft>(deps)],
    fill: (heard, draft) => ({ draft: claimIn(heard, draft), noted: [] }),
    aim: draft => ({ draft }),
  };
}

/** What follows once it is known whose cases they are. */
export function createTellingSteps<D extends StatusDraft>(
  deps: DialogDependencies,
): [DoStep<D>, AskStep<D>, DoStep<D>] {
  return [chooseStep(deps), whichStep(deps), tellStep(deps)];
}

async function returnsOf({ returns }: DialogDependencies, cases: readonly string[]): Promise<Rma[]> {
  return (await Promise.all(cases.map(number => returns.ofCase(number)))).flat();
}

/** One that is named or is alone is told of at once. */
function chooseStep<D extends StatusDraft>(deps: DialogDependencies): DoStep<D> {
  return {
    kind: 'do',
    name: 'choose-return',
    pending: draft => draft.cases !== undefined && draft.choose === undefined && draft.chosen === undefined,
    async run(draft) {
      const { number, of, cases = [] } = draft;
      if (of === 'rma' && number !== undefined)
        return { kind: 'done', draft: { ...draft, chosen: [number] }, replies: [] };
      const rmas = await returnsOf(deps, cases);
      const open = rmas.filter(({ status }) => !ENDED.includes(status)).map(({ _id }) => _id);
      if (open.length > 1) return { kind: 'done', draft: { ...draft, choose: open }, replies: [] };
      const latest = rmas.at(-1)?._id;
      return { kind: 'done', draft: { ...draft, chosen: open[0] ? open : latest ? [latest] : [] }, replies: [] };
    },
  };
}

function whichStep<D extends StatusDraft>(deps: DialogDependencies): AskStep<D> {
  const { texts } = deps;
  const among = async ({ choose = [] }: StatusDraft) =>
    (await Promise.all(choose.map(number => deps.returns.find(number)))).flatMap(rma => rma ?? []);
  return {
    kind: 'ask',
    name: 'which-return',
    pending: draft => draft.choose !== undefined && draft.chosen === undefined,
    async ask(draft) {
      const { choices = [], ...reply } = whichReturn(texts, await among(draft));
      return { ...reply, choices: [...choices, texts.status.all] };
    },
    async answer(heard, draft) {
      if (texts.status.allWords.test(heard.text)) return { kind: 'taken', draft: { ...draft, chosen: draft.choose } };
      const meant = returnMeant(heard, await among(draft));
      return meant
        ? { kind: 'taken', draft: { ...draft, chosen: [meant._id] } }
        : { kind: 'unclear', say: texts.status.whichAgain };
    },
  };
}

function tellStep<D extends StatusDraft>(deps: DialogDependencies): DoStep<D> {
  const { texts, cases, returns } = deps;

  async function repliesFor(found: Case, { wants, chosen = [] }: StatusDraft, turn: TurnContext): Promise<Reply[]> {
    const rmas = await returns.ofCase(found._id);
    const meant = rmas.filter(({ _id }) => chosen.includes(_id));
    if (wants === 'history' && meant.length > 0) return meant.map(rma => historyOf(texts, rma, turn));
    // What the case remembers and the store no longer has was removed on its 90th day (R9).
    const lapsed = found.rmas.filter(({ number, ended }) => {
      const isMeant = chosen.includes(number) || (meant.length === 0 && chosen.length === 0);
      return isMeant && (ended === undefined || ended.as === 'lapsed') && !rmas.some(({ _id }) => _id === number);
    });
    const opened = writeDate(dateIn(turn.timeZone, found.createdAt), turn.locale);
    const others = rmas.filter(({ _id, status }) => !chosen.includes(_id) && ENDED.includes(status));
    const stories = [
      ...meant.map(rma => storyOf(deps, rma, turn)),
      ...lapsed.map(memory => storyOfLapsed(deps, memory, turn)),
    ];
    const line = texts.status.caseLine(found._id, found.status, opened);
    if (stories.length === 0) return [{ text: `${line} ${texts.status.noReturns}` }];
    const after = others.length > 0 ? [{ text: texts.status.otherReturns(others.map(({ _id }) => _id)) }] : [];
    const waits = meant.some(rma => openEstimate(rma) !== undefined);
    const replies = [...stories.map((story, at) => told(story, at === 0 ? line : '')), ...after];
    return replies.map(reply =>
      waits ? { ...reply, choices: [texts.estimate.answerIt, ...texts.status.choices] } : reply,
    );
  }

  return {
    kind: 'do',
    name: 'tell-status',
    pending: draft => draft.chosen !== undefined,
    async run(draft, turn) {
      const { cases: own = [], chosen = [] } = draft;
      const found = (await Promise.all(own.map(number => cases.find(number)))).flatMap(one => one ?? []);
      const meant =
        chosen.length > 0 ? found.filter(({ rmas }) => rmas.some(({ number }) => chosen.includes(number))) : found;
      const replies = (await Promise.all(meant.map(one => repliesFor(one, draft, turn)))).flat();
      const hasReturn = chosen.length > 0;
      const [last, ...before] = replies.reverse();
      const choices = last?.choices ?? (hasReturn ? texts.status.choices : texts.openingChoices);
      return { kind: 'ended', draft, replies: last ? [...before.reverse(), { ...last, choices }] : [] };
    },
  };
}
