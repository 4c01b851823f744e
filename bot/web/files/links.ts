/** The addresses at which staff open the photos and papers of a case: signed, and good for hours. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** A working day: the card is opened anew by then. */
const HOURS_OPEN = 12;

export interface FileLinks {
  link(id: string, now: Date): string;
  check(id: string, query: URLSearchParams, now: Date): 'valid' | 'expired' | 'invalid';
}

/** @param key 32 bytes or more, the same after a restart and at every replica */
export function createFileLinks({ key, publicUrl }: { key: Uint8Array; publicUrl: string }): FileLinks {
  const sign = (id: string, until: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([id, until]))
      .digest('hex')
      .slice(0, 32);

  return {
    link(id, now) {
      const until = String(Math.floor(now.getTime() / 1000) + HOURS_OPEN * 3600);
      return `${publicUrl}/files/${encodeURIComponent(id)}?until=${until}&sig=${sign(id, until)}`;
    },

    check(id, query, now) {
      const until = query.get('until') ?? '';
      const given = Buffer.from(query.get('sig') ?? '');
      const right = Buffer.from(sign(id, until));
      if (given.length !== right.length || !timingSafeEqual(given, right)) return 'invalid';
      return Number(until) * 1000 > now.getTime() ? 'valid' : 'expired';
    },
  };
}
