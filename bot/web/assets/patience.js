// Waiting between tries: longer from try to try, and over at once where the network is back or somebody looks.

/** In ms, from try to try. */
const PAUSES = [300, 700, 1500, 3000, 6000, 10_000];

export function createPatience() {
  const wakers = new Set();

  function sleep(ms) {
    return new Promise(resolve => {
      const awake = () => {
        clearTimeout(timer);
        wakers.delete(awake);
        resolve();
      };
      const timer = setTimeout(awake, ms);
      wakers.add(awake);
    });
  }

  return {
    sleep,
    /** After so many tries; `seconds` where the desk says how long. Not all browsers at the same moment. */
    pause(tries, seconds) {
      const ms = seconds ? Number(seconds) * 1000 : PAUSES[Math.min(tries, PAUSES.length - 1)];
      return sleep(ms * (1 + Math.random() / 4));
    },
    /** Wakes everything that waits. */
    wake() {
      for (const awake of wakers) awake();
    },
  };
}

/**
 * The part of an observable that Web Chat uses. Web Chat listens for activities only once it is online, so whoever
 * subscribes late gets the latest values: as many as `replayed`.
 */
export function createSubject(replayed, ...first) {
  const observers = new Set();
  let values = first;
  return {
    next(value) {
      values = [...values, value].slice(-replayed);
      for (const observer of observers) observer.next?.(value);
    },
    subscribe(observer) {
      const listener = typeof observer === 'function' ? { next: observer } : observer;
      observers.add(listener);
      for (const value of values) listener.next?.(value);
      return { unsubscribe: () => observers.delete(listener) };
    },
  };
}
