import assert from 'node:assert/strict';
import { ANN, startTeamsWorld, TENANT, type TeamsWorld } from './world.ts';

describe('Teams (R25)', () => {
  let teams: TeamsWorld;
  afterEach(() => teams.close());

  describe('for staff', () => {
    beforeEach(async () => {
      teams = await startTeamsWorld();
    });

    it('welcomes whoever installs it, by name', async () => {
      const { status } = await teams.post({
        ...{ type: 'installationUpdate', action: 'add', id: 'i', channelId: 'msteams', serviceUrl: teams.teams.url },
        ...{ conversation: { id: 'chat', conversationType: 'personal', tenantId: TENANT }, from: ANN },
        recipient: { id: '28:desk' },
      });
      assert.equal(status, 200);
      assert.match(teams.teams.lastText() ?? '', /^Hello Ann\./);
      assert.equal((await teams.world.house.people.find(ANN.aadObjectId))?.chat?.conversation, 'chat');
    });

    it('does once what is delivered twice', async () => {
      const again = { id: 'the-same' };
      await teams.say('help', ANN, again);
      await teams.say('help', ANN, again);
      assert.equal(teams.teams.sent.length, 1);
    });

    it('answers a question from the articles, and says where no article does', async () => {
      await teams.say('how long does a repair take?');
      assert.match(teams.teams.lastText() ?? '', /3 business days[\s\S]*\/articles\/turnaround\)/);
      await teams.say('ask: who won the cup in 1974');
      assert.match(teams.teams.lastText() ?? '', /^No article tells that/);
    });

    it('says so where the store is away, and does it once it is back', async () => {
      teams.world.cutStore();
      const again = { id: 'the-same' };
      assert.equal((await teams.say('how long does a repair take?', ANN, again)).status, 200);
      assert.match(teams.teams.lastText() ?? '', /that went wrong on our side/);
      assert.equal((await teams.press('anything'))['statusCode'], 500);
      teams.world.mendStore();
      await teams.say('how long does a repair take?', ANN, again);
      assert.match(teams.teams.lastText() ?? '', /3 business days/);
    });

    it('says so of a button that it does not know, and does nothing by it', async () => {
      for (const verb of ['no-such-verb', 'constructor', '__proto__']) {
        assert.equal((await teams.press(verb))['statusCode'], 400);
      }
    });
  });

  describe('for anybody else', () => {
    beforeEach(async () => {
      teams = await startTeamsWorld({ staffTenants: ['22222222-2222-4222-8222-222222222222'] });
    });

    it('is a polite no, whatever they do', async () => {
      await teams.say('7123 4567 89');
      assert.match(teams.teams.lastText() ?? '', /own support staff/);
      assert.equal((await teams.press('anything'))['statusCode'], 403);
      for (const name of ['composeExtension/query', 'task/fetch', 'composeExtension/fetchTask']) {
        const { body } = await teams.invoke(name, {});
        assert.match(JSON.stringify(body), /own support staff/);
      }
      assert.equal(await teams.world.store.collection('staff').countDocuments({}), 0);
    });
  });
});
