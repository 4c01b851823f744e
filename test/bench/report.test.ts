import assert from 'node:assert/strict';
import type { Measured } from './level.ts';
import { bars, type Row, table } from './report.ts';

const row = (subject: string, atOnce: number, perSecond: number): Row => {
  const figures = { p50: 1, p99: 2, cpuPerThousand: undefined, residentMiB: undefined, ownLoad: 0, held: [] };
  const measured: Measured = { atOnce, perSecond, ...figures };
  return { subject, measured };
};

describe('the report of the benchmark', () => {
  it('sets each engine beside the echo bot at as many conversations', () => {
    const lines = table([row('echo', 1, 500), row('echo', 16, 1060), row('embedded', 16, 530)]).split('\n');
    assert.match(lines[3] ?? '', /^embedded +16 +530 +0\.50 /);
  });

  it('holds the embedded store to three times core-bot, which is 300 turns/s where the echo bot has 1,060', () => {
    assert.match(
      bars([row('echo', 16, 1060), row('embedded', 16, 899)]),
      /3\.0 times core-bot, BELOW the bar of 3 \(899 of 900/,
    );
    assert.match(bars([row('echo', 16, 1060), row('embedded', 16, 901)]), /over the bar of 3/);
  });

  it('holds MongoDB to two and a half times core-bot on a database, whatever the machine is worth', () => {
    assert.match(bars([row('echo', 16, 2120), row('mongodb', 16, 1199)]), /BELOW the bar of 2\.5/);
    assert.match(bars([row('echo', 16, 2120), row('mongodb', 16, 1201)]), /over the bar of 2\.5/);
  });

  it('judges nothing without the echo bot in the same run', () => {
    assert.equal(bars([row('embedded', 16, 5000)]), '');
  });
});
