/** Announcements as cards: the digest of a morning, and what is new, up to ten to a card. */

import type { Announcement, Batch } from '../../../../services/announcements/announcements.ts';
import { dateIn, writeDate } from '../../../../services/calendar.ts';
import type { CallBack, CallBacks } from '../../../../services/handoff/call-backs.ts';
import type { Queue, View } from '../../../../services/queue/queue.ts';
import type { ReturnTerms } from '../../../../services/returns/deadlines.ts';
import type { Returns } from '../../../../services/returns/returns.ts';
import type { Rma } from '../../../../services/returns/rma.ts';
import { type AdaptiveCard, type Element, run } from '../../elements.ts';
import { listCard } from '../cards/list-card.ts';
import type { Row } from '../cards/row.ts';
import type { Message } from '../sender.ts';
import type { StaffTexts } from '../texts.ts';
import { type Lists, PAGE_VERB } from './lists.ts';

export interface NewsDependencies {
  queue: Pick<Queue, 'count'>;
  returns: Pick<Returns, 'find'>;
  lists: Lists;
  callBacks: Pick<CallBacks, 'find'>;
  callCard: (callBack: CallBack) => AdaptiveCard;
  texts: StaffTexts;
  terms: Pick<ReturnTerms, 'timeZone'>;
  now: () => Date;
}

/** What a whole team looks at. */
const COUNTED: readonly View[] = ['overdue', 'unassigned', 'bench', 'unanswered', 'arriving'];
const MOST_COUNTED = 100;

/** Written when it is said, from what is on record then: what is past by then is left out. */
export function createNews(deps: NewsDependencies): (batch: Batch) => Promise<Message | undefined> {
  const { queue, returns, lists, terms, now } = deps;
  const { queue: texts } = deps.texts;

  async function digest(): Promise<Message> {
    const counts = await Promise.all(
      COUNTED.map(async view => ({ view, count: await queue.count(view, '', MOST_COUNTED + 1) })),
    );
    const day = writeDate(dateIn(terms.timeZone, now()));
    return { card: digestCard(texts.digest(day), counts), summary: texts.digest(day) };
  }

  function digestCard(title: string, counts: readonly { view: View; count: number }[]): AdaptiveCard {
    const waiting = counts.filter(({ count }) => count > 0);
    const told = (count: number) => (count > MOST_COUNTED ? texts.more(MOST_COUNTED) : `${count}`);
    const lines = waiting.map(({ view, count }): Element => {
      const show = { type: 'Action.Execute', title: texts.show, verb: PAGE_VERB, data: { view, trail: [] } };
      return {
        type: 'ColumnSet',
        selectAction: { ...show, title: `${texts.show}: ${lists.title(view)}` },
        columns: [
          { type: 'Column', width: 'stretch', items: [run(lists.title(view), { color: 'Accent' })] },
          { type: 'Column', width: 'auto', items: [run(told(count), { weight: 'Bolder' })] },
        ],
      };
    });
    const said = waiting.map(({ view, count }) => texts.count(lists.title(view), told(count)));
    return {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      speak: [title, ...(said.length > 0 ? said : [texts.allDone])].join('. '),
      fallbackText: [title, ...said].join('. '),
      body: [
        run(title, { weight: 'Bolder', size: 'Medium' }),
        ...(lines.length > 0 ? lines : [run(texts.allDone, { isSubtle: true })]),
      ],
    };
  }

  async function rowOf({ topic, about }: Announcement): Promise<Row[]> {
    const rma = await returns.find(about['rma'] ?? '');
    if (!rma || !isStillSo(topic, rma)) return [];
    const row = lists.row({ kind: 'return', rma });
    const news = newsOf(topic, about['day'] ?? rma.activeUntil);
    return [{ ...row, about: [news, row.about].filter(Boolean).join(' · ') }];
  }

  function newsOf(topic: Announcement['topic'], day: string): string {
    switch (topic) {
      case 'lapsing':
        return texts.news.lapsing(writeDate(day));
      case 'expedited':
      case 'estimates':
      case 'mail':
        return texts.news[topic];
      default:
        return '';
    }
  }

  /** Nobody calls twice. */
  async function call(id: string): Promise<Message | undefined> {
    const callBack = await deps.callBacks.find(id);
    if (!callBack || callBack.doneAt) return undefined;
    const card = deps.callCard(callBack);
    return { card, summary: card.fallbackText };
  }

  return async ({ announcements }) => {
    if (announcements.some(({ topic }) => topic === 'digest')) return digest();
    const callId = announcements[0]?.about['call'];
    if (callId !== undefined) return call(callId);
    const rows = (await Promise.all(announcements.map(rowOf))).flat();
    const [first] = rows;
    if (!first) return undefined;
    const summary = rows.length > 1 ? texts.announced : `${texts.announced}: ${first.title}`;
    return { card: listCard({ title: texts.announced, rows }, deps.texts), summary };
  };
}

/** Said late, it may have been seen to. */
function isStillSo(topic: Announcement['topic'], { status, attention }: Rma): boolean {
  if (topic === 'lapsing') return status === 'issued';
  return topic !== 'estimates' || attention.includes('estimate-unanswered');
}
