/** The answer to an estimate: one of three ways, read back before it counts, and given once (R20, R23). */
import type { EstimateAnswer } from '../../services/returns/estimate.ts';
import type { DialogDependencies } from '../dependencies.ts';
import { joined } from '../reply.ts';
import type { AskStep, Done, DoStep, Heard } from '../step.ts';
import { afresh, type EstimateDraft, offerIn } from './draft.ts';
import { lastAnswer } from './finding.ts';
import { isPlainNo, isPlainYes, readWish } from './reading.ts';
import { ALL, askReply } from './showing.ts';

const DECLINED: readonly EstimateAnswer[] = ['return', 'scrap'];

/** Nothing of an estimate is shown or taken without the proof. */
const isSeen = (draft: EstimateDraft) => offerIn(draft) !== undefined;

/** What was decided on, once it is one of the three. */
function decisionOf({ wish }: EstimateDraft): EstimateAnswer | undefined {
  return wish === 'decline' ? undefined : wish;
}

export const CHOICE_STEP = 'estimate-choice';
export const READ_BACK_STEP = 'estimate-read-back';

export function choiceStep({ texts }: DialogDependencies): AskStep<EstimateDraft> {
  const { estimate } = texts;
  const left = ({ wish }: EstimateDraft) => (wish === 'decline' ? DECLINED : ALL);
  return {
    kind: 'ask',
    name: CHOICE_STEP,
    pending: draft => isSeen(draft) && decisionOf(draft) === undefined,
    ask: (draft, turn) => (draft.offer ? askReply({ texts }, draft.offer, turn, left(draft)) : { text: estimate.ask }),
    again: draft => ({
      text: draft.wish === 'decline' ? estimate.askDeclined : estimate.ask,
      choices: estimate.choices(left(draft)),
    }),
    why: estimate.whyAsk,
    own: heard => readWish(heard) !== undefined,
    answer(heard, draft) {
      const wish = readWish(heard);
      if (wish === 'decline' && draft.wish === 'decline') return { kind: 'unclear' };
      if (wish !== undefined) return { kind: 'taken', draft: { ...draft, wish } };
      return { kind: 'unclear', ...(heard.understood.answer === 'yes' && { say: estimate.yesToWhat }) };
    },
  };
}

export function readBackStep({ texts }: DialogDependencies): AskStep<EstimateDraft> {
  const { estimate } = texts;
  /** A second press of the button that led here is no yes. */
  const isPress = ({ text }: Heard) => estimate.choices(ALL).some(({ value }) => value === text);
  return {
    kind: 'ask',
    name: READ_BACK_STEP,
    // The answer before it is changed at this question, and no other is behind it.
    settles: [CHOICE_STEP],
    pending: draft => isSeen(draft) && decisionOf(draft) !== undefined && !draft.confirmed,
    ask(draft, { locale }) {
      const answer = decisionOf(draft);
      if (!draft.offer || !answer) return { text: estimate.ask };
      return { text: estimate.readBack(answer, draft.offer, locale), choices: estimate.readBackChoices(answer) };
    },
    why: estimate.whyReadBack,
    own: heard => READ_BACK.some(reads => reads(heard)),
    answer(heard, draft) {
      const wish = readWish(heard);
      if (wish === draft.wish && isPress(heard)) return { kind: 'taken', draft };
      if (draft.wish && isPlainYes(heard, draft.wish)) return { kind: 'taken', draft: { ...draft, confirmed: true } };
      const isOther = wish !== undefined && wish !== draft.wish;
      if (isPlainNo(heard) && (!isOther || wish === 'decline')) {
        return { kind: 'taken', draft: { ...draft, wish: undefined }, say: estimate.notYet };
      }
      return isOther ? { kind: 'taken', draft: { ...draft, wish } } : { kind: 'unclear', say: estimate.yesOrNo };
    },
  };
}

/** What can only be meant for the read-back. */
const READ_BACK: readonly ((heard: Heard) => boolean)[] = [
  heard => readWish(heard) !== undefined,
  heard => ALL.some(answer => isPlainYes(heard, answer)),
  isPlainNo,
];

export function answerStep(deps: DialogDependencies): DoStep<EstimateDraft> {
  const { texts, returns } = deps;
  const { estimate: lines, openingChoices: choices } = texts;
  return {
    kind: 'do',
    name: 'answer-estimate',
    pending: draft => isSeen(draft) && draft.confirmed === true,
    async run(draft, turn): Promise<Done<EstimateDraft>> {
      const { offer, key } = draft;
      const answer = decisionOf(draft);
      if (!offer || !answer) return { kind: 'done', draft: afresh(draft), replies: [] };
      const { rma: number, estimate } = offer;
      const change = { kind: 'estimate-answered', estimate, answer } as const;
      const by = { actor: turn.actor, key: `${key}:${number}:${estimate}:${answer}` };
      const changed = await returns.change(number, change, by);
      const ended = (text: string): Done<EstimateDraft> => ({ kind: 'ended', draft, replies: [{ text, choices }] });
      if (changed.kind === 'unknown') return ended(texts.unknownNumber);
      if (changed.kind !== 'refused') return ended(lines.answered(answer, offer, turn.locale));
      const isOpen = changed.rma.estimates.at(-1)?.state === 'open';
      if (isOpen) return { kind: 'done', draft: afresh(draft), replies: [{ text: lines.replaced }] };
      return ended(joined([lastAnswer(deps, changed.rma, turn) ?? lines.none(number), lines.tooLate]));
    },
  };
}
