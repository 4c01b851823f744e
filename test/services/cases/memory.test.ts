import assert from 'node:assert/strict';
import type { ChangeInput } from '../../../services/returns/change.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import type { Store } from '../../../services/store/port.ts';
import { createWorld, type World } from '../../world.ts';
import { createProcess, issued, type Process } from '../returns/desk.ts';
import { answer, TO_AN_ESTIMATE } from '../returns/paper.ts';

const BY = { actor: 'staff:1' };
const TO_THE_END: ChangeInput[] = [...TO_AN_ESTIMATE, answer('scrap'), { kind: 'closed' }];

describe('what a case remembers of its returns', () => {
  let world: World;
  let store: Store;
  let desk: Process;
  let rma: Rma;
  beforeEach(async () => {
    world = await createWorld('2026-11-10T17:00:00Z');
    ({ store } = world);
    desk = createProcess(store, world.now);
    rma = await issued(desk);
  });
  afterEach(() => world.close());

  const ofCase = async () => (await desk.cases.find(rma.caseNumber)) ?? assert.fail('no case');
  const kinds = async () => (await ofCase()).events.map(({ kind }) => kind);
  async function happens(number: string, ...changes: ChangeInput[]): Promise<void> {
    for (const change of changes) {
      const done = await desk.returns.change(number, change, BY);
      assert.equal(done.kind, 'changed', JSON.stringify(done));
    }
    await desk.relay();
  }

  it('is how each ended, and it is closed with the last of them', async () => {
    const second = await issued(desk, ['1'], { requestKey: 'second' });
    await happens(rma._id, ...TO_THE_END);
    assert.equal((await ofCase()).status, 'open');
    await happens(second._id, ...TO_THE_END);
    const { status, rmas } = await ofCase();
    assert.deepEqual([status, rmas.map(({ ended }) => ended?.as)], ['closed', ['closed', 'closed']]);
    assert.deepEqual(await kinds(), ['opened', 'rma-issued', 'rma-issued', 'rma-closed', 'rma-closed', 'closed']);
  });

  it('opens it again where another one is issued after that', async () => {
    await happens(rma._id, ...TO_THE_END);
    const again = await issued(desk, ['1'], { requestKey: 'again' });
    assert.equal((await ofCase()).status, 'open');
    assert.deepEqual((await kinds()).slice(-3), ['closed', 'reopened', 'rma-issued']);
    await issued(desk, ['1'], { requestKey: 'again' });
    assert.equal((await kinds()).at(-1), 'rma-issued', 'once');
    await happens(again._id, ...TO_THE_END);
    assert.equal((await ofCase()).status, 'closed');
  });

  it('is said once, however often it is told', async () => {
    const ended = { as: 'withdrawn', at: world.now() } as const;
    await Promise.all(Array.from({ length: 10 }, () => desk.cases.rememberEnd(rma.caseNumber, rma._id, ended)));
    assert.deepEqual(await kinds(), ['opened', 'rma-issued', 'rma-withdrawn']);
  });

  it('lets it be withdrawn when its returns are, and not before', async () => {
    const refused = await desk.cases.change(rma.caseNumber, { kind: 'withdrawn' }, BY);
    assert.deepEqual(refused.kind === 'refused' && refused.why, { code: 'has-returns', rmas: [rma._id] });
    await happens(rma._id, { kind: 'withdrawn' });
    assert.equal((await ofCase()).status, 'open', 'the customer may still need help');
    assert.equal((await desk.cases.change(rma.caseNumber, { kind: 'withdrawn' }, BY)).kind, 'changed');
  });

  it('is that it came: a return at the bench after its 90th day is under way', async () => {
    await happens(rma._id, { kind: 'received' });
    world.pass(24 * 120);
    assert.equal((await ofCase()).rmas[0]?.arrived, true);
    assert.equal((await desk.cases.change(rma.caseNumber, { kind: 'closed' }, BY)).kind, 'refused');
  });

  it('is that it has more time', async () => {
    await happens(rma._id, { kind: 'extended', returnBy: '2027-01-10', reason: 'on a ship' });
    const [memory] = (await ofCase()).rmas;
    assert.deepEqual([memory?.returnBy, memory?.activeUntil], ['2027-01-10', '2027-03-11']);
    world.pass(24 * 100);
    assert.equal((await desk.cases.change(rma.caseNumber, { kind: 'closed' }, BY)).kind, 'refused');
  });

  it('is made good where the process died before the case heard of its return', async () => {
    await store.collection('cases').updateOne({ _id: rma.caseNumber }, { $set: { rmas: [] } });
    await happens(rma._id, { kind: 'withdrawn' });
    assert.deepEqual(
      (await ofCase()).rmas.map(({ number, ended }) => [number, ended?.as]),
      [[rma._id, 'withdrawn']],
    );
  });

  it('is not in the way of the end where it is of a time when nobody told how a return ended', async () => {
    const memory = { number: '7000000000', issuedAt: world.now(), returnBy: '2026-01-01', activeUntil: '2026-03-01' };
    await desk.cases.rememberRma(rma.caseNumber, memory, 'web');
    await happens(rma._id, ...TO_THE_END);
    assert.equal((await ofCase()).status, 'closed');
  });
});
