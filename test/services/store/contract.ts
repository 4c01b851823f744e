/** What every engine promises, whatever it is made of. */
import assert from 'node:assert/strict';
import {
  type Collection,
  DuplicateKey,
  type Index,
  isDuplicateKey,
  type Query,
  type Store,
  type Stored,
} from '../../../services/store/port.ts';
import { blobContract } from './blob-contract.ts';

/** A document with everything that the desk stores. */
export interface Thing extends Stored {
  version?: number;
  requestKey?: string;
  name?: string | null;
  rank?: number;
  at?: Date | null;
  expiresAt?: Date | null;
  serials?: string[];
  items?: { serial?: string; parts?: string[]; at?: Date }[];
  contact?: { email?: string; name?: string };
  channel?: string;
  conversation?: string;
  anything?: unknown;
}

export const contractIndexes: Index[] = [
  { collection: 'things', key: { requestKey: 1 }, unique: true },
  { collection: 'things', key: { channel: 1, conversation: 1 }, unique: true },
  { collection: 'things', key: { serials: 1 } },
  { collection: 'things', key: { 'items.serial': 1 } },
  { collection: 'things', key: { 'contact.email': 1 } },
  { collection: 'things', key: { at: 1 } },
  { collection: 'things', key: { expiresAt: 1 }, expires: true },
];

/** A store of its own for one test, with the indexes above and a clock that the test sets; it is closed afterwards. */
export type OpenStore = (now: () => Date) => Promise<Store>;

const AFTER = { returnDocument: 'after' } as const;
/** Well ahead of any real clock: the server's own clean-up leaves the tests alone. */
const NOON = new Date('2100-01-01T12:00:00.000Z');
const later = (ms: number) => new Date(NOON.getTime() + ms);

export function storeContract(open: OpenStore): void {
  describe('keeps the contract', () => contract(open));
  describe('keeps the contract for bytes', () => blobContract(open));
}

function contract(open: OpenStore): void {
  let clock: Date;
  let store: Store;
  let things: Collection<Thing>;

  beforeEach(async () => {
    clock = NOON;
    store = await open(() => clock);
    things = store.collection<Thing>('things');
  });

  const ids = async (filter: Query) =>
    (await things.find(filter, { sort: { _id: 1 } }).toArray()).map(({ _id }) => _id);
  const insertAll = async (...documents: Thing[]) => {
    for (const document of documents) await things.insertOne(document);
  };

  describe('writing and reading', () => {
    it('answers a ping', () => store.ping());

    it('gives back what was inserted, dates as dates and nesting as it was', async () => {
      const thing: Thing = {
        _id: '1',
        name: 'Jörg “Spectra” 日本 🎥',
        rank: 0.5,
        at: new Date('2024-02-29T23:59:59.999Z'),
        items: [{ serial: 'A1', at: new Date(0) }, {}],
        anything: { deep: [[1, [null, true]], { at: new Date(-1) }], empty: {}, none: [], text: 'a\nb\u2028c\0d' },
      };
      await things.insertOne(thing);
      const found = await things.findOne({ _id: '1' });
      assert.deepEqual(found, thing);
      assert.ok(found?.at instanceof Date);
    });

    it('drops undefined from documents, and makes it null inside arrays', async () => {
      await things.insertOne({
        _id: '1',
        name: undefined,
        contact: { email: undefined, name: 'x' },
        anything: [1, undefined],
      });
      assert.deepEqual(await things.findOne({ _id: '1' }), { _id: '1', contact: { name: 'x' }, anything: [1, null] });
    });

    it('finds nothing in a collection that nobody has written to', async () => {
      const empty = store.collection<Thing>('others');
      assert.equal(await empty.findOne({ _id: '1' }), null);
      assert.deepEqual(await empty.find({}).toArray(), []);
      assert.equal(await empty.countDocuments({}), 0);
      assert.deepEqual(await empty.deleteOne({ _id: '1' }), { deletedCount: 0 });
    });

    it('keeps collections apart', async () => {
      await things.insertOne({ _id: '1' });
      assert.equal(await store.collection<Thing>('others').countDocuments({}), 0);
    });

    it('gives copies: changing one changes nothing that is stored', async () => {
      const given: Thing = { _id: '1', at: new Date(NOON), items: [{ serial: 'A' }], contact: { name: 'x' } };
      await things.insertOne(given);
      given.items?.push({ serial: 'B' });
      given.at?.setTime(0);
      const returned = await things.findOneAndUpdate({ _id: '1' }, { $set: { name: 'n' } }, AFTER);
      returned?.at?.setTime(0);
      returned?.items?.pop();
      const listed = await things.find({ _id: '1' }).toArray();
      Object.assign(listed[0]?.contact ?? {}, { name: 'changed' });
      (await things.findOne({ _id: '1' }))?.at?.setTime(0);
      assert.deepEqual(await things.findOne({ _id: '1' }), {
        _id: '1',
        at: NOON,
        items: [{ serial: 'A' }],
        contact: { name: 'x' },
        name: 'n',
      });
    });

    it('copies what an update brings', async () => {
      await things.insertOne({ _id: '1', items: [] });
      const item = { serial: 'A', at: new Date(NOON) };
      await things.updateOne({ _id: '1' }, { $push: { items: item }, $set: { anything: item } });
      item.serial = 'changed';
      item.at.setTime(0);
      assert.deepEqual(await things.findOne({ _id: '1' }), {
        _id: '1',
        items: [{ serial: 'A', at: NOON }],
        anything: { serial: 'A', at: NOON },
      });
    });

    it('leaves the document that it is given alone', async () => {
      const given: Thing = Object.freeze({ _id: '1', name: 'x' });
      await things.insertOne(given);
      await things.replaceOne({ _id: '1' }, given, { upsert: true });
      assert.deepEqual(given, { _id: '1', name: 'x' });
    });

    it('sorts and limits', async () => {
      await insertAll({ _id: 'a', rank: 2 }, { _id: 'b', rank: 10 }, { _id: 'c', rank: 1 }, { _id: 'd', rank: 2 });
      const order = async (sort: Record<string, 1 | -1>, limit?: number) =>
        (await things.find({}, limit ? { sort, limit } : { sort }).toArray()).map(({ _id }) => _id).join('');
      assert.equal(await order({ rank: 1, _id: 1 }), 'cadb');
      assert.equal(await order({ rank: -1, _id: -1 }), 'bdac');
      assert.equal(await order({ rank: -1, _id: 1 }, 2), 'ba');
      assert.equal((await things.find({}, { limit: 3 }).toArray()).length, 3);
    });

    it('sorts by dates and by dotted paths, what lacks them first', async () => {
      await insertAll({ _id: 'a', at: later(5) }, { _id: 'b' }, { _id: 'c', at: later(-5), contact: { name: 'z' } });
      assert.deepEqual(
        (await things.find({}, { sort: { at: 1 } }).toArray()).map(({ _id }) => _id),
        ['b', 'c', 'a'],
      );
      assert.equal((await things.find({}, { sort: { 'contact.name': -1 } }).toArray())[0]?._id, 'c');
    });

    it('deletes one document and says whether there was one', async () => {
      await insertAll({ _id: '1', name: 'x' }, { _id: '2', name: 'x' });
      assert.deepEqual(await things.deleteOne({ name: 'x' }), { deletedCount: 1 });
      assert.equal(await things.countDocuments({ name: 'x' }), 1);
      assert.deepEqual(await things.deleteOne({ _id: 'nobody' }), { deletedCount: 0 });
    });

    it('replaces a document whole', async () => {
      await things.insertOne({ _id: '1', name: 'old', rank: 1 });
      await things.replaceOne({ _id: '1' }, { _id: '1', name: 'new' }, { upsert: false });
      assert.deepEqual(await things.findOne({ _id: '1' }), { _id: '1', name: 'new' });
    });

    it('creates on replacing only where that is asked for', async () => {
      await things.replaceOne({ _id: '1' }, { _id: '1' }, { upsert: false });
      assert.equal(await things.countDocuments({}), 0);
      await things.replaceOne({ _id: '1' }, { _id: '1', name: 'x' }, { upsert: true });
      await things.replaceOne({ _id: '1' }, { _id: '1', name: 'y' }, { upsert: true });
      assert.deepEqual(await things.find({}).toArray(), [{ _id: '1', name: 'y' }]);
    });

    it('lets none of many fail that create the same document at once by replacing', async () => {
      await Promise.all(
        Array.from({ length: 10 }, (_, rank) => things.replaceOne({ _id: '1' }, { _id: '1', rank }, { upsert: true })),
      );
      assert.equal(await things.countDocuments({}), 1);
    });
  });

  describe('filters', () => {
    it('match equal values of the same type only', async () => {
      await insertAll({ _id: 'a', anything: 1 }, { _id: 'b', anything: '1' }, { _id: 'c', anything: true });
      assert.deepEqual(await ids({ anything: 1 }), ['a']);
      assert.deepEqual(await ids({ anything: '1' }), ['b']);
      assert.deepEqual(await ids({ anything: true }), ['c']);
      assert.deepEqual(await ids({ anything: { $eq: '1' } }), ['b']);
    });

    it('match dates by their moment', async () => {
      await insertAll({ _id: 'a', at: new Date(NOON), expiresAt: later(9) }, { _id: 'b', at: later(1) });
      assert.deepEqual(await ids({ at: new Date(NOON) }), ['a']);
      assert.deepEqual(await ids({ expiresAt: later(9) }), ['a'], 'in an index');
      assert.deepEqual(await ids({ at: { $in: [later(1)] } }), ['b']);
    });

    it('find by a range of dates what is so now: inserted, changed, replaced, removed, or in a list', async () => {
      const within = () => ids({ at: { $gt: later(0), $lte: later(10) } });
      await insertAll(...['a', 'b', 'c', 'd'].map((_id, place) => ({ _id, at: later(place) })), { _id: 'e' });
      assert.deepEqual(await within(), ['b', 'c', 'd']);
      await things.updateOne({ _id: 'a' }, { $set: { at: later(10) } });
      await things.updateOne({ _id: 'b' }, { $unset: { at: '' } });
      await things.replaceOne({ _id: 'c' }, { _id: 'c', at: later(11) }, { upsert: true });
      await things.deleteOne({ _id: 'd' });
      await things.replaceOne({ _id: 'f' }, { _id: 'f', at: later(5) }, { upsert: true });
      await things.updateOne({ _id: 'e' }, { $set: { at: [later(-5), later(7)] } });
      assert.deepEqual(await within(), ['a', 'e', 'f']);
      assert.deepEqual(await ids({ _id: 'f', at: { $gt: later(0) } }), ['f']);
    });

    it('compare dates, and never a date with null, a missing field or another type', async () => {
      await insertAll({ _id: 'a', at: later(-1) }, { _id: 'b', at: NOON }, { _id: 'c', at: later(1) });
      await insertAll({ _id: 'd', at: null }, { _id: 'e' }, { _id: 'f', anything: 1 });
      assert.deepEqual(await ids({ at: { $lt: NOON } }), ['a']);
      assert.deepEqual(await ids({ at: { $lte: NOON } }), ['a', 'b']);
      assert.deepEqual(await ids({ at: { $gt: NOON } }), ['c']);
      assert.deepEqual(await ids({ at: { $gte: NOON, $lt: later(1) } }), ['b']);
      assert.deepEqual(await ids({ at: { $lt: 'z' } }), []);
    });

    it('compare numbers and strings', async () => {
      await insertAll(
        { _id: 'a', rank: -1, name: 'A' },
        { _id: 'b', rank: 10, name: 'b' },
        { _id: 'c', rank: 9, name: '' },
      );
      assert.deepEqual(await ids({ rank: { $gt: 8.5 } }), ['b', 'c']);
      assert.deepEqual(await ids({ name: { $gte: 'A', $lt: 'B' } }), ['a']);
      assert.deepEqual(await ids({ _id: { $gt: 'a' } }), ['b', 'c']);
    });

    it('take null for missing, as MongoDB does', async () => {
      await insertAll({ _id: 'a', name: null }, { _id: 'b' }, { _id: 'c', name: 'x' });
      assert.deepEqual(await ids({ name: null }), ['a', 'b']);
      assert.deepEqual(await ids({ name: { $ne: null } }), ['c']);
      assert.deepEqual(await ids({ name: { $in: [null, 'x'] } }), ['a', 'b', 'c']);
      assert.deepEqual(await ids({ name: { $exists: true } }), ['a', 'c']);
      assert.deepEqual(await ids({ name: { $exists: false } }), ['b']);
    });

    it('find an element of an array, and its absence', async () => {
      await insertAll(
        { _id: 'a', serials: ['X1', 'X2'] },
        { _id: 'b', serials: ['X2'] },
        { _id: 'c', serials: [] },
        { _id: 'd' },
      );
      assert.deepEqual(await ids({ serials: 'X2' }), ['a', 'b']);
      assert.deepEqual(await ids({ serials: { $in: ['X1', 'nope'] } }), ['a']);
      assert.deepEqual(await ids({ serials: { $ne: 'X1' } }), ['b', 'c', 'd']);
      assert.deepEqual(await ids({ serials: { $nin: ['X1', 'X2'] } }), ['c', 'd']);
      assert.deepEqual(await ids({ serials: ['X2'] }), ['b']);
      assert.deepEqual(await ids({ serials: { $exists: true } }), ['a', 'b', 'c']);
      assert.deepEqual(await ids({ serials: { $in: [] } }), []);
    });

    it('give a document once, however many elements match', async () => {
      await things.insertOne({ _id: 'a', serials: ['X1', 'X2', 'X1'] });
      assert.deepEqual(await ids({ serials: { $in: ['X1', 'X2'] } }), ['a']);
      assert.deepEqual(await ids({ serials: { $gt: 'X' } }), ['a']);
    });

    it('follow dotted paths into objects and across arrays', async () => {
      await insertAll(
        { _id: 'a', items: [{ serial: 'S1', parts: ['p1'] }, { serial: 'S2' }], contact: { email: 'a@x.org' } },
        { _id: 'b', items: [{ serial: 'S2', parts: ['p1', 'p2'] }] },
        { _id: 'c', items: [{}] },
        { _id: 'd' },
      );
      assert.deepEqual(await ids({ 'items.serial': 'S2' }), ['a', 'b']);
      assert.deepEqual(await ids({ 'items.serial': { $ne: 'S1' } }), ['b', 'c', 'd']);
      assert.deepEqual(await ids({ 'items.parts': 'p1' }), ['a', 'b']);
      assert.deepEqual(await ids({ 'items.0.serial': 'S2' }), ['b']);
      assert.deepEqual(await ids({ 'items.1.serial': 'S2' }), ['a']);
      assert.deepEqual(await ids({ 'items.serial': { $exists: true } }), ['a', 'b']);
      assert.deepEqual(await ids({ 'contact.email': 'a@x.org' }), ['a']);
      assert.deepEqual(await ids({ 'contact.email': { $exists: false } }), ['b', 'c', 'd']);
      assert.deepEqual(await ids({ 'contact.email.more': 'x' }), []);
    });

    it('match one element with several conditions', async () => {
      await insertAll(
        {
          _id: 'a',
          items: [
            { serial: 'S1', at: NOON },
            { serial: 'S2', at: later(9) },
          ],
        },
        { _id: 'b', items: [{ serial: 'S1', at: later(9) }] },
      );
      assert.deepEqual(await ids({ items: { $elemMatch: { serial: 'S1', at: { $gt: NOON } } } }), ['b']);
    });

    it('combine', async () => {
      await insertAll(
        { _id: 'a', name: 'x', rank: 1 },
        { _id: 'b', name: 'y', rank: 1 },
        { _id: 'c', name: 'y', rank: 2 },
      );
      assert.deepEqual(await ids({ $or: [{ name: 'x' }, { rank: 2 }] }), ['a', 'c']);
      assert.deepEqual(await ids({ rank: 1, $or: [{ name: 'y' }, { rank: 2 }] }), ['b']);
      assert.deepEqual(await ids({ $and: [{ name: 'y' }, { rank: 1 }] }), ['b']);
      assert.deepEqual(await ids({ $nor: [{ name: 'x' }, { rank: 2 }] }), ['b']);
      assert.deepEqual(await ids({ rank: { $not: { $gt: 1 } } }), ['a', 'b']);
      assert.equal(await things.countDocuments({ name: { $in: ['x', 'y'] }, rank: { $lt: 2 } }), 2);
    });

    it('refuse undefined, which would match too much', async () => {
      await insertAll({ _id: 'a', name: 'x' });
      const nobody: { email?: string } = {};
      for (const filter of [{ _id: nobody.email }, { name: { $in: [undefined] } }, { $or: [{ name: undefined }] }]) {
        await assert.rejects(things.findOne(filter), TypeError);
        await assert.rejects(things.find(filter).toArray(), TypeError);
        await assert.rejects(things.deleteOne(filter), TypeError);
        await assert.rejects(things.countDocuments(filter), TypeError);
        await assert.rejects(things.updateOne(filter, { $set: { name: 'y' } }), TypeError);
        await assert.rejects(things.findOneAndUpdate(filter, { $set: { name: 'y' } }, AFTER), TypeError);
        await assert.rejects(things.replaceOne(filter, { _id: 'b' }, { upsert: true }), TypeError);
      }
      assert.deepEqual(await things.find({}).toArray(), [{ _id: 'a', name: 'x' }]);
    });

    it('refuse what only one engine would understand', async () => {
      const strange = [
        { name: { $regex: 'x' } },
        { name: /x/ },
        { $where: 'true' },
        { 'a..b': 1 },
        { '': 1 },
        { $or: [] },
      ];
      for (const filter of [...strange, { name: { $gt: null } }, { name: { $in: 'x' } }, { constructor: 1 }]) {
        await assert.rejects(things.findOne(filter), TypeError, JSON.stringify(filter));
      }
    });
  });

  describe('unique values', () => {
    it('are refused a second time, by _id and by index', async () => {
      await things.insertOne({ _id: '1', requestKey: 'k' });
      for (const second of [{ _id: '1' }, { _id: '2', requestKey: 'k' }]) {
        await assert.rejects(things.insertOne(second), (error: unknown) => {
          assert.ok(error instanceof DuplicateKey && isDuplicateKey(error));
          assert.equal(error.code, 11000);
          return true;
        });
      }
      assert.equal(await things.countDocuments({}), 1);
    });

    it('are not repeated in the error, which may reach a log', async () => {
      await things.insertOne({ _id: '1', requestKey: 'jo@acme.com' });
      await assert.rejects(things.insertOne({ _id: '2', requestKey: 'jo@acme.com' }), (error: Error) => {
        assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)} ${error.cause}`, /acme/);
        return true;
      });
    });

    it('do not stop documents that lack them', async () => {
      await insertAll({ _id: '1' }, { _id: '2' }, { _id: '3', requestKey: 'k' }, { _id: '4' });
      assert.equal(await things.countDocuments({}), 4);
    });

    it('hold for keys of two fields together', async () => {
      await insertAll({ _id: '1', channel: 'a', conversation: 'x' }, { _id: '2', channel: 'a', conversation: 'y' });
      await assert.rejects(things.insertOne({ _id: '3', channel: 'a', conversation: 'x' }), isDuplicateKey);
      assert.equal((await things.findOne({ channel: 'a', conversation: 'y' }))?._id, '2');
    });

    it('hold for updates and replacements too, which then change nothing', async () => {
      await insertAll({ _id: '1', requestKey: 'a' }, { _id: '2', requestKey: 'b', rank: 1 });
      const change = { $set: { requestKey: 'a' }, $inc: { rank: 1 } };
      await assert.rejects(things.updateOne({ _id: '2' }, change), isDuplicateKey);
      await assert.rejects(things.findOneAndUpdate({ _id: '2' }, change, AFTER), isDuplicateKey);
      await assert.rejects(
        things.replaceOne({ _id: '3' }, { _id: '3', requestKey: 'a' }, { upsert: true }),
        isDuplicateKey,
      );
      assert.deepEqual(await things.findOne({ _id: '2' }), { _id: '2', requestKey: 'b', rank: 1 });
      assert.equal(await things.countDocuments({}), 2);
    });

    it('are free again once the document is gone or holds another', async () => {
      await insertAll({ _id: '1', requestKey: 'a' }, { _id: '2', requestKey: 'b' });
      await things.deleteOne({ _id: '1' });
      await things.updateOne({ _id: '2' }, { $unset: { requestKey: '' } });
      await insertAll({ _id: '1', requestKey: 'b' }, { _id: '3', requestKey: 'a' });
      assert.equal(await things.countDocuments({}), 3);
    });

    it('go to exactly one of many who want them at once', async () => {
      const wants = Array.from({ length: 25 }, (_, n) => things.insertOne({ _id: `n${n}`, requestKey: 'only' }));
      const outcomes = await Promise.allSettled(wants);
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.ok(outcomes.every(outcome => outcome.status === 'fulfilled' || isDuplicateKey(outcome.reason)));
      assert.equal(await things.countDocuments({ requestKey: 'only' }), 1);
    });

    it('refuses of inserts that come together only those whose value is taken', async () => {
      const wants = Array.from({ length: 250 }, (_, n) =>
        things.insertOne({ _id: `n${n}`, requestKey: `k${n % 200}` }),
      );
      const outcomes = await Promise.allSettled(wants);
      const refused = outcomes.filter(outcome => outcome.status === 'rejected');
      assert.equal(refused.length, 50);
      assert.ok(refused.every(({ reason }) => isDuplicateKey(reason)));
      assert.equal(await things.countDocuments({}), 200);
    });

    it('leave a key that is rejected out of the other indexes', async () => {
      await things.insertOne({ _id: '1', requestKey: 'a', channel: 'c', conversation: 'x' });
      await assert.rejects(
        things.insertOne({ _id: '2', requestKey: 'b', channel: 'c', conversation: 'x' }),
        isDuplicateKey,
      );
      await things.insertOne({ _id: '2', requestKey: 'b', serials: ['S'] });
      assert.deepEqual(await ids({ requestKey: 'b' }), ['2']);
    });
  });

  describe('updates', () => {
    it('set, unset, count and append in one step and give the document after it', async () => {
      await things.insertOne({ _id: '1', version: 1, name: 'x', items: [{ serial: 'A' }] });
      const after = await things.findOneAndUpdate(
        { _id: '1' },
        {
          $set: { 'contact.email': 'a@x.org', at: NOON },
          $unset: { name: '' },
          $inc: { version: 1, rank: -2 },
          $push: { items: { serial: 'B' } },
          $addToSet: { serials: 'B' },
        },
        AFTER,
      );
      const expected = {
        _id: '1',
        version: 2,
        rank: -2,
        at: NOON,
        items: [{ serial: 'A' }, { serial: 'B' }],
        serials: ['B'],
        contact: { email: 'a@x.org' },
      };
      assert.deepEqual(after, expected);
      assert.deepEqual(await things.findOne({ _id: '1' }), expected);
    });

    it('append several and keep the newest or the oldest', async () => {
      await things.insertOne({ _id: '1', serials: ['a', 'b'] });
      const push = async (change: Query) =>
        (await things.findOneAndUpdate({ _id: '1' }, { $push: change }, AFTER))?.serials;
      assert.deepEqual(await push({ serials: { $each: ['c', 'd'] } }), ['a', 'b', 'c', 'd']);
      assert.deepEqual(await push({ serials: { $each: ['e'], $slice: -3 } }), ['c', 'd', 'e']);
      assert.deepEqual(await push({ serials: { $each: [], $slice: 2 } }), ['c', 'd']);
      assert.deepEqual(await push({ serials: { $each: [], $slice: 0 } }), []);
    });

    it('add to a set only what is not in it', async () => {
      await things.insertOne({ _id: '1', serials: ['a'] });
      await things.updateOne({ _id: '1' }, { $addToSet: { serials: 'a' } });
      await things.updateOne({ _id: '1' }, { $addToSet: { serials: { $each: ['a', 'b', 'b'] } } });
      assert.deepEqual((await things.findOne({ _id: '1' }))?.serials, ['a', 'b']);
    });

    it('change a field of one element by its place', async () => {
      await things.insertOne({ _id: '1', items: [{ serial: 'A' }, { serial: 'B' }] });
      await things.updateOne({ _id: '1' }, { $set: { 'items.1.serial': 'C' } });
      assert.deepEqual((await things.findOne({ 'items.serial': 'C' }))?.items, [{ serial: 'A' }, { serial: 'C' }]);
      assert.equal(await things.findOne({ 'items.serial': 'B' }), null);
    });

    it('do nothing where nothing matches, and never create', async () => {
      await things.insertOne({ _id: '1', version: 2 });
      assert.equal(await things.findOneAndUpdate({ _id: '1', version: 1 }, { $set: { name: 'x' } }, AFTER), null);
      assert.deepEqual(await things.updateOne({ _id: '2' }, { $set: { name: 'x' } }), { matchedCount: 0 });
      assert.deepEqual(await things.updateOne({ _id: '1' }, { $set: { version: 2 } }), { matchedCount: 1 });
      assert.deepEqual(await things.find({}).toArray(), [{ _id: '1', version: 2 }]);
    });

    it('change one document, even where many match', async () => {
      await insertAll({ _id: '1', rank: 1 }, { _id: '2', rank: 1 });
      await things.updateOne({ rank: 1 }, { $inc: { rank: 1 } });
      assert.equal(await things.countDocuments({ rank: 1 }), 1);
    });

    it('drop undefined', async () => {
      await things.insertOne({ _id: '1', name: 'x' });
      await things.updateOne({ _id: '1' }, { $set: { name: undefined, rank: 1, contact: { email: undefined } } });
      assert.deepEqual(await things.findOne({ _id: '1' }), { _id: '1', name: 'x', rank: 1, contact: {} });
    });

    it('are refused where they would mean something else, and leave the document alone', async () => {
      await things.insertOne({ _id: '1', name: 'x', serials: ['a'] });
      const refused = [{ name: 'whole document' }, {}, { $rename: { name: 'n' } }, { $set: { 'items.$.serial': 1 } }];
      for (const update of [
        ...refused,
        { $push: { serials: { $each: 'b' } } },
        { $set: { __proto__x: 1, 'a..b': 1 } },
      ]) {
        await assert.rejects(things.updateOne({ _id: '1' }, update), TypeError, JSON.stringify(update));
      }
      for (const update of [{ $inc: { name: 1 } }, { $push: { name: 'b' } }, { $set: { _id: '2' } }]) {
        await assert.rejects(things.updateOne({ _id: '1' }, update), Error, JSON.stringify(update));
      }
      assert.deepEqual(await things.find({}).toArray(), [{ _id: '1', name: 'x', serials: ['a'] }]);
    });

    it('are atomic: 100 version-checked increments at once, each repeated until it takes, leave 100', async () => {
      await things.insertOne({ _id: '1', version: 0, serials: [] });
      const increment = async (n: number) => {
        for (;;) {
          const before = await things.findOne({ _id: '1' });
          const changes = { $inc: { version: 1 }, $push: { serials: `s${n}` } };
          if (await things.findOneAndUpdate({ _id: '1', version: before?.version }, changes, AFTER)) return;
        }
      };
      const workers = Array.from({ length: 10 }, async (_, worker) => {
        for (let n = 0; n < 10; n++) await increment(worker * 10 + n);
      });
      await Promise.all(workers);
      const after = await things.findOne({ _id: '1' });
      assert.equal(after?.version, 100);
      assert.equal(new Set(after?.serials).size, 100);
    });

    it('are atomic without a version too', async () => {
      await things.insertOne({ _id: '1', rank: 0 });
      await Promise.all(Array.from({ length: 100 }, () => things.updateOne({ _id: '1' }, { $inc: { rank: 1 } })));
      assert.equal((await things.findOne({ _id: '1' }))?.rank, 100);
    });

    it('let one of two win that expect the same state', async () => {
      await things.insertOne({ _id: '1', version: 3 });
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => things.updateOne({ _id: '1', version: 3 }, { $inc: { version: 1 } })),
      );
      assert.equal(
        outcomes.reduce((sum, { matchedCount }) => sum + matchedCount, 0),
        1,
      );
    });
  });

  describe('time to live', () => {
    const past = later(-1);

    it('hides a document from the moment that its date has passed', async () => {
      await insertAll({ _id: 'ends', name: 'x', expiresAt: later(1000) }, { _id: 'stays', name: 'x' });
      assert.equal(await things.countDocuments({ name: 'x' }), 2);
      clock = later(999);
      assert.equal((await things.findOne({ _id: 'ends' }))?.name, 'x');
      clock = later(1000);
      assert.equal(await things.findOne({ _id: 'ends' }), null);
      assert.deepEqual(await ids({ name: 'x' }), ['stays']);
      assert.deepEqual(await ids({ $nor: [{ name: 'y' }] }), ['stays']);
      assert.equal(await things.countDocuments({}), 1);
    });

    it('neither changes nor deletes what has expired', async () => {
      await things.insertOne({ _id: 'a', expiresAt: past });
      assert.equal(await things.findOneAndUpdate({ _id: 'a' }, { $set: { name: 'x' } }, AFTER), null);
      assert.deepEqual(await things.updateOne({ _id: 'a' }, { $unset: { expiresAt: '' } }), { matchedCount: 0 });
      assert.deepEqual(await things.deleteOne({ _id: 'a' }), { deletedCount: 0 });
    });

    it('frees the unique values of what has expired', async () => {
      await insertAll({ _id: 'a', requestKey: 'k', expiresAt: later(1) }, { _id: 'b', expiresAt: later(1) });
      clock = later(1);
      await insertAll({ _id: 'c', requestKey: 'k' }, { _id: 'a', name: 'new' });
      await things.replaceOne({ _id: 'b' }, { _id: 'b', name: 'new' }, { upsert: true });
      assert.deepEqual(await ids({}), ['a', 'b', 'c']);
    });

    it('frees them for an update too', async () => {
      await insertAll({ _id: 'a', requestKey: 'k', expiresAt: past }, { _id: 'b' });
      assert.deepEqual(await things.updateOne({ _id: 'b' }, { $set: { requestKey: 'k' } }), { matchedCount: 1 });
    });

    it('still refuses values of what is alive', async () => {
      await insertAll({ _id: 'a', requestKey: 'k', expiresAt: later(1) }, { _id: 'b', expiresAt: past });
      await assert.rejects(things.insertOne({ _id: 'c', requestKey: 'k' }), isDuplicateKey);
    });

    it('keeps a document whose date was taken away, and one whose date is null', async () => {
      await insertAll({ _id: 'a', expiresAt: later(1) }, { _id: 'b', expiresAt: null });
      await things.updateOne({ _id: 'a' }, { $unset: { expiresAt: '' } });
      clock = later(10);
      assert.deepEqual(await ids({}), ['a', 'b']);
    });

    it('follows a date that is moved', async () => {
      await things.insertOne({ _id: 'a', expiresAt: later(1) });
      await things.updateOne({ _id: 'a' }, { $set: { expiresAt: later(100) } });
      clock = later(50);
      assert.deepEqual(await ids({}), ['a']);
    });

    it('leaves collections without such an index alone', async () => {
      const others = store.collection<Thing>('others');
      await others.insertOne({ _id: 'a', expiresAt: past });
      assert.equal(await others.countDocuments({}), 1);
    });
  });

  describe('hostile data', () => {
    it('is only data: a string that looks like an operator or like the engine’s own marks', async () => {
      const strings = ['$ne', '{"$gt":""}', '$$date', "'; return true; //", '__proto__', '$where', '\\', '\u2028\n'];
      await insertAll(...strings.map((name, n) => ({ _id: `n${n}`, name, serials: [name] })));
      for (const [n, name] of strings.entries()) {
        assert.deepEqual(await ids({ name }), [`n${n}`]);
        assert.deepEqual(await ids({ serials: name }), [`n${n}`]);
      }
    });

    it('may be any _id', async () => {
      const strange = ['$ne', 'a.b', '__proto__', 'constructor', ' ', '0', '4123456789', 'é', 'x'.repeat(500)];
      await insertAll(...strange.map(_id => ({ _id, name: _id })));
      for (const _id of strange) assert.equal((await things.findOne({ _id }))?.name, _id);
      assert.equal(await things.countDocuments({}), strange.length);
    });

    it('is refused as a key where a query could not name it, at any depth, with nothing stored', async () => {
      const keys = ['$ne', '$$date', '$set', 'a.b', '', 'constructor', 'nul\0'];
      const hostile = [...keys.map(key => ({ [key]: 1 })), JSON.parse('{"__proto__": {"admin": true}}')];
      for (const anything of hostile) {
        await assert.rejects(things.insertOne({ _id: '1', anything }), TypeError);
        await assert.rejects(things.insertOne({ _id: '1', anything: [[anything]] }), TypeError);
      }
      await things.insertOne({ _id: '1' });
      for (const anything of hostile) {
        await assert.rejects(things.updateOne({ _id: '1' }, { $set: { anything } }), TypeError);
        await assert.rejects(things.updateOne({ _id: '1' }, { $push: { serials: { $each: [anything] } } }), TypeError);
        await assert.rejects(things.replaceOne({ _id: '1' }, { _id: '1', anything }, { upsert: true }), TypeError);
      }
      assert.deepEqual(await things.find({}).toArray(), [{ _id: '1' }]);
    });

    it('cannot reach a prototype through a path', async () => {
      await things.insertOne({ _id: '1' });
      for (const path of ['__proto__.admin', 'constructor.prototype.admin', 'contact.__proto__.admin']) {
        await assert.rejects(things.updateOne({ _id: '1' }, { $set: { [path]: true } }), TypeError);
        await assert.rejects(things.findOne({ [path]: true }), TypeError);
      }
      assert.equal('admin' in {}, false);
    });

    it('is refused where it would come back as something else', async () => {
      const strange = [
        Number.NaN,
        Infinity,
        new Date(Number.NaN),
        10n,
        () => 1,
        new Map(),
        new Set(),
        /x/,
        Buffer.from('x'),
        Symbol('s'),
      ];
      for (const anything of strange) await assert.rejects(things.insertOne({ _id: '1', anything }), TypeError);
      for (const _id of ['', undefined, null, 7, {}]) {
        await assert.rejects(things.insertOne({ _id } as unknown as Thing), TypeError);
      }
      assert.equal(await things.countDocuments({}), 0);
    });

    it('may be large', async () => {
      const name = '💥"\\'.repeat(200_000);
      await things.insertOne({ _id: '1', name });
      assert.equal((await things.findOne({ _id: '1' }))?.name, name);
    });
  });
}
