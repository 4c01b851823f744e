import assert from 'node:assert/strict';
import { type ApiWorld, createApiWorld, issuedRma } from './api-world.ts';

describe('lists over the API', () => {
  let api: ApiWorld;
  beforeEach(async () => {
    api = await createApiWorld();
  });
  afterEach(() => api.close());

  const numbers = (body: Record<string, unknown>) =>
    (body['items'] as { number: string }[]).map(({ number }) => number);
  const listed = async (path: string) => numbers((await api.get(path)).body);

  it('find a box that arrived without a number by what stands on the product (R2)', async () => {
    const { _id } = await issuedRma(api.world, { serials: ['A1002003'] });
    assert.deepEqual(await listed('rmas?serial=a1oo-2oo3'), [_id]);
    assert.deepEqual(await listed('rmas?serial=A1002004'), []);
    await api.world.house.returns.change(_id, { kind: 'withdrawn' }, { actor: 'test' });
    assert.deepEqual(await listed('rmas?serial=A1002003'), [_id]);
  });

  it('are of one person, by email or number, and tell of nobody where there is none', async () => {
    const jo = await issuedRma(api.world, { key: 'a' });
    const al = await issuedRma(api.world, { key: 'b', email: 'al@acme.com' });
    assert.deepEqual(await listed('rmas?email=JO@acme.com'), [jo._id]);
    assert.deepEqual(await listed(`rmas?customer=${al.customerNumber}`), [al._id]);
    assert.deepEqual(await listed(`cases?email=al@acme.com`), [al.caseNumber]);
    assert.deepEqual(await listed('rmas?email=eve@acme.com'), []);
    assert.deepEqual(await listed(`rmas?email=jo@acme.com&customer=${al.customerNumber}`), []);
    assert.equal(await api.world.store.collection('customers').countDocuments({}), 2);
  });

  it('are filtered by status, one or several, by what needs attention, by case and by time', async () => {
    const first = await issuedRma(api.world, { key: 'a' });
    api.world.pass(24);
    const second = await issuedRma(api.world, { key: 'b' });
    const items = [{ item: '1', damaged: true }];
    await api.world.house.returns.change(second._id, { kind: 'received', items }, { actor: 'test' });
    assert.deepEqual(await listed('rmas?status=issued'), [first._id]);
    assert.deepEqual(await listed('rmas?status=issued,received'), [second._id, first._id]);
    assert.deepEqual(await listed('rmas?status=issued&status=received'), [second._id, first._id]);
    assert.deepEqual(await listed('rmas?attention=damaged-in-transit'), [second._id]);
    assert.deepEqual(await listed(`rmas?case=${first.caseNumber}`), [first._id]);
    assert.deepEqual(await listed('rmas?since=2026-11-11'), [second._id]);
    assert.deepEqual(await listed('rmas?until=2026-11-11T00:00:00Z'), [first._id]);
  });

  it('come page by page, newest first, each once, whatever is added meanwhile and though many are of one moment', async () => {
    const made: string[] = [];
    for (let at = 0; at < 7; at++) {
      made.push((await issuedRma(api.world, { key: `k${at}` }))._id);
      if (at === 3) api.world.pass(1);
    }
    await api.post(`rmas/${made[2]}/events`, { kind: 'received' });
    const seen: string[] = [];
    let path: string | undefined = 'rmas?limit=3&status=issued,received';
    while (path) {
      const { body } = await api.get(path);
      seen.push(...numbers(body));
      if (seen.length === 3) {
        api.world.pass(1);
        await issuedRma(api.world, { key: 'meanwhile' });
      }
      path = (body['next'] as string | undefined)?.replace('/api/v1/', '');
    }
    assert.deepEqual([...seen].sort(), [...made].sort());
    assert.deepEqual(new Set(seen.slice(0, 3)), new Set(made.slice(4)));
  });

  it('leave out what has lapsed, before the clock has come by as well (R9)', async () => {
    await issuedRma(api.world);
    api.world.pass(24 * 91);
    assert.deepEqual(await listed('rmas'), []);
  });

  for (const path of [
    ...['rmas?limit=0', 'rmas?limit=101', 'rmas?limit=x', 'rmas?cursor=abc', 'rmas?cursor=MS03', 'rmas?status=open'],
    ...['rmas?customer=123', 'rmas?serial=', 'rmas?since=yesterday', 'rmas?nonsense=1', 'cases?status=issued'],
    ...['rmas?serial[$ne]=1', 'rmas?serial=a&serial=b'],
  ]) {
    it(`answer 400 to ${path}, and say what is wrong with it`, async () => {
      const { status, body } = await api.get(path);
      assert.deepEqual([status, body['type']], [400, 'urn:caseline:invalid-query']);
      assert.ok((body['errors'] as unknown[]).length > 0);
    });
  }
});
