/** What is announced on the morning of every business day: a digest of the queue, and which returns are about to lapse (R9). */
import { addDays, dateIn, timeOn } from '../calendar.ts';
import type { Hours } from '../hours/hours.ts';
import type { Rma } from '../returns/rma.ts';
import type { Index, Store } from '../store/port.ts';
import type { Announcements } from './announcements.ts';

/** By the clock in the maker's zone. */
const HOUR = 8;
/** Later in the day nobody needs to hear how the morning was. */
const UNTIL_MS = 4 * 3_600_000;
const LAPSING_DAYS = 7;
const MOST_LAPSING = 200;
const KEPT_MS = 7 * 86_400_000;

export const dailyIndexes: Index[] = [
  { collection: 'rmas', key: { lapsesAt: 1 } },
  { collection: 'marks', key: { removeAt: 1 }, expires: true },
];

/**
 * Does what the morning asks for, once however many processes there are: each thing has its key, and that it is done is
 * marked only once it is. Resolves to when there is something to do next.
 */
export function createDaily(deps: {
  store: Store;
  announcements: Pick<Announcements, 'announce'>;
  hours: Pick<Hours, 'timeZone' | 'isBusinessDay'>;
  now: () => Date;
}): () => Promise<Date> {
  const { store, announcements, now } = deps;
  const { timeZone, isBusinessDay } = deps.hours;
  const marks = store.collection<{ _id: string; removeAt: Date }>('marks');
  const rmas = store.collection<Rma>('rmas');
  let done: string | undefined;

  async function tellLapsing(giveUpAt: Date): Promise<void> {
    const lapsesAt = { $gt: now(), $lte: new Date(now().getTime() + LAPSING_DAYS * 86_400_000) };
    const lapsing = await rmas.find({ lapsesAt }, { sort: { lapsesAt: 1 }, limit: MOST_LAPSING }).toArray();
    for (const { _id, activeUntil, status } of lapsing) {
      if (status !== 'issued') continue;
      const about = { rma: _id, day: activeUntil };
      await announcements.announce({ key: `lapsing:${_id}:${activeUntil}`, topic: 'lapsing', about, giveUpAt });
    }
  }

  return async () => {
    const today = dateIn(timeZone, now());
    const begins = timeOn(today, HOUR, timeZone);
    const ends = new Date(begins.getTime() + UNTIL_MS);
    const tomorrow = timeOn(addDays(today, 1), HOUR, timeZone);
    if (now() < begins) return begins;
    if (now() >= ends || done === today || !isBusinessDay(today)) return tomorrow;
    const mark = `day-${today}`;
    if (!(await marks.findOne({ _id: mark }))) {
      await announcements.announce({ key: `digest:${today}`, topic: 'digest', about: { day: today }, giveUpAt: ends });
      await tellLapsing(ends);
      const removeAt = new Date(now().getTime() + KEPT_MS);
      await marks.replaceOne({ _id: mark }, { _id: mark, removeAt }, { upsert: true });
    }
    done = today;
    return tomorrow;
  };
}
