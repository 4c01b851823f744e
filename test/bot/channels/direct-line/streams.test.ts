import assert from 'node:assert/strict';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { createWorld, lines, listen, type Ticket, type World, type WorldOptions } from './world.ts';

describe('a Direct Line stream', () => {
  const worlds: World[] = [];
  afterEach(() => Promise.all(worlds.splice(0).map(world => world.close())));

  async function open(options?: WorldOptions): Promise<World> {
    const world = await createWorld(options);
    worlds.push(world);
    return world;
  }

  /** The status with which a stream is refused. */
  async function refusal(url: string): Promise<number | undefined> {
    const socket = new WebSocket(url);
    socket.on('error', () => undefined);
    const [, response] = await once(socket, 'unexpected-response');
    socket.terminate();
    return response.statusCode;
  }

  const from = (ticket: Ticket, watermark: number) =>
    ticket.streamUrl.replace(/watermark=\d+/, `watermark=${watermark}`);

  it('are bounded per network address', async () => {
    const world = await open({ socketsPerAddress: 2 });
    const tickets = [await world.begin(), await world.begin(), await world.begin()];
    for (const { streamUrl } of tickets.slice(0, 2)) await listen(streamUrl).activities(1);
    assert.equal(await refusal(tickets[2]?.streamUrl ?? ''), 429);
  });

  it('brings what was said before, then what is said now, with the watermark', async () => {
    const world = await open();
    const ticket = await world.begin();
    await world.say(ticket, 'before');
    const stream = listen(ticket.streamUrl);
    await stream.activities(4);
    await world.say(ticket, 'now');
    const all = await stream.activities(7);
    assert.deepEqual(
      all.map(({ id }) => id),
      Array.from({ length: 7 }, (_, seq) => `${ticket.conversationId}|000000${seq}`),
    );
    assert.deepEqual(
      stream.frames.map(frame => JSON.parse(frame).watermark),
      ['4', '7'],
    );
  });

  it('starts in the middle of a turn for a watermark from there', async () => {
    const world = await open();
    const ticket = await world.begin();
    await world.say(ticket, 'hi');
    const all = await listen(from(ticket, 3)).activities(1);
    assert.deepEqual(lines(all), ['desk: Anything else?']);
  });

  it('opened while a turn is under way misses nothing and repeats nothing', async () => {
    const world = await open();
    const ticket = await world.begin();
    const release = world.desk.hold();
    const answered = world.say(ticket, 'slow');
    const early = listen(ticket.streamUrl);
    await early.activities(1);
    release();
    await answered;
    await world.say(ticket, 'next');
    const all = await early.activities(7);
    assert.equal(new Set(all.map(({ id }) => id)).size, 7);
    assert.deepEqual(lines(all)[6], 'desk: Anything else?');
  });

  it('does not repeat an activity that was sent twice', async () => {
    const world = await open();
    const ticket = await world.begin();
    const stream = listen(ticket.streamUrl);
    await stream.activities(1);
    await world.say(ticket, 'hi', 'mine');
    await world.say(ticket, 'hi', 'mine');
    await world.say(ticket, 'bye');
    assert.deepEqual(lines(await stream.activities(7))[4], 'me: bye');
  });

  it('starts a conversation that has only a token so far', async () => {
    const world = await open();
    const { conversationId, token } = (await world.call('POST', '/webchat/token')).body as Record<string, string>;
    const url = `${world.domain.replace('http', 'ws')}/conversations/${conversationId}/stream?t=${token}`;
    assert.equal((await listen(url).activities(1)).length, 1);
  });

  it('is for the holder of the token alone', async () => {
    const world = await open();
    const mine = await world.begin();
    const theirs = await world.begin();
    assert.equal(await refusal(theirs.streamUrl.replace(theirs.token, mine.token)), 403);
    assert.equal(await refusal(`${mine.streamUrl}x`), 403);
    assert.equal(await refusal(mine.streamUrl.replace(/&t=.*/, '')), 401);
    assert.equal(await refusal(mine.streamUrl.replace(/watermark=0/, 'watermark=x')), 400);
    assert.equal(await refusal(`${world.url.replace('http', 'ws')}/elsewhere`), 404);
    assert.equal(await refusal(`${world.url.replace('http', 'ws')}//`), 404);
    world.clock.now = new Date(world.clock.now.getTime() + 31 * 60_000);
    assert.equal(await refusal(mine.streamUrl), 403);
  });

  it('is kept alive with empty frames, and ignores those of the client', async () => {
    const world = await open({ keepAliveMs: 20 });
    const ticket = await world.begin();
    const stream = listen(ticket.streamUrl);
    await stream.activities(1);
    stream.socket.send('');
    stream.socket.send('{"activities":[{"type":"message","text":"forged","from":{"role":"bot"}}]}');
    while (stream.frames.filter(frame => frame === '').length < 3) await once(stream.socket, 'message');
    assert.equal((await world.poll(ticket)).activities.length, 1);
  });

  it('is ended where the client no longer answers', async () => {
    const world = await open({ keepAliveMs: 20 });
    const ticket = await world.begin();
    const socket = new WebSocket(ticket.streamUrl, { autoPong: false });
    const [code] = await once(socket, 'close');
    assert.equal(code, 1006);
  });

  it('is open eight times at most for one conversation: the oldest makes room', async () => {
    const world = await open();
    const ticket = await world.begin();
    const streams = Array.from({ length: 8 }, () => listen(ticket.streamUrl));
    await Promise.all(streams.map(stream => stream.activities(1)));
    const ninth = listen(ticket.streamUrl);
    await ninth.activities(1);
    const [gone, ...others] = await Promise.race(streams.map(async stream => [await stream.closed]));
    assert.deepEqual([gone, others], [1013, []]);
    await world.say(ticket, 'hi');
    await ninth.activities(4);
    assert.equal(streams.filter(({ socket }) => socket.readyState === WebSocket.OPEN).length, 7);
  });

  it('is closed when the service goes down, and resumes at the next by its watermark', async () => {
    const world = await open();
    const ticket = await world.begin();
    const stream = listen(ticket.streamUrl);
    await stream.activities(1);
    await world.restart();
    assert.equal(await stream.closed, 1001);
    await world.say(ticket, 'hi');
    assert.deepEqual(lines(await listen(from(ticket, 1)).activities(3))[0], 'me: hi');
  });
});
