/** Fills a database with returns, their cases and their customers: the same ones every time, in batches and with the product's indexes. */
import { type Collection, type Document, MongoClient } from 'mongodb';
import { indexes } from '../../../bot/assemble.ts';
import type { Index } from '../../../services/store/port.ts';
import { customersOf, pastCase, pastCustomer, pastReturn } from './past-return.ts';

const BATCH = 2_000;
const SEEDED = ['customers', 'cases', 'rmas'];
const ALL: readonly Index[] = indexes;
/**
 * As the product has them, but nothing is removed by its date: for that the server that the benchmark mostly runs on
 * (SecantusDB) reads every document once a minute, where MongoDB follows the index.
 */
export const LASTING: Index[] = ALL.map(({ expires: _, ...index }) => index);
const SEEDED_INDEXES: readonly Index[] = LASTING.filter(({ collection }) => SEEDED.includes(collection));

export interface Seeding {
  /** With a database that holds nothing, or what an earlier seeding left. */
  uri: string;
  returns: number;
  /** When the newest of them was issued. */
  until: Date;
  tell(line: string): void;
}

/** Leaves what a database holds already as it is, where that are as many or more. */
export async function seed({ uri, returns, until, tell }: Seeding): Promise<void> {
  // No limit on the time that an operation takes: an index over a million documents is made in minutes.
  const client = new MongoClient(uri, { writeConcern: { w: 1 } });
  try {
    const db = client.db();
    await fill(db.collection('customers'), customersOf(returns), place => pastCustomer(place, until));
    await fill(db.collection('cases'), returns, place => pastCase(pastReturn(place, returns, until), until), tell);
    await fill(db.collection('rmas'), returns, place => pastReturn(place, returns, until), tell);
    // Afterwards, as a restore does it: an index over what is there is made in half the time.
    for (const { collection, key, unique } of SEEDED_INDEXES) {
      tell(`index ${Object.keys(key).join(', ')} of ${collection}`);
      const options = { ...(unique && { unique, sparse: true }) };
      await db.collection(collection).createIndex({ ...key }, options);
    }
    for (const name of SEEDED) await settle(db.collection(name), tell);
  } finally {
    await client.close();
  }
}

/** The first write after all that may wait until the server has put away what it was given. */
async function settle(collection: Collection, tell: (line: string) => void): Promise<void> {
  const began = performance.now();
  const { insertedId } = await collection.insertOne({ _id: 'settling' as never, requestKey: 'settling' });
  await collection.deleteOne({ _id: insertedId });
  tell(`${collection.collectionName} settled after ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

async function fill(
  collection: Collection,
  count: number,
  make: (place: number) => Document,
  tell: (line: string) => void = () => {},
): Promise<void> {
  if ((await collection.estimatedDocumentCount()) >= count) return;
  await collection.drop();
  for (let from = 0; from < count; from += BATCH) {
    const size = Math.min(BATCH, count - from);
    await collection.insertMany(
      Array.from({ length: size }, (_, at) => make(from + at)),
      { ordered: false },
    );
    if ((from + size) % 50_000 === 0 || from + size === count)
      tell(`${from + size} of ${count} ${collection.collectionName}`);
  }
}
