import assert from 'node:assert/strict';
import type { Inbound, TurnOutcome } from '../../bot/conversation.ts';
import { createLog } from '../../bot/log.ts';
import { conversationIndexes, type StoredTurn } from '../../bot/record.ts';
import { createDesk, type TurnDependencies } from '../../bot/turn.ts';
import type { Respond } from '../../dialogs/desk.ts';
import type { Memory } from '../../dialogs/memory.ts';
import { createWorld, type World } from '../world.ts';

/** A dialog that counts: the number of messages that its memory has seen. */
const count = (memory: Memory) => Number(memory.known ?? 0);
const counting: Respond = async (memory, spoken) => ({
  memory: { ...memory, known: count(memory) + 1 },
  replies: [{ text: `${count(memory) + 1}: ${spoken.text}` }],
});

describe('one turn as one transaction', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const desk = (changes: Partial<TurnDependencies> = {}) =>
    createDesk({
      store: world.store,
      respond: counting,
      apology: why => ({ text: why }),
      now: world.now,
      log: createLog('silent'),
      ...changes,
    });
  const message = (activityId: string, text = activityId, conversation = 'c'): Inbound => ({
    channel: 'test',
    conversation,
    activityId,
    said: { kind: 'message', text, attachments: 0, from: 'p' },
  });
  const texts = (outcome: TurnOutcome) =>
    (outcome.kind === 'done' ? outcome.turn.replies : outcome.replies).map(reply => reply.text);

  it('runs the turns of one conversation one after another: none is lost', async () => {
    const one = desk();
    await Promise.all(Array.from({ length: 50 }, (_, n) => one.take(message(`m${n}`))));
    assert.deepEqual(texts(await one.take(message('last'))), ['51: last']);
  });

  it('loses no turn to another process either: the version decides', async () => {
    const replicas = [desk({ cached: 100 }), desk({ cached: 100 }), desk({ cached: 0 })];
    const sent = Array.from({ length: 45 }, (_, n) => replicas[n % 3]?.take(message(`m${n}`)));
    const seen = (await Promise.all(sent)).flatMap(outcome => (outcome ? texts(outcome) : []));
    const numbers = seen.map(text => Number(text.split(':')[0])).sort((a, b) => a - b);
    assert.deepEqual(
      numbers,
      Array.from({ length: 45 }, (_, n) => n + 1),
    );
  });

  it('gives the recorded replies again for an activity that was handled, also after a restart', async () => {
    const first = await desk().take(message('m1', 'hello'));
    const again = await desk().take(message('m1', 'hello'));
    assert.deepEqual(texts(again), texts(first));
    assert.ok(again.kind === 'done' && again.again);
  });

  it('goes on where somebody arrives again in a conversation that is under way', async () => {
    const arrived = (activityId: string): Inbound => ({
      ...message(activityId),
      said: { kind: 'arrived', text: '', attachments: 0, from: 'p' },
    });
    await desk().take(arrived('a1'));
    await desk().take(message('m1'));
    assert.deepEqual(texts(await desk().take(arrived('a2'))), ['3: ']);
    const again = await desk().take(arrived('a1'));
    assert.ok(again.kind === 'done' && again.again);
    assert.deepEqual(texts(await desk().take(message('m2'))), ['4: m2']);
  });

  it('keeps conversations apart', async () => {
    const one = desk();
    await one.take(message('m1', 'a', 'c1'));
    for (const other of ['c2', 'c1#', 'c1#1', 'c1$', 'c1%23', 'c']) {
      assert.deepEqual(texts(await one.take(message('m1', 'b', other))), ['1: b']);
    }
    assert.deepEqual(texts(await desk().take(message('m2', 'c', 'c1'))), ['2: c']);
  });

  it('costs one apology when a dialog throws, and keeps what was there (R10)', async () => {
    const respond: Respond = (memory, spoken) => {
      if (spoken.text === 'boom') throw new Error('a defect');
      return counting(memory, spoken);
    };
    const one = desk({ respond });
    await one.take(message('m1'));
    assert.deepEqual(texts(await one.take(message('m2', 'boom'))), ['failed']);
    assert.deepEqual(texts(await one.take(message('m3'))), ['2: m3']);
  });

  it('shows no reply whose state was not saved, and goes on with what was typed when the store is back (R10)', async () => {
    const one = desk();
    await one.take(message('m1'));
    world.cutStore();
    assert.deepEqual(await one.take(message('m2', 'my phone')), { kind: 'unsaved', replies: [{ text: 'unsaved' }] });
    assert.equal((await one.take(message('m3', 'hello?'))).kind, 'unsaved');
    world.mendStore();
    const back = await one.take(message('m4', 'try again'));
    assert.deepEqual(texts(back), ['2: my phone']);
    assert.deepEqual(back.kind === 'done' && back.turn.caughtUp, ['my phone']);
    assert.deepEqual(texts(await one.take(message('m5'))), ['3: m5']);
  });

  it('answers once what was typed again after the store was away', async () => {
    const one = desk();
    world.cutStore();
    await one.take(message('m1', 'my phone'));
    world.mendStore();
    assert.deepEqual(texts(await one.take(message('m2', 'my phone'))), ['1: my phone']);
    assert.deepEqual(texts(await one.take(message('m3', 'next'))), ['2: next']);
  });

  it('answers both where something new is said when the store is back', async () => {
    const one = desk();
    world.cutStore();
    await one.take(message('m1', 'my phone'));
    world.mendStore();
    assert.deepEqual(texts(await one.take(message('m2', 'my mail'))), ['1: my phone', '2: my mail']);
  });

  it('answers every file that came while the store was away, with or without words', async () => {
    const files = (id: string) => [{ id, name: `${id}.jpg`, type: 'image/jpeg' as const, size: 1 }];
    const photo = (id: string): Inbound => {
      const inbound = message(id, '');
      return { ...inbound, said: { ...inbound.said, files: files(id) } };
    };
    const seen: string[] = [];
    const one = desk({
      respond: async (memory, spoken) => {
        seen.push(...(spoken.files ?? []).map(({ id }) => id));
        return counting(memory, spoken);
      },
    });
    world.cutStore();
    await one.take(photo('f1'));
    await one.take(photo('f2'));
    world.mendStore();
    seen.length = 0;
    await one.take(photo('f3'));
    assert.deepEqual(seen, ['f1', 'f2', 'f3']);
  });

  it('reads at most 4,000 characters of a message', async () => {
    const outcome = await desk().take(message('m1', 'x'.repeat(10_000)));
    assert.equal(texts(outcome)[0]?.length, '1: '.length + 4_000);
  });

  it('numbers the messages, so that a client can go on where it was', async () => {
    const one = desk();
    await one.take({ ...message('m0'), said: { kind: 'arrived', text: '', attachments: 0, from: 'p' } });
    await one.take(message('m1'));
    await one.take(message('m2'));
    const turns = await one.history('test', 'c');
    assert.deepEqual(
      turns?.map(turn => turn.seq),
      [0, 1, 3],
    );
    assert.equal(await one.history('test', 'nobody'), undefined);
  });

  it('forgets a conversation 30 days after its last turn', async () => {
    const one = desk({ cached: 0 });
    await one.take(message('m1'));
    world.pass(29 * 24);
    assert.deepEqual(texts(await one.take(message('m2'))), ['2: m2']);
    const { expiresAt } = (await world.store.collection<StoredTurn>('turns').findOne({ _id: 'test:c#00000002' })) ?? {
      expiresAt: undefined,
    };
    assert.equal(expiresAt?.getTime(), world.now().getTime() + 30 * 86_400_000);
    assert.ok(conversationIndexes.some(({ key, expires }) => expires && 'expiresAt' in key));
  });

  it('goes on with a conversation that another version wrote and this one cannot read', async () => {
    await desk().take(message('m1'));
    await world.store
      .collection('turns')
      .updateOne(
        { _id: 'test:c#00000001' },
        { $set: { memory: JSON.stringify({ schema: 7, active: { dialog: 'request-rma', draft: { key: 'k' } } }) } },
      );
    const seen: Memory[] = [];
    const respond: Respond = async memory => {
      seen.push(memory);
      return { memory, replies: [] };
    };
    await desk({ respond }).take(message('m2'));
    assert.deepEqual(seen[0]?.active, { dialog: 'request-rma', draft: { key: 'k' }, trail: [] });
  });
});
