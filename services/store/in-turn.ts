/** Runs tasks one after another, in the order in which they were handed in; one that fails does not stop the next. */
export function createTurns(): <R>(task: () => Promise<R>) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return task => {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  };
}
