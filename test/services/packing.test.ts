import assert from 'node:assert/strict';
import type { Catalog } from '../../services/catalog/product.ts';
import { createPacking, type Packing } from '../../services/packing.ts';
import { shippedCatalog, shippedProfile } from './profile/shipped.ts';

describe('packing (R15)', () => {
  let packing: Packing;
  let catalog: Catalog;
  before(async () => {
    packing = createPacking((await shippedProfile()).packing);
    catalog = await shippedCatalog();
  });

  const BY_CLASS: readonly [id: string, box: string, fillInches: number][] = [
    ['sarix-professional', 'single-wall corrugated', 2],
    ['spectra-iv', 'dual-wall corrugated', 3],
    ['esprit', 'tri-wall corrugated', 4],
    ['dx', 'tri-wall corrugated', 4],
  ];
  for (const [id, box, fillInches] of BY_CLASS) {
    it(`wants ${box} with ${fillInches} inches for ${id}`, () => {
      const advice = packing.packingFor(catalog.family(id));
      assert.equal(advice.kind, 'known');
      assert.deepEqual([advice.box, advice.fillInches], [box, fillInches]);
    });
  }

  it('has moving parts restrained where there are any', () => {
    assert.match(packing.packingFor(catalog.family('spectra-iv')).restrain ?? '', /camera module/);
    assert.match(packing.packingFor(catalog.family('esprit')).restrain ?? '', /pan and tilt/);
    assert.equal(packing.packingFor(catalog.family('dx')).restrain, undefined);
  });

  it('gives the whole table for a product that the catalog does not know', () => {
    const advice = packing.packingFor(undefined);
    assert.equal(advice.kind, 'by-weight');
    assert.deepEqual(
      Object.values(advice.classes).map(({ fillInches }) => fillInches),
      [2, 3, 4],
    );
  });

  it('prefers the original packing, and one inner box for each of several units', () => {
    for (const advice of [packing.packingFor(undefined), packing.packingFor(catalog.family('dx'))]) {
      assert.match(advice.original, /first shipped/);
      assert.match(advice.several, /inner box/);
    }
  });
});
