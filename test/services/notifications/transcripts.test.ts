import assert from 'node:assert/strict';
import {
  createTranscripts,
  MOST_A_DAY,
  MOST_AN_HOUR,
  type Transcripts,
} from '../../../services/notifications/transcripts.ts';
import { createWorld, type World } from '../../world.ts';

describe('transcripts that are ordered', () => {
  let world: World;
  let transcripts: Transcripts;
  beforeEach(async () => {
    world = await createWorld();
    transcripts = createTranscripts({ store: world.store, outbox: world.house.outbox, now: world.now });
  });
  afterEach(() => world.close());

  const order = (conversation: string, to = 'jo@acme.com', activityId = 'm1', caseNumber?: string) =>
    transcripts.order({ channel: 'test', conversation, activityId, timeZone: 'UTC', locale: 'en-US', to, caseNumber });
  const mails = () => world.store.collection('mails').countDocuments({});

  it('are one mail for each message that asks (R23), and messages of two conversations are two', async () => {
    await Promise.all([order('a'), order('a'), order('b'), order('a', 'jo@acme.com', 'm2')]);
    assert.equal(await mails(), 3);
  });

  it('are refused where one address has had many in a day, from whichever conversations', async () => {
    for (let at = 0; at < MOST_A_DAY; at++) assert.equal(await order(`c${at}`, 'jo@acme.com'), 'ordered');
    assert.equal(await order('more', 'Jo@Acme.com'), 'enough');
    assert.equal(await order('c1'), 'ordered', 'the same again is no more');
    assert.equal(await order('more', 'al@acme.com'), 'ordered');
    assert.equal(await mails(), MOST_A_DAY + 1);
    world.pass(24);
    assert.equal(await order('tomorrow'), 'ordered');
  });

  it('are counted for the mailbox, whatever stands behind a plus', async () => {
    for (let at = 0; at < MOST_A_DAY; at++) assert.equal(await order(`c${at}`, `jo+${at}@acme.com`), 'ordered');
    assert.equal(await order('more', 'Jo+once+more@acme.com'), 'enough');
    assert.equal(await order('more', 'jo@acme.com'), 'enough');
    assert.equal(await order('more', 'jo@acme+plus.com'), 'ordered');
  });

  it('are refused where all the desk has sent many in an hour to people without a case, and only to them', async () => {
    for (let at = 0; at < MOST_AN_HOUR; at++) assert.equal(await order(`c${at}`, `p${at}@acme.com`), 'ordered');
    assert.equal(await order('more', 'al@acme.com'), 'busy');
    assert.equal(await order('c1', 'p1@acme.com'), 'ordered', 'the same again is no more');
    assert.equal(await order('owner', 'al@acme.com', 'm1', '4123456789'), 'ordered');
    assert.equal(await mails(), MOST_AN_HOUR + 1);
    world.pass(1);
    assert.equal(await order('more', 'al@acme.com'), 'ordered');
  });

  it('of people with a case take nothing from the others', async () => {
    for (let at = 0; at <= MOST_AN_HOUR; at++) await order(`c${at}`, `p${at}@acme.com`, 'm1', '4123456789');
    assert.equal(await order('more', 'al@acme.com'), 'ordered');
  });

  it('keep no address but in the mail', async () => {
    await order('a');
    const kept = await world.store.collection('transcripts').find({}).toArray();
    assert.doesNotMatch(JSON.stringify(kept), /acme/);
  });
});
