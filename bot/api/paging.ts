/** Pages of a list: how many, where to go on, and between which days. */
import { z } from 'zod';
import type { Page, Place } from '../../services/listing.ts';
import { readNumber } from '../../services/numbers.ts';
import { ROOT } from './serve.ts';

const MOST = 100;
const USUAL = 20;

/** Opaque to callers; one that somebody has made up leads nowhere, and opens nothing. */
const Cursor = z
  .string()
  .max(4_000)
  .transform((text, ctx): Place => {
    const [, ms, ids] = /^(\d{1,15})((?:-\d{10}){1,250})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
    if (ms !== undefined && ids !== undefined) return { at: new Date(Number(ms)), ids: ids.slice(1).split('-') };
    ctx.addIssue('must be the cursor of a page before');
    return z.NEVER;
  });

const Instant = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], 'must be a date or a time of ISO 8601, such as 2026-11-25')
  .transform(text => new Date(text));

export const Paging = {
  limit: z.coerce.number().int().min(1).max(MOST).default(USUAL),
  cursor: Cursor.optional(),
  /** From that time on. */
  since: Instant.optional(),
  /** Before that time. */
  until: Instant.optional(),
};

/** A number of one kind, as people write it (R21). */
export function numberOf(kind: 'case' | 'rma' | 'customer') {
  return z
    .string()
    .max(60)
    .transform((text, ctx) => {
      const read = readNumber(text);
      if (read.kind === 'number' && read.of === kind) return read.value;
      ctx.addIssue(read.kind === 'mistyped' ? 'is mistyped: its check digit is wrong' : `must be a ${kind} number`);
      return z.NEVER;
    });
}

/** Several may be given, each by its own parameter or with commas between. */
export function several<T extends z.ZodType>(of: T) {
  return z.preprocess(
    given => (typeof given === 'string' ? given.split(',') : Array.isArray(given) ? given.join(',').split(',') : given),
    z.array(of).min(1).max(20),
  );
}

/** A page as it is sent, with the address of the next one. */
export function paged<T>(
  { items, next }: Page<T>,
  path: string,
  query: Record<string, unknown>,
  present: (item: T) => object,
): object {
  if (!next) return { items: items.map(present) };
  const cursor = Buffer.from([next.at.getTime(), ...next.ids].join('-')).toString('base64url');
  const params = new URLSearchParams({ ...written(query), cursor });
  return { items: items.map(present), next: `${ROOT}${path}?${params}`, cursor };
}

function written({ cursor: _, ...query }: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value instanceof Date ? value.toISOString() : String(value)]],
    ),
  );
}
