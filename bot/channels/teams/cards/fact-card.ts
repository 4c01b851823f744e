/**
 * A case or a return as plain facts, for chats in which the desk may be no member: no buttons but a link, nothing that has
 * to be refreshed, and nothing of how to reach the customer.
 */
import { writeMoment } from '../../../../services/calendar.ts';
import type { Hit } from '../../../../services/finding/finding.ts';
import { type AdaptiveCard, type Element, run } from '../../elements.ts';
import { dueLines } from './due.ts';
import { itemLines } from './item-lines.ts';
import { head, section, small } from './parts.ts';
import { rowOf } from './row.ts';
import { datesOf, type Shown } from './shown.ts';

const ROOM = { events: 0, items: 5, words: 100 };

/** @param url where staff open it */
export function factCard(hit: Hit, of: Pick<Shown, 'texts' | 'terms' | 'at' | 'now'>, url: string): AdaptiveCard {
  const { cards: texts } = of.texts;
  const dates = datesOf(of);
  const { title, state, about } = rowOf(hit, of.texts, of.terms, of.at.locale);
  const due = hit.kind === 'return' ? dueLines(hit.rma, texts, of.terms, dates) : [];
  const items = hit.kind === 'return' ? hit.rma.items : hit.case.items;
  const { first } = itemLines(items, { texts, dates, room: ROOM, isReturn: hit.kind === 'return' });
  const asOf = texts.asOf(writeMoment(of.now, of.at.timeZone ?? of.terms.timeZone, of.at.locale));
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.3',
    speak: `${title}: ${state}. ${asOf}.`,
    fallbackText: `${title}: ${state}`,
    body: [
      ...head({ title, below: about, state, look: 'Default', banner: undefined }),
      ...due.map((line): Element => ({ ...run(line), spacing: 'Small' })),
      ...section(first, { separator: true }),
      { ...small(asOf), spacing: 'Medium' },
    ],
    actions: [{ type: 'Action.OpenUrl', title: texts.openInTeams, url }],
  };
}
