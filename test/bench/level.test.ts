import assert from 'node:assert/strict';
import { percentile, type Slice, together } from './level.ts';

describe('the figures of a level', () => {
  const slice = (changes: Partial<Slice>): Slice => ({
    seconds: 2,
    times: [],
    botCpu: 0,
    ownCpu: 0,
    residentMiB: 100,
    held: [],
    ...changes,
  });

  it('takes percentiles by the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
    assert.equal(percentile(hundred, 50), 50);
    assert.equal(percentile(hundred, 99), 99);
    assert.equal(percentile([7], 99), 7);
    assert.ok(Number.isNaN(percentile([], 50)));
  });

  it('counts the turns of all slices over the seconds of all slices', () => {
    const measured = together(16, [slice({ times: [3, 1], botCpu: 0.002 }), slice({ times: [2, 4], botCpu: 0.006 })]);
    assert.equal(measured.perSecond, 1);
    assert.equal(measured.p50, 2);
    assert.equal(measured.cpuPerThousand, 2);
  });

  it('tells no processor time where the system told none for a part of it', () => {
    assert.equal(
      together(1, [slice({ times: [1] }), slice({ times: [1], botCpu: undefined })]).cpuPerThousand,
      undefined,
    );
    assert.equal(together(1, [slice({})]).cpuPerThousand, undefined);
  });
});
