import assert from 'node:assert/strict';
import { firmwareOnInvoice } from '../../../services/returns/bench.ts';
import type { ChangeInput } from '../../../services/returns/change.ts';
import { Disposition } from '../../../services/returns/rma.ts';
import { answer, onPaper, TO_AN_ESTIMATE, TO_REPAIR, TO_THE_BENCH } from './paper.ts';

const disposed = (disposition: Disposition, item = '1'): ChangeInput => ({ kind: 'disposed', item, disposition });
const firmware = (to: string, why: 'asked' | 'new-processor-module', item = '1'): ChangeInput => {
  return { kind: 'firmware-changed', item, firmware: { from: '1.0', to, why } };
};

describe('the bench', () => {
  it('repairs under warranty without an estimate', () => {
    const paper = onPaper();
    paper.does(...TO_THE_BENCH, { kind: 'no-charge' }, { kind: 'repairing' });
    assert.equal(paper.rma.status, 'repairing');
    assert.equal(paper.tried({ kind: 'repairing' }).kind, 'same');
  });

  it('scraps nothing that the customer did not give up (R20)', () => {
    const roads: ChangeInput[][] = [
      [{ kind: 'received' }],
      TO_THE_BENCH,
      [...TO_THE_BENCH, { kind: 'no-charge' }],
      TO_AN_ESTIMATE,
      TO_REPAIR,
      [...TO_AN_ESTIMATE, answer('return')],
    ];
    for (const road of roads) {
      const paper = onPaper();
      paper.does(...road);
      assert.equal(paper.refuses(disposed('scrapped')).code, 'not-decided-so', paper.rma.status);
    }
    const paper = onPaper();
    paper.does(...TO_AN_ESTIMATE, answer('scrap'), disposed('scrapped'));
    assert.equal(paper.rma.items[0]?.disposition, 'scrapped');
  });

  it('repairs nothing that was declined (R20)', () => {
    for (const said of ['return', 'scrap'] as const) {
      const paper = onPaper();
      paper.does(...TO_AN_ESTIMATE, answer(said));
      assert.equal(paper.refuses(disposed('repaired')).code, 'not-decided-so');
      assert.equal(paper.refuses(disposed('replaced')).code, 'not-decided-so');
      assert.equal(paper.refuses({ kind: 'repairing' }).code, 'not-allowed');
    }
  });

  it('disposes of nothing that is not here', () => {
    const paper = onPaper(['1', '2', '3']);
    paper.does({ kind: 'received', items: [{ item: '1' }] }, { kind: 'missing', items: ['2'] }, { kind: 'diagnosing' });
    for (const item of ['2', '3']) {
      assert.deepEqual(paper.refuses(disposed('no-fault-found', item)), { code: 'unaccounted', items: [item] });
    }
  });

  it('may correct what became of an item until it leaves', () => {
    const paper = onPaper();
    paper.does(...TO_REPAIR, disposed('repaired'), disposed('replaced'));
    assert.equal(paper.rma.items[0]?.disposition, 'replaced');
    assert.equal(paper.tried(disposed('replaced')).kind, 'same');
    paper.does({ kind: 'shipped' });
    for (const disposition of Disposition.options.filter(one => one !== 'replaced')) {
      assert.equal(paper.refuses(disposed(disposition)).code, 'not-decided-so');
    }
  });

  it('changes firmware on the wish of the customer, or with a new processor module, and for no other reason (R16)', () => {
    const paper = onPaper();
    paper.does(...TO_REPAIR);
    assert.deepEqual(paper.refuses(firmware('2.0', 'asked')), { code: 'firmware-not-asked', item: '1' });
    paper.does(firmware('2.0', 'new-processor-module'));

    const wished = onPaper();
    wished.does({ kind: 'firmware-request', item: '1', firmware: { change: 'upgrade' } });
    wished.does(...TO_REPAIR, firmware('2.0', 'asked'));
    assert.equal(wished.tried(firmware('2.0', 'asked')).kind, 'same', 'said again');

    const asIs = onPaper();
    asIs.does({ kind: 'firmware-request', item: '1', firmware: { change: 'as-is' } });
    asIs.does(...TO_REPAIR);
    assert.equal(asIs.refuses(firmware('2.0', 'asked')).code, 'firmware-not-asked');
  });

  it('changes no firmware before the repair is authorized, and none of an item that is not here', () => {
    const paper = onPaper(['1', '2']);
    paper.does({ kind: 'received', items: [{ item: '1' }] }, { kind: 'diagnosing' });
    assert.equal(paper.refuses(firmware('2.0', 'new-processor-module')).code, 'not-now');
    paper.does({ kind: 'no-charge' }, { kind: 'repairing' });
    assert.equal(paper.refuses(firmware('2.0', 'new-processor-module', '2')).code, 'unaccounted');
    assert.equal(paper.refuses(firmware('2.0', 'new-processor-module', '3')).code, 'no-such-item');
  });

  it('lists each change of firmware on the invoice (R17)', () => {
    const paper = onPaper(['1', '2']);
    paper.does({ kind: 'received', items: [{ item: '1' }, { item: '2' }] }, ...TO_REPAIR.slice(1));
    paper.does(firmware('2.0', 'new-processor-module', '2'));
    assert.deepEqual(firmwareOnInvoice(paper.rma), [
      { model: 'SD4E', serial: undefined, from: '1.0', to: '2.0', why: 'new-processor-module' },
    ]);
  });

  it('is told once that somebody has seen to a thing', () => {
    const paper = onPaper();
    paper.does({ kind: 'customer-note', text: 'please call first' });
    paper.does({ kind: 'attended', to: 'customer-note' });
    assert.deepEqual(paper.rma.attention, []);
    assert.equal(paper.tried({ kind: 'attended', to: 'customer-note' }).kind, 'same');
  });
});
