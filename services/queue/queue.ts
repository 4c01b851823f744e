/** What there is to do at the desk, by named views; each is a range of one index, the most urgent first. */
import { addDays, dateIn, endOfDay } from '../calendar.ts';
import { Case } from '../cases/case.ts';
import type { Hit } from '../finding/merging.ts';
import { Rma } from '../returns/rma.ts';
import type { RmaStatus } from '../returns/status.ts';
import type { Index, Store } from '../store/port.ts';
import type { QueueTerms } from './due.ts';
import { type DuePlace, type DueSource, dueIn, moreUrgent } from './paging.ts';
import { NOBODY } from './standing.ts';

/** `bench`: here without an estimate; `unanswered`: an estimate was sent and has no answer. */
export const VIEWS = ['mine', 'unassigned', 'overdue', 'bench', 'unanswered', 'arriving'] as const;
export type View = (typeof VIEWS)[number];

export interface QueuePage {
  hits: Hit[];
  /** Absent on the last page. */
  next?: DuePlace;
}

export interface Queue {
  /** @param staff whose "mine" it is: an Entra object id */
  list(view: View, staff: string, page: { after?: DuePlace | undefined; limit: number }): Promise<QueuePage>;
  /** How many there are, at most `most`. */
  count(view: View, staff: string, most: number): Promise<number>;
}

export const queueIndexes: Index[] = [
  { collection: 'rmas', key: { desk: 1, dueAt: 1 } },
  { collection: 'rmas', key: { status: 1, dueAt: 1 } },
  { collection: 'rmas', key: { dueAt: 1 } },
  { collection: 'cases', key: { desk: 1, dueAt: 1 } },
  { collection: 'cases', key: { dueAt: 1 } },
];

const BENCH: readonly RmaStatus[] = ['received', 'diagnosing'];

export function createQueue(deps: { store: Store; terms: QueueTerms; now: () => Date }): Queue {
  const { terms, now } = deps;
  const rmas = deps.store.collection<Rma>('rmas');
  const cases = deps.store.collection<Case>('cases');

  type Sources = { rmas: DueSource<Rma>[]; cases: DueSource<Case>[] };

  function sourcesOf(view: View, staff: string): Sources {
    const both = (of: Omit<DueSource<never>, 'collection'>): Sources => ({
      rmas: [{ collection: rmas, ...of }],
      cases: [{ collection: cases, ...of }],
    });
    const inStatus = (status: RmaStatus, more: object = {}) => ({ collection: rmas, filter: { status }, ...more });
    switch (view) {
      case 'mine':
        return both({ filter: { desk: staff } });
      case 'unassigned':
        return both({ filter: { desk: NOBODY }, isWide: true });
      case 'overdue':
        return both({ filter: {}, until: now(), isWide: true });
      case 'bench':
        return { rmas: BENCH.map(status => inStatus(status, { isWide: true })), cases: [] };
      case 'unanswered':
        return { rmas: [inStatus('estimate-sent', { isWide: true })], cases: [] };
      case 'arriving':
        return { rmas: [inStatus('issued', weekOf(now()))], cases: [] };
    }
  }

  /** From Monday to Sunday in the maker's zone. */
  function weekOf(instant: Date): { from: Date; until: Date } {
    const today = dateIn(terms.timeZone, instant);
    const sunday = addDays(today, (7 - new Date(`${today}T00:00:00Z`).getUTCDay()) % 7);
    const [from, until] = [addDays(sunday, -7), sunday].map(day => new Date(+endOfDay(day, terms.timeZone) + 1));
    return { from: from ?? instant, until: until ?? instant };
  }

  /** What has lapsed is gone, whether or not the clock has come by (R9). */
  function isThere({ lapsesAt }: Rma): boolean {
    return !(lapsesAt && lapsesAt <= now());
  }

  async function list(view: View, staff: string, { after, limit }: Parameters<Queue['list']>[2]): Promise<QueuePage> {
    const sources = sourcesOf(view, staff);
    const asked = { after, most: limit + 1, now: now() };
    const [returns, opened] = await Promise.all([
      Promise.all(sources.rmas.map(source => dueIn(source, asked))),
      Promise.all(sources.cases.map(source => dueIn(source, asked))),
    ]);
    const all = [
      ...returns.flat().map(rma => ({ kind: 'return' as const, document: rma })),
      ...opened.flat().map(one => ({ kind: 'case' as const, document: one })),
    ].sort((one, other) => moreUrgent(one.document, other.document));
    const page = all.slice(0, limit);
    const last = page.at(-1)?.document;
    const hits = page.flatMap(({ kind, document }): Hit[] => {
      if (kind === 'case') return [{ kind, case: Case.parse(document) }];
      const rma = Rma.parse(document);
      return isThere(rma) ? [{ kind, rma }] : [];
    });
    if (all.length <= limit || !last?.dueAt) return { hits };
    return { hits, next: { at: last.dueAt, number: last._id } };
  }

  return {
    list,
    async count(view, staff, most) {
      return (await list(view, staff, { limit: most })).hits.length;
    },
  };
}
