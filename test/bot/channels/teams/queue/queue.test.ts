import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../../../../bot/channels/elements.ts';
import type { Rma } from '../../../../../services/returns/rma.ts';
import { assertFit, objectsIn, textOf } from '../cards/parsed.ts';
import { ANN, startTeamsWorld, type TeamsWorld } from '../world.ts';
import { issueReturn } from './paper.ts';

const CHANNEL = {
  conversation: { id: '19:queue@thread.tacv2;messageid=1', conversationType: 'channel' },
  channelData: {
    tenant: { id: '11111111-1111-4111-8111-111111111111' },
    team: { id: '19:t' },
    channel: { id: '19:q' },
  },
};
const ROOM = '19:queue@thread.tacv2';

describe('the queue in Teams', () => {
  let teams: TeamsWorld;
  beforeEach(async () => {
    teams = await startTeamsWorld();
  });
  afterEach(() => teams.close());

  const issue = (more?: Parameters<typeof issueReturn>[1]): Promise<Rma> => issueReturn(teams.world, more);
  const card = () => (teams.teams.lastCard() ?? assert.fail('no card')) as unknown as AdaptiveCard;
  const said = () => teams.teams.lastText() ?? '';
  const rows = (one: AdaptiveCard) =>
    objectsIn(one).flatMap(({ verb, data }) => (verb === 'open' ? [(data as { number: string }).number] : []));

  it('lists what nobody looks after, with what is due and when', async () => {
    const rma = await issue();
    await teams.say('what is unassigned?');
    assertFit(card());
    assert.deepEqual(rows(card()), [rma._id]);
    assert.match(textOf(card()), /^Nobody’s yet\nRMA /);
    assert.match(textOf(card()), /due Dec 10, 2026/);
    teams.world.pass(31 * 24);
    await teams.say('overdue');
    assert.match(textOf(card()), /was due Dec 10, 2026/);
  });

  it('says so where there is nothing', async () => {
    await teams.say('mine');
    assert.match(said(), /Nothing is assigned to you/);
    await teams.say('arriving');
    assert.match(said(), /Nothing is expected this week/);
  });

  it('shows both who waits for an estimate and whose estimate waits', async () => {
    const [one, other] = [await issue(), await issue()];
    const by = { actor: 'api:1' };
    for (const { _id } of [one, other]) {
      await teams.world.house.returns.change(_id, { kind: 'received', items: [] }, by);
      await teams.world.house.returns.change(_id, { kind: 'diagnosing' }, by);
    }
    const terms = { currency: 'USD', lines: [{ text: 'Board', amount: 1 }], diagnosticsFee: 0 };
    await teams.world.house.returns.change(other._id, { kind: 'estimate', terms }, by);
    await teams.say('waiting for estimate');
    const cards = teams.teams.sent.flatMap(({ body }) =>
      ((body['attachments'] ?? []) as { content: AdaptiveCard }[]).map(({ content }) => content),
    );
    assert.deepEqual(cards.map(rows), [[one._id], [other._id]]);
  });

  it('pages there and back, ten rows at a time', async () => {
    for (let count = 0; count < 12; count++) await issue({ email: `p${count}@acme.com` });
    await teams.say('unassigned');
    const first = card();
    const button = (one: AdaptiveCard, title: string) =>
      (one.actions?.find(action => action['title'] === title) ?? assert.fail(title)) as unknown as { data: object };
    const next = await teams.press('queue-page', button(first, 'Next').data);
    const second = next['value'] as AdaptiveCard;
    assertFit(second);
    assert.equal(new Set([...rows(first), ...rows(second)]).size, 12);
    const back = await teams.press('queue-page', button(second, 'Back').data);
    assert.deepEqual(back['value'], first);
    for (const data of [{}, { view: 'mine', trail: [{ at: { $gt: '' }, number: '7' }] }, { view: 'all', trail: [] }]) {
      assert.equal((await teams.press('queue-page', data))['statusCode'], 400);
    }
  });

  it('announces in a channel what the team wants there, until it does not', async () => {
    const topics = async () => (await teams.world.house.rooms.find(ROOM))?.topics;
    await teams.say('announce digest, expedited here', ANN, CHANNEL);
    assert.deepEqual(await topics(), ['digest', 'expedited']);
    assert.match(said(), /^Announced here: the digest, daily at 8:00, new expedited requests\.$/);
    await teams.say('announce mails here', ANN, CHANNEL);
    assert.deepEqual(await topics(), ['digest', 'expedited', 'mail']);
    await teams.say('stop announcing the digest', ANN, CHANNEL);
    assert.deepEqual(await topics(), ['expedited', 'mail']);
    await teams.say('announce the weather', ANN, CHANNEL);
    assert.match(said(), /nothing that I announce\. There is: digest, expedited/);
    assert.deepEqual(await topics(), ['expedited', 'mail']);
    await teams.say('stop announcing', ANN, CHANNEL);
    assert.deepEqual(await topics(), []);
    await teams.say('what is announced here?', ANN, CHANNEL);
    assert.match(said(), /Nothing is announced here/);
  });

  it('hands out a day in somebody’s own chat only', async () => {
    await teams.say('export', ANN, CHANNEL);
    assert.match(said(), /in your own chat/);
    assert.doesNotMatch(said(), /http/);
    await teams.say('export 2026-11-09');
    assert.match(
      said(),
      /^\[Cases and returns of Monday, November 9, 2026 as CSV\]\(http:\/\/localhost\/exports\/2026-11-09\.csv\?by=/,
    );
    await teams.say('export 2026-11-31');
    assert.match(said(), /Which day/);
    await teams.say('export 2026-11-12');
    assert.match(said(), /has not come yet/);
    await teams.say('export');
    assert.match(said(), /2026-11-10\.csv/);
  });

  it('tells of it in “help”', async () => {
    await teams.say('help');
    assert.match(said(), /“Mine”, “unassigned”/);
  });
});
