/** A return on a case that exists: proven by its number and the email address on file (R24). */

import { writeDate } from '../../services/calendar.ts';
import type { Case } from '../../services/cases/case.ts';
import type { Cases } from '../../services/cases/cases.ts';
import type { Returns } from '../../services/returns/returns.ts';
import { ENDED } from '../../services/returns/status.ts';
import type { AskStep, DoStep } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { takeEmail } from './contact.ts';
import type { Draft } from './draft.ts';

/** Wrong pairs of number and address that one conversation may try. */
export const MOST_GUESSES = 5;

export interface ExistingCaseDependencies {
  texts: Texts;
  cases: Pick<Cases, 'find' | 'findFor'>;
  returns: Pick<Returns, 'ofCase'>;
}

export function caseEmailStep({ texts }: ExistingCaseDependencies): AskStep<Draft> {
  return {
    kind: 'ask',
    name: 'case-email',
    pending: draft => draft.claimedCase !== undefined && draft.contact.email === undefined,
    reads: 'email',
    ask: draft => ({
      text: texts.askCaseEmail(draft.claimedCase ?? ''),
      choices: draft.wrongGuesses ? texts.newCaseChoice : [],
    }),
    why: texts.whyCaseEmail,
    answer(heard, draft, _turn, doubt) {
      const { answer, slots } = heard.understood;
      const isNo = answer === 'no' && slots.email === undefined;
      if (doubt === undefined && (isNo || /\bnew (case|one|request)\b/i.test(heard.text))) {
        return { kind: 'taken', draft: { ...draft, claimedCase: undefined }, say: texts.newCaseThen };
      }
      const claimed = { ...draft, claimedCase: slots.caseNumber ?? draft.claimedCase };
      // The number was the mistake: the same question is asked for the other one.
      if (slots.caseNumber && slots.email === undefined) return { kind: 'taken', draft: claimed };
      if (slots.mistyped) return { kind: 'unclear', say: texts.mistyped(slots.mistyped) };
      return takeEmail(texts, heard, doubt, email => ({
        kind: 'taken',
        draft: { ...claimed, contact: { ...draft.contact, email } },
      }));
    },
  };
}

/**
 * Looks the case up and takes its products over. Addresses on file are used only where the case was opened in this
 * very conversation, or its owner is verified (R24); elsewhere the ship-to address is asked for afresh.
 */
export function linkCaseStep(deps: ExistingCaseDependencies): DoStep<Draft> {
  const { texts } = deps;
  return {
    kind: 'do',
    name: 'link-case',
    pending: draft => draft.claimedCase !== undefined && draft.contact.email !== undefined,
    async run(draft, turn) {
      const { claimedCase: number = '', wrongGuesses = 0, contact, ...rest } = draft;
      const isTheirs = turn.verified !== undefined && turn.verified === contact.email;
      // The number stays, so that only what was wrong has to be typed again.
      const anew: Draft = { ...draft, contact: { ...contact, email: undefined }, wrongGuesses: wrongGuesses + 1 };
      if (wrongGuesses >= MOST_GUESSES) {
        return { kind: 'ended', draft: { ...anew, wrongGuesses }, replies: [{ text: texts.tooManyGuesses }] };
      }
      const opened = turn.ownCases.includes(number);
      const found = opened ? await deps.cases.find(number) : await deps.cases.findFor(number, contact.email ?? '');
      const own = opened || isTheirs;
      if (!found) return { kind: 'done', draft: anew, replies: [{ text: texts.unknownCase }] };
      const open = (await deps.returns.ofCase(number)).find(({ status }) => !ENDED.includes(status));
      if (open) {
        const reply = { text: texts.openRma(open._id, writeDate(open.returnBy, turn.locale)) };
        const known: Draft = { ...draft, caseNumber: number, ownCase: own, rmaNumber: open._id };
        return {
          kind: 'ended',
          draft: known,
          replies: [{ ...reply, about: { caseNumber: number, rmaNumber: open._id } }],
        };
      }
      return {
        kind: 'done',
        draft: { ...rest, contact, wrongGuesses, ...takenOver(found, own) },
        replies: [
          {
            text: texts.goOnWithCase(
              number,
              found.items.map(item => item.model),
            ),
          },
        ],
      };
    },
  };
}

function takenOver(found: Case, own: boolean): Partial<Draft> {
  return {
    caseNumber: found._id,
    ownCase: own,
    complete: true,
    ...(found.troubleshot ? { troubleshooting: 'no-help' as const } : {}),
    products: found.items.map(({ since, sinceVague, serial, ...item }) => ({
      ...item,
      tried: found.troubleshot,
      serial: serial ?? null,
      since: since === undefined ? null : { value: since, vague: sinceVague ?? false },
    })),
    ...(own ? { billing: found.billing, shipTo: found.shipTo } : {}),
  };
}
