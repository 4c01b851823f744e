import assert from 'node:assert/strict';
import { createTelephone } from '../../../../bot/channels/terminal/telephone.ts';
import type { Case } from '../../../../services/cases/case.ts';
import { createWorld, type World } from '../../../world.ts';

describe('the phone line in the terminal', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(undefined, undefined, { canRing: true });
  });
  afterEach(() => world.close());

  it('takes figures for keys, words for speech, an empty line for silence, and a story after a tone', async () => {
    const printed: string[] = [];
    const telephone = createTelephone({
      ...{ desk: world.desk, conversation: 'c', from: '+15595550142', language: 'en-US' },
      ...{ timeZone: 'America/Los_Angeles', print: text => printed.push(text) },
    });
    await telephone.open();
    for (const typed of ['', '2', 'jo fox', '1', 'spectra iv', 'no idea', 'no picture', 'it fell off the wall', '0']) {
      await telephone.say(typed);
    }
    const said = printed.join('');
    assert.match(said, /I did not hear anything/);
    assert.match(said, /\(a tone: type what is said, or a key\)/);
    assert.match(said, /Its number is 4\d{3} \d{4} \d\d\. Once more/);
    assert.match(said, /\(it rings at a person/);
    const [opened] = await world.store.collection<Case>('cases').find({}).toArray();
    assert.equal(opened?.events.at(-1)?.note, 'it fell off the wall');
    await telephone.say('n');
    await telephone.say('no thanks bye');
    await telephone.say('hello?');
    assert.match(printed.join(''), /the line has hung up/);
  });
});
