/** What a card needs beside the case or return itself, and how it is made to fit. */

import { distance } from '../../../../dialogs/texts/wording.ts';
import { dateIn, writeDate, writeMoment, writeShortDate } from '../../../../services/calendar.ts';
import type { ReturnTerms } from '../../../../services/returns/deadlines.ts';
import { type AdaptiveCard, aloud, type Element } from '../../elements.ts';
import type { StaffTexts } from '../texts.ts';
import type { Staff } from '../who.ts';

export interface Shown {
  texts: StaffTexts;
  terms: ReturnTerms;
  /** Who sees it: the times are those of their clock. */
  at: Pick<Staff, 'locale' | 'timeZone'>;
  now: Date;
  /** What has just happened, or did not. */
  banner?: string | undefined;
  /** Buttons, below the card. */
  actions?: readonly Element[] | undefined;
  refresh?: AdaptiveCard['refresh'] | undefined;
  /** The name of whoever sees to it; undefined where that is nobody. */
  assignee?: string | undefined;
  /** By actor: the names of staff in the history. */
  names?: ReadonlyMap<string, string> | undefined;
  /** Photos and papers of the case, with addresses that open them. */
  files?: readonly ShownFile[] | undefined;
}

export interface ShownFile {
  name: string;
  url?: string | undefined;
}

/** A moment and a day as the reader writes them, and how far off the day is in the maker's calendar. */
export interface Dates {
  today: string;
  moment(at: Date): string;
  day(date: string): string;
  shortDay(date: string): string;
  far(date: string): string;
}

export function datesOf({ terms, at, now }: Pick<Shown, 'terms' | 'at' | 'now'>): Dates {
  const today = dateIn(terms.timeZone, now);
  return {
    today,
    moment: instant => writeMoment(instant, at.timeZone ?? terms.timeZone, at.locale),
    day: date => writeDate(date, at.locale),
    shortDay: date => writeShortDate(date, at.locale),
    far: date => distance(today, date),
  };
}

/** UTF-8; Teams takes more, but counts what it wraps around a card as well. */
export const LARGEST = 24_000;

/** How much of a card is shown; each step shows less. */
export interface Room {
  /** The latest events. */
  events: number;
  items: number;
  /** Signs of a person's own words. */
  words: number;
}

const ROOMS: readonly Room[] = [
  { events: 100, items: 50, words: 160 },
  { events: 60, items: 50, words: 100 },
  { events: 40, items: 30, words: 80 },
  { events: 25, items: 20, words: 60 },
  { events: 12, items: 20, words: 40 },
  { events: 6, items: 12, words: 30 },
  { events: 3, items: 5, words: 20 },
];

/** As much of it as fits. */
export function fitting(of: Shown, title: string, spoken: string, bodyIn: (room: Room) => Element[]): AdaptiveCard {
  const make = (room: Room): AdaptiveCard => ({
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    speak: aloud(spoken),
    fallbackText: title,
    ...(of.refresh && { refresh: of.refresh }),
    body: bodyIn(room),
    ...(of.actions && of.actions.length > 0 && { actions: [...of.actions] }),
  });
  const [largest, ...smaller] = ROOMS as readonly [Room, ...Room[]];
  let card = make(largest);
  for (const room of smaller) {
    if (Buffer.byteLength(JSON.stringify(card)) < LARGEST) break;
    card = make(room);
  }
  return card;
}

/** At most so many signs, none of them cut in two. */
export function cut(text: string, most: number): string {
  const signs = [...text.replace(/\s+/g, ' ').trim()];
  return signs.length > most ? `${signs.slice(0, most).join('').trimEnd()}…` : signs.join('');
}
