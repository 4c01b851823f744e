/** "I sent it with UPS, 1Z…": the parcel on its way in. */
import { trackingLink } from '../../services/returns/carriers.ts';
import type { AskStep, DoStep, Step } from '../step.ts';
import { readTracking } from '../understanding/tracking.ts';
import { byOf, isAt, type OwnReturnDependencies, type OwnReturnDraft } from './draft.ts';

export function parcelSteps(deps: OwnReturnDependencies): Step<OwnReturnDraft>[] {
  return [carrierStep(deps), trackingStep(deps), noteParcel(deps)];
}

/** A name of letters, as short as such names are. */
const CARRIER = /^[\p{L}][\p{L}\d .&'-]{1,39}$/u;
const UNKNOWN = /\b(?:no|not|idea|know|none|dunno|unknown|don'?t|forgot|which|who|what)\b/i;
/** At least three digits: "I do not know" is no number. */
const TRACKING = /^(?=(?:.*\d){3})[A-Z0-9]{6,35}$/;

function carrierStep({ texts }: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  return {
    kind: 'ask',
    name: 'carrier',
    pending: draft => isAt(draft, 'tracking') && draft.carrier === undefined,
    ask: () => ({ text: texts.ownReturn.askCarrier, choices: texts.ownReturn.carriers }),
    answer({ text, understood }, draft) {
      const { carrier, tracking } = readTracking(text);
      const isName =
        CARRIER.test(text.trim()) &&
        !UNKNOWN.test(text) &&
        text.trim().split(' ').length <= 3 &&
        understood.answer === undefined;
      const named = carrier ?? (isName ? text.trim() : undefined);
      return named === undefined
        ? { kind: 'unclear', say: texts.ownReturn.unclearCarrier }
        : { kind: 'taken', draft: { ...draft, carrier: named, tracking: draft.tracking ?? tracking } };
    },
  };
}

function trackingStep({ texts }: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  return {
    kind: 'ask',
    name: 'tracking',
    pending: draft => isAt(draft, 'tracking') && draft.tracking === undefined,
    ask: ({ carrier = '' }) => ({ text: texts.ownReturn.askTracking(carrier) }),
    answer({ text }, draft) {
      const bare = text.replace(/[\s.-]/g, '').toUpperCase();
      const tracking = readTracking(text).tracking ?? (TRACKING.test(bare) ? bare : undefined);
      return tracking === undefined
        ? { kind: 'unclear', say: texts.ownReturn.unclearTracking }
        : { kind: 'taken', draft: { ...draft, tracking } };
    },
  };
}

function noteParcel({ texts, returns }: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  return {
    kind: 'do',
    name: 'note-parcel',
    pending: draft => isAt(draft, 'tracking') && draft.tracking !== undefined && draft.carrier !== undefined,
    async run(draft, turn) {
      const { rma = '', carrier = '', tracking = '' } = draft;
      const parcel = { direction: 'inbound' as const, carrier, tracking };
      const by = byOf(draft, turn);
      const outcome = await returns.change(rma, { kind: 'parcel', parcel }, by);
      const isKnown = outcome.kind === 'same' && !outcome.rma.events.some(({ key }) => key === by.key);
      const link = trackingLink({ carrier, tracking });
      const noted = texts.ownReturn.parcel(rma, carrier, tracking);
      const lines = [
        isKnown ? texts.ownReturn.parcelKnown : noted,
        ...(link ? [`[${texts.status.follow}](${link})`] : []),
      ];
      return { kind: 'ended', draft, replies: [{ text: lines.join('\n\n'), choices: texts.status.choices }] };
    },
  };
}
