import assert from 'node:assert/strict';
import { feeOf, totalOf } from '../../../services/returns/estimate.ts';
import { firstAskedOn } from '../../../services/returns/estimating.ts';
import { answer, ESTIMATE, onPaper, TO_AN_ESTIMATE, TO_THE_BENCH } from './paper.ts';

describe('an estimate', () => {
  const states = (paper: ReturnType<typeof onPaper>) => paper.rma.estimates.map(({ state }) => state);

  it('is sent by mail from the bench, and not before (R18)', () => {
    assert.equal(onPaper().refuses({ kind: 'estimate', terms: ESTIMATE }).code, 'not-allowed');
    const paper = onPaper();
    const told = paper.does(...TO_AN_ESTIMATE).at(-1);
    assert.deepEqual([paper.rma.status, told?.kind, told?.mail], ['estimate-sent', 'estimate-sent', 'estimate']);
    assert.deepEqual(told?.data, { estimate: '1', total: '18500 USD' });
  });

  it('costs the sum of its lines, and declined the diagnostics fee for each item that is here (R20)', () => {
    const paper = onPaper(['1', '2', '3']);
    paper.does({ kind: 'received', items: [{ item: '1' }, { item: '3' }] }, { kind: 'missing', items: ['2'] });
    const lines = [...ESTIMATE.lines, { text: 'Labor', amount: 9_000, item: '1' }];
    paper.does({ kind: 'diagnosing' }, { kind: 'estimate', terms: { ...ESTIMATE, lines } });
    const [sent] = paper.rma.estimates;
    assert.ok(sent);
    assert.deepEqual([totalOf(sent), feeOf(sent)], [27_500, 15_000]);
  });

  it('is for items of its return', () => {
    const paper = onPaper();
    paper.does(...TO_THE_BENCH);
    const lines = [{ text: 'Lens', amount: 1, item: '9' }];
    assert.equal(paper.refuses({ kind: 'estimate', terms: { ...ESTIMATE, lines } }).code, 'no-such-item');
  });

  for (const [said, status, mail] of [
    ['approve', 'authorized', 'authorized'],
    ['return', 'declined-return', 'declined'],
    ['scrap', 'declined-scrap', 'declined'],
  ] as const) {
    it(`is answered once: "${said}" makes it ${status} (R20)`, () => {
      const paper = onPaper();
      paper.does(...TO_AN_ESTIMATE);
      const [told] = paper.does(answer(said));
      assert.deepEqual([paper.rma.status, told?.mail], [status, mail]);
      assert.deepEqual(paper.rma.estimates[0]?.ended, { at: new Date('2026-11-10T17:00:00Z'), actor: 'test' });
      assert.equal(paper.tried(answer(said)).kind, 'same', 'the same answer said again');
      for (const other of (['approve', 'return', 'scrap'] as const).filter(one => one !== said)) {
        assert.equal(paper.refuses(answer(other)).code, 'no-open-estimate');
      }
    });
  }

  it('is not answered after it was withdrawn, and goes back to the bench', () => {
    const paper = onPaper();
    paper.does(...TO_AN_ESTIMATE);
    const [told] = paper.does({ kind: 'estimate-withdrawn', note: 'covered after all' });
    assert.deepEqual([paper.rma.status, told?.mail], ['diagnosing', 'estimate-withdrawn']);
    assert.deepEqual(paper.refuses(answer('approve')), { code: 'no-open-estimate', state: 'withdrawn' });
    paper.does({ kind: 'no-charge' });
    assert.equal(paper.rma.status, 'no-charge');
  });

  it('is not answered after another took its place: only the last one is open', () => {
    const paper = onPaper();
    paper.does(...TO_AN_ESTIMATE, { kind: 'estimate', terms: { ...ESTIMATE, diagnosticsFee: 0 } });
    assert.deepEqual(states(paper), ['replaced', 'open']);
    assert.deepEqual(paper.refuses(answer('approve', '1')), { code: 'no-open-estimate', state: 'replaced' });
    assert.equal(paper.refuses(answer('approve', '3')).code, 'no-open-estimate');
    paper.does(answer('approve', '2'));
    assert.deepEqual(states(paper), ['replaced', 'approved']);
  });

  it('is not taken back once it is answered', () => {
    const paper = onPaper();
    paper.does(...TO_AN_ESTIMATE, answer('approve'));
    assert.equal(paper.refuses({ kind: 'estimate-withdrawn' }).code, 'no-open-estimate');
    assert.equal(paper.refuses({ kind: 'estimate', terms: ESTIMATE }).code, 'not-allowed');
  });

  it('counts the days to scrap from the first request for authorization, whatever came after it (R20)', () => {
    const paper = onPaper();
    paper.does(...TO_AN_ESTIMATE);
    paper.at('2026-11-25T17:00:00Z').does({ kind: 'estimate', terms: ESTIMATE });
    assert.equal(firstAskedOn(paper.rma), '2026-11-10');
  });

  it('goes to no bench but by its withdrawal', () => {
    const paper = onPaper();
    paper.does(...TO_AN_ESTIMATE);
    assert.deepEqual(paper.refuses({ kind: 'diagnosing' }), {
      ...{ code: 'not-allowed', status: 'estimate-sent', wanted: 'diagnosing' },
      allowed: ['authorized', 'declined-return', 'declined-scrap'],
    });
  });
});
