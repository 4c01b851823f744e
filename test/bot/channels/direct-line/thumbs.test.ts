import assert from 'node:assert/strict';
import { createWorld, type Ticket, type World } from './world.ts';

interface Action {
  '@type': string;
  '@id': string;
}

describe('thumbs on answers', () => {
  let world: World;
  let ticket: Ticket;
  beforeEach(async () => {
    world = await createWorld();
    ticket = await world.begin();
    await world.say(ticket, 'how long?');
  });
  afterEach(() => world.close());

  const post = (body: unknown, { conversationId, token }: Ticket = ticket) =>
    world.call('POST', `/v3/directline/conversations/${conversationId}/activities`, { token, body });

  async function actions(): Promise<{ id: string; like: Action; dislike: Action }> {
    const { activities } = await world.poll(ticket);
    const answer = activities.at(-1);
    assert.ok(answer && 'entities' in answer && answer.entities);
    const [like, dislike] = answer.entities[0].potentialAction;
    assert.ok(like && dislike);
    return { id: answer.id, like, dislike };
  }

  const pressed = (action: unknown) => ({
    type: 'event',
    name: 'webchat:activity-status/feedback',
    entities: [action],
    from: { id: 'me', role: 'user' },
  });
  const submitted = (replyToId: string, reaction: string, type = 'invoke') => ({
    type,
    name: 'message/submitAction',
    replyToId,
    value: { actionName: 'feedback', actionValue: { reaction, feedback: '' } },
  });

  it('are offered on what an article answers, and on nothing else', async () => {
    await world.say(ticket, 'hello');
    const { activities } = await world.poll(ticket);
    assert.deepEqual(
      activities.filter(activity => 'entities' in activity && activity.entities).map(({ text }) => text),
      ['About ten days.'],
    );
  });

  it('count for the answer, change with the mind, and say nothing', async () => {
    const { like, dislike } = await actions();
    const before = await world.poll(ticket);
    assert.equal((await post(pressed(like))).status, 200);
    assert.equal((await post(pressed(dislike))).status, 200);
    assert.deepEqual(world.votes, [
      { key: 'vote-1', article: 'turnaround', helped: true },
      { key: 'vote-1', article: 'turnaround', helped: false },
    ]);
    assert.deepEqual(await world.poll(ticket), before);
    assert.equal(world.desk.taken.length, 2);
  });

  it('are understood as later clients and Teams send them', async () => {
    const { id } = await actions();
    await post(submitted(id, 'dislike'));
    await post(submitted(id, 'like', 'event'));
    assert.deepEqual(
      world.votes.map(({ helped }) => helped),
      [false, true],
    );
  });

  it('do not show the key by which they are counted', async () => {
    assert.doesNotMatch(JSON.stringify(await world.poll(ticket)), /vote-1/);
  });

  it('count nothing for a message of another conversation, or one that is no answer', async () => {
    const { id, like } = await actions();
    const other = await world.begin();
    await world.say(other, 'how long?');
    const question = id.replace(/\d+$/, digits => String(Number(digits) - 1).padStart(digits.length, '0'));
    await post(pressed(like), other);
    await post(submitted(id, 'like'), other);
    for (const forged of [
      question,
      `${ticket.conversationId}|0000000`,
      `${ticket.conversationId}|9999999`,
      '',
      'x',
      id.slice(0, -1),
    ]) {
      assert.equal((await post(submitted(forged, 'like'))).status, 200);
    }
    assert.deepEqual(world.votes, []);
  });

  for (const [what, body] of Object.entries({
    'no action': { type: 'event', name: 'webchat:activity-status/feedback', entities: [] },
    'another action': pressed({ '@type': 'VoteAction', '@id': 'x#LikeAction' }),
    'an action without an id': pressed({ '@type': 'LikeAction' }),
    'an id that is an object': pressed({ '@type': 'LikeAction', '@id': { $ne: null } }),
    'an id too long': pressed({ '@type': 'LikeAction', '@id': 'x'.repeat(10_000) }),
    'a reaction of its own': submitted('x', 'love'),
    'a message that only looks like one': { ...pressed({ '@type': 'LikeAction', '@id': 'x' }), type: 'message' },
  })) {
    it(`count nothing for ${what}`, async () => {
      assert.equal((await post(body)).status, 200);
      assert.deepEqual(world.votes, []);
    });
  }

  it('may be pressed again where the store was away', async () => {
    const { like } = await actions();
    world.desk.away = true;
    assert.equal((await post(pressed(like))).status, 500);
    world.desk.away = false;
    assert.equal((await post(pressed(like))).status, 200);
    assert.equal(world.votes.length, 1);
  });
});
