/** A note or photos for a case that exists: number and address suffice, since adding is not reading (R24). */
import type { AskStep, DoStep, Step } from '../step.ts';
import { byOf, isAt, type OwnReturnDependencies, type OwnReturnDraft } from './draft.ts';

export function noteSteps(deps: OwnReturnDependencies): Step<OwnReturnDraft>[] {
  return [askNote(deps), noteStep(deps), photoStep(deps)];
}

const LONGEST_NOTE = 1_000;
/** Fewer words may be a command of the conversation. */
const FEWEST_WORDS = 5;

function askNote({ texts }: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  return {
    kind: 'ask',
    name: 'note',
    open: true,
    // Whatever the technician is to know may sound like a command: “cancel the night mode”.
    own: ({ text }) => text.trim().split(/\s+/).length >= FEWEST_WORDS && !text.includes('?'),
    pending: draft => isAt(draft, 'note') && draft.note === undefined,
    ask: () => ({ text: texts.ownReturn.askNote }),
    answer({ text }, draft) {
      const note = text.trim();
      return note.length > 1 && note.length <= LONGEST_NOTE
        ? { kind: 'taken', draft: { ...draft, note } }
        : { kind: 'unclear', say: texts.ownReturn.unclearNote };
    },
  };
}

function noteStep({ texts, returns, cases }: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  return {
    kind: 'do',
    name: 'add-note',
    pending: draft => isAt(draft, 'note') && draft.note !== undefined,
    async run(draft, turn) {
      const { rma, target = '', note: text = '' } = draft;
      const change = { kind: 'customer-note' as const, text };
      if (rma) await returns.change(rma, change, byOf(draft, turn));
      else await cases.change(target, change, byOf(draft, turn));
      return {
        kind: 'ended',
        draft,
        replies: [{ text: texts.ownReturn.note(rma, target), choices: texts.status.choices }],
      };
    },
  };
}

/** What has come already, or comes next, goes with the case that the conversation then knows (`files.ts`). */
function photoStep({ texts }: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  return {
    kind: 'do',
    name: 'photo',
    pending: draft => isAt(draft, 'photo'),
    async run(draft, { files }) {
      const { target = '' } = draft;
      const replies = files > 0 ? [] : [{ text: texts.ownReturn.photo(target) }];
      return { kind: 'ended', draft: { ...draft, caseNumber: target }, replies };
    },
  };
}
