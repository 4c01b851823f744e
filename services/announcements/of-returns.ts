/** What happens to returns that the desk's people want to hear of, on its way to the rooms that want it. */
import type { Target } from '../notices/relay.ts';
import { newsOf } from '../returns/news.ts';
import type { Rma } from '../returns/rma.ts';
import type { Announcements } from './announcements.ts';

/** What a relay that stood still has to tell then is found in the queue. */
const NEWS_MS = 24 * 3_600_000;

export function announceReturns(announcements: Pick<Announcements, 'announce'>): Target<Rma> {
  return async ({ id, staff, kind, at }, rma) => {
    const topic = staff ? newsOf(kind, rma) : undefined;
    if (!topic) return;
    const giveUpAt = new Date(at.getTime() + NEWS_MS);
    await announcements.announce({ key: id, topic, about: { rma: rma._id }, giveUpAt });
  };
}
