import assert from 'node:assert/strict';
import type { Case } from '../../../services/cases/case.ts';
import { type Line, OWN_NUMBER, startLine } from '../../bot/channels/voice/phone.ts';
import { FORMAT, riff, SOUND } from '../attachments/sound.ts';

describe('a call that is erased', () => {
  let line: Line;
  beforeEach(async () => {
    line = await startLine();
  });
  afterEach(() => line.close());

  it('leaves none of its words, nor its recording, nor who has called', async () => {
    const caller = await line.call(OWN_NUMBER);
    await caller.press('2');
    await caller.say('jo fox');
    await caller.press('1');
    await caller.say('spectra iv');
    await caller.say('no idea');
    await caller.say('it fell into the secret pond');
    await caller.record(5);
    const [opened] = await line.world.store.collection<Case>('cases').find({}).toArray();
    const { _id = '', customerNumber = '' } = opened ?? {};
    const { attachments } = line.world.house;
    const kept = await attachments.keep({
      ...{ conversation: `voice:${caller.id}`, name: 'recording.wav', bytes: riff(FORMAT, SOUND), isRecording: true },
    });
    await attachments.attachTo(_id, kept.kind === 'kept' ? [kept.file.id] : []);
    const told = async () => JSON.stringify(await line.world.desk.history('voice', caller.id));
    assert.match(await told(), /secret pond/);
    await line.world.house.privacy.erase({ customerNumber }, { actor: 'api:1' });
    assert.doesNotMatch(await told(), /secret pond|jo fox/i);
    assert.deepEqual(await attachments.listOf(_id), []);
    const after = await line.world.house.cases.find(_id);
    assert.doesNotMatch(JSON.stringify(after), /Jo Fox|pond|5595550142/);
  });
});
