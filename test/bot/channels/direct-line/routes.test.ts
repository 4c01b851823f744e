import assert from 'node:assert/strict';
import { createConnection } from 'node:net';
import { GREETING } from './memory-desk.ts';
import { createWorld, lines, ORIGIN, SECRET, tokensOf, type World } from './world.ts';

const conversations = '/v3/directline/conversations';

describe('the Direct Line routes', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const minutes = (n: number) => {
    world.clock.now = new Date(world.clock.now.getTime() + n * 60_000);
  };

  describe('tokens', () => {
    it('are given to the widget without a secret, and nothing is created until the chat is opened', async () => {
      const { status, body } = await world.call('POST', '/webchat/token', { headers: { Origin: ORIGIN } });
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(body), ['conversationId', 'token', 'expires_in', 'resume']);
      assert.equal(body['expires_in'], 1800);
      assert.equal(world.desk.taken.length, 0);
    });

    it('are given to listed sites, to the own one by all its names, and to no other', async () => {
      const { port } = new URL(world.url);
      const ask = async (Origin: string) =>
        (await world.call('POST', '/webchat/token', { headers: { Origin } })).status;
      assert.equal(await ask(ORIGIN), 200);
      assert.equal(await ask(`http://localhost:${port}`), 200);
      assert.equal(await ask(`http://127.0.0.1:${port}`), 200);
      for (const stranger of ['https://evil.example', `${ORIGIN}.evil.example`, 'http://localhost:1', 'null']) {
        assert.equal(await ask(stranger), 403, stranger);
      }
    });

    it('are generated for servers that know a secret, bound to their user', async () => {
      const path = '/v3/directline/tokens/generate';
      const { body } = await world.call('POST', path, { token: SECRET, body: { user: { id: 'dl_customer-7' } } });
      const token = String(body['token']);
      const read = await tokensOf(world.clock).read(token);
      assert.deepEqual(read, {
        kind: 'valid',
        grant: { conversation: body['conversationId'], user: 'dl_customer-7' },
      });
      assert.equal((await world.call('POST', path, { token: SECRET })).status, 200);
      for (const wrong of ['guess', `${SECRET}x`, token]) {
        assert.equal((await world.call('POST', path, { token: wrong })).status, 403);
      }
      assert.equal((await world.call('POST', path)).status, 401);
    });

    it('are refreshed for the same conversation and user while they are good', async () => {
      const ticket = await world.begin();
      minutes(29);
      const { status, body } = await world.call('POST', '/v3/directline/tokens/refresh', { token: ticket.token });
      assert.equal(status, 200);
      assert.equal(body['conversationId'], ticket.conversationId);
      minutes(2);
      assert.equal((await world.say(ticket, 'late')).body.error?.code, 'TokenExpired');
      assert.equal((await world.say({ ...ticket, token: String(body['token']) }, 'in time')).status, 200);
    });

    it('that have expired are refused with a word that clients know', async () => {
      const ticket = await world.begin();
      minutes(31);
      for (const [method, path] of [
        ['POST', '/v3/directline/tokens/refresh'],
        ['POST', conversations],
        ['GET', `${conversations}/${ticket.conversationId}`],
        ['GET', `${conversations}/${ticket.conversationId}/activities`],
      ] as const) {
        const { status, body } = await world.call(method, path, { token: ticket.token });
        assert.deepEqual([status, body.error?.code], [403, 'TokenExpired'], `${method} ${path}`);
      }
    });

    it('are limited per network address, politely, and flow again', async () => {
      const small = await createWorld({ rates: { tokens: { burst: 3, perMinute: 6 } } });
      try {
        const draw = (address: string) =>
          small.call('POST', '/webchat/token', { headers: { Origin: ORIGIN, 'X-Forwarded-For': address } });
        for (let drawn = 0; drawn < 3; drawn++) assert.equal((await draw('203.0.113.7')).status, 200);
        const refused = await draw('203.0.113.7');
        assert.equal(refused.status, 429);
        assert.equal(refused.headers.get('retry-after'), '10');
        assert.match(refused.body.error?.message ?? '', /try again in 10 seconds/);
        assert.equal(refused.headers.get('access-control-allow-origin'), ORIGIN);
        assert.equal((await draw('203.0.113.8')).status, 200);
        small.clock.now = new Date(small.clock.now.getTime() + 10_000);
        assert.equal((await draw('203.0.113.7')).status, 200);
      } finally {
        await small.close();
      }
    });
  });

  describe('a ticket to come back with', () => {
    const draw = async (body: unknown, token?: string) =>
      world.call('POST', '/webchat/token', { body, ...(token !== undefined && { token }) });
    const drawn = async (body: unknown = {}, token?: string) =>
      (await draw(body, token)).body as Record<string, string>;

    it('gives the same conversation again, in the same name, long after the token has expired', async () => {
      const first = await drawn();
      await world.call('POST', conversations, { token: first['token'] ?? '' });
      minutes(29 * 24 * 60);
      const again = await drawn({ resume: first['resume'] });
      assert.equal(again['conversationId'], first['conversationId']);
      const user = (token = '') => JSON.parse(atob(token.split('.')[1] ?? '')).user;
      assert.equal(user(again['token']), user(first['token']));
      assert.equal((await world.call('POST', conversations, { token: again['token'] ?? '' })).status, 200);
    });

    it('lasts thirty days from its last use', async () => {
      const first = await drawn();
      minutes(20 * 24 * 60);
      const second = await drawn({ resume: first['resume'] });
      minutes(20 * 24 * 60);
      assert.equal((await drawn({ resume: second['resume'] }))['conversationId'], first['conversationId']);
      const late = await draw({ resume: first['resume'] });
      assert.deepEqual([late.status, late.body.error?.code], [403, 'ResumeExpired']);
    });

    it('opens nothing by itself, and no token stands in for it', async () => {
      const { resume = '', token, conversationId } = await drawn();
      const path = `${conversations}/${conversationId}/activities`;
      assert.equal((await world.call('GET', path, { token: resume })).status, 403);
      assert.equal((await draw({ resume: token })).status, 403);
      assert.equal((await draw({ resume: `${resume.slice(0, -3)}abc` })).status, 403);
      assert.equal((await draw({ resume: { $ne: '' } })).status, 400);
    });

    it('goes on for a visitor whom the site knows, and for nobody else', async () => {
      const siteToken = async (id: string) =>
        String(
          (await world.call('POST', '/v3/directline/tokens/generate', { token: SECRET, body: { user: { id } } })).body[
            'token'
          ],
        );
      const maria = await drawn({}, await siteToken('maria'));
      const back = await drawn({ resume: maria['resume'] }, await siteToken('maria'));
      assert.equal(back['conversationId'], maria['conversationId']);
      const other = await drawn({ resume: maria['resume'] }, await siteToken('otto'));
      assert.notEqual(other['conversationId'], maria['conversationId']);
      assert.equal((await draw({}, SECRET)).status, 403);
    });
  });

  it('takes so many messages at once of one conversation, and says politely when that is enough', async () => {
    const small = await createWorld({ rates: { messages: { burst: 2, perMinute: 60 } } });
    try {
      const [one, other] = [await small.begin(), await small.begin()];
      for (const text of ['a', 'b']) assert.equal((await small.say(one, text)).status, 200);
      const refused = await small.say(one, 'c');
      assert.equal(refused.status, 429);
      assert.equal(refused.headers.get('retry-after'), '1');
      assert.match(refused.body.error?.message ?? '', /a lot of messages at once. Please try again in 1 second\./);
      assert.equal((await small.say(other, 'd')).status, 200);
      small.clock.now = new Date(small.clock.now.getTime() + 1_000);
      assert.equal((await small.say(one, 'c')).status, 200);
    } finally {
      await small.close();
    }
  });

  describe('conversations', () => {
    it('are started once: 201 and a greeting, then 200 and no other', async () => {
      const { token } = (await world.call('POST', '/webchat/token')).body as { token: string };
      const first = await world.call('POST', conversations, { token, body: { user: { id: 'x' }, locale: 'en-US' } });
      const second = await world.call('POST', conversations, { token });
      assert.deepEqual([first.status, second.status], [201, 200]);
      assert.deepEqual(Object.keys(first.body), ['conversationId', 'token', 'expires_in', 'streamUrl']);
      assert.equal(world.desk.taken.length, 1);
      assert.equal(world.desk.taken[0]?.locale, 'en-US');
      assert.equal(world.desk.taken[0]?.channel, 'direct-line');
    });

    it('are started once also where everything happens at the same time', async () => {
      const { token, conversationId } = (await world.call('POST', '/webchat/token')).body as Record<string, string>;
      const ticket = { token: token ?? '', conversationId: conversationId ?? '', expires_in: 0, streamUrl: '' };
      await Promise.all([
        ...Array.from({ length: 5 }, () => world.call('POST', conversations, { token: ticket.token })),
        ...Array.from({ length: 5 }, () => world.poll(ticket)),
        world.say(ticket, 'hi'),
      ]);
      const { activities } = await world.poll(ticket);
      assert.equal(lines(activities).filter(line => line === `desk: ${GREETING.text}`).length, 1);
    });

    it('greet once over a restart', async () => {
      const ticket = await world.begin();
      await world.restart();
      assert.equal((await world.call('POST', conversations, { token: ticket.token })).status, 200);
      assert.equal((await world.poll(ticket)).activities.length, 1);
    });

    it('start themselves for a client that goes straight to the point', async () => {
      const { token, conversationId } = (await world.call('POST', '/webchat/token')).body as Record<string, string>;
      const ticket = { token: token ?? '', conversationId: conversationId ?? '', expires_in: 0, streamUrl: '' };
      await world.say(ticket, 'I need an RMA');
      const { activities } = await world.poll(ticket);
      assert.deepEqual(lines(activities).slice(0, 2), [`desk: ${GREETING.text}`, 'me: I need an RMA']);
    });

    it('are resumed with a fresh token and a stream from the watermark', async () => {
      const ticket = await world.begin();
      minutes(20);
      const path = `${conversations}/${ticket.conversationId}?watermark=3`;
      const { status, body } = await world.call('GET', path, { token: ticket.token });
      const stream = new URL(String(body['streamUrl']));
      assert.equal(status, 200);
      assert.equal(stream.protocol, 'ws:');
      assert.equal(stream.searchParams.get('watermark'), '3');
      minutes(20);
      assert.equal((await world.say({ ...ticket, token: String(body['token']) }, 'hi')).status, 200);
    });

    it('belong to their own token: nobody reads, writes or resumes those of another', async () => {
      const mine = await world.begin();
      const theirs = await world.begin();
      const stolen = { ...theirs, token: mine.token };
      await world.say(theirs, 'my address is 1 Main Street');
      const one = `${conversations}/${theirs.conversationId}`;
      for (const [method, path] of [
        ['GET', one],
        ['GET', `${one}/activities`],
        ['POST', `${one}/activities`],
        ['POST', `${one}/upload`],
        ['GET', `${conversations}/..%2F${theirs.conversationId}/activities`],
      ] as const) {
        const body = method === 'POST' ? { type: 'message', text: 'x' } : undefined;
        const { status, body: answer } = await world.call(method, path, { token: stolen.token, body });
        assert.deepEqual([status, answer.error?.code], [403, 'BadArgument'], `${method} ${path}`);
      }
      assert.equal((await world.poll(theirs)).activities.length, 4);
    });

    it('are written by whom the token names, whatever the activity claims', async () => {
      const ticket = await world.begin();
      const body = { type: 'message', text: 'hi', from: { id: 'the-boss', role: 'bot' } };
      await world.call('POST', `${conversations}/${ticket.conversationId}/activities`, { token: ticket.token, body });
      const said = world.desk.taken.at(-1)?.said;
      assert.match(said?.from ?? '', /^dl_/);
      const echo = (await world.poll(ticket)).activities[1];
      assert.deepEqual(echo?.from, { id: said?.from, role: 'user' });
    });
  });

  describe('activities', () => {
    it('tell the desk which network they come from, without its address and off the record', async () => {
      const ticket = await world.begin();
      const path = `${conversations}/${ticket.conversationId}/activities`;
      const post = (address: string, token = ticket.token) =>
        world.call('POST', path, {
          ...{ token, body: { type: 'message', text: 'hi', from: { id: 'p' } } },
          headers: { 'X-Forwarded-For': address },
        });
      for (const address of ['203.0.113.7', '203.0.113.8', '203.0.113.7']) {
        assert.equal((await post(address)).status, 200);
      }
      const [one, other, again] = world.desk.taken.slice(-3).map(({ network }) => network);
      assert.ok(one && other && one === again && one !== other);
      assert.doesNotMatch(one + other, /203\.0/);
      const turns = await world.desk.history('direct-line', ticket.conversationId);
      assert.ok(!JSON.stringify(turns).includes(one));
    });

    it('come from a watermark on, and the watermark is where to go on', async () => {
      const ticket = await world.begin();
      const first = await world.poll(ticket);
      assert.deepEqual([first.activities.length, first.watermark], [1, '1']);
      await world.say(ticket, 'hi');
      const second = await world.poll(ticket, first.watermark);
      assert.deepEqual([second.activities.length, second.watermark], [3, '4']);
      assert.deepEqual(await world.poll(ticket, second.watermark), { activities: [], watermark: '4' });
      assert.deepEqual(lines((await world.poll(ticket, '2')).activities), [
        'desk: You said: hi',
        'desk: Anything else?',
      ]);
      assert.deepEqual(await world.poll(ticket, '999'), { activities: [], watermark: '999' });
    });

    it('have ids that sort, times, and replies that say what they reply to', async () => {
      const ticket = await world.begin();
      const { body } = await world.say(ticket, 'hi', 'mine');
      const [, echo, reply] = (await world.poll(ticket)).activities;
      assert.equal(echo?.id, `${ticket.conversationId}|0000001`);
      assert.equal(echo?.id, body['id']);
      assert.equal(reply?.id, `${ticket.conversationId}|0000002`);
      assert.equal(reply?.replyToId, echo?.id);
      assert.equal(echo?.timestamp, '2026-03-02T10:00:00.000Z');
      assert.deepEqual(echo?.channelData, { clientActivityID: 'mine' });
    });

    it('tell programs what was issued, and ears what to say', async () => {
      const ticket = await world.begin();
      await world.say(ticket, 'hi');
      const [, , spoken, issued] = (await world.poll(ticket)).activities as unknown as Record<string, unknown>[];
      assert.equal(spoken?.['speak'], 'I heard you.');
      assert.equal(spoken?.['inputHint'], 'ignoringInput');
      assert.equal(issued?.['inputHint'], 'expectingInput');
      assert.deepEqual(issued?.['channelData'], { about: { caseNumber: '4123456789' } });
    });

    it('sent a second time are the same message (a retry after a lost answer)', async () => {
      const ticket = await world.begin();
      const first = await world.say(ticket, 'hi', 'mine-1');
      const again = await world.say(ticket, 'hi', 'mine-1');
      assert.equal(first.body['id'], again.body['id']);
      assert.equal((await world.poll(ticket)).activities.length, 4);
    });

    it('without an id of their own are each a message', async () => {
      const ticket = await world.begin();
      await world.say(ticket, 'yes');
      await world.say(ticket, 'yes');
      assert.equal((await world.poll(ticket)).activities.length, 7);
    });

    it('named like the arrival are still messages', async () => {
      const ticket = await world.begin();
      await world.say(ticket, 'hi', 'arrived');
      assert.equal((await world.poll(ticket)).activities.length, 4);
    });

    it('that are no messages are acknowledged and go no further', async () => {
      const ticket = await world.begin();
      for (const type of ['event', 'typing', 'conversationUpdate', 'messageReaction', 'endOfConversation']) {
        const body = { type, name: 'webchat/join', from: { id: 'me' } };
        const path = `${conversations}/${ticket.conversationId}/activities`;
        const answer = await world.call('POST', path, { token: ticket.token, body });
        assert.equal(answer.status, 200);
        assert.equal(typeof answer.body['id'], 'string');
      }
      assert.equal(world.desk.taken.length, 1);
      assert.equal((await world.poll(ticket)).activities.length, 1);
    });

    it('may be long: the desk cuts them; a body beyond 256 kB is refused kindly', async () => {
      const ticket = await world.begin();
      assert.equal((await world.say(ticket, 'x'.repeat(100_000))).status, 200);
      assert.equal(world.desk.taken.at(-1)?.said.text.length, 100_000);
      const tooLong = await world.say(ticket, 'x'.repeat(300_000));
      assert.deepEqual([tooLong.status, tooLong.body.error?.code], [413, 'MessageSizeTooBig']);
    });

    it('that make no sense are refused with the reason', async () => {
      const { conversationId, token } = await world.begin();
      const path = `${conversations}/${conversationId}/activities`;
      for (const body of [{}, [], null, 'hello', { type: 7 }, { type: 'message', text: { $gt: '' } }]) {
        const answer = await world.call('POST', path, { token, body });
        assert.deepEqual([answer.status, answer.body.error?.code], [400, 'BadArgument'], JSON.stringify(body));
      }
      const broken = await fetch(`${world.url}${path}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: '{"type": "mess',
      });
      assert.equal(broken.status, 400);
      for (const watermark of ['-5', 'abc', '1e3', '99999999999']) {
        assert.equal((await world.call('GET', `${path}?watermark=${watermark}`, { token })).status, 400, watermark);
      }
      assert.equal((await world.call('GET', `${path}?watermark=-`, { token })).status, 200);
    });

    it('keep what is right of an activity whose trimmings are wrong', async () => {
      const { conversationId, token } = await world.begin();
      const body = {
        type: 'message',
        text: 'hi',
        locale: 'not a locale',
        localTimezone: 'Mars/Olympus',
        attachments: 'none',
        channelData: { clientActivityID: { $ne: 1 } },
        from: 'me',
      };
      await world.call('POST', `${conversations}/${conversationId}/activities`, { token, body });
      const taken = world.desk.taken.at(-1);
      assert.deepEqual(
        [taken?.said.text, taken?.said.attachments, taken?.locale, taken?.timeZone],
        ['hi', 0, undefined, undefined],
      );
      await world.call('POST', `${conversations}/${conversationId}/activities`, {
        token,
        body: { ...body, locale: 'fr-CA', localTimezone: 'America/Toronto' },
      });
      assert.deepEqual(
        [world.desk.taken.at(-1)?.locale, world.desk.taken.at(-1)?.timeZone],
        ['fr-CA', 'America/Toronto'],
      );
    });

    it('echo a person as plain text, never as Markdown or HTML', async () => {
      const ticket = await world.begin();
      await world.say(ticket, '<img src=x onerror=alert(1)> **bold**');
      const echo = (await world.poll(ticket)).activities[1] as unknown as Record<string, unknown>;
      assert.equal(echo['textFormat'], 'plain');
      assert.equal(echo['text'], '<img src=x onerror=alert(1)> **bold**');
    });
  });

  describe('from a browser', () => {
    it('are allowed to the listed sites, before and with the request', async () => {
      const headers = {
        Origin: ORIGIN,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type,x-ms-bot-agent,x-requested-with',
      };
      for (const path of [
        '/webchat/token',
        conversations,
        `${conversations}/abc/activities`,
        '/v3/directline/tokens/refresh',
      ]) {
        const answer = await world.call('OPTIONS', path, { headers });
        assert.equal(answer.status, 204, path);
        assert.equal(answer.headers.get('access-control-allow-origin'), ORIGIN);
        const allowed = answer.headers.get('access-control-allow-headers') ?? '';
        for (const name of ['authorization', 'content-type', 'x-ms-bot-agent', 'x-requested-with']) {
          assert.ok(allowed.includes(name), name);
        }
      }
      const refused = await world.call('POST', conversations, { token: 'wrong', headers: { Origin: ORIGIN } });
      assert.equal(refused.headers.get('access-control-allow-origin'), ORIGIN);
    });

    it('are not readable for any other site', async () => {
      const answer = await world.call('OPTIONS', '/webchat/token', { headers: { Origin: 'https://evil.example' } });
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
      assert.equal(answer.headers.get('vary'), 'Origin');
    });
  });

  it('survive a client that breaks off in the middle of its body', async () => {
    const { conversationId, token } = await world.begin();
    const { port } = new URL(world.url);
    await new Promise<void>(resolve => {
      const socket = createConnection(Number(port), '127.0.0.1', () => {
        socket.write(
          `POST ${conversations}/${conversationId}/activities HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n` +
            'Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{"type":',
          () => socket.destroy(),
        );
      });
      socket.on('close', () => resolve());
    });
    assert.equal((await world.say({ conversationId, token, expires_in: 0, streamUrl: '' }, 'hi')).status, 200);
  });
});
