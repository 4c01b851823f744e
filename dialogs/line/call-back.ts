/** A call back, agreed on the phone: the same steps as in a chat. */
import { type CallBackDraft, createCallBack, CallBackDraft as Schema } from '../people/call-back.ts';
import type { AskStep } from '../step.ts';
import type { LineDependencies } from './dependencies.ts';
import type { Jobs } from './job.ts';
import { oneOf, PHONE_KEYS, phoneByKeys } from './keypad.ts';
import { ear } from './speech.ts';

export function createLineCallBack(deps: LineDependencies): Jobs<CallBackDraft> {
  const { callBack, report } = deps.line;
  const { steps, fill } = createCallBack(deps);
  const agreed = steps.find(
    (step): step is AskStep<CallBackDraft> => step.name === 'call-agreed' && step.kind === 'ask',
  );
  return {
    name: 'call-back',
    draft: Schema,
    steps,
    fill: (heard, draft, turn, step) => fill(heard, draft, turn, step === undefined ? undefined : { step }).draft,
    voices: {
      'call-time': { wordings: callBack.time, next: { seconds: 8 }, keyed: oneOf('yes', 'no') },
      phone: {
        wordings: report.phone,
        next: { keys: PHONE_KEYS, speech: true, seconds: 10 },
        keyed: phoneByKeys,
      },
      name: { wordings: report.name },
      'call-agreed': {
        before: async (draft, turn) => ear((await agreed?.ask(draft, turn))?.text ?? '', turn.locale),
        wordings: callBack.agreed,
        keyed: oneOf('yes', 'another time'),
      },
    },
  };
}
