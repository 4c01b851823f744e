import assert from 'node:assert/strict';
import { Family } from '../../../services/catalog/product.ts';
import { judgeWarranty } from '../../../services/catalog/warranty.ts';

const family = (months: number): Family =>
  Family.parse({ id: 'x', name: 'X', kind: 'camera', packing: 'light', months, prefixes: ['XX'] });

describe('warranty (R5)', () => {
  it('runs from the date of shipment and covers its last day', () => {
    const product = { family: family(36), shipped: '2022-06-12' };
    assert.deepEqual(judgeWarranty(product, '2025-06-12'), {
      kind: 'covered',
      until: '2025-06-12',
      shipped: '2022-06-12',
      months: 36,
    });
    assert.equal(judgeWarranty(product, '2025-06-13').kind, 'ended');
  });

  it('ends on the last day of a month that is shorter', () => {
    const until = (shipped: string, months: number): unknown => {
      const warranty = judgeWarranty({ family: family(months), shipped }, '2020-01-01');
      return warranty.kind === 'unconfirmed' ? undefined : warranty.until;
    };
    assert.equal(until('2022-08-31', 6), '2023-02-28');
    assert.equal(until('2023-08-31', 6), '2024-02-29');
    assert.equal(until('2024-02-29', 12), '2025-02-28');
    assert.equal(until('2024-02-29', 60), '2029-02-28');
    assert.equal(until('2020-02-29', 48), '2024-02-29');
    assert.equal(until('2024-12-31', 6), '2025-06-30');
  });

  it('is one year for a product that the catalog does not know', () => {
    assert.deepEqual(judgeWarranty({ shipped: '2025-01-15' }, '2026-01-16'), {
      kind: 'ended',
      until: '2026-01-15',
      shipped: '2025-01-15',
      months: 12,
    });
  });

  it('is unconfirmed while the date of shipment is not on record, or is no date', () => {
    assert.deepEqual(judgeWarranty({ family: family(60) }, '2025-06-12'), { kind: 'unconfirmed', months: 60 });
    assert.deepEqual(judgeWarranty({ shipped: '2025-02-30' }, '2025-06-12'), { kind: 'unconfirmed', months: 12 });
  });
});
