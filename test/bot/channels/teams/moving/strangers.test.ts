import assert from 'node:assert/strict';
import type { Rma } from '../../../../../services/returns/rma.ts';
import { startTeamsWorld, TENANT, type TeamsPerson, type TeamsWorld } from '../world.ts';
import { type AtTheDesk, atTheDesk, buttonsOf, issued } from './desk.ts';

const EVE: TeamsPerson = { id: '29:eve', name: 'Eve', aadObjectId: 'eeeeeeee-0000-4000-8000-000000000000' };
const ELSEWHERE = '99999999-9999-4999-8999-999999999999';

describe('whoever is not staff', () => {
  let teams: TeamsWorld;
  let desk: AtTheDesk;
  let rma: Rma;
  beforeEach(async () => {
    teams = await startTeamsWorld({ staffTenants: [TENANT] });
    desk = atTheDesk(teams);
    rma = await issued(teams);
  });
  afterEach(() => teams.close());

  const from = (tenant: string) => ({
    conversation: { id: '19:shared@thread.v2', conversationType: 'groupChat', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
  });

  it('gets nothing from any button or form of a card that they see, and nothing is changed by them', async () => {
    const { card } = await desk.shown(rma._id);
    const before = await teams.world.house.returns.find(rma._id);
    const asked = [...buttonsOf(card), { verb: card.refresh?.action['verb'], data: card.refresh?.action['data'] }];
    assert.ok(asked.length > 5);
    for (const { verb, data } of asked) {
      const action = { type: 'Action.Execute', verb: verb ?? 'move', data };
      const value = { action, trigger: 'manual' };
      for (const [name, told] of [
        ['adaptiveCard/action', value],
        ['task/fetch', { data }],
        ['task/submit', { data: { ...(data as object), note: 'mine' } }],
      ] as const) {
        const { status, body } = await teams.invoke(name, told, EVE, from(ELSEWHERE));
        assert.equal(status, 200, name);
        if (name === 'adaptiveCard/action') assert.equal((body as { statusCode: number }).statusCode, 403);
        assert.match(JSON.stringify(body), /own support staff/);
        assert.doesNotMatch(JSON.stringify(body), /Jo Smith|7\d{3}-\d{4}-\d\d/);
      }
    }
    assert.deepEqual(await teams.world.house.returns.find(rma._id), before);
    assert.equal(await teams.world.house.people.find(EVE.aadObjectId), undefined);
    assert.deepEqual(await teams.world.house.present.in('19:shared@thread.v2'), []);
  });

  it('is whoever has no Entra object id, or says another tenant than the chat', async () => {
    const { card } = await desk.shown(rma._id);
    const { verb, data } = buttonsOf(card)[1] ?? assert.fail();
    const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
    const nobody = { id: '29:nobody', name: 'Nobody' } as TeamsPerson;
    const { conversation } = from(TENANT);
    for (const [who, more] of [
      [nobody, from(TENANT)],
      [EVE, { conversation, channelData: { tenant: { id: ELSEWHERE } } }],
    ] as const) {
      const { status, body } = await teams.invoke('adaptiveCard/action', value, who, more);
      assert.deepEqual([status, (body as { statusCode: number }).statusCode], [200, 403]);
    }
    assert.equal((await teams.world.house.returns.find(rma._id))?.assignee, undefined);
  });
});

describe('what a card’s button is answered with', () => {
  let teams: TeamsWorld;
  beforeEach(async () => {
    teams = await startTeamsWorld();
  });
  afterEach(() => teams.close());

  it('is always HTTP 200, and what became of it stands in the body', async () => {
    const rma = await issued(teams);
    const data = { n: rma._id, v: 1, e: 1, do: 'take' };
    for (const [verb, sent, statusCode] of [
      ['move', data, 200],
      ['move', { ...data, v: 0 }, 200],
      ['move', { ...data, do: 'no-such-deed' }, 400],
      ['move', { ...data, n: { $gt: '' } }, 400],
      ['move', { ...data, n: '7000000000' }, 200],
      ['fresh', { n: rma._id }, 200],
      ['fresh', {}, 400],
      ['nothing', data, 400],
    ] as const) {
      const value = { action: { type: 'Action.Execute', verb, data: sent }, trigger: 'manual' };
      const { status, body } = await teams.invoke('adaptiveCard/action', value);
      assert.deepEqual([status, (body as { statusCode: number }).statusCode], [200, statusCode], JSON.stringify(sent));
    }
    teams.world.cutStore();
    const value = { action: { type: 'Action.Execute', verb: 'move', data }, trigger: 'manual' };
    const { status, body } = await teams.invoke('adaptiveCard/action', value);
    assert.deepEqual([status, (body as { statusCode: number }).statusCode], [200, 500]);
    teams.world.mendStore();
  });
});
