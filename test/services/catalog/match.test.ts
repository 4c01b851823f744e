import assert from 'node:assert/strict';
import type { Catalog } from '../../../services/catalog/product.ts';
import { inShort, shippedCatalog } from '../profile/shipped.ts';

describe('an answer to "which model is it?"', () => {
  let catalog: Catalog;
  before(async () => {
    catalog = await shippedCatalog();
  });

  function reads(rows: Readonly<Record<string, string>>): void {
    for (const [said, expected] of Object.entries(rows)) {
      it(JSON.stringify(said), () => assert.equal(inShort(catalog.match(said)), expected));
    }
  }

  describe('is a model number, however it is written', () => {
    reads({
      'SD4N35-PG-E1': 'model SD4N35-PG-E1 spectra-iv',
      'sd4n35 pg e1': 'model SD4N35 PG E1 spectra-iv',
      'pelco SD4N35-PG-E1': 'model SD4N35-PG-E1 spectra-iv',
      'DX 8100': 'model DX 8100 dx',
      'dx-8100': 'model DX-8100 dx',
      'PMCL 524': 'model PMCL 524 pmcl',
      "it's a Pelco ES3012.": 'model ES3012 esprit',
      'Model #: net5401t': 'model NET5401T endura-encoder',
      'IS 20': 'model IS 20 camclosure',
      EC3008: 'model EC3008 etherconnect',
      'SD4N35–PG–E1': 'model SD4N35-PG-E1 spectra-iv',
      'my Spectra IV, SD4N35-PG-E1': 'model SD4N35-PG-E1 spectra-iv',
      'SD4N35 connected to a Milestone server': 'model SD4N35 spectra-iv',
    });
  });

  describe('goes to the family with the longest matching prefix', () => {
    reads({
      'SD4-B1': 'model SD4-B1 spectra-iii',
      'SD4N-B1': 'model SD4N-B1 spectra-iv',
      SM5000: 'model SM5000 endura-recorder',
      SM5: 'model SM5 spectra-iii',
      ESTI325: 'model ESTI325 sarix-thermal-positioning',
      IMM12018: 'model IMM12018 optera',
    });
  });

  describe('may be a family by name', () => {
    reads({
      'Spectra IV': 'family spectra-iv',
      'Spectra 4': 'family spectra-iv',
      'spectra four': 'family spectra-iv',
      spectraIV: 'family spectra-iv',
      'spectra-iv': 'family spectra-iv',
      'spectra iv se': 'family spectra-iv',
      'its a spectra iv dome': 'family spectra-iv',
      'spectra 3': 'family spectra-iii',
      'sarix imp': 'family sarix-professional',
      esprit: 'family esprit',
      'esprit hd': 'family esprit-hd',
      'Esprit Enhanced': 'family esprit-enhanced',
      'video xpert': 'family videoxpert',
      FD: 'family fixed-analog',
      monitor: 'family pmcl',
      'pan/tilt': 'family pan-tilt',
    });
  });

  describe('may have slips', () => {
    reads({
      'Sprectra IV': 'family spectra-iv',
      Evolutoin: 'family evolution',
      'esprit enhaced': 'family esprit-enhanced',
      'esprit ehnaced': 'near Esprit Enhanced, Esprit',
      Spektra: 'near Spectra IV, Spectra HD, Spectra Enhanced, Spectra Professional, Spectra III / Spectra Mini',
      Endura: 'near Endura recorder, Endura encoder',
      genex: 'near Genex multiplexer, Genex keyboard',
      optra: 'near Optera',
      'SDN4-B1': 'near SD4N-B1',
      NET5410: 'near NET5400, NET5401',
      ES3OC: 'near ES30C',
      'it reads NETT5401T I think': 'near NET5401T',
      8100: 'near DX8100',
    });
  });

  describe('may be of another maker', () => {
    reads({
      'hikvision DS-2CD2143G0': 'foreign Hikvision',
      'Axis P1220': 'foreign Axis',
      'a hanwha wisenet one': 'foreign Hanwha',
      'american dynamics dome': 'foreign American Dynamics',
      'not a hikvision, a spectra hd': 'family spectra-hd',
    });
  });

  describe('may be a model that the catalog does not know', () => {
    reads({
      'XJ-900': 'unknown XJ-900',
      'XJ 900': 'unknown XJ 900',
      'I think it says QK77-B': 'unknown QK77-B',
    });
  });

  describe('may be no model at all', () => {
    const answers =
      "I don't know|no idea|i dunno, some dome|yes|camera|15|March 5th|call me at 800-289-9100|jo@acme.com|S/N A1234567|im 10 feet up|camera 3|24v|".split(
        '|',
      );
    reads(Object.fromEntries(answers.map(answer => [answer, 'none'])));
  });

  it('is read in bounded time, whatever it is', () => {
    for (const hostile of ['a', '1 ', 'SD4', 'spectrx ', 'S-', 'the ', 'not a hikvision ', '"', '\u0000']) {
      assert.doesNotThrow(() => catalog.match(hostile.repeat(50_000)));
    }
  });
});
