import assert from 'node:assert/strict';
import { answer, onPaper, TO_AN_ESTIMATE, TO_REPAIR } from './paper.ts';

describe('the way back', () => {
  it('begins when it is known of every item what became of it', () => {
    const paper = onPaper(['1', '2', '3']);
    paper.does({ kind: 'received', items: [{ item: '1' }, { item: '2' }] }, ...TO_REPAIR.slice(1));
    paper.does({ kind: 'disposed', item: '1', disposition: 'repaired' });
    assert.deepEqual(paper.refuses({ kind: 'shipped' }), { code: 'unaccounted', items: ['2', '3'] });
    paper.does({ kind: 'disposed', item: '2', disposition: 'no-fault-found' }, { kind: 'missing', items: ['3'] });
    const [told] = paper.does({ kind: 'shipped', carrier: 'UPS', tracking: '1Z999AA10123456784' });
    assert.deepEqual([paper.rma.status, told?.mail], ['shipped', 'shipped']);
    assert.deepEqual(
      paper.rma.parcels.map(({ direction, carrier }) => [direction, carrier]),
      [['outbound', 'UPS']],
    );
    assert.equal(paper.tried({ kind: 'shipped' }).kind, 'same');
  });

  it('takes what was declined as it is, at the cost of the customer (R20)', () => {
    const paper = onPaper();
    paper.does(...TO_AN_ESTIMATE, answer('return'), { kind: 'shipped' });
    assert.equal(paper.rma.items[0]?.disposition, 'returned-unrepaired');
  });

  it('is not gone by what the customer gave up: that is scrapped here (R20)', () => {
    const paper = onPaper();
    paper.does(...TO_AN_ESTIMATE, answer('scrap'));
    assert.deepEqual(paper.refuses({ kind: 'shipped' }), {
      ...{ code: 'not-allowed', status: 'declined-scrap', wanted: 'shipped', allowed: ['closed'] },
    });
    paper.does({ kind: 'closed' });
    assert.equal(paper.rma.items[0]?.disposition, 'scrapped');
  });

  it('scraps no item that came after the estimate which the customer answered (R20)', () => {
    const paper = onPaper(['1', '2']);
    paper.does({ kind: 'received', items: [{ item: '1' }] }, ...TO_AN_ESTIMATE.slice(1), answer('scrap'));
    paper.at('2026-11-12T17:00:00Z').does({ kind: 'received', items: [{ item: '2' }] });
    assert.deepEqual(paper.refuses({ kind: 'closed' }), { code: 'unaccounted', items: ['2'] });
    assert.equal(paper.refuses({ kind: 'disposed', item: '2', disposition: 'scrapped' }).code, 'not-decided-so');
    paper.does({ kind: 'disposed', item: '2', disposition: 'returned-unrepaired' }, { kind: 'closed' });
    assert.deepEqual(
      paper.rma.items.map(({ disposition }) => disposition),
      ['scrapped', 'returned-unrepaired'],
    );
  });

  it('ends once, and nobody is called for anything after that', () => {
    const paper = onPaper();
    paper.does({ kind: 'customer-note', text: 'hello' }, ...TO_AN_ESTIMATE, answer('scrap'));
    const [told] = paper.does({ kind: 'closed' });
    assert.deepEqual([paper.rma.attention, told?.mail], [[], 'closed']);
    assert.equal(paper.tried({ kind: 'closed' }).kind, 'same');
    paper.does({ kind: 'customer-note', text: 'thank you' });
    assert.deepEqual(paper.rma.attention, []);
  });

  it('knows each parcel once, in either direction and at its time', () => {
    const inbound = { direction: 'inbound', carrier: 'UPS', tracking: '1z999' } as const;
    const paper = onPaper();
    paper.does({ kind: 'parcel', parcel: inbound });
    assert.equal(paper.tried({ kind: 'parcel', parcel: { ...inbound, tracking: '1Z999' } }).kind, 'same');
    const outbound = { ...inbound, direction: 'outbound' } as const;
    assert.deepEqual(paper.refuses({ kind: 'parcel', parcel: outbound }), {
      ...{ code: 'not-now', status: 'issued', when: ['shipped', 'closed'] },
    });
    paper.does(...TO_AN_ESTIMATE, answer('return'), { kind: 'shipped' }, { kind: 'parcel', parcel: outbound });
    assert.equal(paper.rma.parcels.length, 2);
    assert.equal(paper.refuses({ kind: 'parcel', parcel: { ...inbound, tracking: '2222' } }).code, 'not-now');
  });
});
