import assert from 'node:assert/strict';
import { onPaper, TO_AN_ESTIMATE } from './paper.ts';

describe('what a box holds', () => {
  const states = (paper: ReturnType<typeof onPaper>) => paper.rma.items.map(({ receipt }) => receipt?.state);

  it('is the one item of a return of one, where nothing is named', () => {
    const paper = onPaper();
    const [event] = paper.does({ kind: 'received' });
    assert.deepEqual([paper.rma.status, states(paper)], ['received', ['intact']]);
    assert.deepEqual([event?.kind, event?.mail, event?.data], ['received', 'received', { items: '1' }]);
  });

  it('must be named where a return has several items', () => {
    assert.deepEqual(onPaper(['1', '2']).refuses({ kind: 'received' }), { code: 'which-items', items: ['1', '2'] });
  });

  it('may come in parts: what is not here yet stays expected', () => {
    const paper = onPaper(['1', '2', '3']);
    paper.does({ kind: 'received', items: [{ item: '2' }] });
    assert.deepEqual(states(paper), [undefined, 'intact', undefined]);
    paper.does({ kind: 'diagnosing' }, { kind: 'received', items: [{ item: '1' }, { item: '3' }] });
    assert.deepEqual([paper.rma.status, states(paper)], ['diagnosing', ['intact', 'intact', 'intact']]);
  });

  it('may be damaged in transit, which calls somebody', () => {
    const paper = onPaper(['1', '2']);
    const note = 'the bubble is cracked';
    const [event] = paper.does({ kind: 'received', items: [{ item: '1' }, { item: '2', damaged: true, note }] });
    assert.deepEqual(states(paper), ['intact', 'damaged']);
    assert.equal(paper.rma.items[1]?.receipt?.note, note);
    assert.deepEqual(paper.rma.attention, ['damaged-in-transit']);
    assert.deepEqual(event?.data, { items: '1,2', damaged: '2' });
  });

  it('is damaged where one line of two about an item says so', () => {
    const paper = onPaper(['1', '2']);
    const [event] = paper.does({ kind: 'received', items: [{ item: '1' }, { item: '1', damaged: true }] });
    assert.deepEqual(states(paper), ['damaged', undefined]);
    assert.deepEqual(event?.data, { items: '1', damaged: '1' });
  });

  it('may lack an item, which is said to the customer and calls somebody', () => {
    const paper = onPaper(['1', '2']);
    paper.does({ kind: 'received', items: [{ item: '1' }] });
    const [event] = paper.does({ kind: 'missing', items: ['2'] });
    assert.deepEqual([states(paper), paper.rma.attention], [['intact', 'missing'], ['item-missing']]);
    assert.equal(event?.mail, 'missing');
    assert.equal(paper.tried({ kind: 'missing', items: ['2'] }).kind, 'same');
  });

  it('takes an item that was missing and comes after all, and calls for it no more', () => {
    const paper = onPaper(['1', '2']);
    paper.does({ kind: 'received', items: [{ item: '1' }] }, { kind: 'missing', items: ['2'] }, { kind: 'diagnosing' });
    paper.does({ kind: 'received', items: [{ item: '2' }] });
    assert.deepEqual([states(paper), paper.rma.attention], [['intact', 'intact'], []]);
  });

  it('still calls for the second of two missing ones', () => {
    const paper = onPaper(['1', '2', '3']);
    paper.does({ kind: 'received', items: [{ item: '1' }] }, { kind: 'missing', items: ['2', '3'] });
    paper.does({ kind: 'received', items: [{ item: '2' }] });
    assert.deepEqual(paper.rma.attention, ['item-missing']);
  });

  it('may hold a unit that is on no list, which calls somebody and is kept', () => {
    const paper = onPaper();
    paper.does({ kind: 'received', items: [{ item: '1' }], extras: [{ model: 'IM10', serial: 'X1' }] });
    assert.deepEqual(
      paper.rma.extras.map(({ model, serial }) => [model, serial]),
      [['IM10', 'X1']],
    );
    assert.deepEqual(paper.rma.attention, ['extra-unit']);
    assert.equal(paper.rma.items.length, 1);
  });

  it('ends the countdown of the RMA, also where nothing but an extra unit came (R9)', () => {
    const paper = onPaper();
    paper.does({ kind: 'received', extras: [{ model: 'IM10' }] });
    assert.deepEqual([paper.rma.status, paper.rma.lapsesAt, paper.due()], ['received', undefined, undefined]);
    assert.deepEqual(states(paper), [undefined]);
  });

  it('is not received twice, nor said to be missing when it is here', () => {
    const paper = onPaper(['1', '2']);
    paper.does({ kind: 'received', items: [{ item: '1' }] });
    const again = { kind: 'received', items: [{ item: '1' }, { item: '2' }] } as const;
    assert.deepEqual(paper.refuses({ ...again, items: [...again.items] }), { code: 'already-received', items: ['1'] });
    assert.deepEqual(paper.refuses({ kind: 'missing', items: ['1'] }), { code: 'already-received', items: ['1'] });
  });

  it('is of this return: an item that it does not have is refused, and those that it has are named', () => {
    const none = { code: 'no-such-item', item: '3', items: ['1', '2'] };
    assert.deepEqual(onPaper(['1', '2']).refuses({ kind: 'received', items: [{ item: '3' }] }), none);
  });

  it('cannot be missing before anything came, nor come after the products have left', () => {
    const paper = onPaper();
    assert.equal(paper.refuses({ kind: 'missing', items: ['1'] }).code, 'not-now');
    paper.does(...TO_AN_ESTIMATE, { kind: 'estimate-answered', estimate: '1', answer: 'return' }, { kind: 'shipped' });
    assert.deepEqual(paper.refuses({ kind: 'received', items: [{ item: '1' }] }), {
      ...{ code: 'not-allowed', status: 'shipped', wanted: 'received', allowed: ['closed'] },
    });
  });
});
