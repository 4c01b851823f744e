import assert from 'node:assert/strict';
import type { Catalog } from '../../../services/catalog/product.ts';
import { shippedCatalog } from './shipped.ts';

/** Every row of the maker's list: models, then family, kind, packing class and months of cover. */
const ROWS: readonly [models: string, id: string, kind: string, packing: string, months: number][] = [
  ['SD4N35-PG-E1 SD435-PG-E0 SD4N-H36-PGE1 SD4E SD4C SD4', 'spectra-iv', 'dome', 'medium', 36],
  ['D5118 D5220 D5230 S5118 S5220 S5230', 'spectra-hd', 'dome', 'medium', 36],
  ['S6220 S6230', 'spectra-enhanced', 'dome', 'medium', 36],
  ['S-P1220 P1220-FWH1', 'spectra-professional', 'dome', 'medium', 24],
  ['SD5 SD53 SM5 SD4-B', 'spectra-iii', 'dome', 'medium', 24],
  ['ES3012 ES31CBW ES40', 'esprit', 'positioning', 'heavy', 24],
  ['ES5230', 'esprit-hd', 'positioning', 'heavy', 24],
  ['ES6230', 'esprit-enhanced', 'positioning', 'heavy', 36],
  ['EX1000', 'exsite', 'positioning', 'heavy', 24],
  ['PS20', 'ps20', 'positioning', 'heavy', 24],
  ['IMP121-1IS IXP31 IBP221 IJP121 IWP121', 'sarix-professional', 'camera', 'light', 36],
  ['IME119 IXE22 IBE110 IJE121 IWE121', 'sarix-enhanced', 'camera', 'light', 36],
  ['IX10 IM10 ID10 IE10 IEE20 IDE20 IXS0C101 IMS0C101', 'sarix-fixed', 'camera', 'light', 36],
  ['TI2325 TI350', 'sarix-thermal', 'camera', 'light', 36],
  ['ESTI325', 'sarix-thermal-positioning', 'positioning', 'heavy', 36],
  ['IBD129', 'sarix-ibd', 'camera', 'light', 36],
  ['IMM12018 IMM12027 IMM12036', 'optera', 'camera', 'light', 36],
  ['EVO-05NMD EVO-12NMD', 'evolution', 'camera', 'light', 36],
  ['IS20 IS21 IS50 IS90 IS110 ICS090', 'camclosure', 'camera', 'light', 36],
  ['C20-DW C10DN C10CH CCC1390H FD1-V9 BU4-IRF', 'fixed-analog', 'camera', 'light', 36],
  ['CC3701H-2 CC3701H-2X CC3751H-2 CC3651H-2X MC3651H-2 MC3651H-2X', 'fixed-cc-mc', 'camera', 'light', 60],
  ['13VD5-50 13VA1-3 12VA1-3', 'lenses', 'lens', 'light', 24],
  ['DX3100 DX4000 DX4100 DX4500 DX4600 DX8000 DX8100', 'dx', 'recorder', 'heavy', 36],
  ['DSSRV2-080', 'digital-sentry', 'recorder', 'heavy', 36],
  ['ENC5416', 'enc5416', 'encoder', 'heavy', 36],
  ['NSM5200 SM5000 WS5000', 'endura-recorder', 'recorder', 'heavy', 36],
  ['NET5301 NET5400 NET5401T VCD5202', 'endura-encoder', 'encoder', 'heavy', 36],
  ['VX-A4-SDD VXP-E-128 VXS-D12', 'videoxpert', 'server', 'heavy', 36],
  ['MX4000 MX4009 MX4016', 'genex', 'multiplexer', 'medium', 36],
  ['KBD4000 KBD4002', 'genex-keyboard', 'keyboard', 'medium', 36],
  ['CM6700 CM6800 CM9700', 'matrix', 'matrix', 'heavy', 24],
  ['DF5-1 DF8A', 'df', 'dome', 'medium', 24],
  ['PMCL2 PMCL3 PMCL417 PMCL524 PMCL6', 'pmcl', 'monitor', 'heavy', 36],
  ['FT8301 FR8301 FT85011 FR85011', 'fiber', 'transmission', 'light', 60],
  ['TW3000 TW3001', 'utp', 'transmission', 'light', 60],
  ['IR850S-65 IR850M-120 IR850L-220 IR940S-30 IR940M-60 IR940L-110', 'illuminators', 'illuminator', 'light', 60],
  ['WLEDS-50 WLEDM-90 WLEDL-150', 'illuminators', 'illuminator', 'light', 60],
  ['EC-3008', 'etherconnect', 'transmission', 'medium', 36],
  ['EH14 EH16-2 EH1512', 'eh', 'enclosure', 'medium', 36],
  ['TLR3096', 'vcr', 'recorder', 'heavy', 12],
  ['PT570-24P', 'pan-tilt', 'positioning', 'heavy', 6],
];

/** Products that the list gives by name only. */
const NAMED: readonly [name: string, id: string, kind: string, packing: string, months: number][] = [
  ['SPECTRA III', 'spectra-iii', 'dome', 'medium', 24],
  ['Spectra Mini', 'spectra-iii', 'dome', 'medium', 24],
  ['Mini IP', 'spectra-iii', 'dome', 'medium', 24],
  ['ExSite', 'exsite', 'positioning', 'heavy', 24],
  ['Legacy', 'legacy', 'positioning', 'medium', 24],
  ['Evolution Mini', 'evolution', 'camera', 'light', 36],
  ['Fortified', 'eh', 'enclosure', 'medium', 36],
  ['video heads', 'video-heads', 'recorder', 'heavy', 6],
];

describe('the shipped catalog', () => {
  let catalog: Catalog;
  before(async () => {
    catalog = await shippedCatalog();
  });

  for (const [models, ...expected] of ROWS) {
    it(`gives ${models} to ${expected[0]}`, () => {
      for (const model of models.split(' ')) {
        const match = catalog.match(model);
        assert.equal(match.kind, 'model', model);
        const { id, kind, packing, months } = match.family;
        assert.deepEqual([id, kind, packing, months], expected, model);
      }
    });
  }

  for (const [name, ...expected] of NAMED) {
    it(`knows ${name} by name`, () => {
      const match = catalog.match(name);
      assert.equal(match.kind, 'family');
      const { id, kind, packing, months } = match.family;
      assert.deepEqual([id, kind, packing, months], expected);
    });
  }

  it('knows which products have disks to lose (R14)', () => {
    const withDisks = ['dx', 'digital-sentry', 'endura-recorder', 'videoxpert'];
    for (const id of withDisks) assert.equal(catalog.family(id)?.disks, true, id);
    for (const id of ['vcr', 'endura-encoder', 'spectra-iv']) assert.equal(catalog.family(id)?.disks, false, id);
  });

  it('knows what moves', () => {
    for (const id of ['spectra-iv', 'esprit', 'pan-tilt', 'sarix-thermal-positioning']) {
      assert.equal(catalog.family(id)?.ptz, true, id);
    }
    for (const id of ['df', 'sarix-thermal', 'dx']) assert.equal(catalog.family(id)?.ptz, false, id);
  });
});
