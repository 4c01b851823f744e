/** Keeps the returns' dates, for as long as the process runs: any number of processes may do so at once. */
import { createRounds, type Timer } from '../rounds.ts';
import type { Returns } from './returns.ts';

export interface Clock {
  start(): void;
  /** Resolves once nothing is due. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const AT_ONCE = 100;

export function createClock(deps: {
  returns: Pick<Returns, 'goOverDeadlines'>;
  timer: Timer;
  log: { warn(what: object, message: string): void };
}): Clock {
  const rounds = createRounds({
    ...{ timer: deps.timer, log: deps.log, failed: 'the dates of returns cannot be read' },
    async goOver(isClosing) {
      while (!isClosing() && (await deps.returns.goOverDeadlines(AT_ONCE)) === AT_ONCE);
      return Number.POSITIVE_INFINITY;
    },
  });
  return { start: () => void rounds.wake(), idle: () => rounds.wake(), close: () => rounds.close() };
}
