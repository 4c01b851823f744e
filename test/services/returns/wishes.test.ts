import assert from 'node:assert/strict';
import { onPaper, TO_AN_ESTIMATE, TO_REPAIR } from './paper.ts';

describe('what a customer may want of a return', () => {
  it('is not to send it after all, until it has come', () => {
    const paper = onPaper();
    const [told] = paper.does({ kind: 'withdrawn' });
    assert.deepEqual([paper.rma.status, told?.mail, paper.due()], ['withdrawn', 'withdrawn', undefined]);
    assert.equal(paper.tried({ kind: 'withdrawn' }).kind, 'same');
    assert.deepEqual(paper.refuses({ kind: 'received' }), {
      ...{ code: 'not-allowed', status: 'withdrawn', wanted: 'received', allowed: [] },
    });
    const received = onPaper();
    received.does({ kind: 'received' });
    assert.equal(received.refuses({ kind: 'withdrawn' }).code, 'not-allowed');
  });

  it('is more time, which moves the end of the RMA as far (R8, R9)', () => {
    const paper = onPaper();
    const [told] = paper.does({ kind: 'extended', returnBy: '2026-12-20', reason: 'on a ship' });
    assert.deepEqual([paper.rma.returnBy, paper.rma.activeUntil], ['2026-12-20', '2027-02-18']);
    assert.equal(paper.rma.lapsesAt?.toISOString(), '2027-02-19T07:59:59.999Z');
    assert.deepEqual([told?.mail, told?.data], ['extended', { from: '2026-12-10', to: '2026-12-20' }]);
    assert.equal(paper.tried({ kind: 'extended', returnBy: '2026-12-20', reason: 'again' }).kind, 'same');
  });

  it('is never less time, nor a day that is past, nor a year that was mistyped', () => {
    const paper = onPaper();
    const not = { code: 'not-extended', returnBy: '2026-12-10', latest: '2027-11-11' };
    assert.deepEqual(paper.refuses({ kind: 'extended', returnBy: '2026-12-09', reason: 'x' }), not);
    assert.deepEqual(paper.refuses({ kind: 'extended', returnBy: '3026-12-20', reason: 'x' }), not);
    paper.does({ kind: 'extended', returnBy: '2027-11-11', reason: 'x' });
    const late = onPaper().at('2026-12-30T17:00:00Z');
    assert.equal(late.refuses({ kind: 'extended', returnBy: '2026-12-20', reason: 'x' }).code, 'not-extended');
    late.does({ kind: 'extended', returnBy: '2026-12-30', reason: 'today is fine' });
  });

  it('is no more time once it has come', () => {
    const paper = onPaper();
    paper.does({ kind: 'received' });
    const refusal = paper.refuses({ kind: 'extended', returnBy: '2026-12-20', reason: 'x' });
    assert.deepEqual(refusal, { code: 'not-now', status: 'received', when: ['issued'] });
  });

  it('is another email address, of which the one on file is told', () => {
    const paper = onPaper();
    const [told] = paper.does({ kind: 'contact', email: 'al@acme.com', phone: '+15595550100' });
    assert.deepEqual([told?.mail, told?.mailTo], ['details-changed', 'jo@acme.com']);
    assert.deepEqual(told?.data, { fields: 'email,phone' }, 'never the details themselves');
    assert.equal(paper.rma.contact.email, 'al@acme.com');
    assert.equal(paper.rma.contact.name, 'Jo');
    assert.equal(paper.tried({ kind: 'contact', email: 'al@acme.com' }).kind, 'same');
  });

  it('is another address for the way back, until the products have left', () => {
    const address = { raw: '2 Oak St, Fresno, CA 93721', street: ['2 Oak St'] };
    const paper = onPaper();
    paper.does(...TO_REPAIR, { kind: 'ship-to', address });
    assert.deepEqual(paper.rma.shipTo, address);
    assert.equal(paper.tried({ kind: 'ship-to', address }).kind, 'same');
    paper.does({ kind: 'disposed', item: '1', disposition: 'repaired' }, { kind: 'shipped' });
    assert.equal(paper.refuses({ kind: 'ship-to', address: { ...address, raw: 'elsewhere' } }).code, 'not-now');
  });

  it('is a quote for the data on its disks, before the repair (R14)', () => {
    const paper = onPaper(['1', '2']);
    paper.does({ kind: 'data-recovery', item: '2' });
    assert.deepEqual(
      paper.rma.items.map(({ data }) => data),
      [undefined, 'recovery-quote'],
    );
    assert.deepEqual(paper.rma.attention, ['data-recovery']);
    assert.equal(paper.tried({ kind: 'data-recovery', item: '2' }).kind, 'same');
    const late = onPaper();
    late.does(...TO_REPAIR);
    assert.equal(late.refuses({ kind: 'data-recovery' }).code, 'not-now');
  });

  it('is other firmware (R13); once it has come, somebody at the bench has to know', () => {
    const paper = onPaper();
    paper.does({ kind: 'firmware-request', item: '1', firmware: { change: 'upgrade' } });
    assert.deepEqual(paper.rma.attention, []);
    paper.does(...TO_AN_ESTIMATE, {
      kind: 'firmware-request',
      item: '1',
      firmware: { change: 'downgrade', to: '1.9' },
    });
    assert.deepEqual(paper.rma.attention, ['firmware-request']);
    assert.deepEqual(paper.rma.items[0]?.firmware, { change: 'downgrade', to: '1.9' });
  });

  it('is mail at every change of status, or none (R11)', () => {
    const paper = onPaper();
    paper.does({ kind: 'status-emails', wanted: false });
    assert.equal(paper.rma.statusEmails, false);
    assert.equal(paper.tried({ kind: 'status-emails', wanted: false }).kind, 'same');
  });
});
