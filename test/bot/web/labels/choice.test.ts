import assert from 'node:assert/strict';
import { readChoice, usualPaper } from '../../../../bot/web/labels/choice.ts';

describe('what is chosen for printing', () => {
  const read = (query: string) => readChoice(new URLSearchParams(query), 'a4');

  it('is the usual paper and one box, where nothing is', () => {
    assert.deepEqual(read(''), { kind: 'chosen', paper: 'a4', boxes: 1 });
  });

  it('is 1 to 20 boxes', () => {
    assert.deepEqual(read('boxes=20&paper=letter'), { kind: 'chosen', paper: 'letter', boxes: 20 });
    for (const boxes of ['0', '21', '', '2.5', '٣', ' 3']) {
      assert.deepEqual(read(`boxes=${encodeURIComponent(boxes)}`), { kind: 'wrong', what: 'boxes' }, boxes);
    }
  });

  it('goes by where the product goes back to, then by the bill, then by the maker', () => {
    assert.equal(usualPaper({ shipTo: { country: 'DE' }, billing: { country: 'US' } }, 'US'), 'a4');
    assert.equal(usualPaper({ shipTo: {}, billing: { country: 'PH' } }, 'DE'), 'letter');
    assert.equal(usualPaper({ shipTo: {} }, 'DE'), 'a4');
  });
});
