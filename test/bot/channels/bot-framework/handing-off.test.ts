import assert from 'node:assert/strict';
import { createHandingOff } from '../../../../bot/channels/bot-framework/handing-off.ts';
import { createWorld, type World } from '../../../world.ts';
import { type World as Bot, type FakeDesk, message, startWorld } from './world.ts';

describe('a hand-off to another hub', () => {
  let house: World;
  let bot: Bot;
  let made = 0;
  beforeEach(async () => {
    house = await createWorld(undefined, undefined, { hubs: ['bot-framework:omnichannel'] });
    const { desk } = house;
    bot = await startWorld({
      desk: desk as unknown as FakeDesk,
      handingOff: createHandingOff({
        handoffs: house.house.handoffs,
        history: desk.history,
        channels: ['omnichannel'],
      }),
    });
  });
  afterEach(async () => {
    await bot.close();
    await house.close();
  });

  const post = (more: object, channelId = 'omnichannel') =>
    bot.post(message(bot.connector.url, '', { id: `a-${++made}`, channelId, ...more }));
  const say = (text: string, channelId?: string) => post({ text }, channelId);
  const tell = (state: string, name = 'Ann Hub') =>
    post({ type: 'event', name: 'handoff.status', value: { state }, from: { id: 'hub', name } });
  const sent = () => bot.connector.posted.map(({ body }) => body);
  const lastText = () => sent().findLast(({ type }) => type === 'message')?.['text'];

  it('begins with an event that carries the story, after the words to the customer', async () => {
    await say('my SD4E dome has no picture');
    await say('can I talk to a human please');
    const event = sent().at(-1) as { attachments: { content: { activities: { text: string }[] } }[] } & Record<
      string,
      unknown
    >;
    assert.equal(event['type'], 'event');
    assert.equal(event['name'], 'handoff.initiate');
    assert.match(String(lastText()), /I hand you over/);
    const { value, attachments } = event;
    assert.match(JSON.stringify(value), /"handoffId":"[\da-f-]{36}","summary":"SD4E: .*no picture/);
    const told = attachments[0]?.content.activities.map(({ text }) => text).join('\n') ?? '';
    assert.match(told, /my SD4E dome has no picture/);
    assert.match(told, /can I talk to a human please/);
    assert.equal(attachments[0]?.content.activities.length ? 'json' : '', 'json');
  });

  it('keeps the desk quiet while somebody there talks, and lets it go on when they have ended', async () => {
    await say('I want a person');
    await tell('accepted');
    assert.match(String(lastText()), /\*\*Ann Hub\*\* has joined/);
    const before = sent().length;
    await say('hello there');
    assert.equal(sent().length, before);
    await tell('completed');
    assert.match(String(lastText()), /ended the chat/);
    await say('how long does a repair take?');
    assert.match(String(lastText()), /3 business days/);
  });

  it('tells honestly where nobody there can come', async () => {
    await say('I want a person');
    await tell('failed', '');
    assert.match(String(lastText()), /nobody is free right now/);
  });

  it('takes a status once, and none of what is not handed over', async () => {
    await tell('accepted');
    assert.equal(sent().length, 0);
    await say('I want a person');
    await tell('completed');
    const before = sent().length;
    await tell('accepted');
    assert.equal(sent().length, before);
  });

  it('is for the channels that are named alone: elsewhere no event is sent, nor taken', async () => {
    await say('I want a person', 'webchat');
    assert.deepEqual(
      sent().map(({ type }) => type),
      ['message'],
    );
    await post({ type: 'event', name: 'handoff.status', value: { state: 'accepted' } }, 'webchat');
    assert.equal(sent().length, 1);
  });
});
