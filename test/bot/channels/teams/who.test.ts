import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { MicrosoftApp } from '../../../../bot/config.ts';
import { APP, drawKeyPairs, type Issuer, type KeyPairs, startIssuer } from '../bot-framework/issuer.ts';
import { ANN, startTeamsWorld, TENANT, type TeamsWorld } from './world.ts';

const OTHER = '22222222-2222-4222-8222-222222222222';
const SINGLE: MicrosoftApp = { ...APP, password: 'not-a-secret', type: 'SingleTenant', tenantId: TENANT };
const SAID_NO = /own support staff/;

/** Signed by a key of this machine, as no client without the cloud can. */
describe('who is staff in Teams (R25)', () => {
  let keys: KeyPairs;
  let issuer: Issuer;
  let teams: TeamsWorld;
  /** What the token vouches for. */
  let vouched: string;

  before(async () => {
    keys = await drawKeyPairs();
  });
  beforeEach(() => void mock.method(console, 'error', () => {}));
  afterEach(async () => {
    mock.restoreAll();
    await teams.close();
    await issuer.close();
  });

  /** @param address of Teams, below its host */
  async function start(app: MicrosoftApp, address: string): Promise<void> {
    issuer = await startIssuer('http://unused', keys);
    const token = () =>
      issuer.token({ claims: { serviceurl: vouched }, kid: issuer.teamsKid, key: keys.teams.privateKey });
    teams = await startTeamsWorld({ staffTenants: [TENANT], signed: { app, authority: issuer.authority, token } });
    vouched = `${teams.teams.url}${address}`;
  }

  const say = (more: Record<string, unknown> = {}) => teams.say('help', ANN, { serviceUrl: vouched, ...more });
  const named = (tenant: string) => ({
    conversation: { id: 'c', conversationType: 'personal', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
  });

  it('are the members of a named tenant, which stands in the signed address', async () => {
    await start(APP, `/amer/${TENANT}/`);
    assert.equal((await say()).status, 200);
    assert.doesNotMatch(teams.teams.lastText() ?? '', SAID_NO);
    assert.equal((await teams.world.house.people.find(ANN.aadObjectId))?.tenant, TENANT);
  });

  it('are none of another tenant, whatever the activity says of itself', async () => {
    await start(APP, `/amer/${OTHER}/`);
    for (const more of [named(TENANT), named(OTHER), { conversation: { id: 'c' }, channelData: {} }]) {
      await say({ ...more, id: `a-${Math.random()}` });
      assert.match(teams.teams.lastText() ?? '', SAID_NO);
    }
    assert.equal(await teams.world.store.collection('staff').countDocuments({}), 0);
  });

  it('are none where the activity names another tenant than the token', async () => {
    await start(APP, `/amer/${TENANT}/`);
    await say(named(OTHER));
    assert.match(teams.teams.lastText() ?? '', SAID_NO);
  });

  it('are those of the one tenant of a single-tenant bot, where the address names none', async () => {
    await start(SINGLE, '/amer/');
    await say();
    assert.doesNotMatch(teams.teams.lastText() ?? '', SAID_NO);
  });

  it('are none where neither the address nor the registration tells the tenant', async () => {
    await start(APP, '/amer/');
    await say();
    assert.match(teams.teams.lastText() ?? '', SAID_NO);
  });

  it('are no guests, nobody who cannot be looked up, and nobody without an Entra object id', async () => {
    await start(APP, `/amer/${TENANT}/`);
    teams.teams.member = { userRole: 'guest' };
    await say();
    assert.match(teams.teams.lastText() ?? '', SAID_NO);
    teams.teams.member = { tenantId: OTHER };
    await say();
    assert.match(teams.teams.lastText() ?? '', SAID_NO);
    teams.teams.member = {};
    teams.teams.failures.push({ status: 404, code: 'ConversationNotFound' });
    await say();
    assert.match(teams.teams.lastText() ?? '', SAID_NO);
    await say({ from: { id: '29:a', name: 'Ann' } });
    assert.match(teams.teams.lastText() ?? '', SAID_NO);
    await say();
    assert.doesNotMatch(teams.teams.lastText() ?? '', SAID_NO);
  });

  it('are not let in by a token that vouches for another address, or by none', async () => {
    await start(APP, `/amer/${TENANT}/`);
    assert.equal((await say({ serviceUrl: `${teams.teams.url}/amer/${OTHER}/` })).status, 401);
    assert.equal(teams.teams.sent.length, 0);
  });
});
