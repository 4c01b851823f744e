/** What happened, in plain words, the latest first; long histories fold. */
import type { Event } from '../../../../services/event.ts';
import { type Element, run } from '../../elements.ts';
import { small } from './parts.ts';
import { cut, type Dates, type Room, type Shown } from './shown.ts';

export function historyLines(events: readonly Event[], of: Shown, dates: Dates, room: Room): Element[] {
  const { cards: texts } = of.texts;
  const latest = events.slice(-room.events).reverse();
  const lines = latest.map(({ at, actor, kind, note, data }): Element => {
    const what = texts.happened(kind, data);
    const told = note === undefined ? what : texts.noted(what, cut(note, room.words));
    return { ...run(`${dates.moment(at)} · ${cut(told, room.words + 80)} · ${actorName(actor, of)}`), spacing: 'None' };
  });
  const left = events.length - latest.length;
  return left > 0 ? [...lines, small(texts.earlier(left))] : lines;
}

/** Who did something, by name where that is one of the staff. */
export function actorName(actor: string, { texts: { cards: texts }, names }: Pick<Shown, 'texts' | 'names'>): string {
  if (actor.startsWith('staff:')) return names?.get(actor) ?? texts.colleague;
  if (actor.startsWith('api:')) return texts.by.api;
  if (actor === 'clock' || actor === 'desk') return texts.by[actor];
  return actor === 'customer:link' ? texts.by.link : texts.customer;
}
