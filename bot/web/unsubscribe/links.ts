/** The addresses that end the status emails of a return (R11): signed, for one return and one reader. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface UnsubscribeLinks {
  /** @param email of the reader; it cannot be read from the address, and once another is on file the link does nothing */
  link(rma: string, email: string, sentAt: Date): string;
  check(query: URLSearchParams, now: Date): Checked;
}

export type Checked =
  | { kind: 'valid'; rma: string; isFor(email: string): boolean }
  | { kind: 'expired' }
  | { kind: 'invalid' };

/** Longer than a return takes; a mail found in an old folder ends nothing any more. */
const GOOD_DAYS = 400;
const DAY_MS = 86_400_000;

/** @param key 32 bytes or more, the same after a restart and at every replica */
export function createUnsubscribeLinks({ key, publicUrl }: { key: Uint8Array; publicUrl: string }): UnsubscribeLinks {
  /** Hexadecimal: nothing in it that a mail program would take for something else. */
  const sign = (...of: string[]) => createHmac('sha256', key).update(of.join('|')).digest('hex').slice(0, 32);
  const readerOf = (rma: string, email: string) => sign('reader', rma, email.toLowerCase()).slice(0, 16);

  return {
    link(rma, email, sentAt) {
      const reader = readerOf(rma, email);
      const until = String(Math.floor(sentAt.getTime() / DAY_MS) + GOOD_DAYS);
      return `${publicUrl}/mail/unsubscribe?rma=${rma}&for=${reader}&until=${until}&sig=${sign(rma, reader, until)}`;
    },

    check(query, now) {
      const [rma, reader, until, given] = ['rma', 'for', 'until', 'sig'].map(name => query.get(name) ?? '') as [
        string,
        string,
        string,
        string,
      ];
      const right = Buffer.from(sign(rma, reader, until));
      const sig = Buffer.from(given);
      if (sig.length !== right.length || !timingSafeEqual(sig, right)) return { kind: 'invalid' };
      if (Number(until) * DAY_MS < now.getTime()) return { kind: 'expired' };
      return { kind: 'valid', rma, isFor: email => readerOf(rma, email) === reader };
    },
  };
}
