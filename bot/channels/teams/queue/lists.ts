/** The queue's views as cards that page. */
import { z } from 'zod';
import { dateIn, writeShortDate } from '../../../../services/calendar.ts';
import type { Hit } from '../../../../services/finding/merging.ts';
import { type Queue, VIEWS, type View } from '../../../../services/queue/queue.ts';
import type { ReturnTerms } from '../../../../services/returns/deadlines.ts';
import type { AdaptiveCard } from '../../elements.ts';
import { listCard, ROWS } from '../cards/list-card.ts';
import { type Row, rowOf } from '../cards/row.ts';
import type { StaffTexts } from '../texts.ts';
import type { Staff } from '../who.ts';

const Place = z.object({
  at: z.iso.datetime().transform(text => new Date(text)),
  number: z.string().regex(/^\d{10}$/),
});

/** The data of a button that shows a page. */
export const Listed = z.object({
  view: z.enum(VIEWS),
  /** The beginnings of all pages up to this one; the first page has none. */
  trail: z.array(Place).max(100),
});
export type Listed = z.infer<typeof Listed>;

export const PAGE_VERB = 'queue-page';

export interface Lists {
  /** Undefined where there is nothing on it. */
  of(listed: Listed, staff: Pick<Staff, 'id' | 'locale'>): Promise<AdaptiveCard | undefined>;
  row(hit: Hit, locale?: string): Row;
  title(view: View): string;
}

export function createLists(deps: {
  queue: Pick<Queue, 'list'>;
  texts: StaffTexts;
  terms: Pick<ReturnTerms, 'timeZone'>;
  now: () => Date;
}): Lists {
  const { queue, texts, terms, now } = deps;
  const { queue: words } = texts;

  function row(hit: Hit, locale?: string): Row {
    const { dueAt } = hit.kind === 'return' ? hit.rma : hit.case;
    const { assignee } = hit.kind === 'return' ? hit.rma : hit.case;
    const plain = rowOf(hit, texts, terms, locale);
    if (!dueAt) return plain;
    const day = writeShortDate(dateIn(terms.timeZone, dueAt), locale);
    const due = dueAt < now() ? words.late(day) : words.due(day);
    return { ...plain, about: [plain.about, due, assignee?.name].filter(Boolean).join(' · ') };
  }

  return {
    row,
    title: view => words.view[view],

    async of({ view, trail }, { id, locale }) {
      const { hits, next } = await queue.list(view, id, { after: trail.at(-1), limit: ROWS });
      if (hits.length === 0 && !next) return undefined;
      return listCard(
        {
          title: words.page(words.view[view], trail.length + 1),
          rows: hits.map(hit => row(hit, locale)),
          next: next && { view, trail: [...trail, next] },
          back: trail.length > 0 ? { view, trail: trail.slice(0, -1) } : undefined,
          verb: PAGE_VERB,
        },
        texts,
      );
    },
  };
}
