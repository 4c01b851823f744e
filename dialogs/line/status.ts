/** Where a return stands, for whoever knows its number and the last four digits of the phone on file (R24). */
import { z } from 'zod';
import { readNumber } from '../../services/numbers.ts';
import { caseOf } from '../claim/claim.ts';
import { given } from '../intake/draft.ts';
import { createTellingSteps, StatusDraft } from '../status/check-status.ts';
import type { AskStep, DoStep } from '../step.ts';
import { hearDigits } from '../understanding/spoken.ts';
import type { LineDependencies } from './dependencies.ts';
import type { Jobs } from './job.ts';
import { ear } from './speech.ts';

export const LineStatusDraft = StatusDraft.extend({
  lastFour: given(z.string()),
  /** The number that calls: whoever guesses is stopped whatever they hang up. */
  from: given(z.string()),
});
export type LineStatusDraft = z.infer<typeof LineStatusDraft>;

const NUMBER_KEYS = 10;
const END_KEYS = 4;
/** Wrong pairs of one call, and of one caller in an hour. */
const OF_CALL = { most: 3, minutes: 60 };
const OF_CALLER = { most: 6, minutes: 60 };

export function createLineStatus(deps: LineDependencies): Jobs<LineStatusDraft> {
  const { status } = deps.line;
  const [choose, which, tell] = createTellingSteps<LineStatusDraft>(deps);
  return {
    name: 'status',
    draft: LineStatusDraft,
    steps: [numberStep(deps), lastFourStep, lookUpStep(deps), choose, which, tell],
    voices: {
      number: {
        wordings: status.number,
        next: { keys: NUMBER_KEYS, speech: true, seconds: 10 },
        keyed: keys => keys.replace(/\D/g, ''),
      },
      'last-four': {
        wordings: status.lastFour,
        next: { keys: END_KEYS, speech: true, seconds: 10, secret: true },
        keyed: keys => keys.replace(/\D/g, ''),
      },
      'which-return': {
        async before(draft, turn) {
          const { choices = [] } = await which.ask(draft, turn);
          return ear(
            choices
              .slice(0, 3)
              .map(({ title }, at) => `${at + 1}: ${title}.`)
              .join(' '),
          );
        },
        wordings: status.which,
        keyed: keys => keys,
      },
    },
  };
}

function numberStep({ line: { status } }: LineDependencies): AskStep<LineStatusDraft> {
  return {
    kind: 'ask',
    name: 'number',
    pending: ({ number }) => number === undefined,
    ask: () => ({ text: '' }),
    answer(heard, draft) {
      const { caseNumber, rmaNumber } = heard.understood.slots;
      const read = readNumber(rmaNumber ?? caseNumber ?? hearDigits(heard.text));
      if (read.kind === 'number' && read.of !== 'customer') {
        return { kind: 'taken', draft: { ...draft, number: read.value, of: read.of } };
      }
      const isClose = read.kind === 'mistyped' || heard.understood.slots.mistyped !== undefined;
      return { kind: 'unclear', say: isClose ? status.mistyped : undefined };
    },
  };
}

const lastFourStep: AskStep<LineStatusDraft> = {
  kind: 'ask',
  name: 'last-four',
  pending: ({ lastFour, cases }) => lastFour === undefined && cases === undefined,
  ask: () => ({ text: '' }),
  answer({ text }, draft) {
    const said = hearDigits(text).replace(/\D/g, '');
    return said.length === END_KEYS ? { kind: 'taken', draft: { ...draft, lastFour: said } } : { kind: 'unclear' };
  },
};

/** A wrong pair costs a try of the call, of the caller and of the case; which of the two was wrong is not told. */
function lookUpStep(deps: LineDependencies): DoStep<LineStatusDraft> {
  const { cases, tries, line } = deps;
  return {
    kind: 'do',
    name: 'look-up',
    pending: ({ lastFour, cases: found }) => lastFour !== undefined && found === undefined,
    async run(draft, turn) {
      const { lastFour = '', from } = draft;
      const limits = [
        { who: `last-four call ${turn.message.conversation}`, limit: OF_CALL },
        ...(from ? [{ who: `last-four caller ${from}`, limit: OF_CALLER }] : []),
      ];
      if (!(await tries.take(limits))) {
        return {
          kind: 'ended',
          draft: { ...draft, wrongGuesses: OF_CALL.most },
          replies: [{ text: line.status.tooMany }],
        };
      }
      const claimed = await caseOf(deps, draft);
      const found = claimed && (await cases.findForCaller(claimed._id, lastFour));
      const anew = { ...draft, lastFour: undefined };
      if (!found)
        return { kind: 'done', draft: { ...anew, number: undefined }, replies: [{ text: line.status.wrong }] };
      await tries.giveBack(limits.map(({ who }) => who));
      return { kind: 'done', draft: { ...anew, cases: [found._id], caseNumber: found._id }, replies: [] };
    },
  };
}
