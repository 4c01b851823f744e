import assert from 'node:assert/strict';
import { createRateLimit } from '../../bot/rate-limit.ts';

describe('the rate limit', () => {
  it('lets a burst through, then as many as the time allows', () => {
    let at = 0;
    const limit = createRateLimit({ burst: 2, perMinute: 60, now: () => new Date(at) });
    assert.deepEqual([limit.take('a'), limit.take('a'), limit.take('a')], [0, 0, 1]);
    at += 1000;
    assert.deepEqual([limit.take('a'), limit.take('a')], [0, 1]);
    assert.equal(limit.take('b'), 0);
    at += 3_600_000;
    assert.deepEqual([limit.take('a'), limit.take('a'), limit.take('a')], [0, 0, 1]);
  });

  it('says when it is worth another try', () => {
    let at = 0;
    const limit = createRateLimit({ burst: 1, perMinute: 2, now: () => new Date(at) });
    limit.take('a');
    const seconds = limit.take('a');
    at += (seconds - 1) * 1000;
    assert.equal(limit.take('a'), 1);
    at += 1000;
    assert.equal(limit.take('a'), 0);
  });

  it('lets what was used without asking come in again first', () => {
    let at = 0;
    const limit = createRateLimit({ burst: 100, perMinute: 60, now: () => new Date(at) });
    limit.charge('a', 129);
    assert.deepEqual([limit.take('a'), limit.take('b')], [30, 0]);
    at += 29_000;
    assert.equal(limit.take('a'), 1);
    at += 1_000;
    assert.equal(limit.take('a'), 0);
  });

  it('does not grow with the number of addresses', () => {
    const limit = createRateLimit({ burst: 1, perMinute: 1, now: () => new Date(0) });
    limit.take('first');
    for (let n = 0; n < 10_000; n++) limit.take(`address ${n}`);
    assert.equal(limit.take('first'), 0);
  });
});
