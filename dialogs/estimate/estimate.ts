/** An estimate read and answered in the chat: which return, a proof by a code, the three ways, a read-back (R20, R24). */
import { readNumber } from '../../services/numbers.ts';
import type { EstimateOffer } from '../../services/returns/offer.ts';
import type { Card } from '../card.ts';
import type { DialogDependencies } from '../dependencies.ts';
import type { AskStep, Heard, TurnContext, Waterfall } from '../step.ts';
import type { Slots } from '../understanding/understood.ts';
import { createVerifySteps } from '../verification/verified.ts';
import { answerStep, CHOICE_STEP, choiceStep, READ_BACK_STEP, readBackStep } from './answering.ts';
import { afresh, EstimateDraft, isTheirs, offerIn, versionOf } from './draft.ts';
import { findStep } from './finding.ts';
import { type Question, readQuestion, readWish } from './reading.ts';
import { shownReply } from './showing.ts';

/** Those that a draft begins with, where the message that began it says which way to take. */
const WISHES = ['approve-estimate', 'decline-estimate'];

export function createAnswerEstimate(deps: DialogDependencies): Waterfall<EstimateDraft> {
  const { texts } = deps;

  function toldOf(asked: Question, offer: EstimateOffer, turn: TurnContext): { say: string; card?: Card | undefined } {
    const { whyFee, oneWay } = texts.estimate;
    if (asked === 'fee') return { say: whyFee(offer, turn.locale) };
    if (asked !== 'all') return { say: oneWay(asked, offer, turn.locale) };
    const { text, card } = shownReply(deps, offer, turn);
    return { say: text, card };
  }

  return {
    name: 'answer-estimate',
    draft: EstimateDraft,
    steps: [
      numberStep(deps),
      ...createVerifySteps<EstimateDraft>(deps, { why: texts.estimate.whyProof }),
      findStep(deps),
      whichStep(deps),
      choiceStep(deps),
      readBackStep(deps),
      answerStep(deps),
    ],

    fill(heard, draft) {
      const { email } = heard.understood.slots;
      const told = draft.email === undefined && email?.kind === 'email' ? { email: email.value } : {};
      const wants = heard.understood.intents.some(intent => WISHES.includes(intent));
      const wish = wants && !draft.wish && !draft.offer ? readWish(heard) : undefined;
      return { draft: { ...withNumber(draft, heard), ...told, ...(wish && { wish }) }, noted: [] };
    },

    aim: draft => ({ draft }),

    /** What is asked of the estimate at hand is answered from it. */
    command(heard, draft, turn) {
      const offer = offerIn(draft);
      const asked = offer && readQuestion(heard);
      return offer && asked ? { draft, ...toldOf(asked, offer, turn) } : undefined;
    },

    async sent(sent, draft, _turn, open) {
      const offer = offerIn(draft);
      const counts = sent.kind === 'estimate' && offer && sent.version === versionOf(offer);
      const isAsked = open === CHOICE_STEP || open === READ_BACK_STEP;
      return counts && isAsked ? { kind: 'as-said' } : { kind: 'nothing', say: texts.estimate.oldCard };
    },
  };
}

/** A number that is named goes before the one that was meant; another one than that at hand begins anew. */
function withNumber(draft: EstimateDraft, { understood }: Heard): EstimateDraft {
  const told = numberIn(understood.slots);
  if (!told || told.number === draft.number || told.number === draft.offer?.caseNumber) return draft;
  return { ...(draft.offer ? afresh(draft) : draft), ...told, presumed: undefined, withoutNumber: undefined };
}

function numberIn({ rmaNumber, caseNumber }: Slots): Pick<EstimateDraft, 'number' | 'of'> | undefined {
  if (rmaNumber) return { number: rmaNumber, of: 'rma' };
  return caseNumber ? { number: caseNumber, of: 'case' } : undefined;
}

function numberStep({ texts }: DialogDependencies): AskStep<EstimateDraft> {
  const { estimate, verification } = texts;
  const isLost = ({ text }: Heard) => text === estimate.noNumber.value || estimate.noNumberWords.test(text);
  const choicesFor = ({ wrongGuesses }: EstimateDraft) =>
    wrongGuesses ? [estimate.noNumber, estimate.wrongAddress] : [estimate.noNumber];
  return {
    kind: 'ask',
    name: 'estimate-number',
    pending: draft => draft.number === undefined && !draft.withoutNumber && draft.several === undefined,
    ask: draft => ({ text: estimate.askNumber, choices: choicesFor(draft) }),
    why: estimate.whyNumber,
    own: heard => isLost(heard) || verification.otherAddressWords.test(heard.text),
    answer(heard, draft) {
      const { rmaNumber, caseNumber, mistyped } = heard.understood.slots;
      if (verification.otherAddressWords.test(heard.text)) {
        const unproven = { email: undefined, codeSentTo: undefined, verified: undefined, recognised: true };
        return { kind: 'taken', draft: { ...draft, ...unproven, withoutNumber: true } };
      }
      if (isLost(heard)) return { kind: 'taken', draft: { ...draft, withoutNumber: true } };
      const read = readNumber(rmaNumber ?? caseNumber ?? heard.text);
      if (read.kind === 'number' && read.of !== 'customer') {
        return { kind: 'taken', draft: { ...draft, number: read.value, of: read.of } };
      }
      const wrong = read.kind === 'mistyped' ? heard.text : mistyped;
      return { kind: 'unclear', say: wrong === undefined ? texts.unclearNumber : texts.mistyped(wrong) };
    },
  };
}

function whichStep({ texts }: DialogDependencies): AskStep<EstimateDraft> {
  return {
    kind: 'ask',
    name: 'which-estimate',
    pending: draft => isTheirs(draft) && draft.several !== undefined && draft.number === undefined,
    ask: ({ several = [] }) => texts.estimate.which(several),
    why: texts.estimate.whyNumber,
    answer(heard, draft) {
      const read = readNumber(heard.understood.slots.rmaNumber ?? heard.text);
      const number = read.kind === 'number' ? draft.several?.find(one => one === read.value) : undefined;
      if (number === undefined) return { kind: 'unclear' };
      return { kind: 'taken', draft: { ...draft, number, of: 'rma', presumed: undefined } };
    },
  };
}
