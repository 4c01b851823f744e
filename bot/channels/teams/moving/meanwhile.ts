/** What others did to a case or a return since somebody saw it, in words. */
import type { Event } from '../../../../services/event.ts';
import type { ReturnTerms } from '../../../../services/returns/deadlines.ts';
import { actorName, whatHappened } from '../cards/history.ts';
import type { Cards } from '../cards/making.ts';
import { cut, datesOf, type Shown } from '../cards/shown.ts';
import type { StaffTexts } from '../texts.ts';

/** The latest: enough to know why. */
const MOST = 2;
/** Signs of a note. */
const LONGEST = 120;

export function createMeanwhile(deps: {
  texts: StaffTexts;
  terms: ReturnTerms;
  cards: Pick<Cards, 'namesIn'>;
  now: () => Date;
}) {
  const { texts, terms, cards, now } = deps;

  /** @param seen how many events there were then */
  return async (events: readonly Event[], seen: number, at: Shown['at']): Promise<string[]> => {
    const all = events.slice(seen);
    const latest = all.slice(-MOST);
    const names = await cards.namesIn(latest);
    const dates = datesOf({ terms, at, now: now() });
    const lines = latest.map(one => {
      const of = { texts, names };
      const what = whatHappened(one, of);
      const told = one.note === undefined ? what : texts.cards.noted(what, cut(one.note, LONGEST));
      return texts.moving.did(actorName(one.actor, of), told, dates.moment(one.at));
    });
    const before = all.length - latest.length;
    return before > 0 ? [texts.moving.didBefore(before), ...lines] : lines;
  };
}
export type Meanwhile = ReturnType<typeof createMeanwhile>;
