/** The case or return that a card shows, as its buttons name it. */
import { z } from 'zod';
import { writeDate } from '../../../../services/calendar.ts';
import type { Cases } from '../../../../services/cases/cases.ts';
import type { Event } from '../../../../services/event.ts';
import type { Hit } from '../../../../services/finding/finding.ts';
import type { Returns } from '../../../../services/returns/returns.ts';
import type { Staff } from '../who.ts';
import { Deed } from './deeds.ts';

/** What every button and form carries. */
export const Seen = z.object({
  /** The number of the case or return. */
  n: z.string().regex(/^\d{10}$/),
  /** The version that the person saw, and how many events it had: what came later they have not seen. */
  v: z.number().int().nonnegative(),
  e: z.number().int().nonnegative(),
});
export type Seen = z.infer<typeof Seen>;

/** A button or form: which deed, on what. */
export const Asked = Seen.extend({ do: Deed });
export type Asked = z.infer<typeof Asked>;

export interface Subject {
  number: string;
  version: number;
  events: readonly Event[];
  assignee?: { id: string; name: string } | undefined;
}

export function subjectOf(hit: Hit): Subject {
  const { _id: number, version, events, assignee } = hit.kind === 'return' ? hit.rma : hit.case;
  return { number, version, events, assignee };
}

export function seenOf(hit: Hit): Seen {
  const { number, version, events } = subjectOf(hit);
  return { n: number, v: version, e: events.length };
}

/** Writes an ISO date as they do. */
export const dayOf =
  ({ locale }: Pick<Staff, 'locale'>) =>
  (date: string): string =>
    writeDate(date, locale);

/** Whether that is the number of a return; else it is that of a case (R21). */
export const isReturn = (number: string): boolean => number.startsWith('7');

/** By its number as it is now; a case that was merged is the one that it is part of. */
export function createLook({ cases, returns }: { cases: Pick<Cases, 'find'>; returns: Pick<Returns, 'find'> }) {
  return async (number: string): Promise<Hit | undefined> => {
    if (isReturn(number)) {
      const rma = await returns.find(number);
      return rma && { kind: 'return', rma };
    }
    const found = await cases.find(number);
    return found && { kind: 'case', case: found };
  };
}
export type Look = ReturnType<typeof createLook>;
