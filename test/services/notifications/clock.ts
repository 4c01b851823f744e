/** Time that only a test moves: what was to happen by then happens, in order. */
import type { Timer } from '../../../services/rounds.ts';

export interface Clock {
  now(): Date;
  timer: Timer;
  /** Moves to the next moment at which something waits to happen, lets it begin, and tells how many ms that took. */
  next(): number;
  pass(ms: number): void;
}

export function createClock(beginning = '2100-01-01T12:00:00Z'): Clock {
  let time = new Date(beginning).getTime();
  const waiting = new Set<{ at: number; callback: () => void }>();
  return {
    now: () => new Date(time),
    timer(callback, ms) {
      const entry = { at: time + ms, callback };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    next() {
      const [first] = [...waiting].sort((a, b) => a.at - b.at);
      if (!first) throw new Error('nothing is waiting');
      waiting.delete(first);
      const passed = Math.max(0, first.at - time);
      time += passed;
      first.callback();
      return passed;
    },
    pass(ms) {
      time += ms;
    },
  };
}
