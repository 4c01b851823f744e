/**
 * That something was changed in this process, for whoever shows it: each process tells of what it changes itself, and
 * nothing is kept. Whatever must not be lost is a notice instead.
 */
export interface Changes {
  /** @param number of a case or a return */
  tell(number: string): void;
  /** Returns the way to stop listening. */
  on(listener: (number: string) => void): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<(number: string) => void>();
  return {
    tell(number) {
      for (const listener of listeners) listener(number);
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
