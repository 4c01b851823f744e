/** A desk that keeps its turns in memory, by the contract of `Desk`: for tests of what stands in front of it. */
import {
  type Desk,
  type Inbound,
  messagesIn,
  type Said,
  type Turn,
  type TurnOutcome,
} from '../../../../bot/conversation.ts';
import { createKeyedQueue } from '../../../../bot/keyed-queue.ts';
import { quoted, type Reply } from '../../../../dialogs/reply.ts';
import { StoreUnavailable } from '../../../../services/store/port.ts';

export interface MemoryDesk extends Desk {
  /** Everything that reached the desk, in order, repeats too. */
  taken: Inbound[];
  /** While true, nothing is saved and nothing can be read. */
  away: boolean;
  /** Holds every turn between its save and its outcome until the returned function is called. */
  hold(): () => void;
}

export const GREETING: Reply = {
  text: 'Welcome. What can I do for you?',
  choices: [
    { title: 'Open a case', value: 'I want to open a case' },
    { title: 'Return a product', value: 'I need an RMA' },
  ],
};
export const APOLOGY: Reply = { text: 'I could not save that. Please call (800) 555-0100.' };

/** Says twice what it heard, so that a turn has more than one message. */
function answer(said: Said): Reply[] {
  if (said.kind === 'arrived') return [GREETING];
  if (said.text === 'quiet') return [];
  if (said.text === 'how long?') return [{ text: 'About ten days.', article: 'turnaround', vote: 'vote-1' }];
  return [
    { text: `You said: ${quoted(said.text)}`, speak: 'I heard you.' },
    { text: 'Anything else?', about: { caseNumber: '4123456789' } },
  ];
}

export function createMemoryDesk(now: () => Date): MemoryDesk {
  const kept = new Map<string, string>();
  const queue = createKeyedQueue();
  let gate: Promise<void> = Promise.resolve();

  /** Through JSON, as a store would have it. */
  const read = (id: string): Turn[] | undefined => {
    const text = kept.get(id);
    if (text === undefined) return undefined;
    return (JSON.parse(text) as Turn[]).map(turn => ({ ...turn, at: new Date(turn.at) }));
  };

  async function transact(id: string, inbound: Inbound): Promise<TurnOutcome> {
    if (desk.away) return { kind: 'unsaved', replies: [APOLOGY] };
    const turns = read(id) ?? [];
    const before = turns.find(turn => turn.activityId === inbound.activityId);
    if (before) return { kind: 'done', turn: before, again: true };
    const seq = turns.reduce((sum, turn) => sum + messagesIn(turn), 0);
    const { activityId, said } = inbound;
    const turn: Turn = { activityId, seq, at: now(), said, replies: answer(said) };
    kept.set(id, JSON.stringify([...turns, turn]));
    await gate;
    return { kind: 'done', turn, again: false };
  }

  const desk: MemoryDesk = {
    taken: [],
    away: false,
    hold() {
      let release = () => {};
      gate = new Promise(resolve => {
        release = resolve;
      });
      return release;
    },
    take(inbound) {
      const id = `${inbound.channel}:${inbound.conversation}`;
      desk.taken.push(inbound);
      return queue.run(id, () => transact(id, inbound));
    },
    async history(channel, conversation) {
      if (desk.away) throw new StoreUnavailable('away');
      return read(`${channel}:${conversation}`);
    },
  };
  return desk;
}
