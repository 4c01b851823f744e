import assert from 'node:assert/strict';
import { createServer, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { openStore } from '../../../services/store/open.ts';
import { type Index, type Store, StoreUnavailable } from '../../../services/store/port.ts';
import { contractIndexes, storeContract, type Thing } from './contract.ts';
import { freePort, type MongoServer, type Outage, startMongo } from './servers.ts';

/** A customer hears of an outage before the turn's ten seconds are over. */
const AT_MOST_MS = 6_000;
const PASSWORD = 'p4ss-w0rd';

const open = (mongodbUri: string, indexes: Index[] = contractIndexes, now = () => new Date()) =>
  openStore({ mongodbUri, dataDir: '/nowhere', indexes, now });

/** One line that names the host and the variable, and nothing of the credentials, however deep one looks. */
const startRefusal = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof StoreUnavailable, String(error));
  assert.match(error.message, /^MONGODB_URI/);
  assert.match(error.message, pattern);
  assert.doesNotMatch(error.message, /\n/);
  assert.doesNotMatch(inspect(error, { depth: 20 }), new RegExp(`${PASSWORD}|secretuser`));
  return true;
};

describe('a store that cannot be opened', () => {
  it('names the host, and never the credentials, where nothing listens', async function () {
    this.timeout(60_000);
    const port = await freePort();
    const uri = `mongodb://secretuser:${PASSWORD}@127.0.0.1:${port}/desk`;
    await assert.rejects(
      open(uri),
      startRefusal(new RegExp(`at 127\\.0\\.0\\.1:${port} cannot be reached \\(.+\\)\\. .*DATA_DIR`)),
    );
  });

  it('gives up on a server that accepts and says nothing', async function () {
    this.timeout(60_000);
    const sockets: Socket[] = [];
    const mute: Server = createServer(socket => void sockets.push(socket));
    await new Promise<void>(done => mute.listen(0, '127.0.0.1', done));
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await assert.rejects(open(`mongodb://127.0.0.1:${port}`), startRefusal(/cannot be reached/));
    for (const socket of sockets) socket.destroy();
    mute.close();
  });

  it('gives up on a host that does not exist', async function () {
    this.timeout(60_000);
    await assert.rejects(open('mongodb://no-such-host.invalid/desk'), startRefusal(/no-such-host\.invalid/));
  });

  const wrong = [
    '',
    'localhost:27017',
    'http://127.0.0.1/',
    'mongodb://',
    'mongodb://127.0.0.1:port/',
    `mongodb://secretuser:${PASSWORD}@/desk`,
    `mongodb://secret/user:${PASSWORD}@127.0.0.1/desk`,
    `mongodb://secretuser:${PASSWORD}@@127.0.0.1/desk`,
    `mongodb://secretuser:${PASSWORD}%@127.0.0.1/desk`,
    `mongodb://secretuser:${PASSWORD}@127.0.0.1:99999/desk`,
    `mongodb://127.0.0.1/desk?nonsense=${PASSWORD}`,
    `mongodb://127.0.0.1/desk?maxPoolSize=${PASSWORD}`,
    `mongodb+srv://secretuser:${PASSWORD}@127.0.0.1:27017/desk`,
    'mongodb://127.0.0.1/de%zz',
  ];
  for (const uri of wrong) {
    it(`says what a connection string looks like instead of ${JSON.stringify(uri)}`, async () => {
      await assert.rejects(open(uri), startRefusal(/mongodb:\/\/user:password@host/));
    });
  }
});

describe('the store on MongoDB', function () {
  this.timeout(60_000);
  let server: MongoServer | null;
  const opened: Store[] = [];

  before('a server', async function () {
    this.timeout(300_000);
    server = await startMongo();
    if (!server) this.skip();
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  after(() => server?.stop());

  function running(): MongoServer {
    assert.ok(server);
    return server;
  }

  async function openFresh(now?: () => Date): Promise<Store> {
    const store = await open(running().freshUri(), contractIndexes, now);
    opened.push(store);
    return store;
  }

  storeContract(openFresh);

  it('can be opened again on the same data and indexes', async () => {
    const uri = running().freshUri();
    for (const _id of ['1', '2']) {
      const store = await open(uri);
      opened.push(store);
      await store.collection<Thing>('things').insertOne({ _id });
      assert.equal(await store.collection('things').countDocuments({}), Number(_id));
    }
  });

  it('is shared: what one process writes the other reads, and a unique value is taken for both', async () => {
    const uri = running().freshUri();
    const [one, two] = [await open(uri), await open(uri)];
    opened.push(one, two);
    await one.collection<Thing>('things').insertOne({ _id: '1', requestKey: 'k' });
    assert.equal((await two.collection<Thing>('things').findOne({ _id: '1' }))?.requestKey, 'k');
    await assert.rejects(two.collection<Thing>('things').insertOne({ _id: '2', requestKey: 'k' }), { code: 11000 });
  });

  it('names the collection where an index cannot be made', async () => {
    const uri = running().freshUri();
    const store = await open(uri, []);
    opened.push(store);
    await store.collection<Thing>('things').insertOne({ _id: '1', requestKey: 'jo@acme.com' });
    await store.collection<Thing>('things').insertOne({ _id: '2', requestKey: 'jo@acme.com' });
    await assert.rejects(open(uri), (error: unknown) => {
      assert.ok(startRefusal(/things at .* holds the same value twice/)(error));
      assert.doesNotMatch(inspect(error, { depth: 20 }), /acme/);
      return true;
    });
  });

  it('refuses everything once it is closed', async () => {
    const store = await open(running().freshUri());
    await store.close();
    await assert.rejects(store.collection('things').findOne({ _id: '1' }), StoreUnavailable);
    await assert.rejects(store.ping(), StoreUnavailable);
  });

  describe('when the server goes away', () => {
    let outage: Outage;
    let store: Store;

    beforeEach(async function () {
      const own = running().outage;
      if (!own) return this.skip();
      outage = own;
      store = await openFresh();
      await store.collection<Thing>('things').insertOne({ _id: '1', version: 1 });
    });

    /** Every operation rejects with `StoreUnavailable` in bounded time, all at once. */
    async function assertAway() {
      const things = store.collection<Thing>('things');
      const began = Date.now();
      const operations = [
        store.ping(),
        things.findOne({ _id: '1' }),
        things.find({}).toArray(),
        things.insertOne({ _id: '2' }),
        things.findOneAndUpdate({ _id: '1', version: 7 }, { $set: { name: 'x' } }, { returnDocument: 'after' }),
        things.updateOne({ _id: '1', version: 7 }, { $set: { name: 'x' } }),
        things.replaceOne({ _id: '3' }, { _id: '3' }, { upsert: true }),
        things.deleteOne({ _id: '9' }),
        things.countDocuments({}),
      ];
      for (const [n, outcome] of (await Promise.allSettled(operations)).entries()) {
        assert.equal(outcome.status, 'rejected', `operation ${n}`);
        if (outcome.status === 'rejected')
          assert.ok(outcome.reason instanceof StoreUnavailable, String(outcome.reason));
      }
      assert.ok(Date.now() - began < AT_MOST_MS, `${Date.now() - began} ms`);
    }

    async function assertBack() {
      const things = store.collection<Thing>('things');
      await store.ping();
      const after = await things.findOneAndUpdate({ _id: '1' }, { $inc: { version: 1 } }, { returnDocument: 'after' });
      assert.equal(after?.version, 2);
      assert.equal((await things.find({ _id: '1' }).toArray()).length, 1);
    }

    it('rejects in bounded time, and works again without a restart when it is back', async () => {
      await outage.begin();
      await assertAway();
      await assertAway();
      await outage.end();
      await assertBack();
    });

    it('rejects in bounded time while the server hangs, and works again when it goes on', async () => {
      await outage.freeze();
      try {
        await assertAway();
      } finally {
        outage.thaw();
      }
      await assertBack();
    });

    it('keeps every write that was acknowledged before', async () => {
      const things = store.collection<Thing>('things');
      const acknowledged: string[] = [];
      const writing = Promise.allSettled(
        Array.from({ length: 40 }, async (_, n) => {
          await things.insertOne({ _id: `n${n}` });
          acknowledged.push(`n${n}`);
        }),
      );
      await outage.begin();
      await writing;
      await outage.end();
      await assertBack();
      assert.equal(await things.countDocuments({ _id: { $in: acknowledged } }), acknowledged.length);
    });
  });
});
