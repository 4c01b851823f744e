import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import type { AdaptiveCard } from '../../../../../bot/channels/elements.ts';
import { assertFit, textOf } from '../cards/parsed.ts';
import { type AtTheDesk, atTheDesk, opened, titlesOf } from '../moving/desk.ts';
import { ANN, BOB, type Sent, startTeamsWorld, TENANT, type TeamsPerson, type TeamsWorld } from '../world.ts';
import { type Customer, startCustomer } from './customer.ts';

const ROOM = '19:queue@thread.tacv2';
const CHANNEL = {
  conversation: { id: `${ROOM};messageid=1`, conversationType: 'channel' },
  channelData: { tenant: { id: TENANT }, team: { id: '19:t' }, channel: { id: '19:q' } },
};
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a customer who asks for a person', () => {
  let teams: TeamsWorld;
  let desk: AtTheDesk;
  let customer: Customer;
  beforeEach(async () => {
    teams = await startTeamsWorld();
    desk = atTheDesk(teams);
    customer = await startCustomer(teams.url);
    await teams.say('announce chats here', ANN, CHANNEL);
    for (const one of [ANN, BOB]) await teams.say('hello', one);
    teams.teams.sent.splice(0);
  });
  afterEach(() => teams.close());

  const cardOf = ({ body }: Sent): AdaptiveCard => {
    const activity = (body['activity'] ?? body) as { attachments?: { content: AdaptiveCard }[] };
    const card = activity.attachments?.[0]?.content ?? assert.fail(`no card, but ${JSON.stringify(body)}`);
    assertFit(card);
    return card;
  };
  /** What was posted in somebody's own chat, the latest last. */
  const inChat = (of: TeamsPerson) =>
    teams.teams.sent.filter(({ path }) => path === `conversations/chat-${of.id}/activities`);
  const chatTexts = (of: TeamsPerson) =>
    inChat(of).map(({ body }) => String(body['text'] ?? textOf(cardOf({ body } as Sent))));
  /** The card in the channel, as it is by now. */
  function roomCard(): AdaptiveCard {
    const posted =
      teams.teams.sent.findLast(({ path }) => path === 'conversations') ?? assert.fail('nothing in the room');
    return desk.updated(posted.id) ?? cardOf(posted);
  }

  async function asked(): Promise<void> {
    await customer.say('can I talk to a human please');
    await teams.idle();
  }
  async function talking(staff = ANN): Promise<void> {
    await asked();
    await desk.press(roomCard(), 'Take the chat', staff, 'room');
    await customer.news();
  }
  async function staffSays(text: string, from = ANN, more: Record<string, unknown> = {}): Promise<void> {
    await teams.say(text, from, more);
    await teams.idle();
  }
  async function customerSays(text: string): Promise<string[]> {
    await customer.say(text);
    await teams.idle();
    return customer.texts();
  }

  it('is shown in the room with what was said, and told that somebody is asked', async () => {
    await customer.say('my SD4E dome has no picture');
    await customer.news();
    await asked();
    assert.match((await customer.texts()).join(), /I have asked my colleagues.*never mind/);
    const card = roomCard();
    assert.match(textOf(card), /would like to talk to somebody/);
    assert.match(textOf(card), /Waiting/);
    assert.match(textOf(card), /SD4E/);
    assert.match(textOf(card), /my SD4E dome has no picture/);
    assert.deepEqual(titlesOf(card), ['Take the chat']);
  });

  it('who calls is shown while the phone rings, with what was said there and in the chat before, and how it ended', async () => {
    await customer.say('my SD4E dome has no picture');
    await teams.world.desk.take({
      ...{ channel: 'voice', conversation: 'CA1', activityId: '1' },
      said: { kind: 'arrived', text: '', attachments: 0, from: 'caller', line: { kind: 'called' } },
    });
    const { handoffs } = teams.world.house;
    const { _id } = await handoffs.ask({
      ...{ key: 'k', channel: 'voice', conversation: 'CA1', medium: 'phone', summary: 'SD4E: no picture' },
      ...{ caller: { phone: '+15595550142' }, before: { channel: 'direct-line', conversation: customer.conversation } },
    });
    await teams.idle();
    const card = roomCard();
    assert.match(textOf(card), /A caller is on the phone/);
    assert.match(textOf(card), /Being put through/);
    assert.match(textOf(card), /my SD4E dome has no picture/);
    assert.match(textOf(card), /Welcome to Pelco support/);
    assert.deepEqual(titlesOf(card), []);
    assert.equal((await handoffs.accept(_id, { id: 'ann', name: 'Ann' }, 'x')).kind, 'over');
    await handoffs.rang(_id, 'missed', 'y');
    await teams.idle();
    assert.match(textOf(roomCard()), /Nobody picked up/);
  });

  it('goes on with the desk until somebody comes', async () => {
    await customer.say('my SD4E dome has no picture');
    await asked();
    await customer.news();
    const [answer = ''] = await customerSays('the serial is A1B2C3');
    assert.match(answer, /\?/);
    assert.match((await customerSays('hello? a human!')).join(), /nobody has come yet/);
  });

  it('talks to whoever takes it, by name, and the desk keeps quiet', async () => {
    await talking();
    assert.match(textOf(roomCard()), /With Ann Repair/);
    assert.deepEqual(titlesOf(roomCard()), []);
    await staffSays('Hi, Ann here.\nIs the *LED* on?');
    const [said] = await customer.news();
    assert.equal(said?.text, '**Ann Repair**: Hi, Ann here.\n\nIs the \\*LED\\* on?');
    assert.equal(said?.from.name, 'Ann Repair');
    assert.deepEqual(await customerSays('no <b>light</b>, serial A1B2C3. how long does a repair take?'), []);
    assert.equal(chatTexts(ANN).at(-1), 'A visitor: no <b>light</b>, serial A1B2C3. how long does a repair take?');
    assert.equal(inChat(ANN).at(-1)?.body['textFormat'], 'plain');
  });

  it('is told who has come, and whoever came what it is about', async () => {
    await customer.say('hi, I am Jo Fox of Acme, jo@acme.com, my SD4E dome has no picture');
    await asked();
    await desk.press(roomCard(), 'Take the chat', ANN, 'room');
    assert.match((await customer.texts()).join('\n'), /\*\*Ann Repair\*\* has joined the chat/);
    const briefing = inChat(ANN).map(cardOf).at(-1) ?? assert.fail('no briefing');
    assert.match(textOf(briefing), /You are talking to Jo Fox/);
    assert.match(textOf(briefing), /Acme/);
    assert.match(textOf(briefing), /no picture/);
    assert.deepEqual(titlesOf(briefing), ['Hand back', 'Transfer', 'End the chat']);
  });

  it('is one person’s, and the other sees whose', async () => {
    await asked();
    const card = roomCard();
    await desk.press(card, 'Take the chat', BOB, 'room');
    const answer = await desk.press(card, 'Take the chat', ANN, 'room');
    assert.match(textOf(answer), /With Bob Bench/);
    await staffSays('who is it?', ANN);
    assert.deepEqual(
      (await customer.texts()).filter(text => text.includes('who is it')),
      [],
    );
  });

  it('cannot be taken by somebody who has no chat with the desk, nor by somebody who talks already', async () => {
    await asked();
    const cid = { id: '29:c', name: 'Cid New', aadObjectId: 'cccccccc-0000-4000-8000-000000000000' };
    const button = roomCard().actions?.[0] as unknown as { verb: string; data: object };
    const { body } = await teams.invoke(
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', verb: button.verb, data: button.data }, trigger: 'manual' },
      cid,
      CHANNEL,
    );
    assert.match(String((body as { value: unknown }).value), /chat of our own first/);
    await desk.press(roomCard(), 'Take the chat', ANN, 'room');
    const other = await startCustomer(teams.url);
    await other.say('human please');
    await teams.idle();
    const cards = teams.teams.sent.filter(({ path }) => path === 'conversations').map(cardOf);
    const second = cards.at(-1)?.actions?.[0] as unknown as { verb: string; data: object };
    const answer = await teams.press(second.verb, second.data, 'room-2', ANN);
    assert.match(String(answer['value']), /You are talking to A visitor/);
  });

  it('is handed back, and the question that was open is asked again', async () => {
    await customer.say('my SD4E dome has no picture');
    const [question = ''] = (await customer.texts()).slice(-1);
    await talking();
    await staffSays('/back');
    const told = (await customer.texts()).join('\n');
    assert.match(told, /\*\*Ann Repair\*\* has handed you back to me/);
    assert.ok(told.includes(question.split('\n').at(-1) ?? 'x'), told);
    assert.match(chatTexts(ANN).at(-1) ?? '', /A visitor is back with the desk/);
    assert.match(textOf(roomCard()), /handed them back/);
    assert.notDeepEqual(await customerSays('A1B2C3'), []);
    await staffSays('anybody there?');
    assert.deepEqual(await customer.texts(), []);
  });

  it('is handed back by the button too, which an older card does not do to the next customer', async () => {
    await talking();
    const [briefing] = inChat(ANN).map(cardOf).slice(-1);
    assert.ok(briefing);
    await desk.press(briefing, 'Hand back');
    await talking();
    assert.match(textOf(await desk.press(briefing, 'Hand back')), /handed them back/);
    await staffSays('still with you');
    assert.match((await customer.texts()).join(), /still with you/);
  });

  it('ends with a note, which goes with the case', async () => {
    const one = await opened(teams, ['SD4E'], 'jo@acme.com');
    await customer.say(`what about my case ${one._id}`);
    await customer.say('jo@acme.com');
    await talking();
    const [briefing] = inChat(ANN).map(cardOf).slice(-1);
    assert.ok(briefing);
    assert.match(textOf(briefing), new RegExp(one._id.slice(0, 4)));
    const form = await desk.open(briefing, 'End the chat');
    assert.match(JSON.stringify(form), /kept with case/);
    assert.equal(await desk.send(form, { note: 'told them to check the fuse' }), undefined);
    assert.match((await customer.texts()).join(), /\*\*Ann Repair\*\* has ended the chat/);
    const after = await teams.world.house.cases.find(one._id);
    assert.deepEqual(
      after?.events.filter(({ kind }) => kind === 'note').map(({ note, actor }) => [note, actor]),
      [['Chat with jo@acme.com: told them to check the fuse', `staff:${ANN.aadObjectId}`]],
    );
    await customerSays('great, bye');
  });

  it('is transferred by name or by the form, and goes over when the colleague takes it', async () => {
    await talking();
    await staffSays('/transfer zoe');
    assert.match(chatTexts(ANN).at(-1) ?? '', /nobody of that name/);
    await staffSays('/transfer bob');
    assert.match(chatTexts(ANN).at(-1) ?? '', /I have asked Bob Bench/);
    const asking = inChat(BOB).map(cardOf).at(-1) ?? assert.fail('Bob was not asked');
    assert.match(textOf(asking), /Ann Repair asks you to take over/);
    await desk.press(asking, 'Take over', BOB);
    assert.match((await customer.texts()).join(), /\*\*Bob Bench\*\* takes over/);
    await staffSays('Hello, Bob here', BOB);
    assert.match((await customer.texts()).join(), /\*\*Bob Bench\*\*: Hello, Bob here/);
    assert.match(chatTexts(ANN).at(-1) ?? '', /Bob Bench talks to A visitor/);
    const [briefing] = inChat(BOB)
      .map(cardOf)
      .filter(card => titlesOf(card).includes('Transfer'))
      .slice(-1);
    assert.ok(briefing);
    const form = await desk.open(briefing, 'Transfer', BOB);
    assert.equal(await desk.send(form, {}, BOB), undefined);
    assert.match(
      textOf(
        inChat(ANN)
          .map(({ body }) => body)
          .filter(body => !body['text'])
          .map(body => cardOf({ body } as Sent))
          .at(-1) ?? assert.fail(),
      ),
      /Bob Bench asks you/,
    );
  });

  it('sends and gets photos, and they go with the case', async () => {
    const one = await opened(teams, ['SD4E'], 'jo@acme.com');
    await customer.say(`what about my case ${one._id}`);
    await customer.say('jo@acme.com');
    await talking();
    await customer.send('front.png', 'image/png', PIXEL);
    await teams.idle();
    assert.match(JSON.stringify(inChat(ANN).at(-1)?.body), /front\.png.*\/files\//);
    assert.deepEqual(await customer.texts(), []);

    const store = createHttp((_, res) => res.end(PIXEL)).listen(0, '127.0.0.1');
    await once(store, 'listening');
    try {
      // Only Teams' own addresses are asked for anything.
      const elsewhere = `http://127.0.0.1:${(store.address() as { port: number }).port}/x.png`;
      const attachments = [{ contentType: 'image/png', contentUrl: elsewhere, name: 'x.png' }];
      await staffSays('', ANN, { attachments });
      assert.match(chatTexts(ANN).at(-1) ?? '', /x\.png could not be fetched/);
    } finally {
      store.close();
    }
    teams.teams.files.set('/v3/attachments/1', PIXEL);
    const attachments = [
      { contentType: 'text/html', content: '<p>look</p>' },
      { contentType: 'image/png', contentUrl: `${teams.teams.url}/v3/attachments/1`, name: 'led.png' },
    ];
    await staffSays('look', ANN, { attachments });
    const [said, sent] = await customer.news();
    assert.equal(said?.text, '**Ann Repair**: look');
    assert.equal(sent?.text, '**Ann Repair** sent led.png');
    assert.deepEqual(
      sent?.attachments?.map(({ contentType, name }) => [contentType, name]),
      [['image/png', 'led.png']],
    );
    assert.match(sent?.attachments?.[0]?.contentUrl ?? '', /\/files\/.*sig=/);
    const files = await teams.world.house.attachments.listOf(one._id);
    assert.deepEqual(files.map(({ name }) => name).sort(), ['front.png', 'led.png']);
  });

  it('sees that somebody writes, and is seen writing', async () => {
    await talking();
    await customer.say('', { type: 'typing' });
    await teams.idle();
    while (inChat(ANN).at(-1)?.body['type'] !== 'typing') await new Promise(resolve => setImmediate(resolve));
  });

  it('does not wait any longer after “never mind”', async () => {
    await asked();
    await customer.news();
    assert.match((await customerSays('never mind')).join(), /told them that it is settled/);
    assert.match(textOf(roomCard()), /does not need anybody any more/);
    assert.deepEqual(titlesOf(roomCard()), []);
  });

  it('leaves with “end chat”, and whoever talked is told', async () => {
    await talking();
    assert.match((await customerSays('end chat')).join(), /you are back with me/);
    assert.match(chatTexts(ANN).at(-1) ?? '', /A visitor has ended the chat/);
    assert.notDeepEqual(await customerSays('how long does a repair take?'), []);
  });

  it('is told honestly after two minutes in which nobody comes', async () => {
    await customer.say('my SD4E dome has no picture');
    await asked();
    await customer.news();
    teams.world.pass(2 / 60);
    await teams.idle();
    const told = await customer.news();
    const text = told.map(one => one.text).join('\n');
    assert.match(text, /nobody is free right now.*\(800\) 289-9100.*serviceusa@pelco\.com.*call me back/);
    assert.ok(told.at(-1)?.suggestedActions?.actions.some(({ title }) => title === 'Call me back'));
    assert.match(textOf(roomCard()), /Nobody came within two minutes/);
  });

  it('is told the hours where nobody is there', async () => {
    teams.world.pass(12);
    await asked();
    assert.match(
      (await customer.texts()).join(),
      /Nobody is at the desk right now: people are here Monday to Friday, 8:00\sAM to 5:00\sPM \(Pacific Time\), next on Wednesday, November 11 at 8:00\sAM Pacific Time.*call me back/,
    );
    assert.equal(teams.teams.sent.length, 0);
  });

  it('is told another way where no room wants to hear of chats', async () => {
    await teams.say('stop announcing chats', ANN, CHANNEL);
    teams.teams.sent.splice(0);
    await asked();
    assert.match((await customer.texts()).join(), /You reach a person at \(800\) 289-9100/);
    assert.equal(teams.teams.sent.length, 0);
  });

  it('loses nothing over a restart of the desk', async () => {
    await talking();
    await teams.say('before it', ANN);
    await teams.world.restart();
    await teams.idle();
    assert.match((await customer.texts()).join(), /before it/);
    assert.deepEqual(await customerSays('still there?'), []);
    assert.equal(chatTexts(ANN).at(-1), 'A visitor: still there?');
  });

  it('is told when whoever talked is not to be reached any more', async () => {
    await talking();
    teams.teams.failures.push({ status: 403, code: 'ConversationBlockedByUser' });
    await customer.say('hello?');
    await teams.idle();
    assert.match((await customer.texts()).join(), /connection to \*\*Ann Repair\*\* is lost/);
    assert.equal(await teams.world.house.handoffs.talkOf(ANN.aadObjectId), undefined);
  });

  it('leaves the desk to staff who begin with a stroke', async () => {
    await talking();
    const one = await opened(teams);
    await staffSays(`/${one._id}`);
    assert.match(chatTexts(ANN).at(-1) ?? '', new RegExp(`Case ${one._id.slice(0, 4)}`));
    assert.deepEqual(await customer.texts(), []);
  });
});
