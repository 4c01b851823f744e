/** What a report ends in: the case number, and a code with which the chat goes on from here. */

import { writePin } from '../../../services/line/pins.ts';
import { writeNumber } from '../../../services/numbers.ts';
import { summaryOf } from '../../intake/draft.ts';
import { newCase } from '../../intake/issuing.ts';
import type { AskStep, DoStep } from '../../step.ts';
import type { LineDependencies } from '../dependencies.ts';
import { LISTEN } from '../job.ts';
import type { Saying } from '../port.ts';
import { digits, pause, words } from '../speech.ts';
import type { ReportDraft } from './draft.ts';

/** The number digit by digit, twice: it has to be written down (R2). */
export function openStep({ cases, line: { report }, transcripts }: LineDependencies): DoStep<ReportDraft> {
  return {
    kind: 'do',
    name: 'open-case',
    pending: draft => draft.told === undefined,
    async run(draft, turn) {
      const { _id } = await cases.open(newCase(draft, 'open', turn));
      const { email } = draft.contact;
      const { conversation, activityId } = turn.message;
      if (email) {
        const { timeZone, locale } = turn;
        const of = { channel: turn.actor, conversation, activityId, timeZone, locale, caseNumber: _id };
        await transcripts.order({ ...of, to: email });
      }
      const number = digits(writeNumber(_id));
      const said: Saying[] = [
        words(report.opened),
        number,
        pause(600),
        words(report.onceMore),
        number,
        pause(400),
        words(report.write),
        ...(email ? [words(report.mailed)] : []),
      ];
      const known: ReportDraft = { ...draft, caseNumber: _id, ownCase: true, byPhone: true, told: true };
      return {
        kind: 'done',
        draft: known,
        replies: [{ text: '', line: { said, next: LISTEN }, about: { caseNumber: _id } }],
        issued: true,
      };
    },
  };
}

export function goOnStep({ line: { report } }: LineDependencies): AskStep<ReportDraft> {
  return {
    kind: 'ask',
    name: 'go-on',
    pending: draft => draft.wantsCode === undefined,
    ask: () => ({ text: report.goOn[0] }),
    answer: ({ understood: { answer } }, draft) =>
      answer === undefined ? { kind: 'unclear' } : { kind: 'taken', draft: { ...draft, wantsCode: answer === 'yes' } },
  };
}

export function codeStep({ pins, line: { report } }: LineDependencies): DoStep<ReportDraft> {
  return {
    kind: 'do',
    name: 'code',
    pending: draft => draft.wantsCode !== undefined,
    async run(draft, turn) {
      if (!draft.wantsCode) return { kind: 'ended', draft, replies: [] };
      const { conversation, activityId } = turn.message;
      const { key: _, from: __, ...known } = draft;
      const story = {
        ...{ channel: turn.actor, conversation, summary: summaryOf(draft.products) },
        ...(draft.caseNumber && { caseNumber: draft.caseNumber }),
        draft: known,
      };
      const pin = await pins.issue('chat', story, `${conversation} ${activityId}`);
      const code = digits(writePin(pin));
      const said = [
        words(report.code),
        code,
        pause(600),
        words(report.onceMore),
        code,
        pause(400),
        words(report.codeCounts),
      ];
      return { kind: 'ended', draft, replies: [{ text: '', line: { said, next: LISTEN } }] };
    },
  };
}
