import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../../../../bot/channels/elements.ts';
import type { ChangeInput } from '../../../../../services/returns/change.ts';
import type { Rma } from '../../../../../services/returns/rma.ts';
import { textOf } from '../cards/parsed.ts';
import { ANN, BOB, startTeamsWorld, type TeamsWorld } from '../world.ts';
import { type AtTheDesk, atTheDesk, buttonsOf, issued, opened } from './desk.ts';

const ESTIMATE = { currency: 'USD', lines: [{ text: 'Labor', amount: 100 }], diagnosticsFee: 0 };
/** What leads there from a box that has arrived. */
const WAY: Record<string, ChangeInput[]> = {
  issued: [],
  received: [{ kind: 'received' }],
  diagnosing: [{ kind: 'received' }, { kind: 'diagnosing' }],
  'estimate-sent': [{ kind: 'received' }, { kind: 'diagnosing' }, { kind: 'estimate', terms: ESTIMATE }],
  repairing: [{ kind: 'received' }, { kind: 'diagnosing' }, { kind: 'no-charge' }, { kind: 'repairing' }],
  shipped: [
    ...([{ kind: 'received' }, { kind: 'diagnosing' }, { kind: 'no-charge' }, { kind: 'repairing' }] as const),
    { kind: 'disposed', item: '1', disposition: 'repaired' },
    { kind: 'shipped' },
  ],
};

describe('what is pressed or sent twice in Teams', () => {
  let teams: TeamsWorld;
  let desk: AtTheDesk;
  beforeEach(async () => {
    teams = await startTeamsWorld();
    desk = atTheDesk(teams);
  });
  afterEach(() => teams.close());

  const now = async (rma: Rma): Promise<AdaptiveCard> => (await desk.shown(rma._id)).card;
  const kinds = async ({ _id }: Rma) => (await teams.world.house.returns.find(_id))?.events.map(({ kind }) => kind);
  async function standing(status: string): Promise<Rma> {
    const rma = await issued(teams);
    for (const change of WAY[status] ?? assert.fail(status)) {
      const changed = await teams.world.house.returns.change(rma._id, change, { actor: 'x' });
      assert.equal(changed.kind, 'changed', change.kind);
    }
    return rma;
  }

  for (const [title, status, values] of [
    ['Box arrived', 'issued', {}],
    ['Box arrived', 'received', { 'model-x1': 'IM10' }],
    ['Send estimate', 'diagnosing', { 'text-1': 'Labor', 'amount-1': '10' }],
    ['Other estimate', 'estimate-sent', { 'amount-1': '12' }],
    ['Answered by phone', 'estimate-sent', { answer: 'approve', note: 'Jo' }],
    ['Withdraw the estimate', 'estimate-sent', {}],
    ['Outcome per item', 'repairing', { 'became-1': 'repaired', 'to-1': '2.0' }],
    ['Close', 'shipped', {}],
    ['Note', 'shipped', { note: 'called' }],
    ['More time to send', 'issued', { day: '2026-12-31', reason: 'x' }],
    ['Will not be sent', 'issued', {}],
    ['Assign', 'issued', { to: 'nobody' }],
  ] as const) {
    it(`is done once: “${title}” of a return that is ${status}`, async () => {
      const rma = await standing(status);
      if (title === 'Assign') await desk.press(await now(rma), 'Take it');
      const form = await desk.open(await now(rma), title);
      assert.equal(await desk.send(form, values), undefined);
      const once = await kinds(rma);
      assert.equal(await desk.send(form, values), undefined, 'the second click closes the form as the first did');
      assert.deepEqual(await kinds(rma), once);
      await Promise.all(Array.from({ length: 3 }, () => desk.send(form, values)));
      assert.deepEqual(await kinds(rma), once);
    });
  }

  it('is done once, each part of it, where several clicks come at once', async () => {
    const rma = await standing('repairing');
    const form = await desk.open(await now(rma), 'Outcome per item');
    const values = { 'became-1': 'repaired', 'to-1': '2.0' };
    const left = await Promise.all(Array.from({ length: 5 }, () => desk.send(form, values)));
    assert.deepEqual(
      left,
      Array.from({ length: 5 }, () => undefined),
    );
    assert.deepEqual((await kinds(rma))?.slice(-2), ['firmware-changed', 'disposed']);
  });

  it('is the first one’s where two send at once: the other sees what that did, with their own words kept', async () => {
    const rma = await issued(teams, ['SD4E', 'ES31']);
    const forms = [
      await desk.open(await now(rma), 'Box arrived', ANN),
      await desk.open(await now(rma), 'Box arrived', BOB),
    ];
    const left = await Promise.all([
      desk.send(forms[0] ?? '', { 'state-1': 'intact', 'note-1': 'by Ann' }, ANN),
      desk.send(forms[1] ?? '', { 'state-2': 'damaged', 'note-2': 'by Bob' }, BOB),
    ]);
    const late = left.findIndex(one => one !== undefined);
    const [first, second] = late === 0 ? ['Bob Bench', 'Ann'] : ['Ann Repair', 'Bob'];
    assert.equal(left.filter(one => one === undefined).length, 1);
    const { card } = left[late] as { card: AdaptiveCard };
    assert.match(textOf(card), new RegExp(`${first}, .*: Received \\(item .\\)\\. Nothing is saved yet`));
    assert.match(JSON.stringify(card), new RegExp(`"by ${second}"`));
    assert.equal(await desk.send({ card, title: '' }, {}, late === 0 ? ANN : BOB), undefined);
    const states = (await teams.world.house.returns.find(rma._id))?.items.map(({ receipt }) => receipt?.state);
    assert.deepEqual(states, ['intact', 'damaged']);
  });

  it('is one merge', async () => {
    const [one, other] = [await opened(teams), await opened(teams)];
    const form = await desk.open((await desk.shown(other._id)).card, 'Is a duplicate');
    for (let click = 0; click < 3; click++) assert.equal(await desk.send(form, { into: one._id }), undefined);
    const events = (await teams.world.house.cases.find(one._id))?.events ?? [];
    assert.equal(events.filter(({ kind }) => kind === 'absorbed').length, 1);
  });

  it('is answered alike where Teams delivers it again', async () => {
    const rma = await standing('received');
    const { card } = await desk.shown(rma._id);
    const { verb, data } = buttonsOf(card)[0] ?? assert.fail();
    const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
    const again = { id: 'delivered-twice', replyToId: 'card-1' };
    const [first, second] = [
      await teams.invoke('adaptiveCard/action', value, ANN, again),
      await teams.invoke('adaptiveCard/action', value, ANN, again),
    ];
    assert.deepEqual(second, first);
    assert.equal(first.status, 200);
    assert.deepEqual((await kinds(rma))?.filter(kind => kind === 'diagnosing').length, 1);
  });

  it('is gone on with where it was interrupted, if nobody came between', async () => {
    const rma = await issued(teams, ['SD4E', 'ES31']);
    const form = await desk.open(await now(rma), 'Box arrived');
    teams.world.house.returns.change = cutAfter(1, teams.world.house.returns.change);
    const broken = await desk.send(form, { 'state-1': 'intact', 'state-2': 'missing' });
    assert.match(String(broken), /went wrong on our side/);
    assert.deepEqual(await kinds(rma), ['issued', 'received']);
    assert.equal(await desk.send(form, { 'state-1': 'intact', 'state-2': 'missing' }), undefined);
    assert.deepEqual(await kinds(rma), ['issued', 'received', 'missing']);
  });

  it('is an old card’s, once others have gone on: it says who did what', async () => {
    const rma = await standing('received');
    const { card } = await desk.shown(rma._id);
    await desk.press(card, 'Take it');
    await desk.fill(await now(rma), 'Assign', { to: 'nobody' }, BOB);
    const late = await desk.press(card, 'Take it');
    assert.match(
      textOf(late),
      /^Ann Repair, .*: Assigned to Ann Repair; Bob Bench, .*: Assigned to nobody\. This card was old/,
    );
    assert.equal((await teams.world.house.returns.find(rma._id))?.assignee, undefined);
  });
});

/** Fails once, after so many calls have done well. */
function cutAfter<A extends unknown[], R>(well: number, call: (...of: A) => Promise<R>): (...of: A) => Promise<R> {
  let calls = 0;
  return async (...of) => {
    if (calls++ === well) throw new Error('the process was cut off');
    return call(...of);
  };
}
