import assert from 'node:assert/strict';
import { loadProfile } from '../../services/profile/profile.ts';
import { shipped } from '../../services/shipped.ts';
import { type Evaluation, evaluate, isGoodEnough } from './evaluate.ts';
import { faqLines, otherLines } from './lines.ts';

describe('understanding of what people write', () => {
  let evaluations: Evaluation[];
  before(async () => {
    evaluations = await evaluate();
  });

  it('is measured on lines that the desk has not learnt', async () => {
    const bare = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\d]+/gu, ' ')
        .trim() || text;
    const { articles, otherQuestions } = await loadProfile(shipped('services/profile/pelco'));
    const learnt = new Set([...articles.flatMap(({ questions }) => questions), ...otherQuestions].map(bare));
    const lines = [...faqLines(), ...otherLines()].map(({ text }) => text);
    assert.deepEqual(
      lines.filter(line => learnt.has(bare(line))),
      [],
    );
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
