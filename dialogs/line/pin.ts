/** The code that the chat has given somebody who would rather call: with it the line knows their story. */

import { hearDigits } from '../understanding/spoken.ts';
import type { Call } from './call.ts';
import type { LineDependencies } from './dependencies.ts';
import { LISTEN } from './job.ts';
import type { AtPlace } from './place.ts';
import type { Next } from './port.ts';
import { worded, words } from './speech.ts';

const DIGITS = 6;
const NEXT: Next = { ...LISTEN, keys: DIGITS, seconds: 10, secret: true };

export function createPinPlace({ pins, line: { pin } }: LineDependencies): AtPlace {
  return {
    enter: () => ({ said: [worded(pin.ask)], next: NEXT }),
    again: (_call, times) => ({ said: [worded(pin.ask, times)], next: NEXT }),

    async take(heard, call, turn) {
      const typed = (heard.keys || hearDigits(heard.text)).replace(/\D/g, '');
      if (typed.length !== DIGITS) return { missed: [] };
      const { conversation: holder, activityId: key } = turn.message;
      const redeemed = await pins.redeem('phone', typed, { holder, from: call.from, key });
      const menu: Call = { ...call, place: 'menu', served: true };
      if (redeemed.kind === 'locked') return { call: menu, said: [words(pin.locked)] };
      if (redeemed.kind === 'wrong') return { missed: [words(pin.wrong)] };
      const { channel, conversation, summary, caseNumber, rmaNumber, draft } = redeemed.story;
      const known: Call = {
        ...menu,
        story: { channel, conversation, summary, ...(rmaNumber && { rmaNumber }) },
        ...(draft !== undefined && { known: draft }),
        ...(caseNumber && { caseNumber }),
        place: 'ringing',
      };
      return { call: known, said: [words(pin.right)] };
    },
  };
}
