/**
 * Carries what waits for one address there: at once when something is added, again after a while where that failed, for
 * three days. Each address has a courier of its own, so that one that is dead holds up no other.
 */
import { createRounds, type Timer } from '../rounds.ts';
import { type Posted, type Poster, UNREACHABLE } from './post.ts';
import type { Taken, WebhookQueue } from './queue.ts';
import { sign } from './signature.ts';

export interface Courier {
  wake(): Promise<void>;
  /** Takes nothing more, waits for the attempts under way, and gives them up after `GRACE_MS`. */
  close(): Promise<void>;
}

export interface CourierDependencies {
  /** Stands for the address in the store. */
  target: string;
  /** Stands for it in the log: the host, for what else an address holds may be secret. */
  host: string;
  queue: WebhookQueue;
  poster: Poster;
  key: Uint8Array;
  now: () => Date;
  timer: Timer;
  log: { info(what: object, message: string): void; warn(what: object, message: string): void };
}

export const AT_ONCE = 8;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;
const GRACE_MS = 5_000;

const doubled = (first: number, times: number, most: number) => Math.min(first * 2 ** (times - 1), most);

export function createCourier(deps: CourierDependencies): Courier {
  const { target, host, queue, poster, key, now, timer, log } = deps;
  const giveUp = new AbortController();
  const rounds = createRounds({ goOver, timer, log, failed: 'webhooks cannot be read' });
  const after = (ms: number) => new Date(now().getTime() + ms);
  /** The receiver has said 410: nothing more is posted before the next start. */
  let isGone = false;
  let restUntil = new Date(0);
  let unreached = 0;

  /** Resolves to how long there is nothing to do. */
  async function goOver(isClosing: () => boolean): Promise<number> {
    while (!isClosing() && !isGone && restUntil <= now()) {
      const taken = await queue.take(target, AT_ONCE);
      if (taken.length === 0) break;
      rest(await Promise.all(taken.map(carry)));
    }
    if (isGone) return Number.POSITIVE_INFINITY;
    const due = await queue.nextDue(target);
    return due
      ? Math.max(0, due.getTime() - now().getTime(), restUntil.getTime() - now().getTime())
      : Number.POSITIVE_INFINITY;
  }

  /** Where nobody answers or too much is asked, the rest of what waits is not tried one by one. */
  function rest(all: readonly Posted[]): void {
    const isUnreached = all.every(posted => posted.kind === 'failed' && posted.code === UNREACHABLE);
    unreached = isUnreached ? unreached + 1 : 0;
    const limits = all.map(posted => (posted.kind === 'failed' && posted.code === '429' && posted.retryAfterMs) || 0);
    const ms = Math.max(...limits, isUnreached ? doubled(FIRST_REST_MS, unreached, LONGEST_REST_MS) : 0);
    if (ms > 0) restUntil = after(ms);
  }

  async function carry(taken: Taken): Promise<Posted> {
    const { id, body } = taken;
    const posted = await poster.post({ headers: { ...sign(key, { id, body, at: now() }) }, body }, giveUp.signal);
    await settle(taken, posted);
    return posted;
  }

  async function settle(taken: Taken, posted: Posted): Promise<void> {
    const { id, attempts } = taken;
    const what = { webhook: id, host, attempts };
    switch (posted.kind) {
      case 'delivered':
        await queue.delivered(taken);
        return log.info(what, 'webhook delivered');
      case 'gone':
        if (!isGone)
          log.warn({ host }, 'the receiver of webhooks is gone (410): nothing more is posted until the next start');
        isGone = true;
        return queue.postponed(taken, after(LONGEST_PAUSE_MS));
      case 'failed': {
        const { code, retryAfterMs = 0 } = posted;
        const until = after(Math.max(doubled(FIRST_PAUSE_MS, attempts, LONGEST_PAUSE_MS), retryAfterMs));
        if (until >= taken.giveUpAt) {
          await queue.parked(taken, code);
          return log.warn({ ...what, code }, 'webhook given up');
        }
        await queue.postponed(taken, until);
        return log.warn({ ...what, code }, 'webhook not delivered, will try again');
      }
    }
  }

  return {
    wake: () => rounds.wake(),
    async close() {
      const tired = timer(() => giveUp.abort(), GRACE_MS);
      await rounds.close();
      tired();
      await poster.close();
    },
  };
}
