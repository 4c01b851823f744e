/** What either engine promises about bytes. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { Blobs } from '../../../services/store/blobs.ts';
import type { Store } from '../../../services/store/port.ts';

/** Well ahead of any real clock: the server's own clean-up leaves the tests alone. */
const NOON = new Date('2100-01-01T12:00:00.000Z');
const later = (ms: number) => new Date(NOON.getTime() + ms);

export function blobContract(open: (now: () => Date) => Promise<Store>): void {
  let clock: Date;
  let blobs: Blobs;

  beforeEach(async () => {
    clock = NOON;
    ({ blobs } = await open(() => clock));
  });

  const text = async (id: string) => {
    const bytes = await blobs.get(id);
    return bytes && Buffer.from(bytes).toString();
  };

  it('gives bytes back as they went in, ten megabytes of any', async () => {
    const bytes = randomBytes(10 * 1024 * 1024);
    await blobs.put('a', bytes, later(1_000));
    const read = await blobs.get('a');
    assert.ok(read instanceof Uint8Array && bytes.equals(read));
    await blobs.put('empty', new Uint8Array(), later(1_000));
    assert.equal((await blobs.get('empty'))?.length, 0);
  });

  it('has nothing where nothing was put, and puts in place of what was there', async () => {
    assert.equal(await blobs.get('a'), undefined);
    await blobs.put('a', Buffer.from('one'), later(1_000));
    await blobs.put('a', Buffer.from('two'), later(2_000));
    await blobs.put('b', Buffer.from('other'), later(1_000));
    clock = later(1_500);
    assert.equal(await text('a'), 'two');
  });

  it('has them no more from the moment that they end', async () => {
    await blobs.put('a', Buffer.from('x'), later(1_000));
    clock = later(999);
    assert.equal(await text('a'), 'x');
    clock = later(1_000);
    assert.equal(await text('a'), undefined);
    assert.equal(await blobs.keep('a'), false);
  });

  it('keeps what is to stay, also when told twice', async () => {
    await blobs.put('a', Buffer.from('x'), later(1_000));
    assert.deepEqual([await blobs.keep('a'), await blobs.keep('a'), await blobs.keep('b')], [true, true, false]);
    clock = later(1_000_000);
    assert.equal(await text('a'), 'x');
  });

  it('deletes them, whether they stay or not, and does not mind where there is nothing', async () => {
    for (const id of ['a', 'b']) await blobs.put(id, Buffer.from('x'), later(1_000));
    await blobs.keep('a');
    for (const id of ['a', 'b', 'c']) await blobs.delete(id);
    assert.deepEqual([await text('a'), await text('b')], [undefined, undefined]);
  });

  it('takes no id that is not one', async () => {
    for (const id of ['', '.', '..', 'a/b', '../a', 'a~1', 'a.part', 'é', 'a'.repeat(65)]) {
      await assert.rejects(blobs.put(id, Buffer.from('x'), later(1)), TypeError, id);
      for (const method of ['get', 'keep', 'delete'] as const) await assert.rejects(blobs[method](id), TypeError, id);
    }
  });
}
