import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Background, startBackground } from '../../../../../bot/background.ts';
import type { AdaptiveCard } from '../../../../../bot/channels/elements.ts';
import { openTeams } from '../../../../../bot/channels/teams/open.ts';
import { createLog } from '../../../../../bot/log.ts';
import { writeNumber } from '../../../../../services/numbers.ts';
import type { Topic } from '../../../../../services/staff/rooms.ts';
import { assertFit, textOf } from '../cards/parsed.ts';
import { ANN, BOB, type Sent, startTeamsWorld, TENANT, type TeamsWorld } from '../world.ts';
import { issueReturn } from './paper.ts';

const ROOM = '19:queue@thread.tacv2';
const CHANNEL = {
  conversation: { id: `${ROOM};messageid=1`, conversationType: 'channel' },
  channelData: { tenant: { id: TENANT }, team: { id: '19:t' }, channel: { id: '19:q' } },
};
const BY = { actor: 'api:1' };

describe('what is announced in Teams', () => {
  let teams: TeamsWorld;
  let background: Background;
  let folder: string;
  beforeEach(async () => {
    teams = await startTeamsWorld();
    folder = await mkdtemp(join(tmpdir(), 'caseline-mail-'));
    const config = {
      ...{ smtpUrl: undefined, mailFrom: 'desk@example.com', dataDir: folder, publicUrl: 'http://localhost' },
      ...{ webhookUrls: [], webhookSecret: undefined },
    };
    const { house, now } = teams.world;
    background = await startBackground({ config, house, now, log: createLog('silent') });
  });
  afterEach(async () => {
    await background.close();
    await teams.close();
    await rm(folder, { recursive: true });
  });

  async function want(...topics: Topic[]): Promise<void> {
    await teams.say(`announce ${topics.join(', ')} here`, ANN, CHANNEL);
    teams.teams.sent.splice(0);
  }
  /** All that is due is done, and said. */
  async function settle(): Promise<void> {
    await background.idle();
    await teams.announce();
  }
  const said = () => teams.teams.sent.filter(({ path }) => path.startsWith('conversations'));
  const cardOf = ({ body }: Sent): AdaptiveCard => {
    const activity = (body['activity'] ?? body) as { attachments: { content: AdaptiveCard }[] };
    return activity.attachments[0]?.content ?? assert.fail('no card');
  };

  it('is a new expedited request, in a thread of its own in the channel', async () => {
    await want('expedited');
    const rma = await issueReturn(teams.world, { expedited: true });
    await issueReturn(teams.world);
    await settle();
    assert.equal(said().length, 1);
    const [sent] = said();
    assert.ok(sent);
    assert.equal(sent.path, 'conversations');
    assert.deepEqual(sent.body['channelData'], { channel: { id: ROOM } });
    assertFit(cardOf(sent));
    assert.match(textOf(cardOf(sent)), new RegExp(`RMA ${writeNumber(rma._id)}`));
    assert.match(textOf(cardOf(sent)), /Expedited service was asked for/);
    teams.world.pass(1);
    await settle();
    assert.equal(said().length, 1);
  });

  it('is also said in somebody’s own chat, where they want it', async () => {
    await teams.say('announce expedited here', BOB);
    teams.teams.sent.splice(0);
    await issueReturn(teams.world, { expedited: true });
    await settle();
    assert.deepEqual(
      said().map(({ path }) => path),
      [`conversations/chat-${BOB.id}/activities`],
    );
  });

  it('is nothing that nobody wanted', async () => {
    await want('mail');
    await issueReturn(teams.world, { expedited: true });
    await settle();
    assert.deepEqual(said(), []);
  });

  it('is an estimate that nobody answered for 30 days (R20)', async () => {
    await want('estimates');
    const { _id } = await issueReturn(teams.world);
    const { returns } = teams.world.house;
    await returns.change(_id, { kind: 'received', items: [] }, BY);
    await returns.change(_id, { kind: 'diagnosing' }, BY);
    const terms = { currency: 'USD', lines: [{ text: 'Board', amount: 1 }], diagnosticsFee: 0 };
    await returns.change(_id, { kind: 'estimate', terms }, BY);
    teams.world.pass(24 * 29);
    await settle();
    assert.deepEqual(said(), []);
    teams.world.pass(25);
    await settle();
    assert.match(textOf(cardOf(said()[0] ?? assert.fail())), /No answer to the estimate: ask the customer/);
  });

  it('is a mail that bounced, and a return that is about to lapse', async () => {
    await want('mail', 'lapsing');
    const { _id } = await issueReturn(teams.world);
    await teams.world.house.returns.change(_id, { kind: 'mail-failed', mail: 'issued', code: '550' }, BY);
    await settle();
    assert.match(textOf(cardOf(said()[0] ?? assert.fail())), /A mail did not reach the customer/);
    teams.world.pass(24 * 84);
    await settle();
    assert.match(textOf(cardOf(said()[1] ?? assert.fail())), /Lapses after Monday, February 8, 2027/);
  });

  it('is left out where it has been seen to before it could be said', async () => {
    await want('lapsing');
    const { _id } = await issueReturn(teams.world);
    teams.world.pass(24 * 84);
    await background.idle();
    teams.teams.failures.push({ status: 429, retryAfter: 90 });
    await teams.announce();
    await teams.world.house.returns.change(_id, { kind: 'received', items: [] }, BY);
    teams.world.pass(1);
    await teams.announce();
    assert.deepEqual(said(), []);
    assert.equal(await teams.world.house.announcements.nextDue(), undefined);
  });

  it('is in one card where many things come at once', async () => {
    await want('expedited');
    for (let count = 0; count < 12; count++) {
      await issueReturn(teams.world, {
        expedited: true,
        name: `${'<b>x</b> '.repeat(30)}`,
        company: '**C** '.repeat(30),
      });
    }
    await background.idle();
    await teams.announce();
    assert.equal(said().length, 1);
    assertFit(cardOf(said()[0] ?? assert.fail()));
    teams.world.pass(1 / 3600);
    await teams.announce();
    assert.equal(said().length, 2);
  });

  it('is tried again where Teams wants fewer words, when it says so', async () => {
    await want('expedited');
    await issueReturn(teams.world, { expedited: true });
    await background.idle();
    teams.teams.failures.push({ status: 429, retryAfter: 90 });
    await teams.announce();
    assert.deepEqual([said().length, teams.teams.failures.length], [0, 0]);
    await issueReturn(teams.world, { expedited: true });
    await background.idle();
    teams.world.pass(89 / 3600);
    await teams.announce();
    assert.equal(said().length, 0);
    teams.world.pass(2 / 3600);
    await teams.announce();
    assert.equal(said().length, 1);
  });

  it('is not lost over a Teams that is away', async () => {
    await want('expedited');
    await issueReturn(teams.world, { expedited: true });
    await background.idle();
    teams.teams.failures.push({ status: 502 }, { status: 502 }, { status: 502 });
    await teams.announce();
    assert.equal(said().length, 0);
    teams.world.pass(1);
    await teams.announce();
    assert.equal(said().length, 1);
  });

  it('is given up in a room that is gone for an hour, and goes on in one that comes back', async () => {
    await want('expedited');
    const gone = { status: 404, code: 'ConversationNotFound' };
    const room = () => teams.world.house.rooms.find(ROOM);
    await issueReturn(teams.world, { expedited: true });
    await background.idle();
    teams.teams.failures.push(gone);
    await teams.announce();
    assert.equal((await room())?.missed?.times, 1);
    teams.world.pass(0.5);
    await teams.announce();
    assert.equal(said().length, 1);
    assert.equal((await room())?.missed, undefined);
    await issueReturn(teams.world, { expedited: true });
    await background.idle();
    teams.world.pass(1 / 3600);
    for (let times = 0; times < 3; times++) {
      teams.teams.failures.push(gone);
      await teams.announce();
      teams.world.pass(0.51);
    }
    assert.equal(await room(), undefined);
    teams.world.pass(24);
    await settle();
    assert.equal(said().length, 1);
  });

  describe('in the morning', () => {
    /** The next day at eight in California. */
    const untilMorning = () => teams.world.pass(23);

    it('is how the queue stands, with its lists behind it', async () => {
      await want('digest');
      await issueReturn(teams.world);
      const { _id } = await issueReturn(teams.world);
      await teams.world.house.returns.change(_id, { kind: 'received', items: [] }, BY);
      untilMorning();
      await settle();
      assert.equal(said().length, 1);
      const card = cardOf(said()[0] ?? assert.fail());
      assertFit(card);
      assert.equal(
        textOf(card),
        [
          ...['The desk on Wednesday, November 11, 2026', 'Nobody’s yet', '2'],
          ...['At the bench, without an estimate', '1'],
        ].join('\n'),
      );
      const shown = await teams.press('queue-page', { view: 'bench', trail: [] });
      assert.match(textOf(shown['value']), new RegExp(writeNumber(_id)));
    });

    it('is said once by two processes that race, and by one that starts late not at all', async () => {
      await want('digest');
      const { house, now } = teams.world;
      const log = createLog('silent');
      const said: unknown[] = [];
      const connector = { call: async (call: unknown) => void said.push(call), file: async () => undefined };
      const config = { microsoftApp: undefined, publicUrl: 'http://localhost', staffTenants: [] };
      const processes = [1, 2, 3].map(
        () => openTeams({ config, house, connector, now, timer: () => () => {}, log }).announcer,
      );
      untilMorning();
      await Promise.all(processes.map(one => one.idle()));
      await Promise.all(processes.map(one => one.idle()));
      assert.equal(said.length, 1);
      teams.world.pass(24 + 5);
      await Promise.all(processes.map(one => one.idle()));
      assert.equal(said.length, 1);
    });

    it('says so where nothing waits', async () => {
      await want('digest');
      untilMorning();
      await settle();
      assert.match(textOf(cardOf(said()[0] ?? assert.fail())), /Nothing waits\./);
    });
  });
});
