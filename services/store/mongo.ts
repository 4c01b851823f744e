/** A MongoDB database through the official driver: no other than this and its neighbours `mongo-…` know the driver. */
import type {
  CreateIndexesOptions,
  Collection as DriverCollection,
  Filter,
  IndexSpecification,
  MongoClient,
} from 'mongodb';
import { badUri, databaseIn } from './connection-string.ts';
import { within } from './deadline.ts';
import { storable } from './document.ts';
import { expiryKeys, freeing, overAt } from './expiry.ts';
import { compileFilter } from './filter.ts';
import { blobIndexes, createMongoBlobs } from './mongo-blobs.ts';
import { indexFailure, refusals, startFailure, translated } from './mongo-errors.ts';
import {
  type Collection,
  type Index,
  isDuplicateKey,
  type Query,
  type Store,
  type Stored,
  type StoreLog,
  StoreUnavailable,
} from './port.ts';
import { type Fault, sharedInserts } from './shared-inserts.ts';
import { checkUpdate } from './update.ts';

export interface MongoOptions {
  uri: string;
  indexes: readonly Index[];
  now: () => Date;
  log: StoreLog;
}

/** Nobody waits longer for an operation, whatever state the network is in; a turn must answer within ten seconds. */
const PATIENCE_MS = 4_000;
const PING_MS = 2_000;

/** They win over what the connection string says. The driver has no limit on an operation as a whole: see `within`. */
const OPTIONS = {
  appName: 'caseline',
  ignoreUndefined: true,
  retryWrites: true,
  retryReads: true,
  readPreference: 'primary',
  writeConcern: { w: 'majority', wtimeoutMS: 3_500 },
  serverSelectionTimeoutMS: 3_000,
  connectTimeoutMS: 3_000,
  waitQueueTimeoutMS: 3_000,
  /** How soon a server that went silent is noticed and its connections are given up. */
  heartbeatFrequencyMS: 5_000,
  /** Long enough for an index to be made at start. */
  socketTimeoutMS: 60_000,
} as const;

/** @throws {StoreUnavailable} where the connection string is wrong, the database away, or an index cannot be made. */
export async function openMongo({ uri, indexes, now }: MongoOptions): Promise<Store> {
  const client = await createClient(uri);
  const hosts = hostsOf(client);
  const db = client.db(databaseIn(uri));
  try {
    await client.connect();
    await makeIndexes([...indexes, ...blobIndexes], name => db.collection<Stored>(name), hosts);
  } catch (error) {
    await client.close();
    throw startFailure(error, hosts);
  }

  return {
    blobs: createMongoBlobs({ collectionOf: name => db.collection(name), hosts, now }),
    // What is read back is what was stored under that name: the type is the caller's word for it.
    collection: <T extends Stored>(name: string) => {
      const ends = expiryKeys(indexes, name);
      return createCollection({ collection: db.collection(name), ends, hosts, now }) as unknown as Collection<T>;
    },
    async ping() {
      await within(PING_MS, hosts, db.command({ ping: 1 })).catch(error => {
        throw translated(error, hosts, 'ping');
      });
    },
    close: () => client.close(),
  };
}

async function createClient(uri: string): Promise<MongoClient> {
  const driver = await import('mongodb');
  try {
    return new driver.MongoClient(uri, OPTIONS);
  } catch (error) {
    throw new StoreUnavailable(badUri(error));
  }
}

function hostsOf({ options }: MongoClient): string {
  return options.srvHost ?? options.hosts.map(String).join(', ');
}

async function makeIndexes(
  indexes: readonly Index[],
  collectionOf: (name: string) => DriverCollection<Stored>,
  hosts: string,
): Promise<void> {
  for (const { collection, key, unique, expires } of indexes) {
    const specification: IndexSpecification = { ...key };
    const options: CreateIndexesOptions = {
      ...(unique ? { unique: true, sparse: true } : {}),
      ...(expires ? { expireAfterSeconds: 0 } : {}),
    };
    await collectionOf(collection)
      .createIndex(specification, options)
      .catch(error => {
        throw indexFailure(error, hosts, collection);
      });
  }
}

interface CollectionDependencies {
  collection: DriverCollection<Stored>;
  /** The keys whose date ends a document. */
  ends: ReturnType<typeof expiryKeys>;
  hosts: string;
  now: () => Date;
}

function createCollection({ collection, ends, hosts, now }: CollectionDependencies): Collection<Stored> {
  const name = collection.collectionName;

  async function run<R>(operation: () => Promise<R>): Promise<R> {
    try {
      return await within(PATIENCE_MS, hosts, operation());
    } catch (error) {
      throw translated(error, hosts, name);
    }
  }

  const write = <R>(operation: () => Promise<R>): Promise<R> => freeing(() => run(operation), sweep);

  async function sweep(): Promise<number> {
    if (ends.erases.length === 0) return 0;
    const { deletedCount } = await run(() =>
      collection.deleteMany({ $or: overAt(ends.erases, now()) } as Filter<Stored>),
    );
    return deletedCount;
  }

  const insert = sharedInserts<Stored>(async documents => {
    const faults: Fault[] = documents.map(() => undefined);
    try {
      await within(PATIENCE_MS, hosts, collection.insertMany(documents, { ordered: false }));
    } catch (error) {
      const refused = refusals(error, name);
      if (!refused) throw translated(error, hosts, name);
      for (const { at, fault } of refused) faults[at] = fault;
    }
    return faults;
  });

  /** The filter, checked, and without what the server has yet to erase. */
  function alive(filter: Query): Filter<Stored> {
    compileFilter(filter);
    // A condition on the key itself, and never $nor: that keeps some servers from using the index of the rest.
    const fresh = Object.fromEntries(
      overAt(ends.hides, now())
        .flatMap(Object.entries)
        .map(([key, over]) => [key, { $not: over }]),
    );
    const isNamed = ends.hides.some(key => key in filter);
    return (isNamed ? { $and: [filter, fresh] } : { ...filter, ...fresh }) as Filter<Stored>;
  }

  return {
    findOne: async filter => run(() => collection.findOne(alive(filter))),

    find: (filter, { sort, limit } = {}) => ({
      toArray: async () =>
        run(() => collection.find(alive(filter), { ...(sort && { sort }), ...(limit && { limit }) }).toArray()),
    }),

    async insertOne(document) {
      const fresh = storable(document);
      await freeing(() => insert(fresh), sweep);
    },

    async findOneAndUpdate(filter, update, options) {
      const changes = checkUpdate(update);
      return write(() => collection.findOneAndUpdate(alive(filter), changes, options));
    },

    async updateOne(filter, update) {
      const changes = checkUpdate(update);
      const { matchedCount } = await write(() => collection.updateOne(alive(filter), changes));
      return { matchedCount };
    },

    async replaceOne(filter, document, { upsert }) {
      const fresh = storable(document);
      const attempt = () => write(() => collection.replaceOne(alive(filter), fresh, { upsert }));
      // Of two that create the same document at once the server lets one fail: that one replaces it now.
      await attempt().catch(error => {
        if (!upsert || !isDuplicateKey(error)) throw error;
        return attempt();
      });
    },

    async deleteOne(filter) {
      const { deletedCount } = await run(() => collection.deleteOne(alive(filter)));
      return { deletedCount };
    },

    countDocuments: async filter => run(() => collection.countDocuments(alive(filter))),
  };
}
