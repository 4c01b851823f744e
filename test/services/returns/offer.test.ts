import assert from 'node:assert/strict';
import type { Estimate } from '../../../services/returns/estimate.ts';
import { answerTo, offerOf } from '../../../services/returns/offer.ts';
import type { Rma, RmaItem } from '../../../services/returns/rma.ts';

const receipt = { state: 'intact', at: new Date(0) } as const;
const item = (id: string, told: Partial<RmaItem> = {}): RmaItem => ({
  ...{ id, model: `M${id}`, kind: 'dome', problem: 'dead', warranty: { kind: 'unconfirmed', months: 36 }, receipt },
  ...told,
});
const estimate = (sentOn: string, told: Partial<Estimate> = {}): Estimate => ({
  ...{ id: '1', items: 2, sentOn, sentAt: new Date(`${sentOn}T12:00:00Z`), state: 'open', currency: 'USD' },
  ...{ lines: [{ text: 'Labor', amount: 100 }], diagnosticsFee: 75 },
  ...told,
});

function offer(estimates: Estimate[], today: string, items = [item('1'), item('2')]) {
  const rma = { _id: '7', caseNumber: '4', items, estimates } as Rma;
  return offerOf(rma, estimates.at(-1) ?? assert.fail(), { scrapWithin: 30, today });
}

describe('what an estimate offers', () => {
  it('is the sum of its lines, or the diagnostics fee for each item (R20)', () => {
    const lines = [
      { text: 'Module', amount: 15_000, item: '2' },
      { text: 'Labor', amount: 3_500 },
    ];
    const { total, fee, feePerItem, lines: told } = offer([estimate('2026-11-10', { lines })], '2026-11-10');
    assert.deepEqual({ total, fee, feePerItem }, { total: 18_500, fee: 150, feePerItem: 75 });
    assert.deepEqual(told[0]?.product, { model: 'M2' });
    assert.equal(told[1]?.product, undefined);
  });

  it('is about the products that are here', () => {
    const items = [
      item('1'),
      item('2', { receipt: { ...receipt, state: 'missing' } }),
      item('3', { receipt: undefined }),
    ];
    assert.deepEqual(
      offer([estimate('2026-11-10')], '2026-11-10', items).products.map(({ model }) => model),
      ['M1'],
    );
  });

  for (const [asked, by] of [
    ['2027-01-31', '2027-03-02'],
    ['2028-01-31', '2028-03-01'],
    ['2028-01-30', '2028-02-29'],
    ['2026-12-31', '2027-01-30'],
    // The days on which the clocks change in between are days like any other.
    ['2027-02-20', '2027-03-22'],
    ['2026-10-10', '2026-11-09'],
  ] as const) {
    it(`has what was asked on ${asked} scrapped by ${by}, and after that without delay (R20)`, () => {
      assert.equal(offer([estimate(asked)], by).scrapBy, by);
      const next = new Date(`${by}T00:00:00Z`);
      next.setUTCDate(next.getUTCDate() + 1);
      assert.equal(offer([estimate(asked)], next.toISOString().slice(0, 10)).scrapBy, undefined);
    });
  }

  it('counts from the first estimate, though that was replaced or withdrawn (R20)', () => {
    for (const state of ['replaced', 'withdrawn'] as const) {
      const estimates = [estimate('2026-11-10', { state }), estimate('2026-12-01', { id: '2' })];
      assert.equal(offer(estimates, '2026-12-01').scrapBy, '2026-12-10');
    }
  });

  it('knows what was answered', () => {
    const states = ['open', 'approved', 'declined-return', 'declined-scrap', 'withdrawn', 'replaced'] as const;
    assert.deepEqual(
      states.map(state => answerTo({ state })),
      [undefined, 'approve', 'return', 'scrap', undefined, undefined],
    );
  });
});
