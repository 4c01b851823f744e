/** The list of somebody's cases with their returns: for whoever has proven the address (R24). */
import { z } from 'zod';
import { dateIn, writeDate } from '../../services/calendar.ts';
import type { Case } from '../../services/cases/case.ts';
import type { Rma } from '../../services/returns/rma.ts';
import type { DialogDependencies } from '../dependencies.ts';
import type { DoStep, TurnContext, Waterfall } from '../step.ts';
import { casesOf } from '../verification/customer.ts';
import { createVerifySteps, provenEmail, VerifyingDraft } from '../verification/verified.ts';

export const MY_CASES = 'my-cases';

export const MyCasesDraft = z.object({ ...VerifyingDraft.shape });
export type MyCasesDraft = z.infer<typeof MyCasesDraft>;

const MOST_LISTED = 10;

export function createMyCases(deps: DialogDependencies): Waterfall<MyCasesDraft> {
  return {
    name: MY_CASES,
    draft: MyCasesDraft,
    steps: [...createVerifySteps<MyCasesDraft>(deps, { why: deps.texts.ownReturn.whyList }), listStep(deps)],
    fill(heard, draft) {
      const { email } = heard.understood.slots;
      const isTold = draft.email === undefined && email?.kind === 'email';
      return { draft: isTold ? { ...draft, email: email.value } : draft, noted: [] };
    },
    aim: draft => ({ draft }),
  };
}

function listStep(deps: DialogDependencies): DoStep<MyCasesDraft> {
  const { texts, returns } = deps;

  async function linesOf(found: Case, turn: TurnContext): Promise<string> {
    const opened = writeDate(dateIn(turn.timeZone, found.createdAt), turn.locale);
    const models = [...new Set(found.items.map(({ model }) => model))];
    const rmas = found.rmas.length > 0 ? await returns.ofCase(found._id) : [];
    return [
      `- ${texts.ownReturn.caseLine(found._id, found.status, opened, models)}`,
      ...found.rmas.map(({ number }) => `  - ${texts.ownReturn.returnLine(number, stateOf(number, rmas))}`),
    ].join('\n');
  }

  /** One that is remembered only was removed on its 90th day (R9). */
  function stateOf(number: string, rmas: readonly Rma[]): string {
    return texts.status.state[rmas.find(({ _id }) => _id === number)?.status ?? 'lapsed'];
  }

  return {
    kind: 'do',
    name: 'list-cases',
    pending: draft => provenEmail(draft) !== undefined,
    async run(draft, turn) {
      const found = await casesOf(deps, provenEmail(draft) ?? '', MOST_LISTED);
      const lines = await Promise.all(found.map(one => linesOf(one, turn)));
      const { yourCases, noCases, listChoices } = texts.ownReturn;
      const reply =
        lines.length > 0
          ? { text: `${yourCases}\n\n${lines.join('\n')}`, choices: listChoices }
          : { text: noCases, choices: texts.openingChoices };
      return { kind: 'ended', draft, replies: [reply] };
    },
  };
}
