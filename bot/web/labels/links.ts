/** The addresses of label pages: signed, so that a number alone opens none, and good until the RMA ends (R9). */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Rma } from '../../../services/returns/rma.ts';

export interface LabelLinks {
  /** Undefined for an RMA that has no end: it has been received, so there is nothing to send any more. */
  link(rma: Pick<Rma, '_id' | 'lapsesAt'>): string | undefined;
  check(number: string, query: URLSearchParams, now: Date): 'valid' | 'expired' | 'invalid';
}

/** @param key 32 bytes or more, the same after a restart and at every replica */
export function createLabelLinks({ key, publicUrl }: { key: Uint8Array; publicUrl: string }): LabelLinks {
  /** Hexadecimal: nothing in it that Markdown or a mail program would take for something else. */
  const sign = (number: string, until: string) =>
    createHmac('sha256', key).update(`${number}|${until}`).digest('hex').slice(0, 32);

  return {
    link({ _id, lapsesAt }) {
      if (!lapsesAt) return undefined;
      const until = String(Math.floor(lapsesAt.getTime() / 1000));
      return `${publicUrl}/labels/${_id}?until=${until}&sig=${sign(_id, until)}`;
    },

    check(number, query, now) {
      const until = query.get('until') ?? '';
      const given = Buffer.from(query.get('sig') ?? '');
      const right = Buffer.from(sign(number, until));
      if (given.length !== right.length || !timingSafeEqual(given, right)) return 'invalid';
      return Number(until) * 1000 > now.getTime() ? 'valid' : 'expired';
    },
  };
}
