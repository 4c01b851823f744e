import assert from 'node:assert/strict';
import { catchUp, over } from '../../services/catching-up.ts';
import type { Collection, Store, Stored } from '../../services/store/port.ts';
import { onBothEngines } from './engines.ts';

interface Part extends Stored {
  version: number;
  at: Date;
  size: number;
  double?: number;
}

const NOW = new Date('2026-11-10T17:00:00Z');
const DAY_MS = 86_400_000;
const now = () => NOW;
const doubles = {
  mark: 'doubles-1',
  walks: [
    over<Part>('parts', {}, 'at', ({ size, double }) => (double === undefined ? { double: 2 * size } : undefined)),
  ],
};

onBothEngines('catching up with an older build', open => {
  let store: Store;
  let parts: Collection<Part>;
  beforeEach(async () => {
    store = await open(now);
    parts = store.collection<Part>('parts');
  });

  const add = (_id: string, size: number, days = 0) =>
    parts.insertOne({ _id, version: 1, at: new Date(NOW.getTime() - days * DAY_MS), size });
  const doubleOf = async (_id: string) => (await parts.findOne({ _id }))?.double;

  it('reaches every document, of whatever age, and many of the very same moment', async () => {
    const ages = Array.from({ length: 450 }, (_, at) => (at < 260 ? 3 : at * 11));
    for (const [at, days] of ages.entries()) await add(`part-${at}`, at, days);
    await catchUp({ store, now }, doubles);
    assert.equal(await parts.countDocuments({ double: { $exists: true } }), ages.length);
    assert.equal(await doubleOf('part-449'), 898);
  });

  it('writes what follows from a document as it is, when somebody changes that meanwhile', async () => {
    await add('one', 1);
    const busy = (collection: Collection<Part>): Collection<Part> => {
      let changes = 0;
      return Object.assign(Object.create(collection), {
        async updateOne(...[filter, update]: Parameters<Collection<Part>['updateOne']>) {
          if (++changes <= 3) await collection.updateOne({ _id: 'one' }, { $inc: { version: 1, size: 1 } });
          return collection.updateOne(filter, update);
        },
      });
    };
    const collection = (name: string) => (name === 'parts' ? busy(parts) : store.collection(name));
    await catchUp({ store: Object.assign(Object.create(store), { collection }), now }, doubles);
    assert.equal(await doubleOf('one'), 8);
  });

  it('does it once for a store', async () => {
    await add('one', 1);
    await catchUp({ store, now }, doubles);
    await add('two', 2);
    await catchUp({ store, now }, doubles);
    assert.deepEqual([await doubleOf('one'), await doubleOf('two')], [2, undefined]);
  });

  it('begins again where it was broken off', async () => {
    await add('one', 1);
    const broken = { mark: doubles.mark, walks: [...doubles.walks, () => Promise.reject(new Error('away'))] };
    await assert.rejects(catchUp({ store, now }, broken), /away/);
    await add('two', 2);
    await catchUp({ store, now }, doubles);
    assert.equal(await doubleOf('two'), 4);
  });
});
