/**
 * Carries what the two sides of a hand-off have yet to hear: each side's lines in order, and each once in effect. Who
 * carries holds that side of that hand-off for as long as it takes, so that of two processes one does; where it dies,
 * another goes on at the line where it was.
 */
import { createRounds, type Timer } from '../rounds.ts';
import type { Store } from '../store/port.ts';
import { type Handoff, type Line, SIDES, type Side } from './handoff.ts';
import type { Handoffs } from './handoffs.ts';
import { EVER } from './steps.ts';

/** `later`: not taken now, to be tried again after so many milliseconds; what comes behind it waits. */
export type Carried = { kind: 'done' } | { kind: 'later'; ms: number };

/** Makes a side hear a line. The same line may come again where a process died in between. */
export type Carry = (handoff: Handoff, line: Line) => Promise<Carried>;

export interface Carrier {
  start(): void;
  /** Resolves once nothing is left that can be carried or is due now. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Longer than any attempt takes. */
const HELD_MS = 60_000;
const AGAIN_MS = 2_000;
const AT_ONCE = 50;

export function createCarrier(deps: {
  store: Store;
  handoffs: Pick<Handoffs, 'find' | 'due' | 'nextDue' | 'expire' | 'onLines'>;
  sides: Record<Side, Carry>;
  now: () => Date;
  timer: Timer;
  log: { warn(what: object, message: string): void };
}): Carrier {
  const { handoffs, sides, now, timer, log } = deps;
  const stored = deps.store.collection<Handoff>('handoffs');
  const underWay = new Set<Promise<void>>();
  const rounds = createRounds({ goOver, timer, log, failed: 'hand-offs cannot be read' });
  let forget = () => {};

  const later = (ms: number) => new Date(now().getTime() + ms);
  const held = (side: Side) => `held.${side}`;

  /** What was left behind by others, and what is due by itself. */
  async function goOver(isClosing: () => boolean): Promise<number> {
    for (const { _id } of await handoffs.due(AT_ONCE)) {
      if (isClosing()) return AGAIN_MS;
      await handoffs.expire(_id);
    }
    const filter = { linesAt: { $gt: EVER, $lte: now() } };
    const waiting = await stored.find(filter, { sort: { linesAt: 1 }, limit: AT_ONCE }).toArray();
    await Promise.all(waiting.map(({ _id }) => carryAll(_id)));
    const due = await handoffs.nextDue();
    const isLeft = waiting.length > 0 && (await stored.findOne(filter)) !== null;
    if (isLeft) return AGAIN_MS;
    return due ? Math.max(AGAIN_MS / 2, due.getTime() - now().getTime()) : Number.POSITIVE_INFINITY;
  }

  async function carryAll(id: string): Promise<void> {
    await Promise.all(SIDES.map(side => carrySide(id, side)));
    const handoff = await handoffs.find(id);
    if (!handoff || SIDES.some(side => firstFor(side, handoff))) return;
    await stored.updateOne({ _id: id, lastLine: handoff.lastLine }, { $unset: { linesAt: '' } });
  }

  async function carrySide(id: string, side: Side): Promise<void> {
    while (await hold(id, side)) {
      const pause = await carryHeld(id, side);
      await stored.updateOne({ _id: id }, { $set: { [held(side)]: pause === undefined ? EVER : later(pause) } });
      // Whoever added a line a moment ago may have found this side held.
      const left = await handoffs.find(id);
      if (pause !== undefined || !left || !firstFor(side, left)) return;
    }
  }

  /** Whether there is something for that side, and it is this caller's to carry. */
  async function hold(id: string, side: Side): Promise<boolean> {
    const handoff = await handoffs.find(id);
    if (!handoff || !firstFor(side, handoff)) return false;
    const free = { _id: id, [held(side)]: { $lte: now() } };
    const taken = await stored.findOneAndUpdate(
      free,
      { $set: { [held(side)]: later(HELD_MS) } },
      { returnDocument: 'after' },
    );
    return taken !== null;
  }

  /** Resolves to a pause in milliseconds, where a line is not taken now. */
  async function carryHeld(id: string, side: Side): Promise<number | undefined> {
    while (true) {
      const handoff = await handoffs.find(id);
      const line = handoff && firstFor(side, handoff);
      if (!handoff || !line) return undefined;
      try {
        const carried = await sides[side](handoff, line);
        if (carried.kind === 'later') return carried.ms;
        const heldAgain = { [`carried.${side}`]: line.n, [held(side)]: later(HELD_MS) };
        await stored.updateOne({ _id: id }, { $set: heldAgain });
      } catch (err) {
        log.warn({ err, side, of: id }, 'a line of a hand-off cannot be carried, will try again');
        return AGAIN_MS;
      }
    }
  }

  function begin(id: string): void {
    const work = carryAll(id)
      .catch(err => log.warn({ err, of: id }, 'a hand-off cannot be carried on, will try again'))
      .finally(() => {
        underWay.delete(work);
      });
    underWay.add(work);
  }

  return {
    start() {
      forget = handoffs.onLines(begin);
      void rounds.wake();
    },
    async idle() {
      await rounds.wake();
      while (underWay.size > 0) await Promise.all(underWay);
    },
    async close() {
      forget();
      await rounds.close();
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function firstFor(side: Side, { lines, carried }: Handoff): Line | undefined {
  return lines.find(({ to, n }) => to === side && n > carried[side]);
}
