import { StoreUnavailable } from './port.ts';

/**
 * Waits no longer than that for the database. What is given up may still happen: whoever writes again must do so
 * idempotently or with a version.
 * @throws {StoreUnavailable} when the time is up
 */
export async function within<R>(ms: number, hosts: string, work: Promise<R>): Promise<R> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailable(`the database at ${hosts} did not answer in ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
