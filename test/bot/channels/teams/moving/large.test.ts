import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../../../../bot/channels/elements.ts';
import type { Rma } from '../../../../../services/returns/rma.ts';
import { assertFit, objectsIn, textOf } from '../cards/parsed.ts';
import { ANN, BOB, startTeamsWorld, type TeamsPerson, type TeamsWorld } from '../world.ts';
import { type AtTheDesk, atTheDesk, buttonsOf, issued, opened } from './desk.ts';

const HOSTILE = '**x** <img src=x onerror=alert(1)> [y](javascript:z) {{DATE(2026-01-01)}} <at>all</at>';
/** As long as Teams' ids of people are. */
const personNo = (n: number): TeamsPerson => ({
  id: `29:${`${n}`.padStart(90, 'x')}`,
  name: `Person ${n}`,
  aadObjectId: `${`${n}`.padStart(8, '0')}-0000-4000-8000-000000000000`,
});

describe('the desk’s cards and forms at their largest', () => {
  let teams: TeamsWorld;
  let desk: AtTheDesk;
  beforeEach(async () => {
    teams = await startTeamsWorld();
    desk = atTheDesk(teams);
  });
  afterEach(() => teams.close());

  const found = async ({ _id }: Rma) => (await teams.world.house.returns.find(_id)) ?? assert.fail('gone');
  const now = async (rma: Rma): Promise<AdaptiveCard> => (await desk.shown(rma._id)).card;
  const models = (count: number) => Array.from({ length: count }, (_, at) => `SD4N35-PG-E1-${at}`);
  const size = (card: object) => Buffer.byteLength(JSON.stringify(card));

  it('take in 20 items in one form, one by one or with one tick, and come back whole with long notes', async () => {
    const rma = await issued(teams, models(20));
    const form = await desk.open(await now(rma), 'Box arrived');
    const notes = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`note-${at + 1}`, 'n'.repeat(300)]));
    const left = await desk.send(form, { ...notes, 'serial-x1': '5', note: 'n'.repeat(2_000) });
    assert.match(textOf((left as { card: object }).card), /its model is needed/);
    assert.match(JSON.stringify(left), /n{300}/);
    const sent = await desk.send(left ?? '', {
      'serial-x1': '',
      all: 'true',
      'state-3': 'damaged',
      'state-20': 'missing',
    });
    assert.equal(sent, undefined);
    const states = (await found(rma)).items.map(({ receipt }) => receipt?.state);
    assert.deepEqual([states[0], states[2], states[18], states[19]], ['intact', 'damaged', 'intact', 'missing']);
    assert.equal((await found(rma)).events.at(-2)?.note?.length, 1_000, 'long notes are capped');
    assert.equal((await found(rma)).items[0]?.receipt?.note, 'n'.repeat(300));
  });

  it('say what became of 20 items, ten at a time', async () => {
    const rma = await issued(teams, models(20));
    const { returns } = teams.world.house;
    await desk.fill(await now(rma), 'Box arrived', { all: 'true' });
    for (const kind of ['diagnosing', 'no-charge', 'repairing'] as const)
      await returns.change(rma._id, { kind }, { actor: 'x' });
    for (let round = 0; round < 2; round++) {
      const form = await desk.open(await now(rma), 'Outcome per item');
      const asked = objectsIn((form as { card: object }).card).flatMap(({ id }) =>
        /^became-/.test(String(id)) ? [String(id)] : [],
      );
      assert.equal(asked.length, 10);
      assert.equal(await desk.send(form, Object.fromEntries(asked.map(id => [id, 'repaired']))), undefined);
    }
    assert.ok((await found(rma)).items.every(({ disposition }) => disposition === 'repaired'));
  });

  it('hold an estimate of 12 lines for 20 items, and say so where another has more', async () => {
    const rma = await issued(teams, models(20));
    const { returns } = teams.world.house;
    await desk.fill(await now(rma), 'Box arrived', { all: 'true' });
    await returns.change(rma._id, { kind: 'diagnosing' }, { actor: 'x' });
    const linesOf = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ text: `L${at} ${'x'.repeat(100)}`, amount: at, item: '7' }));
    const estimate = (count: number) =>
      returns.change(
        rma._id,
        { kind: 'estimate', terms: { currency: 'USD', lines: linesOf(count), diagnosticsFee: 0 } },
        { actor: 'x' },
      );
    await estimate(12);
    assert.equal(await desk.send(await desk.open(await now(rma), 'Other estimate'), { 'amount-12': '99' }), undefined);
    const lines = (await found(rma)).estimates.at(-1)?.lines ?? [];
    assert.deepEqual([lines.length, lines[0], lines[11]?.amount], [12, linesOf(1)[0], 9_900], 'none is lost');
    await estimate(13);
    const form = await desk.open(await now(rma), 'Other estimate');
    assert.match(textOf((form as { card: object }).card), /has 13 lines.*replaces all of them/);
  });

  it('are below 24 kB in a full channel, with 20 items, a hundred long notes and every button', async () => {
    const rma = await issued(teams, models(20));
    const channel = {
      conversation: { id: '19:desk@thread.tacv2;messageid=1', conversationType: 'channel' },
      entities: [{ type: 'mention', text: '<at>Desk</at>', mentioned: { id: '28:desk' } }],
    };
    for (let n = 0; n < 70; n++) await teams.world.house.present.note('19:desk@thread.tacv2', personNo(n).id);
    const by = { actor: `staff:${ANN.aadObjectId}` };
    for (let n = 0; n < 100; n++) {
      await teams.world.house.returns.change(rma._id, { kind: 'note', text: `${n} ${'界 '.repeat(400)}` }, by);
    }
    await teams.say(`<at>Desk</at> ${rma._id}`, personNo(69), channel);
    const card = teams.teams.lastCard() as unknown as AdaptiveCard;
    assertFit(card);
    assert.equal(card.refresh?.userIds?.length, 60);
    assert.ok(card.refresh?.userIds?.includes(personNo(69).id) && !card.refresh.userIds.includes(personNo(1).id));
    assert.match(textOf(card), /Note: “99 界/);
    assert.ok(size(card) > 15_000, 'as much as fits is shown');
  });

  it('show what people typed as they typed it: nothing is formatted, and nothing links', async () => {
    const rma = await issued(teams, [HOSTILE, HOSTILE]);
    const { cases } = teams.world.house;
    await cases.change(rma.caseNumber, { kind: 'contact', name: HOSTILE, company: HOSTILE }, { actor: 'x' });
    const card = await now(rma);
    await desk.fill(card, 'Note', { note: HOSTILE }, BOB);
    const cards: unknown[] = [
      await desk.press(card, 'Take it'),
      await now(rma),
      (await desk.shown(rma.caseNumber)).card,
    ];
    const form = await desk.open(await now(rma), 'Box arrived');
    await desk.fill(await now(rma), 'Box arrived', { all: 'true', note: HOSTILE, 'model-x1': HOSTILE.slice(0, 80) });
    await desk.press(await now(rma), 'Start diagnosis');
    const estimate = await desk.open(await now(rma), 'Send estimate');
    const wrong = await desk.send(estimate, { 'text-1': HOSTILE, 'amount-1': HOSTILE.slice(0, 20) });
    cards.push(form, estimate, wrong, await now(rma));
    for (const one of cards) {
      const shows = objectsIn(one).filter(each => Object.values(each).some(value => String(value).includes('**x**')));
      assert.ok(shows.length > 0);
      for (const { type, isMultiline } of shows) {
        // What is read aloud may hold the words, but no tag.
        if (type === 'AdaptiveCard') continue;
        // A choice of a list has a title and a value alone, and a list that is folded shows plain words.
        assert.ok(['TextRun', 'Input.Text', undefined].includes(type as string), String(type));
        assert.equal(isMultiline, undefined);
      }
      assert.doesNotMatch(JSON.stringify(objectsIn(one).map(({ speak }) => speak)), /[<>]/);
      const choices = objectsIn(one).filter(({ type, style }) => type === 'Input.ChoiceSet' && style === 'expanded');
      assert.doesNotMatch(JSON.stringify(choices), /img/);
      assert.doesNotMatch(JSON.stringify(objectsIn(one).map(({ url }) => url)), /javascript/);
    }
  });

  it('are put right in the channel in place, in the thread that they stand in, and for whoever asks by their clock', async () => {
    const rma = await issued(teams);
    const thread = '19:desk@thread.tacv2;messageid=1';
    const channel = { conversation: { id: thread, conversationType: 'channel' } };
    const mention = { entities: [{ type: 'mention', text: '<at>Desk</at>', mentioned: { id: '28:desk' } }] };
    await teams.say(`<at>Desk</at> ${rma._id}`, ANN, { ...channel, ...mention });
    const posted = teams.teams.sent.findLast(({ method }) => method === 'POST') ?? assert.fail();
    const card = teams.teams.lastCard() as unknown as AdaptiveCard;
    const { verb, data } = buttonsOf(card).find(({ title }) => title === 'Take it') ?? assert.fail();
    const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
    const { body } = await teams.invoke('adaptiveCard/action', value, BOB, { ...channel, replyToId: posted.id });
    await teams.idle();
    const theirs = (body as { value: AdaptiveCard }).value;
    assert.ok(!buttonsOf(theirs).some(({ title }) => title === 'Take it'), 'it is theirs');
    assert.deepEqual(theirs.refresh?.userIds, [ANN.id, BOB.id]);
    const put = teams.teams.sent.findLast(({ method }) => method === 'PUT') ?? assert.fail('not put right');
    assert.equal(put.path, `conversations/${thread}/activities/${posted.id}`);
    const everyones = desk.updated(posted.id) ?? assert.fail();
    assert.match(textOf(everyones), /Assigned to: Bob Bench/);
    assert.ok(
      buttonsOf(everyones).some(({ title }) => title === 'Take it'),
      'whoever else may take it over',
    );
    assert.equal(teams.teams.sent.filter(({ method }) => method === 'POST').length, 1, 'nothing is said beside it');
  });

  it('of a duplicate go on as the card of the case that it is part of', async () => {
    const [one, other] = [await opened(teams), await opened(teams)];
    const { card, message } = await desk.shown(other._id);
    await desk.fill(card, 'Is a duplicate', { into: one._id });
    await desk.fill((await desk.shown(one._id)).card, 'Note', { note: 'called them' });
    assert.match(textOf(desk.updated(message)), /“called them”/, 'also what happens to that later');
    const late = await desk.press(card, 'Take it', BOB);
    assert.match(textOf(late), /^The card was of a duplicate, which is part of case/);
    assert.match(String(await desk.open(card, 'Solved', BOB)), /of a duplicate/);
    const whole = await teams.world.house.cases.find(one._id);
    assert.deepEqual(
      [whole?.assignee, whole?.status],
      [undefined, 'open'],
      'nothing is done to what they have not seen',
    );
  });
});
