/** What became of one document of several that were inserted together: nothing where it is stored. */
export type Fault = Error | undefined;

interface Waiting<T> {
  document: T;
  settle(fault: Fault): void;
}

/** Documents in one round trip. */
const MOST = 100;

/**
 * Inserts that come while one is under way go together in the next round trip, as the writers of a journal share its
 * flush: under load a database is asked a fraction as often, and nobody waits where there is no load.
 * @param insertAll resolves to the fault of each document, in order; rejects where none can be said to be stored
 */
export function sharedInserts<T>(
  insertAll: (documents: T[]) => Promise<readonly Fault[]>,
): (document: T) => Promise<void> {
  let waiting: Waiting<T>[] = [];
  let underWay = false;

  async function drain(): Promise<void> {
    underWay = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      const faults = await insertAll(batch.map(({ document }) => document)).catch((error: Error) =>
        batch.map(() => error),
      );
      batch.forEach(({ settle }, at) => {
        settle(faults[at]);
      });
    }
    underWay = false;
  }

  return document =>
    new Promise((resolve, reject) => {
      waiting.push({ document, settle: fault => (fault ? reject(fault) : resolve()) });
      if (!underWay) void drain();
    });
}
