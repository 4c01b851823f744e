import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../../../../bot/channels/elements.ts';
import { createCallBackMail } from '../../../../../bot/mails/call-back.ts';
import { Order } from '../../../../../services/notifications/outbox.ts';
import { assertFit, textOf } from '../cards/parsed.ts';
import { type AtTheDesk, atTheDesk, titlesOf } from '../moving/desk.ts';
import { ANN, BOB, startTeamsWorld, TENANT, type TeamsWorld } from '../world.ts';
import { type Customer, startCustomer } from './customer.ts';

const CHANNEL = {
  conversation: { id: '19:queue@thread.tacv2;messageid=1', conversationType: 'channel' },
  channelData: { tenant: { id: TENANT }, team: { id: '19:t' }, channel: { id: '19:q' } },
};

describe('a call that a customer was promised', () => {
  let teams: TeamsWorld;
  let desk: AtTheDesk;
  let customer: Customer;
  beforeEach(async () => {
    teams = await startTeamsWorld();
    desk = atTheDesk(teams);
    customer = await startCustomer(teams.url);
  });
  afterEach(() => teams.close());

  async function promised(): Promise<void> {
    const words = ['call me back', 'tomorrow at noon', '(559) 555-0142', 'Jo Fox', 'yes'];
    for (const text of words) await customer.say(text, { localTimezone: 'America/New_York' });
    assert.match((await customer.texts()).join('\n'), /Noted: somebody calls you at \(559\) 555-0142/);
  }
  /** The cards that the room was given since this was asked last. */
  async function announced(): Promise<AdaptiveCard[]> {
    await teams.announce();
    return teams.teams.sent
      .splice(0)
      .filter(({ path }) => path === 'conversations')
      .map(({ body }) => {
        const { attachments } = body['activity'] as { attachments: { content: AdaptiveCard }[] };
        const card = attachments[0]?.content ?? assert.fail('no card');
        assertFit(card);
        return card;
      });
  }

  it('is shown in the rooms with both clocks, and is made by whoever is first', async () => {
    await teams.say('announce chats here', ANN, CHANNEL);
    teams.teams.sent.splice(0);
    await promised();
    const [card = assert.fail('nothing was announced')] = await announced();
    const text = textOf(card);
    assert.match(text, /Call Jo Fox/);
    assert.match(text, /Wednesday, November 11 at 9:00\sAM Pacific Time/);
    assert.match(text, /Wednesday, November 11 at 12:00\sPM Eastern Time/);
    assert.match(text, /\(559\) 555-0142/);
    assert.match(textOf(await desk.press(card, 'I call them', ANN)), /Ann Repair calls/);
    const forBob = await desk.press(card, 'I call them', BOB);
    assert.match(textOf(forBob), /Ann Repair calls/);
    // Only whoever has it can say that it was made.
    assert.match(textOf(await desk.press(forBob, 'I have called', BOB)), /Ann Repair calls/);
    const done = await desk.press(forBob, 'I have called', ANN);
    assert.match(textOf(done), /Ann Repair has called/);
    assert.deepEqual(titlesOf(done), []);
    teams.world.pass(24);
    assert.deepEqual(await announced(), []);
  });

  it('is told of again when its time comes and nobody has called', async () => {
    await teams.say('announce chats here', ANN, CHANNEL);
    await promised();
    assert.equal((await announced()).length, 1);
    teams.world.pass(23.8);
    assert.deepEqual(await announced(), []);
    teams.world.pass(0.05);
    assert.equal((await announced()).length, 1);
  });

  it('is a mail to technical support where no room hears of chats', async () => {
    await promised();
    const { house, store } = teams.world;
    const [mail] = await store.collection<{ _id: string; to: string; content: string }>('mails').find({}).toArray();
    assert.equal(mail?.to, house.profile.company.technicalSupport);
    const order = Order.parse(JSON.parse(mail.content).order);
    const compose = createCallBackMail({
      callBacks: house.callBacks,
      texts: house.texts.callBackMail,
      company: house.profile.company,
    });
    const written = await compose(order, { key: mail._id, to: mail.to, queuedAt: teams.world.now() });
    assert.ok(written.kind === 'letter');
    assert.match(written.letter.subject, /to be called on Wednesday, November 11 at 9:00\sAM Pacific Time/);
    assert.match(written.letter.text, /Call Jo Fox at \(559\) 555-0142/);
    assert.match(written.letter.text, /for them Wednesday, November 11 at 12:00\sPM Eastern Time/);
  });
});
