/** What others did to a case or a return since somebody saw it, in words. */
import type { Event } from '../../../../services/event.ts';
import type { ReturnTerms } from '../../../../services/returns/deadlines.ts';
import { actorName } from '../cards/history.ts';
import type { Cards } from '../cards/making.ts';
import { datesOf, type Shown } from '../cards/shown.ts';
import type { StaffTexts } from '../texts.ts';

/** The latest: enough to know why. */
const MOST = 2;

export function createMeanwhile(deps: {
  texts: StaffTexts;
  terms: ReturnTerms;
  cards: Pick<Cards, 'namesIn'>;
  now: () => Date;
}) {
  const { texts, terms, cards, now } = deps;

  /** @param seen how many events there were then */
  return async (events: readonly Event[], seen: number, at: Shown['at']): Promise<string[]> => {
    const latest = events.slice(seen).slice(-MOST);
    const names = await cards.namesIn(latest);
    const dates = datesOf({ terms, at, now: now() });
    return latest.map(one => {
      const who = actorName(one.actor, { texts, names });
      return texts.moving.did(who, texts.cards.happened(one.kind, one.data), dates.moment(one.at));
    });
  };
}
export type Meanwhile = ReturnType<typeof createMeanwhile>;
