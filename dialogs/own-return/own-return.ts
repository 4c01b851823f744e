/** What a customer can do about a case or return that exists. What changes something asks for a code first (R24). */
import { createClaimSteps } from '../claim/claim.ts';
import type { AskStep, Heard, Waterfall } from '../step.ts';
import { readErrand } from '../understanding/errands.ts';
import { createVerifySteps } from '../verification/verified.ts';
import { begun } from './begin.ts';
import { contactSteps } from './contact.ts';
import { needsClaim, needsProof, type OwnReturnDependencies, OwnReturnDraft } from './draft.ts';
import { firmwareSteps } from './firmware.ts';
import { noteSteps } from './note.ts';
import { parcelSteps } from './parcel.ts';
import { targetSteps } from './target.ts';
import { wishSteps } from './wishes.ts';
import { withdrawSteps } from './withdraw.ts';

export const OWN_RETURN = 'own-return';

export function createOwnReturn(deps: OwnReturnDependencies): Waterfall<OwnReturnDraft> {
  return {
    name: OWN_RETURN,
    draft: OwnReturnDraft,
    steps: [
      whatStep(deps),
      ...createVerifySteps<OwnReturnDraft>(deps, { why: deps.texts.ownReturn.whyProof, pending: needsProof }),
      ...createClaimSteps<OwnReturnDraft>(deps, needsClaim),
      ...targetSteps(deps),
      ...withdrawSteps(deps),
      ...contactSteps(deps),
      ...parcelSteps(deps),
      ...firmwareSteps(deps),
      ...wishSteps(deps),
      ...noteSteps(deps),
    ],
    fill: (heard, draft) => ({ draft: begun(deps, heard, draft), noted: [] }),
    aim: draft => ({ draft }),
    elsewhere: isAnother,
  };
}

/** "Show me all my cases", said while a code is waited for; what answers claims and questions is none. */
function isAnother({ understood }: Heard, { errand }: OwnReturnDraft): boolean {
  const { answer, slots } = understood;
  if (errand === undefined || answer !== undefined) return false;
  if ([slots.email, slots.rmaNumber, slots.caseNumber].some(told => told !== undefined)) return false;
  const other = readErrand(understood)?.kind;
  return other !== undefined && other !== 'change' && other !== errand;
}

function whatStep(deps: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  const { ownReturn } = deps.texts;
  const meant = (text: string) => NAMED.find(([pattern]) => pattern.test(text))?.[1];
  return {
    kind: 'ask',
    name: 'what',
    pending: draft => draft.errand === undefined,
    ask: () => ({ text: ownReturn.askWhat, choices: ownReturn.whatChoices }),
    own: heard => readErrand(heard.understood) !== undefined || meant(heard.text) !== undefined,
    answer(heard, draft) {
      const errand = readErrand(heard.understood)?.kind ?? meant(heard.text);
      if (errand === undefined || errand === 'change') return { kind: 'unclear', say: ownReturn.unclearWhat };
      return { kind: 'taken', draft: begun(deps, heard, { ...draft, errand, begun: undefined }) };
    },
  };
}

/** Where the question is what to change, a word is enough. */
const NAMED: readonly (readonly [pattern: RegExp, errand: NonNullable<OwnReturnDraft['errand']>])[] = [
  [/\b(?:ship|deliver|address|adress)/i, 'ship-to'],
  [/\b(?:phone|mobile|cell)\b/i, 'phone'],
  [/\b(?:status|notification)/i, 'status-emails'],
  [/\be-?mail\b/i, 'email'],
  [/\b(?:tracking|carrier|parcel)\b/i, 'tracking'],
  [/\bfirmware\b/i, 'firmware'],
  [/\b(?:data|recordings?|videos?)\b/i, 'data-recovery'],
  [/\b(?:photos?|pictures?|files?)\b/i, 'photo'],
  [/\bnote\b/i, 'note'],
  [/\b(?:withdraw|cancel) (?:it|the return|rma)\b/i, 'withdraw'],
];
