import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { readCapped } from '../../bot/body.ts';

describe('the body of an answer', () => {
  const parts = () =>
    Readable.from([Buffer.from('abc'), Buffer.from('def'), Buffer.from('ghi')], { objectMode: false });

  it('is read whole where it is no larger than is taken', async () => {
    assert.equal(String(await readCapped(parts(), 9)), 'abcdefghi');
    assert.equal(String(await readCapped([], 9)), '');
  });

  it('is let go of as soon as it is larger', async () => {
    const body = parts();
    assert.equal(await readCapped(body, 8), undefined);
    assert.ok(body.destroyed);
  });

  it('is let go of the same way where the web’s own streams bring it', async () => {
    let isCancelled = false;
    const source = {
      pull: (to: ReadableStreamDefaultController<Uint8Array>) => to.enqueue(new Uint8Array(4)),
      cancel() {
        isCancelled = true;
      },
    };
    assert.equal(await readCapped(new ReadableStream(source), 10), undefined);
    assert.ok(isCancelled);
  });
});
