/** Which case and return somebody means, of those that are theirs; and whether the rules allow what they want. */
import { applyChange } from '../../services/returns/apply.ts';
import type { Change } from '../../services/returns/change.ts';
import type { Rma } from '../../services/returns/rma.ts';
import { caseOf } from '../claim/claim.ts';
import { MOST_GUESSES } from '../intake/existing-case.ts';
import { returnMeant, whichReturn } from '../status/which-return.ts';
import type { AskStep, Done, DoStep, Step } from '../step.ts';
import type { ErrandKind } from '../understanding/errands.ts';
import { casesOf } from '../verification/customer.ts';
import { provenEmail } from '../verification/proof.ts';
import { isFoundFor, isUnderWay, needsProof, type OwnReturnDependencies, type OwnReturnDraft, rmaOf } from './draft.ts';

export function targetSteps(deps: OwnReturnDependencies): Step<OwnReturnDraft>[] {
  return [theirsStep(deps), chooseStep(deps), whichStep(deps), possibleStep(deps)];
}

/** What was found for a proof that counts no more. */
const NOTHING_FOUND = {
  ...{ cases: undefined, caseNumber: undefined, choose: undefined, rma: undefined, target: undefined },
  ...{ possible: undefined, items: undefined, agreed: undefined },
} satisfies Partial<OwnReturnDraft>;

/** What a proven address owns. Somebody else's number is refused in the same words as one that is nobody's (R24). */
function theirsStep(deps: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  const { texts } = deps;
  return {
    kind: 'do',
    name: 'their-cases',
    pending: draft => needsProof(draft) && provenEmail(draft) !== undefined && !isFoundFor(draft),
    async run(before) {
      const proven = provenEmail(before) ?? '';
      const draft: OwnReturnDraft = { ...before, ...NOTHING_FOUND, provenFor: proven };
      if (draft.number === undefined) {
        const open = (await casesOf(deps, proven)).filter(({ status }) => status === 'open').map(({ _id }) => _id);
        if (open.length > 0) return { kind: 'done', draft: { ...draft, cases: open }, replies: [] };
        return { kind: 'ended', draft, replies: [{ text: texts.ownReturn.noCases, choices: texts.openingChoices }] };
      }
      const found = await caseOf(deps, draft);
      if (found?.contact.email?.toLowerCase() === proven.toLowerCase()) {
        return { kind: 'done', draft: { ...draft, cases: [found._id], caseNumber: found._id }, replies: [] };
      }
      const wrongGuesses = (draft.wrongGuesses ?? 0) + 1;
      const text = wrongGuesses > MOST_GUESSES ? texts.tooManyGuesses : texts.unknownNumber;
      return { kind: 'ended', draft: { ...draft, wrongGuesses }, replies: [{ text, choices: texts.openingChoices }] };
    },
  };
}

/** What concerns the case and all that belongs to it, or may. */
const OF_CASE: readonly (ErrandKind | undefined)[] = [
  'phone',
  'email',
  'note',
  'photo',
  'expedite',
  'withdraw',
  'ship-to',
];
const OF_ALL: readonly (ErrandKind | undefined)[] = ['phone', 'email'];

function chooseStep(deps: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  const { texts, returns } = deps;
  return {
    kind: 'do',
    name: 'choose-target',
    pending: draft => draft.cases !== undefined && draft.target === undefined && draft.choose === undefined,
    async run(draft) {
      const { cases = [], number, of, errand } = draft;
      const [first = ''] = cases;
      const at = (target: string, rma?: string): Done<OwnReturnDraft> => ({
        kind: 'done',
        draft: { ...draft, target, ...(rma && { rma }) },
        replies: [],
      });
      if (OF_ALL.includes(errand)) return at(first);
      if (of === 'rma' && number !== undefined) {
        if (await returns.find(number)) return at(first, number);
        return {
          kind: 'ended',
          draft,
          replies: [{ text: texts.ownReturn.gone(number), choices: texts.openingChoices }],
        };
      }
      if (draft.whole && number !== undefined) return at(first);
      const all = (await Promise.all(cases.map(one => returns.ofCase(one)))).flat();
      const rmas = all.filter(isUnderWay);
      const [only] = rmas;
      if (rmas.length > 1)
        return { kind: 'done', draft: { ...draft, choose: rmas.map(({ _id }) => _id) }, replies: [] };
      if (only) return at(only.caseNumber, only._id);
      const isOver = errand === 'withdraw' && all.length > 0;
      if (OF_CASE.includes(errand) && !isOver) return at(first);
      return { kind: 'ended', draft, replies: [{ text: texts.ownReturn.noReturn, choices: texts.openingChoices }] };
    },
  };
}

function whichStep({ texts, returns }: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  const among = async ({ choose = [] }: OwnReturnDraft): Promise<Rma[]> =>
    (await Promise.all(choose.map(number => returns.find(number)))).flatMap(rma => rma ?? []);
  return {
    kind: 'ask',
    name: 'which-return',
    pending: draft => draft.choose !== undefined && draft.target === undefined,
    ask: async draft => whichReturn(texts, await among(draft), texts.ownReturn.whichReturn),
    async answer(heard, draft) {
      const meant = returnMeant(heard, await among(draft));
      return meant
        ? { kind: 'taken', draft: { ...draft, rma: meant._id, target: meant.caseNumber } }
        : { kind: 'unclear', say: texts.status.whichAgain };
    },
  };
}

/** Asked of the rules themselves, before anybody types an address that then cannot be taken. */
function possibleStep(deps: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  const { texts } = deps;
  return {
    kind: 'do',
    name: 'possible',
    pending: draft => draft.target !== undefined && draft.possible === undefined,
    async run(draft, turn) {
      const { errand } = draft;
      const rma = await rmaOf(deps, draft);
      if (rma?.status === 'withdrawn' && errand === 'withdraw') {
        const text = texts.ownReturn.withdrawnAlready(rma._id, rma.caseNumber);
        return { kind: 'ended', draft, replies: [{ text, choices: texts.openingChoices }] };
      }
      const probe = rma && errand && probeOf(errand, rma);
      const outcome = probe && applyChange(rma, probe, { now: turn.now, today: turn.today, actor: turn.actor });
      if (rma && errand && outcome?.kind === 'refused') {
        const { tooLate, tooLateFor } = texts.ownReturn;
        const text = tooLate(tooLateFor[errand] ?? '', rma._id, texts.status.state[rma.status]);
        return { kind: 'ended', draft, replies: [{ text, choices: texts.status.choices.slice(0, 1) }] };
      }
      return { kind: 'done', draft: { ...draft, possible: true }, replies: [] };
    },
  };
}

const ANY_ADDRESS = { raw: '-', street: [] };

function probeOf(errand: ErrandKind, { items }: Rma): Change | undefined {
  switch (errand) {
    case 'withdraw':
      return { kind: 'withdrawn' };
    case 'ship-to':
      return { kind: 'ship-to', address: ANY_ADDRESS };
    case 'tracking':
      return { kind: 'parcel', parcel: { direction: 'inbound', carrier: '-', tracking: '----' } };
    case 'data-recovery':
      return { kind: 'data-recovery' };
    case 'firmware':
      return { kind: 'firmware-request', item: items[0]?.id ?? '', firmware: { change: 'upgrade' } };
    default:
      return undefined;
  }
}
