/** Where a case or a return stands: for whoever knows its number and the email address on file, without personal data (R24). */
import { z } from 'zod';
import { dateIn, writeDate } from '../services/calendar.ts';
import type { Case } from '../services/cases/case.ts';
import { readNumber } from '../services/numbers.ts';
import type { Rma } from '../services/returns/rma.ts';
import type { DialogDependencies } from './dependencies.ts';
import { takeEmail } from './intake/contact.ts';
import { MOST_GUESSES } from './intake/existing-case.ts';
import type { AskStep, DoStep, TurnContext, Waterfall } from './step.ts';

export const StatusDraft = z.object({
  number: z.string().optional(),
  of: z.enum(['case', 'rma']).optional(),
  email: z.string().optional(),
  wrongGuesses: z.number().int().optional(),
  /** The case that was found. */
  caseNumber: z.string().optional(),
});
export type StatusDraft = z.infer<typeof StatusDraft>;

export function createCheckStatus(deps: DialogDependencies): Waterfall<StatusDraft> {
  return {
    name: 'check-status',
    draft: StatusDraft,
    steps: [numberStep(deps), emailStep(deps), lookUpStep(deps)],
    fill(heard, draft) {
      const { caseNumber, rmaNumber, email } = heard.understood.slots;
      const number = rmaNumber ?? caseNumber;
      return {
        draft: {
          ...draft,
          ...(number ? { number, of: rmaNumber ? ('rma' as const) : ('case' as const) } : {}),
          ...(email?.kind === 'email' && !draft.email ? { email: email.value } : {}),
        },
        noted: [],
      };
    },
    aim: draft => ({ draft }),
  };
}

function numberStep({ texts }: DialogDependencies): AskStep<StatusDraft> {
  return {
    kind: 'ask',
    name: 'number',
    pending: draft => draft.number === undefined,
    ask: () => ({ text: texts.askStatusNumber }),
    why: texts.whyStatusNumber,
    answer(heard, draft) {
      const { caseNumber, rmaNumber, mistyped } = heard.understood.slots;
      const read = readNumber(rmaNumber ?? caseNumber ?? heard.text);
      if (read.kind === 'number' && read.of !== 'customer') {
        return { kind: 'taken', draft: { ...draft, number: read.value, of: read.of } };
      }
      const wrong = read.kind === 'mistyped' ? heard.text : mistyped;
      return { kind: 'unclear', say: wrong === undefined ? texts.unclearNumber : texts.mistyped(wrong) };
    },
  };
}

function emailStep({ texts }: DialogDependencies): AskStep<StatusDraft> {
  return {
    kind: 'ask',
    name: 'status-email',
    field: 'email',
    pending: draft => draft.email === undefined,
    ask: () => ({ text: texts.askStatusEmail }),
    why: texts.whyStatusNumber,
    answer(heard, draft, _turn, doubt) {
      const { caseNumber, rmaNumber, email: told } = heard.understood.slots;
      const number = rmaNumber ?? caseNumber;
      const named = number ? { ...draft, number, of: rmaNumber ? ('rma' as const) : ('case' as const) } : draft;
      if (number && told === undefined) return { kind: 'taken', draft: named };
      return takeEmail(texts, heard, doubt, email => ({ kind: 'taken', draft: { ...named, email } }));
    },
  };
}

function lookUpStep(deps: DialogDependencies): DoStep<StatusDraft> {
  const { texts, cases, returns } = deps;

  async function find({ number = '', of, email = '' }: StatusDraft): Promise<{ found: Case; rmas: Rma[] } | undefined> {
    const rma = of === 'rma' ? await returns.find(number) : undefined;
    const found =
      of === 'rma' ? rma && (await cases.findFor(rma.caseNumber, email)) : await cases.findFor(number, email);
    return found && { found, rmas: rma ? [rma] : await returns.ofCase(found._id) };
  }

  return {
    kind: 'do',
    name: 'look-up',
    pending: draft => draft.number !== undefined && draft.email !== undefined,
    async run(draft, turn) {
      const { wrongGuesses = 0 } = draft;
      if (wrongGuesses >= MOST_GUESSES) return { kind: 'ended', draft, replies: [{ text: texts.tooManyGuesses }] };
      const hit = await find(draft);
      if (!hit) {
        const again = { ...draft, email: undefined, wrongGuesses: wrongGuesses + 1 };
        return { kind: 'done', draft: again, replies: [{ text: texts.unknownNumber }] };
      }
      return {
        kind: 'ended',
        draft: { ...draft, caseNumber: hit.found._id },
        replies: [{ text: describe(hit.found, hit.rmas, turn), choices: texts.openingChoices }],
      };
    },
  };

  function describe(found: Case, rmas: Rma[], turn: TurnContext): string {
    const opened = writeDate(dateIn(turn.timeZone, found.createdAt), turn.locale);
    const date = (day: string) => writeDate(day, turn.locale);
    // What the case remembers and the store no longer has was removed on its 90th day (R9).
    const lapsed = found.rmas.filter(
      memory => memory.activeUntil < turn.today && !rmas.some(rma => rma._id === memory.number),
    );
    const lines = [
      ...rmas.map(rma => texts.rmaStatus(rma._id, rma.status, date(rma.returnBy), date(rma.activeUntil))),
      ...lapsed.map(memory => texts.rmaLapsed(memory.number, date(memory.activeUntil))),
    ];
    return [texts.caseStatus(found._id, found.status, opened), ...(lines.length ? lines : [texts.noReturns])].join(
      '\n\n',
    );
  }
}
