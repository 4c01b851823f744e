/** One conversation from the opening to its end, as somebody holds it, with the time that every turn took. */
import type { Connector } from './connector.ts';
import { createPerson, type Numbers } from './person.ts';
import { LINES } from './recital.ts';
import type { Visitors } from './visitor.ts';

/** One side of a conversation: what is said to the replies; undefined at the end. @throws where it goes wrong. */
export interface Talker {
  answer(replies: readonly string[]): string | undefined;
  readonly numbers?: Numbers;
}

export interface TurnTaken {
  /** `performance.now()` when the last reply had arrived. */
  ended: number;
  /** From the post to the last reply, in ms. */
  took: number;
}

export type Held =
  | { kind: 'finished'; numbers: Numbers | undefined }
  | { kind: 'failed'; why: string }
  /** It took too long for this benchmark: slow, and nothing worse. */
  | { kind: 'left' };

/** A person at this is gone. */
const PATIENCE_MS = 10_000;

export const somebody = (n: number): Talker => createPerson(n);

export function reciter(): Talker {
  let at = 0;
  return { answer: () => LINES[at++] };
}

/** Never rejects: what went wrong is the outcome. */
export async function hold(deps: {
  visitors: Visitors;
  connector: Connector;
  address: string;
  /** Unique among all that are held. */
  id: string;
  talker: Talker;
  /** `performance.now()` from when on nothing more is said. */
  until: number;
  onTurn(turn: TurnTaken): void;
}): Promise<Held> {
  const { visitors, connector, address, id, talker, until, onTurn } = deps;
  const visit = visitors.visit(address, id);

  async function turn(post: () => Promise<void>): Promise<string[]> {
    const began = performance.now();
    await post();
    const heard = await connector.heard(id, PATIENCE_MS);
    const ended = heard.at(-1)?.at ?? performance.now();
    onTurn({ ended, took: ended - began });
    return heard.map(({ text }) => text);
  }

  try {
    let words = talker.answer(await turn(visit.arrive));
    while (words !== undefined) {
      if (performance.now() > until) return { kind: 'left' };
      const text = words;
      words = talker.answer(await turn(() => visit.say(text)));
    }
    return { kind: 'finished', numbers: talker.numbers };
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}
