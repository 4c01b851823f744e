/** The queue in Teams: its views, what is announced in a room, and a day as a file. */

import { addDays, dateIn, writeDate } from '../../../../services/calendar.ts';
import type { View } from '../../../../services/queue/queue.ts';
import type { ReturnTerms } from '../../../../services/returns/deadlines.ts';
import type { Rooms, Topic } from '../../../../services/staff/rooms.ts';
import { roomOf } from '../activity.ts';
import { showCard, showMessage } from '../answers.ts';
import { type At, type Feature, verb } from '../feature.ts';
import type { StaffTexts } from '../texts.ts';
import { Listed, type Lists, PAGE_VERB } from './lists.ts';
import { type Asked, type Wish, wishIn } from './words.ts';

type ExportLink = (day: string, staff: string, now: Date) => string;

export interface QueueFeatureDependencies {
  lists: Lists;
  rooms: Pick<Rooms, 'find' | 'want'>;
  texts: StaffTexts;
  terms: Pick<ReturnTerms, 'timeZone'>;
  /** The address of a day's records, for that person. */
  exportLink?: ExportLink | undefined;
  now: () => Date;
}

const VIEWS_OF = (what: Asked): readonly View[] => (what === 'estimates' ? ['bench', 'unanswered'] : [what]);

export function createQueueFeature(deps: QueueFeatureDependencies): Feature {
  const { lists, rooms, terms, exportLink, now } = deps;
  const { queue: texts } = deps.texts;

  async function show(what: Asked, at: At): Promise<void> {
    for (const view of VIEWS_OF(what)) {
      const card = await lists.of({ view, trail: [] }, at.staff);
      if (card) await at.say({ card, summary: lists.title(view) });
      else await at.say({ text: texts.nothing[view] });
    }
  }

  async function settle(wish: Extract<Wish, { kind: 'announce' | 'stop' }>, at: At): Promise<void> {
    const id = roomOf(at.activity);
    const room = await rooms.find(id);
    if (!room) return void (await at.say({ text: texts.noRoom }));
    const { topics, unknown } = wish;
    if (topics.length === 0) return void (await at.say({ text: texts.unknownTopics(unknown.length) }));
    const wanted: Topic[] =
      wish.kind === 'announce' ? [...room.topics, ...topics] : room.topics.filter(topic => !topics.includes(topic));
    await rooms.want(id, wanted);
    const told = texts.announcing([...new Set(wanted)]);
    await at.say({ text: unknown.length > 0 ? `${told} ${texts.unknownTopics(unknown.length)}` : told });
  }

  async function exported(day: string | undefined, at: At, link: ExportLink): Promise<void> {
    const today = dateIn(terms.timeZone, now());
    const date = dayIn(day, today);
    if (!at.isPersonal) await at.say({ text: texts.exportInChat });
    else if (date === undefined) await at.say({ text: texts.noSuchDay });
    else if (date > today) await at.say({ text: texts.notYet });
    else {
      const url = link(date, at.staff.id, now());
      await at.say({ text: texts.export(writeDate(date, at.staff.locale), url) });
    }
  }

  return {
    async message(text, at) {
      const wish = wishIn(text);
      if (!wish) return false;
      switch (wish.kind) {
        case 'list':
          await show(wish.what, at);
          return true;
        case 'announced': {
          const room = await rooms.find(roomOf(at.activity));
          await at.say({ text: texts.announcing(room?.topics ?? []) });
          return true;
        }
        case 'export':
          if (!exportLink) return false;
          await exported(wish.day, at, exportLink);
          return true;
        default:
          await settle(wish, at);
          return true;
      }
    },

    verbs: {
      [PAGE_VERB]: verb<Listed>({
        data: Listed,
        async run(listed, { staff }) {
          const card = await lists.of(listed, staff);
          if (card) return showCard(card);
          return showMessage(listed.trail.length > 0 ? texts.gone : texts.nothing[listed.view]);
        },
      }),
    },
  };
}

/** An ISO date, or a day near the present one; undefined where it is none. */
function dayIn(said: string | undefined, today: string): string | undefined {
  if (said === undefined || said === 'today') return today;
  if (said === 'yesterday') return addDays(today, -1);
  const date = /^\d{4}-\d{2}-\d{2}$/.test(said) ? new Date(`${said}T00:00:00Z`) : undefined;
  return date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(said) ? said : undefined;
}
