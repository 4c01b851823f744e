import assert from 'node:assert/strict';
import { type Evaluation, evaluate, isGoodEnough } from './evaluate.ts';

describe('understanding of what people write', () => {
  let evaluations: Evaluation[];
  before(async () => {
    evaluations = await evaluate();
  });

  for (const split of ['all', 'held'] as const) {
    it(`is good enough on ${split} lines`, () => {
      const { scores } = evaluations.find(one => one.split === split) ?? assert.fail('not evaluated');
      for (const { figures, misses } of scores) {
        for (const [figure, value] of Object.entries(figures)) {
          assert.ok(isGoodEnough(figure, value), `${figure}: ${value.toFixed(1)} %\n${misses.join('\n')}`);
        }
      }
    });
  }
});
