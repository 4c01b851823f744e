/** What a customer hears of the person they talk to: each line one event in their conversation. */
import type { PeopleEvent } from '../../../dialogs/people/event.ts';
import type { Carry } from '../../../services/handoff/carrier.ts';
import type { Line } from '../../../services/handoff/handoff.ts';
import type { Conversations } from './conversations.ts';

/** The store is away: nothing is recorded now. */
const AGAIN_MS = 5_000;

export function createTelling({ tell }: Pick<Conversations, 'tell'>): Carry {
  return async ({ _id: handoff, conversation }, line) => {
    const event = eventOf(handoff, line);
    const isTold = !event || (await tell(conversation, `${handoff}:${line.n}`, event));
    return isTold ? { kind: 'done' } : { kind: 'later', ms: AGAIN_MS };
  };
}

function eventOf(handoff: string, { kind, name = '', text = '', files, outcome }: Line): PeopleEvent | undefined {
  switch (kind) {
    case 'joined':
    case 'moved':
      return { kind, handoff, name };
    case 'said':
      return { kind, handoff, name, text, ...(files && { files }) };
    case 'over':
      return { kind, handoff, name, outcome: outcome ?? 'closed' };
    default:
      return undefined;
  }
}
