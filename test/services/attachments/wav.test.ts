import assert from 'node:assert/strict';
import { strip } from '../../../services/attachments/strip.ts';

function chunk(type: string, payload: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(payload.length, 4);
  return Buffer.concat([head, payload, Buffer.alloc(payload.length % 2)]);
}

const FORMAT = chunk('fmt ', Buffer.alloc(16, 1));
const SOUND = chunk('data', Buffer.from('sound'));
const riff = (...chunks: Buffer[]) => chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));

describe('a recording', () => {
  it('keeps its sound, and nothing that tells of a person', async () => {
    const info = chunk('LIST', Buffer.from('INFOIART Jo Fox'));
    const clean = await strip(riff(info, FORMAT, chunk('id3 ', Buffer.from('Jo')), SOUND));
    assert.equal(clean.kind, 'clean');
    assert.deepEqual(clean.kind === 'clean' && Buffer.from(clean.bytes), riff(FORMAT, SOUND));
  });

  it('may have been streamed, and not know its length', async () => {
    const streamed = riff(FORMAT, SOUND);
    streamed.writeUInt32LE(0xffffffff, streamed.length - 10);
    assert.equal((await strip(streamed)).kind, 'clean');
  });

  it('is refused where it is damaged, or no sound is in it', async () => {
    const whole = riff(FORMAT, SOUND);
    for (const bytes of [riff(FORMAT), riff(SOUND), whole.subarray(0, 30), riff(chunk('fmt ', Buffer.alloc(0)))]) {
      assert.deepEqual(await strip(bytes), { kind: 'refused', why: 'damaged' });
    }
  });
});
