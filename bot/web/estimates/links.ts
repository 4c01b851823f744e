/** The addresses at which estimates are read and answered: signed, so that a number alone opens none. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { addDays, endOfDay } from '../../../services/calendar.ts';
import type { Rma } from '../../../services/returns/rma.ts';

/**
 * An estimate has no end of its own: after 30 days staff ask for the answer (R20), and what they agree on may still be
 * answered by the mail that the customer has. So it opens for 90 days, as long as an RMA; old mail then decides nothing.
 */
export const DAYS_OPEN = 90;

export interface EstimateLinks {
  /** The same each time it is asked for; undefined where the return has no such estimate. */
  link(rma: Pick<Rma, '_id' | 'estimates'>, estimateId: string): string | undefined;
  check(number: string, query: URLSearchParams, now: Date): CheckedLink;
}

export type CheckedLink =
  | { kind: 'valid'; estimate: string; query: SignedQuery }
  | { kind: 'expired' }
  | { kind: 'invalid' };

/** What makes a link valid; it travels in the forms of its page. */
export interface SignedQuery {
  estimate: string;
  until: string;
  sig: string;
}

/** @param key 32 bytes or more, the same after a restart and at every replica; @param timeZone the maker's (IANA) */
export function createEstimateLinks(deps: { key: Uint8Array; publicUrl: string; timeZone: string }): EstimateLinks {
  const { key, publicUrl, timeZone } = deps;

  /** Hexadecimal: nothing in it that Markdown or a mail program would take for something else. */
  const sign = (number: string, estimate: string, until: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([number, estimate, until]))
      .digest('hex')
      .slice(0, 32);

  return {
    link({ _id, estimates }, estimateId) {
      const estimate = estimates.find(({ id }) => id === estimateId);
      if (!estimate) return undefined;
      const ends = endOfDay(addDays(estimate.sentOn, DAYS_OPEN), timeZone);
      const until = String(Math.floor(ends.getTime() / 1000));
      const sig = sign(_id, estimateId, until);
      return `${publicUrl}/estimates/${_id}?${queryOf({ estimate: estimateId, until, sig })}`;
    },

    check(number, query, now) {
      const [estimate = '', until = '', sig = ''] = ['estimate', 'until', 'sig'].map(name => query.get(name) ?? '');
      const given = Buffer.from(sig);
      const right = Buffer.from(sign(number, estimate, until));
      if (given.length !== right.length || !timingSafeEqual(given, right)) return { kind: 'invalid' };
      if (Number(until) * 1000 <= now.getTime()) return { kind: 'expired' };
      return { kind: 'valid', estimate, query: { estimate, until, sig } };
    },
  };
}

export function queryOf({ estimate, until, sig }: SignedQuery): string {
  return `estimate=${estimate}&until=${until}&sig=${sig}`;
}
