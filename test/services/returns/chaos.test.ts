import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { indexes } from '../../../bot/assemble.ts';
import type { ChangeInput } from '../../../services/returns/change.ts';
import { Rma } from '../../../services/returns/rma.ts';
import { ENDED, hasArrived, NEXT } from '../../../services/returns/status.ts';
import { openStore } from '../../../services/store/open.ts';
import type { Store } from '../../../services/store/port.ts';
import { createProcess, issued, mailsOf } from './desk.ts';
import { change, hours } from './steps.ts';

/** What goes on at the same time: requests with keys, some of them repeated, clocks, and relays that die on the way. */
type Doing =
  | { kind: 'change'; of: number; change: ChangeInput; key: string }
  | { kind: 'clock' }
  | { kind: 'relay'; diesAfter: number };

const doing: fc.Arbitrary<Doing> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      of: fc.nat({ max: 1 }),
      change,
      key: fc.integer({ min: 0, max: 60 }).map(n => `key-${n}`),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'clock' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('relay' as const), diesAfter: fc.nat({ max: 8 }) }) },
);

const day = fc.record({ hours, doings: fc.array(doing, { minLength: 1, maxLength: 10, size: 'max' }) });
const life = fc.array(day, { minLength: 1, maxLength: 12, size: 'max' });

describe('two returns of a case, changed by many at once while processes die', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'caseline-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are whole in the end: each thing happened once, was told of once, and the case remembers it', async function () {
    this.timeout(120_000);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(life, async days => {
        let now = new Date('2028-01-30T17:00:00Z');
        const store = await openStore({ dataDir: join(folder, `${run++}`), indexes, now: () => now });
        const seen: Rma[] = [];
        try {
          const desk = createProcess(store, () => now);
          const rmas = [
            await issued(desk, ['1', '2'], { requestKey: 'a' }),
            await issued(desk, ['1'], { requestKey: 'b', statusEmails: false }),
          ];
          const watch = async () => {
            const stored = await store.collection<Rma>('rmas').find({}).toArray();
            seen.push(...stored.map(one => Rma.parse(one)));
          };
          for (const { hours: passed, doings } of days) {
            now = new Date(now.getTime() + passed * 3_600_000);
            await Promise.all(
              doings.map(async one => {
                if (one.kind === 'clock') await desk.returns.goOverDeadlines(10);
                else if (one.kind === 'change') {
                  const number = rmas[one.of]?._id ?? '';
                  await desk.returns.change(number, one.change, { actor: 'staff:1', key: one.key });
                } else {
                  let left = one.diesAfter;
                  await createProcess(
                    store,
                    () => now,
                    () => left-- <= 0,
                  ).relay();
                }
              }),
            );
            await watch();
          }
          // In the end the clock comes by and a relay lives.
          for (let round = 0; round < 3; round++) {
            await desk.returns.goOverDeadlines(10);
            now = new Date(now.getTime() + 120_000);
            await desk.relay();
          }
          await watch();
          for (const { _id, caseNumber } of rmas) await whole({ store, desk, end: now, seen }, _id, caseNumber);
        } finally {
          await store.close();
        }
      }),
      { numRuns: 40 },
    );
  });
});

interface Lived {
  store: Store;
  desk: ReturnType<typeof createProcess>;
  end: Date;
  /** The returns as they were stored, at one time and another. */
  seen: readonly Rma[];
}

async function whole({ store, desk, end, seen }: Lived, number: string, caseNumber: string): Promise<void> {
  const states = seen.filter(({ _id }) => _id === number).sort((a, b) => a.version - b.version);
  const last = states.at(-1) ?? assert.fail('never there');
  for (const [place, state] of states.entries()) {
    const next = states[place + 1] ?? state;
    assert.deepEqual(next.events.slice(0, state.events.length), state.events, 'events only grow');
    if (hasArrived(state.status)) assert.ok(hasArrived(next.status));
    if (ENDED.includes(state.status)) assert.equal(next.status, state.status);
  }
  if (!ENDED.includes(last.status)) assert.deepEqual([last.notices, last.noticesAt], [[], undefined]);

  const path = last.events.flatMap(({ kind }) => (kind === 'estimate-withdrawn' ? 'diagnosing' : kind));
  const statuses = path.filter((kind): kind is Rma['status'] => kind in NEXT && kind !== 'issued');
  let at: Rma['status'] = 'issued';
  for (const status of statuses) {
    const isMore = status === at && (status === 'received' || status === 'estimate-sent');
    const isLateBox = status === 'received' && hasArrived(at);
    if (isMore || isLateBox) continue;
    assert.ok(NEXT[at].includes(status), `${at} to ${status}`);
    at = status;
  }
  assert.equal(at, last.status, 'the events tell how it stands');

  const keys = new Map<string, Set<number>>();
  for (const { key, at: when } of last.events) if (key) keys.set(key, (keys.get(key) ?? new Set()).add(when.getTime()));
  for (const [key, times] of keys) assert.equal(times.size, 1, `${key} was carried out once`);

  const notices = new Map(
    states.flatMap(state => state.notices.filter(one => one.mail)).map(notice => [notice.id, notice]),
  );
  const mails = mailsOf(store).filter(({ key }) => key.startsWith(`${number}:`));
  assert.equal(new Set(mails.map(({ key }) => key)).size, mails.length, 'no mail twice');
  for (const { id, at: since } of notices.values()) {
    // One that no relay came by for in a month is news no more.
    const isNews = end.getTime() - since.getTime() < 30 * 86_400_000;
    assert.ok(!isNews || mails.some(({ key }) => key === id), `${id} was mailed`);
  }
  const once = mails.map(({ kind }) => kind).filter(kind => (ENDED as readonly string[]).includes(kind));
  assert.ok(once.length <= 1, 'it ends once');

  const memory = (await desk.cases.find(caseNumber))?.rmas.filter(one => one.number === number) ?? [];
  assert.equal(memory.length, 1);
  assert.equal(memory[0]?.ended?.as, ENDED.includes(last.status) ? last.status : undefined);
  assert.equal(memory[0]?.activeUntil, last.activeUntil);
  assert.equal(memory[0]?.arrived ?? false, hasArrived(last.status));
}
