import assert from 'node:assert/strict';
import { strip } from '../../../services/attachments/strip.ts';
import { chunk, FORMAT, riff, SOUND } from './sound.ts';

describe('a recording', () => {
  it('keeps its sound, and nothing that tells of a person', async () => {
    const info = chunk('LIST', Buffer.from('INFOIART Jo Fox'));
    const clean = await strip(riff(info, FORMAT, chunk('id3 ', Buffer.from('Jo')), SOUND), true);
    assert.equal(clean.kind, 'clean');
    assert.deepEqual(clean.kind === 'clean' && Buffer.from(clean.bytes), riff(FORMAT, SOUND));
  });

  it('may have been streamed, and not know its length', async () => {
    const streamed = riff(FORMAT, SOUND);
    streamed.writeUInt32LE(0xffffffff, streamed.length - SOUND.length + 4);
    assert.equal((await strip(streamed, true)).kind, 'clean');
  });

  it('is refused where it is damaged, or no sound is in it', async () => {
    const whole = riff(FORMAT, SOUND);
    for (const bytes of [riff(FORMAT), riff(SOUND), whole.subarray(0, 30), riff(chunk('fmt ', Buffer.alloc(0)))]) {
      assert.deepEqual(await strip(bytes, true), { kind: 'refused', why: 'damaged' });
    }
  });
});
