/** Puts returns and cases of an older build into the queue: they have none of its members until something changes them. */
import { Case } from '../cases/case.ts';
import { Rma } from '../returns/rma.ts';
import { ENDED, RmaStatus } from '../returns/status.ts';
import type { Collection, Query, Store, Stored } from '../store/port.ts';
import { type Queued, queuedFirst } from './queued.ts';
import type { Standing } from './standing.ts';

interface Placed extends Stored {
  version: number;
  desk?: string | undefined;
}

const EVER = new Date(0);
const AT_ONCE = 200;
const DONE = 'queue-1';

/** Once for a store, however many processes there are: what is done twice is done alike. */
export async function catchUpQueue(deps: { store: Store; standing: Standing; now: () => Date }): Promise<void> {
  const { store, standing, now } = deps;
  const marks = store.collection<Stored & { at: Date }>('marks');
  if (await marks.findOne({ _id: DONE })) return;
  const rmas = store.collection<Rma>('rmas');
  for (const status of RmaStatus.options.filter(one => !ENDED.includes(one))) {
    await place(rmas, { status }, 'issuedAt', stored => standing.ofReturn(Rma.parse(stored)));
  }
  const cases = store.collection<Case>('cases');
  await place(cases, { status: 'open' }, 'createdAt', stored => standing.ofCase(Case.parse(stored)));
  await marks.replaceOne({ _id: DONE }, { _id: DONE, at: now() }, { upsert: true });
}

async function place<T extends Placed, K extends keyof T & string>(
  collection: Collection<T>,
  filter: Query,
  by: K,
  queued: (stored: T) => Queued,
): Promise<void> {
  let after: unknown = EVER;
  let seen = new Set<string>();
  while (true) {
    const range = { ...filter, [by]: { $gte: after } };
    const some = await collection.find(range, { sort: { [by]: 1 }, limit: AT_ONCE + seen.size }).toArray();
    const fresh = some.filter(({ _id }) => !seen.has(_id));
    for (const stored of fresh) {
      const { _id, version, desk } = stored;
      const members = queuedFirst(queued(stored));
      // Whoever changes it meanwhile places it as well.
      if (desk === undefined && members.desk) await collection.updateOne({ _id, version }, { $set: members });
    }
    const last = some.at(-1)?.[by];
    if (fresh.length === 0 || !(last instanceof Date)) return;
    const alike = some.filter(one => isSame(one[by], last)).map(({ _id }) => _id);
    seen = new Set(isSame(after, last) ? [...seen, ...alike] : alike);
    after = last;
  }
}

function isSame(one: unknown, other: Date): boolean {
  return one instanceof Date && one.getTime() === other.getTime();
}
