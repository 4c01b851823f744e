/** What happened, in plain words, the latest first; long histories fold. */
import type { Event } from '../../../../services/event.ts';
import { type Element, run } from '../../elements.ts';
import { small } from './parts.ts';
import { cut, type Dates, type Room, type Shown } from './shown.ts';

export function historyLines(events: readonly Event[], of: Shown, dates: Dates, room: Room): Element[] {
  const { cards: texts } = of.texts;
  const latest = events.slice(-room.events).reverse();
  const lines = latest.map((event): Element => {
    const { at, actor, note } = event;
    const what = whatHappened(event, of);
    const told = note === undefined ? what : texts.noted(what, cut(note, room.words));
    return { ...run(`${dates.moment(at)} · ${cut(told, room.words + 80)} · ${actorName(actor, of)}`), spacing: 'None' };
  });
  const left = events.length - latest.length;
  return left > 0 ? [...lines, small(texts.earlier(left))] : lines;
}

/** In a few words; whose something became, by name. */
export function whatHappened(
  { kind, data }: Event,
  { texts: { cards: texts }, names }: Pick<Shown, 'texts' | 'names'>,
): string {
  const name = kind === 'assigned' ? names?.get(`staff:${data?.['to']}`) : undefined;
  return name === undefined ? texts.happened(kind, data) : texts.assignedTo(name);
}

/** Who did something, by name where that is one of the staff. */
export function actorName(actor: string, { texts: { cards: texts }, names }: Pick<Shown, 'texts' | 'names'>): string {
  if (actor.startsWith('staff:')) return names?.get(actor) ?? texts.colleague;
  if (actor.startsWith('api:')) return texts.by.api;
  if (actor === 'clock' || actor === 'desk') return texts.by[actor];
  return actor === 'customer:link' ? texts.by.link : texts.customer;
}
