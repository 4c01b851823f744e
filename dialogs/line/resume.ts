/** A call that was cut off goes on in the next one from the same number, for an hour, after the last four digits (R24). */

import type { TurnContext } from '../step.ts';
import { hearDigits } from '../understanding/spoken.ts';
import { Call } from './call.ts';
import type { LineDependencies } from './dependencies.ts';
import { LISTEN } from './job.ts';
import type { AtPlace } from './place.ts';
import type { Next } from './port.ts';
import { ReportDraft } from './report/draft.ts';
import { worded, words } from './speech.ts';

const DIGITS = 4;
const NEXT: Next = { ...LISTEN, keys: DIGITS, seconds: 10, secret: true };
const OF_CALL = { most: 2, minutes: 60 };
const OF_CALLER = { most: 4, minutes: 60 };

export interface ResumePlace extends AtPlace {
  /** The place of a new call where an earlier one can go on; nothing of it is told before the check. */
  offered(call: Call): Promise<Call | undefined>;
  /** Keeps what can go on, and forgets what has come to its end. */
  kept(call: Call, turn: TurnContext): Promise<Call>;
}

export function createResumePlace({ earlierCalls, tries, line }: LineDependencies): ResumePlace {
  const phoneIn = (known: unknown) => ReportDraft.partial().safeParse(known).data?.contact?.phone;

  async function earlierOf({ from }: Call): Promise<Call | undefined> {
    const found = from === undefined ? undefined : await earlierCalls.find(from);
    return found && Call.safeParse(found.call).data;
  }

  return {
    enter: () => ({ said: [worded(line.resume)], next: NEXT }),
    again: (_call, times) => ({ said: [worded(line.resume, times)], next: NEXT }),

    async take(heard, call, turn) {
      const { from = '' } = call;
      const menu: Call = { ...call, place: 'menu' };
      if (heard.keys === '*') {
        await earlierCalls.forget(from);
        return { call: menu };
      }
      const typed = heard.keys.replace(/\D/g, '') || hearDigits(heard.text).replace(/\D/g, '');
      if (typed.length !== DIGITS) return { missed: [] };
      const limits = [
        { who: `resume call ${turn.message.conversation}`, limit: OF_CALL },
        { who: `resume caller ${from}`, limit: OF_CALLER },
      ];
      const earlier = (await tries.take(limits)) ? await earlierOf(call) : undefined;
      const phone = phoneIn(earlier?.known)?.split(';')[0];
      if (!earlier || !phone?.endsWith(typed)) return { call: menu, said: [words(line.notResumed)] };
      await tries.giveBack(limits.map(({ who }) => who));
      const { last: _, ...before } = earlier;
      return { call: { ...before, from, place: 'job', resumed: true }, said: [words(line.resumed)] };
    },

    async offered(call) {
      return (await earlierOf(call)) && { ...call, place: 'resume' };
    },

    async kept(call, turn) {
      const { from, job, known } = call;
      if (from === undefined) return call;
      const isOpen = call.place === 'job' && job?.name === 'report' && call.caseNumber === undefined;
      if (isOpen && phoneIn(known)) {
        const { last: _, ...rest } = call;
        await earlierCalls.keep(from, { conversation: turn.message.conversation, call: rest });
        return { ...call, kept: true };
      }
      if (!call.kept || call.place === 'resume') return call;
      // What waits for a person, or was hung up on, can still go on.
      if (call.caseNumber === undefined) return call;
      await earlierCalls.forget(from);
      const { kept: _, ...done } = call;
      return done;
    },
  };
}
