import assert from 'node:assert/strict';
import { APOLOGY, GREETING } from './memory-desk.ts';
import { createWorld, lines, listen, type Ticket, type World } from './world.ts';

const SORRY = `desk: ${APOLOGY.text}`;

describe('Direct Line while the store is away', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ keepAliveMs: 20 });
  });
  afterEach(() => world.close());

  it('shows a poller its own words and the apology, once, and moves no watermark', async () => {
    const ticket = await world.begin();
    world.desk.away = true;
    const { status, body } = await world.say(ticket, 'hi', 'mine');
    assert.equal(status, 200);
    const during = await world.poll(ticket, '1');
    assert.deepEqual(lines(during.activities), ['me: hi', SORRY]);
    assert.equal(during.activities[0]?.id, body['id']);
    assert.deepEqual(during.activities[0]?.channelData, { clientActivityID: 'mine' });
    assert.equal(during.watermark, '1');
    assert.deepEqual(await world.poll(ticket, '1'), { activities: [], watermark: '1' });
  });

  it('shows the same on a stream, which then goes on where it was', async () => {
    const ticket = await world.begin();
    const stream = listen(ticket.streamUrl);
    await stream.activities(1);
    world.desk.away = true;
    await world.say(ticket, 'hi');
    assert.deepEqual(lines(await stream.activities(3)).slice(1), ['me: hi', SORRY]);
    world.desk.away = false;
    await world.say(ticket, 'again');
    assert.deepEqual(lines(await stream.activities(6)).slice(3, 4), ['me: again']);
    assert.deepEqual((await world.poll(ticket, '1')).activities.length, 3);
  });

  it('keeps a stream that is opened meanwhile, and brings the past once the store is back', async () => {
    const ticket = await world.begin();
    world.desk.away = true;
    await world.say(ticket, 'hi');
    const stream = listen(ticket.streamUrl);
    assert.deepEqual(lines(await stream.activities(2)), ['me: hi', SORRY]);
    world.desk.away = false;
    assert.deepEqual(lines(await stream.activities(3))[2], `desk: ${GREETING.text}`);
  });

  it('starts a new conversation with one apology, however often the client looks, and greets later', async () => {
    world.desk.away = true;
    const ticket: Ticket = await world.begin();
    assert.deepEqual(lines((await world.poll(ticket)).activities), [SORRY]);
    for (let times = 0; times < 3; times++) assert.deepEqual((await world.poll(ticket)).activities, []);
    await world.say(ticket, 'anyone?');
    assert.deepEqual(lines((await world.poll(ticket)).activities), ['me: anyone?', SORRY]);
    world.desk.away = false;
    assert.deepEqual(lines((await world.poll(ticket)).activities), [`desk: ${GREETING.text}`]);
  });

  it('remembers only the latest of what nobody came for', async () => {
    const ticket = await world.begin();
    world.desk.away = true;
    for (let times = 0; times < 15; times++) await world.say(ticket, `try ${times}`);
    const { activities } = await world.poll(ticket);
    assert.equal(activities.length, 20);
    assert.deepEqual(lines(activities).at(-2), 'me: try 14');
  });
});
