import assert from 'node:assert/strict';
import { Case } from '../../../services/cases/case.ts';
import { caseErased, rmaErased } from '../../../services/privacy/erased.ts';
import { eraseDocument } from '../../../services/privacy/rewriting.ts';
import { Rma } from '../../../services/returns/rma.ts';
import type { Collection, Stored } from '../../../services/store/port.ts';
import { issuedRma } from '../../bot/api/api-world.ts';
import { createWorld, type World } from '../../world.ts';

const BY = { actor: 'test' };

describe('a case and a return that are erased', () => {
  let world: World;
  let rma: Rma;
  beforeEach(async () => {
    world = await createWorld();
    rma = await issuedRma(world);
  });
  afterEach(() => world.close());

  const at = () => ({ at: world.now(), by: BY, hooks: false });

  function eraseCase(collection = world.store.collection<Case>('cases'), hooks = false): Promise<boolean> {
    const read = (one: Case) => Case.parse(one);
    return eraseDocument<Case>({ ...at(), hooks, collection, id: rma.caseNumber, read, erased: caseErased });
  }
  function eraseRma(collection = world.store.collection<Rma>('rmas'), hooks = false): Promise<boolean> {
    return eraseDocument<Rma>({
      ...{ ...at(), hooks, collection, id: rma._id },
      read: one => Rma.parse(one),
      erased: rmaErased,
    });
  }

  it('keep nothing that somebody else writes between the reading and the writing', async () => {
    const { cases, returns } = world.house;
    const note = (times: number) => ({ kind: 'customer-note' as const, text: `zebra ${times}` });
    let noted = 0;
    const own = world.store.collection<Case>('cases');
    await eraseCase(afterReading(own, async () => void (await cases.change(rma.caseNumber, note(++noted), BY))));
    const others = world.store.collection<Rma>('rmas');
    await eraseRma(afterReading(others, async () => void (await returns.change(rma._id, note(++noted), BY))));
    assert.equal(noted, 2);
    const documents = [await cases.find(rma.caseNumber), await returns.find(rma._id)];
    for (const document of documents) {
      assert.deepEqual(
        document?.events.filter(({ kind }) => kind === 'customer-note').map(one => one.note),
        ['erased'],
      );
    }
    assert.ok(!JSON.stringify(documents).includes('zebra'));
  });

  it('write to nobody any more, and tell business systems once', async () => {
    await world.house.returns.change(rma._id, { kind: 'contact', email: 'ann@acme.com' }, BY);
    assert.equal((await world.house.returns.find(rma._id))?.notices[0]?.mail?.to, 'jo@acme.com');
    assert.equal(await eraseRma(undefined, true), true);
    assert.equal(await eraseRma(undefined, true), false);
    const erased = await world.house.returns.find(rma._id);
    assert.deepEqual(
      erased?.notices.map(({ kind, hook, mail }) => ({ kind, hook, mail })),
      [{ kind: 'erased', hook: true, mail: undefined }],
    );
    assert.deepEqual(erased?.noticesAt, world.now());
    assert.equal(erased?.statusEmails, false);
  });
});

/** The collection, with somebody who comes in between, once. */
function afterReading<T extends Stored>(collection: Collection<T>, act: () => Promise<void>): Collection<T> {
  let came = false;
  return new Proxy(collection, {
    get(_, method: keyof Collection<T>) {
      if (method !== 'findOne') return collection[method];
      return async (filter: Record<string, unknown>) => {
        const found = await collection.findOne(filter);
        if (!came) {
          came = true;
          await act();
        }
        return found;
      };
    },
  });
}
