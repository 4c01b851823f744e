/** How much of something one network address, or one conversation, may have: a bucket that fills up again, for each. */

export interface Rate {
  burst: number;
  perMinute: number;
}

/** Addresses and conversations remembered; beyond that the one seen least recently starts afresh. */
const REMEMBERED = 10_000;

export interface RateLimit {
  /** Takes one; 0, or the whole seconds after which there is one again. */
  take(who: string): number;
  /** Takes what was used without asking, be there enough or not: what is missing has to come in again first. */
  charge(who: string, many: number): void;
}

export function createRateLimit(deps: Rate & { now: () => Date }): RateLimit {
  const { burst, perMinute, now } = deps;
  const buckets = new Map<string, { left: number; at: number }>();

  function left(address: string): number {
    const before = buckets.get(address);
    if (!before) return burst;
    return Math.min(burst, before.left + ((now().getTime() - before.at) / 60_000) * perMinute);
  }

  function remember(address: string, remaining: number): void {
    buckets.delete(address);
    buckets.set(address, { left: remaining, at: now().getTime() });
    const oldest = buckets.size > REMEMBERED ? buckets.keys().next().value : undefined;
    if (oldest !== undefined) buckets.delete(oldest);
  }

  return {
    take(address) {
      const there = left(address);
      remember(address, there >= 1 ? there - 1 : there);
      return there >= 1 ? 0 : Math.max(1, Math.ceil(((1 - there) / perMinute) * 60));
    },
    charge: (address, many) => remember(address, left(address) - many),
  };
}
