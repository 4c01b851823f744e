/**
 * Work that is found in the store: gone over at once when something is added here, and every minute besides, as other
 * processes add to it too, and die. Any number of processes may each do this over the same store.
 */

/** Calls back after so many milliseconds; returns the way to call that off. */
export type Timer = (callback: () => void, ms: number) => () => void;

export interface Rounds {
  /** Goes over the work, once more where something came meanwhile; resolves when nothing is left that can be done now. */
  wake(): Promise<void>;
  /** Begins nothing more, and waits for what is under way. */
  close(): Promise<void>;
}

const ROUND_MS = 60_000;

export function createRounds(deps: {
  /** Does what there is, giving up in between where the process closes; resolves to how long (ms) nothing will be due. */
  goOver(isClosing: () => boolean): Promise<number>;
  timer: Timer;
  log: { warn(what: object, message: string): void };
  /** What the log says where that fails; it is tried again with the next round. */
  failed: string;
}): Rounds {
  const { goOver, timer, log, failed } = deps;
  let round: Promise<void> | undefined;
  let again = false;
  let closing = false;
  let callOff = () => {};

  function wake(): Promise<void> {
    again = true;
    round ??= rounds().finally(() => {
      round = undefined;
    });
    return round;
  }

  async function rounds(): Promise<void> {
    callOff();
    let pause = ROUND_MS;
    while (again && !closing) {
      again = false;
      try {
        pause = Math.min(ROUND_MS, await goOver(() => closing));
      } catch (err) {
        log.warn({ err }, failed);
        pause = ROUND_MS;
      }
    }
    if (!closing) callOff = timer(() => void wake(), pause);
  }

  return {
    wake,
    async close() {
      closing = true;
      callOff();
      await round;
    },
  };
}
