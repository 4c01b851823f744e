/** The addresses at which staff take a day's records away: signed for one person, and good for minutes. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const MINUTES_OPEN = 15;

export interface ExportLinks {
  /** @param day an ISO date in the maker's zone; @param by who it was handed to */
  link(day: string, by: string, now: Date): string;
  check(day: string, query: URLSearchParams, now: Date): CheckedExport;
}

export type CheckedExport = { kind: 'valid'; by: string } | { kind: 'expired' } | { kind: 'invalid' };

/** @param key 32 bytes or more, the same after a restart and at every replica */
export function createExportLinks({ key, publicUrl }: { key: Uint8Array; publicUrl: string }): ExportLinks {
  /** Hexadecimal: nothing in it that Markdown would take for something else. */
  const sign = (day: string, by: string, until: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([day, by, until]))
      .digest('hex')
      .slice(0, 32);

  return {
    link(day, by, now) {
      const until = String(Math.floor(now.getTime() / 1000) + MINUTES_OPEN * 60);
      return `${publicUrl}/exports/${day}.csv?by=${encodeURIComponent(by)}&until=${until}&sig=${sign(day, by, until)}`;
    },

    check(day, query, now) {
      const [by = '', until = ''] = ['by', 'until'].map(name => query.get(name) ?? '');
      const given = Buffer.from(query.get('sig') ?? '');
      const right = Buffer.from(sign(day, by, until));
      if (given.length !== right.length || !timingSafeEqual(given, right)) return { kind: 'invalid' };
      return Number(until) * 1000 > now.getTime() ? { kind: 'valid', by } : { kind: 'expired' };
    },
  };
}
