import assert from 'node:assert/strict';
import type { Said } from '../../bot/conversation.ts';
import { createWorld, type World } from '../world.ts';
import { createPerson, type Person } from './person.ts';

/** The desk and a person in one process, as the benchmark has them in two. */
async function talk(world: World, person: Person, conversation: string): Promise<number> {
  let said: Said = { kind: 'arrived', text: '', attachments: 0, from: 'person' };
  for (let turns = 1; ; turns++) {
    const outcome = await world.desk.take({ channel: 'test', conversation, activityId: `${turns}`, said });
    const { replies } = outcome.kind === 'done' ? outcome.turn : outcome;
    const text = person.answer(replies.map(reply => reply.text));
    if (text === undefined) return turns;
    said = { kind: 'message', text, attachments: 0, from: 'person' };
  }
}

describe('the people of the benchmark', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('understand every question of the desk, and leave with both numbers', async () => {
    for (let n = 0; n < 25; n++) {
      const person = createPerson(n);
      const turns = await talk(world, person, `${n}`);
      assert.match(person.numbers.caseNumber ?? '', /^4\d{3}-\d{4}-\d{2}$/);
      assert.match(person.numbers.rmaNumber ?? '', /^7\d{3}-\d{4}-\d{2}$/);
      assert.ok(turns > 8, 'so short a conversation measures too little');
    }
    assert.equal(await world.store.collection('rmas').countDocuments({}), 25);
  });

  it('say so where a reply asks nothing that they know', () => {
    assert.throws(
      () => createPerson(1).answer(['What is your favourite colour?']),
      /did not understand: What is your favourite/,
    );
  });

  it('do not go on for ever with a desk that asks the same again and again', () => {
    const person = createPerson(1);
    assert.throws(() => {
      for (let turns = 0; turns < 1000; turns++) person.answer(['What is your name?']);
    }, /gave up after 45 answers/);
  });

  it('answer the question, which comes last, and not what stands before it', () => {
    const replies = ['I noted the serial number of the SD4E.\n\nWhich company is this for?'];
    assert.doesNotMatch(createPerson(3).answer(replies) ?? '', /\d/);
  });

  it('are the same person in every run', () => {
    const greeting = ['Tell me in your own words what is wrong.', 'What is your email address?'];
    assert.equal(createPerson(7).answer(greeting), createPerson(7).answer(greeting));
    assert.notEqual(createPerson(7).answer(greeting), createPerson(8).answer(greeting));
  });
});
