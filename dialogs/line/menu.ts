/** What is it about? Three choices in a breath, and two more in another. */
import { onlyAsks } from '../asking.ts';
import type { LineDependencies } from './dependencies.ts';
import { keyOf } from './heard.ts';
import { LISTEN } from './job.ts';
import { begun } from './jobs.ts';
import type { AtPlace } from './place.ts';
import type { Next } from './port.ts';
import { answeredAt, asked } from './question.ts';
import { pause, worded, words } from './speech.ts';

const NEXT: Next = { ...LISTEN, hints: ['status', 'return', 'question', 'person', 'repair', 'code'] };

export function createMenu(deps: LineDependencies): AtPlace {
  const { line } = deps;
  return {
    enter: call => {
      const first = call.served ? [words(line.anythingElse)] : [worded(line.menu), pause(500), words(line.menuMore)];
      return { said: [pause(300), ...first], next: NEXT };
    },
    again: (_call, times) => ({ said: [worded(line.menu, times)], next: NEXT }),

    async take(heard, call, turn) {
      const key = keyOf(heard);
      const { text, keys, understood } = heard;
      if (keys) {
        if (key === '1') return begun(call, 'status');
        if (key === '2') return begun(call, 'report');
        if (key === '3') return { call: { ...call, place: 'question' } };
        return key === '9' ? { call: { ...call, place: 'pin' } } : { missed: [] };
      }
      if (line.codeWords.test(text)) return { call: { ...call, place: 'pin' } };
      if (line.questionWords.test(text)) return { call: { ...call, place: 'question' } };
      const { intents, slots } = understood;
      if (onlyAsks(heard) && intents[0] !== 'check-status') return asked(deps, call, heard, turn);
      const hasNumber = (slots.caseNumber ?? slots.rmaNumber ?? slots.mistyped) !== undefined;
      if (hasNumber || intents[0] === 'check-status' || line.statusWords.test(text))
        return begun(call, 'status', heard);
      const isBroken = slots.problem !== undefined || slots.products.length > 0;
      if (isBroken || intents.some(one => REPORTS.has(one)) || line.returnWords.test(text))
        return begun(call, 'report', heard);
      return (await answeredAt(call, heard, turn)) ?? { missed: [] };
    },
  };
}

const REPORTS: ReadonlySet<string> = new Set(['open-case', 'request-rma']);
