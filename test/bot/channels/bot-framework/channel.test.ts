import assert from 'node:assert/strict';
import { fakeDesk, message, startWorld, type World } from './world.ts';

describe('POST /api/messages without an app id', () => {
  let world: World;
  const say = (text: string, more: object = {}) => world.post(message(world.connector.url, text, more));
  afterEach(() => world.close());

  describe('a message', () => {
    beforeEach(async () => {
      world = await startWorld();
    });

    it('is taken by the desk, and the reply goes to the serviceUrl before the request is answered', async () => {
      const res = await say('hello');
      assert.equal(res.status, 200);
      assert.equal(await res.text(), '');
      assert.deepEqual(world.connector.texts(), ['echo: hello']);
      assert.equal(world.connector.posted[0]?.path, '/v3/conversations/c-1/activities/a-1');
      assert.equal(world.connector.posted[0]?.headers.authorization, undefined);
    });

    it('reaches the desk with who, where, which language and which time zone', async () => {
      await say('hi', { locale: 'de-DE', localTimezone: 'Europe/Berlin', channelData: { clientActivityID: 'x1' } });
      assert.deepEqual(world.desk.taken, [
        {
          channel: 'bot-framework:emulator',
          conversation: 'c-1',
          activityId: 'a-1',
          said: { kind: 'message', text: 'hi', attachments: 0, from: 'u-1', clientId: 'x1' },
          locale: 'de-DE',
          timeZone: 'Europe/Berlin',
        },
      ]);
    });

    it('is answered from the bot to the person, in the same conversation', async () => {
      await say('hi', { locale: 'en-US' });
      const { from, recipient, conversation, replyToId, locale } = world.connector.posted[0]?.body ?? {};
      assert.deepEqual(
        { from, recipient, conversation, replyToId, locale },
        {
          from: { id: 'bot', name: 'Desk' },
          recipient: { id: 'u-1', name: 'Jo' },
          conversation: { id: 'c-1' },
          replyToId: 'a-1',
          locale: 'en-US',
        },
      );
    });

    it('keeps conversation ids with slashes and spaces whole in the path', async () => {
      await say('hi', { conversation: { id: '19:a/b c@thread.v2;messageid=1' }, id: '1:x/y' });
      assert.equal(
        world.connector.posted[0]?.path,
        '/v3/conversations/19%3Aa%2Fb%20c%40thread.v2%3Bmessageid%3D1/activities/1%3Ax%2Fy',
      );
    });

    it('gives the same replies when it is delivered again, and runs once', async () => {
      await say('once');
      await say('once');
      assert.equal(world.desk.ran, 1);
      assert.deepEqual(world.connector.posted[0]?.body, world.connector.posted[1]?.body);
    });

    it('is a message of its own when it has no id', async () => {
      await say('one', { id: undefined });
      await say('two', { id: undefined });
      assert.equal(world.desk.ran, 2);
      assert.equal(world.connector.posted[0]?.path, '/v3/conversations/c-1/activities');
    });

    it('sends all replies over one kept connection', async () => {
      for (const id of ['1', '2', '3', '4']) await say('x', { id });
      assert.equal(world.connector.posted.length, 4);
      assert.equal(world.connector.connections, 1);
    });
  });

  describe('expectReplies', () => {
    beforeEach(async () => {
      world = await startWorld({ desk: fakeDesk(({ said }) => [{ text: said.text }, { text: 'And?' }]) });
    });

    it('answers with the activities in the body, in order, and posts nothing', async () => {
      const res = await say('hi', { deliveryMode: 'expectReplies' });
      const { activities } = (await res.json()) as { activities: { text: string }[] };
      assert.deepEqual(
        activities.map(({ text }) => text),
        ['hi', 'And?'],
      );
      assert.deepEqual(world.connector.posted, []);
    });

    it('needs no serviceUrl', async () => {
      const res = await say('hi', { deliveryMode: 'expectReplies', serviceUrl: undefined });
      assert.equal(res.status, 200);
    });

    it('gives the same body again on a second delivery', async () => {
      const [first, second] = [
        await say('hi', { deliveryMode: 'expectReplies' }),
        await say('hi', { deliveryMode: 'expectReplies' }),
      ];
      assert.equal(await first.text(), await second.text());
      assert.equal(world.desk.ran, 1);
    });
  });

  describe('order', () => {
    it('keeps the replies of a turn in order, and those of the next turn behind them', async () => {
      const desk = fakeDesk(({ said }) => ['a', 'b', 'c'].map(part => ({ text: said.text + part })));
      world = await startWorld({ desk });
      await Promise.all(['1', '2', '3'].map(id => say(id, { id })));
      const texts = world.connector.texts().join(' ');
      for (const id of ['1', '2', '3']) assert.match(texts, new RegExp(`${id}a ${id}b ${id}c`));
    });

    it('shows that the desk is typing when a turn takes long, before the reply', async () => {
      let finish = (): void => {};
      const finished = new Promise<void>(resolve => {
        finish = resolve;
      });
      const desk = fakeDesk(async () => {
        await finished;
        return [{ text: 'done' }];
      });
      world = await startWorld({ desk, typingAfterMs: 0 });
      const typing = world.connector.until(({ body }) => body['type'] === 'typing');
      const answered = say('slow');
      await typing;
      finish();
      assert.equal((await answered).status, 200);
      assert.deepEqual(
        world.connector.posted.map(({ body }) => body['type']),
        ['typing', 'message'],
      );
    });
  });

  describe('a connector that is not well', () => {
    beforeEach(async () => {
      world = await startWorld();
    });

    for (const failure of [429, 500, 503, 0]) {
      it(`gets the reply again after ${failure || 'a broken connection'}`, async () => {
        world.connector.failures.push(failure);
        assert.equal((await say('hi')).status, 200);
        assert.deepEqual(world.connector.texts(), ['echo: hi']);
      });
    }

    it('is given up after three tries, which the channel is told', async () => {
      world.connector.failures.push(500, 500, 500);
      assert.equal((await say('hi')).status, 502);
      assert.deepEqual(world.connector.posted, []);
    });

    it('gets the recorded replies once the channel delivers again', async () => {
      world.connector.failures.push(500, 500, 500);
      await say('hi');
      assert.equal((await say('hi')).status, 200);
      assert.deepEqual(world.connector.texts(), ['echo: hi']);
      assert.equal(world.desk.ran, 1);
    });

    it('is not asked again where it says that the request is wrong', async () => {
      world.connector.failures.push(400);
      assert.equal((await say('hi')).status, 502);
      assert.deepEqual(world.connector.posted, []);
    });

    it('does not keep the next turn of the conversation from being answered', async () => {
      world.connector.failures.push(400);
      await say('lost', { id: '1' });
      await say('heard', { id: '2' });
      assert.deepEqual(world.connector.texts(), ['echo: heard']);
    });
  });

  describe('who is there', () => {
    const arrived = (more: object) =>
      message(world.connector.url, '', {
        type: 'conversationUpdate',
        text: undefined,
        membersAdded: [{ id: 'bot' }, { id: 'u-1' }],
        ...more,
      });
    beforeEach(async () => {
      world = await startWorld();
    });

    it('greets a person who arrives', async () => {
      await world.post(arrived({}));
      assert.deepEqual(world.desk.taken[0]?.said, { kind: 'arrived', text: '', attachments: 0, from: 'u-1' });
      assert.equal(world.connector.posted.length, 1);
    });

    for (const [what, more] of Object.entries({
      'the bot itself': { membersAdded: [{ id: 'bot' }] },
      'somebody who leaves': { membersAdded: undefined, membersRemoved: [{ id: 'u-1' }] },
      'a member of a group': { conversation: { id: 'c-1', isGroup: true } },
      'a member of a Teams channel': { conversation: { id: 'c-1', conversationType: 'channel' } },
    })) {
      it(`does not greet ${what}`, async () => {
        assert.equal((await world.post(arrived(more))).status, 200);
        assert.deepEqual(world.desk.taken, []);
      });
    }

    for (const type of [
      'typing',
      'messageReaction',
      'endOfConversation',
      'installationUpdate',
      'event',
      'trace',
      'x',
    ]) {
      it(`acknowledges ${type} and says nothing`, async () => {
        assert.equal((await say('', { type })).status, 200);
        assert.deepEqual([world.desk.taken, world.connector.posted], [[], []]);
      });
    }

    it('answers an invoke activity with 501', async () => {
      const res = await say('', { type: 'invoke', name: 'adaptiveCard/action', value: {} });
      assert.equal(res.status, 501);
      assert.equal(res.headers.get('content-type'), 'application/problem+json');
    });
  });

  describe('what is no activity', () => {
    beforeEach(async () => {
      world = await startWorld();
    });

    for (const [what, body] of Object.entries({
      'an empty body': '',
      'a broken body': '{"type":"message"',
      'an array': '[]',
      'a number': '7',
      null: 'null',
      'a string': '"message"',
      'an empty object': '{}',
      'only a type': '{"type":"message"}',
      'keys that would pollute a prototype': '{"__proto__":{"type":"message"},"constructor":{"prototype":{"x":1}}}',
    })) {
      it(`answers 400 to ${what}`, async () => {
        const res = await world.post(body);
        assert.equal(res.status, 400);
        assert.equal(res.headers.get('content-type'), 'application/problem+json');
        assert.deepEqual(world.desk.taken, []);
      });
    }

    for (const [member, value] of Object.entries({
      type: 5,
      text: { a: 1 },
      conversation: 'c-1',
      from: null,
      channelId: '',
      attachments: 'none',
      membersAdded: {},
      serviceUrl: 17,
      id: { $ne: null },
    })) {
      it(`answers 400 to a wrong ${member}, and names it`, async () => {
        const res = await say('hi', { [member]: value });
        assert.equal(res.status, 400);
        assert.match(((await res.json()) as { detail: string }).detail, new RegExp(member));
      });
    }

    it('lets hints that are wrong be, and takes the message', async () => {
      const more = { locale: 5, localTimezone: 'Mars/Olympus', entities: 'x', channelData: 'y', deliveryMode: [] };
      assert.equal((await say('hi', more)).status, 200);
      assert.deepEqual([world.desk.taken[0]?.locale, world.desk.taken[0]?.timeZone], [undefined, undefined]);
    });

    it('takes a message with prototype keys for what it says, and pollutes nothing', async () => {
      const text = JSON.stringify(message(world.connector.url, 'hi'));
      const res = await world.post(text.replace('{', '{"__proto__":{"polluted":true},'));
      assert.equal(res.status, 200);
      assert.equal(({} as { polluted?: boolean }).polluted, undefined);
    });

    it('answers 413 to a body of 300 kB, on a connection that still works', async () => {
      const res = await say('x'.repeat(300_000));
      assert.equal(res.status, 413);
      assert.equal((await say('hi')).status, 200);
    });

    it('cuts off a body that goes on and on, and serves the next one', async () => {
      await assert.rejects(say('x'.repeat(8 * 256 * 1024 + 300_000)));
      assert.equal((await say('hi')).status, 200);
    });

    it('answers 415 to anything but JSON, so that no page can post without a preflight', async () => {
      const body = JSON.stringify(message(world.connector.url, 'hi'));
      assert.equal((await world.post(body, { 'Content-Type': 'text/plain' })).status, 415);
    });

    it('answers 405 with the methods allowed to a GET', async () => {
      const res = await fetch(`${world.url}/api/messages`);
      assert.deepEqual([res.status, res.headers.get('allow')], [405, 'POST']);
    });
  });

  describe('who may talk to it', () => {
    beforeEach(async () => {
      world = await startWorld();
    });

    for (const serviceUrl of [
      'https://attacker.example',
      'http://10.0.0.1',
      'http://127.0.0.1.nip.io',
      'file:///etc',
    ]) {
      it(`refuses to reply to ${serviceUrl}`, async () => {
        assert.equal((await say('hi', { serviceUrl })).status, 403);
        assert.deepEqual(world.desk.taken, []);
      });
    }

    it('answers 400 where there is nowhere to reply to', async () => {
      assert.equal((await say('hi', { serviceUrl: undefined })).status, 400);
    });
  });
});
