import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Catalog } from '../../../services/catalog/product.ts';
import { inShort, shippedCatalog } from '../profile/shipped.ts';

describe('products in a sentence', () => {
  let catalog: Catalog;
  before(async () => {
    catalog = await shippedCatalog();
  });

  const found = (text: string): string[] => catalog.mentions(text).map(({ match }) => inShort(match));

  it('are found with model and family beside each other', () => {
    assert.deepEqual(found('my Spectra IV dome SD4N-B1, serial A1234567, died last Tuesday'), [
      'family spectra-iv',
      'model SD4N-B1 spectra-iv',
    ]);
  });

  it('are given with their place and the words that were said', () => {
    const text = 'the sarix imp, and 2xSD4N35-PG-E1: dead';
    for (const { start, end, said } of catalog.mentions(text)) assert.equal(text.slice(start, end), said);
    assert.deepEqual(
      catalog.mentions(text).map(({ said }) => said),
      ['sarix imp', 'SD4N35-PG-E1'],
    );
  });

  const SENTENCES: Readonly<Record<string, string[]>> = {
    'rma pls for 3x ES30C, all dead since may 28': ['model ES30C esprit'],
    '3xES30C are dead': ['model ES30C esprit'],
    'a busted encoder, it is a NET5401T': ['model NET5401T endura-encoder'],
    'our sd4n35 pg e1 is down': ['model SD4N35 PG E1 spectra-iv'],
    "sd4n35-pg-e1's picture is gone": ['model SD4N35-PG-E1 spectra-iv'],
    'a DX 8100 and the Sprectra 4': ['model DX 8100 dx', 'family spectra-iv'],
    'ES31CBW, ES3012/ES40': ['model ES31CBW esprit', 'model ES3012 esprit', 'model ES40 esprit'],
    'VX-A4-SDD and VXP-E-128-J-S': ['model VX-A4-SDD videoxpert', 'model VXP-E-128-J-S videoxpert'],
    'IBP521-1R (Sarix Professional)': ['model IBP521-1R sarix-professional', 'family sarix-professional'],
    'FT85011MSTR and 13VD2.8-12 lens': ['model FT85011MSTR fiber', 'model 13VD2.8-12 lenses'],
    'IS20 is broken': ['model IS20 camclosure'],
    'the PT570-24P turns by itself': ['model PT570-24P pan-tilt'],
  };
  for (const [text, expected] of Object.entries(SENTENCES)) {
    it(JSON.stringify(text), () => assert.deepEqual(found(text), expected));
  }

  const NOTHING = [
    'my ex-husband took it, 10 ft up, pt 2, the bu is off, fd and vx',
    'it is 20 feet away, is 50 dollars, and im 10 minutes out; ID 10 and IE 11',
    'I am im10 minutes away, it is20 past',
    'zip EX4 3LT or EH14 1DJ, London EC1A 1BB, EH141DJ',
    'PT-1250-096 Lisbon, FR-75001 Paris, ID 83702 Boise',
    'call 800-289-9100 ext 5512 or ext5512, or 13 12 20 555',
    '12VAC and 24VDC, 12VA transformer, 13 V',
    'order number FT12345, PO EX20123, s/n FD123456, S/N: IS21001234',
    'serial number PEL-20-00417, serial no. DX8100123',
    'RMA 7408247090, case 4164-5910-33, tracking 1Z999AA10123456784',
    'the legacy system in the matrix of its evolution, a camera in the corner, fixed monitor',
    'the lens of the illuminator, a VCR, a matrix switch, video heads, pan and tilt',
    'SD 4 GB card, sd 4gb, an SD card',
    'IMG_ES3012.jpg and http://example.com/SD4N35 from es3012@example.com',
    'spectra. 4 of them are dead',
    'Spectra domes and Endura, whatever they are',
    'import2 exp12 vx2 fd2 export4 exit5',
    'since 2024-05-20, 05/20/2024, 20 May, 3pm, Q4',
    'xSD4N35x éSD4N35 SD4N35é',
  ];
  for (const text of NOTHING) {
    it(`are not seen in ${JSON.stringify(text)}`, () => assert.deepEqual(found(text), []));
  }

  it('never overlap and always stand where they say, in any text', () => {
    const piece = fc.constantFrom(
      'SD4N35-PG-E1',
      'spectra',
      'IV',
      '4',
      'DX',
      '8100',
      ',',
      '-',
      ' ',
      'é',
      '@',
      'S/N',
      'sarix imp',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), pieces => {
        const text = pieces.join(' ');
        let last = 0;
        for (const { start, end, said } of catalog.mentions(text)) {
          assert.ok(start >= last && end > start);
          assert.equal(text.slice(start, end), said);
          last = end;
        }
      }),
    );
  });

  it('takes hostile text of any length', () => {
    for (const hostile of ['a', '1 ', 'SD4', 'spectrx ', 'S-', 'sn ex12345 ', 'a@', '-', 'dx ', '\u0301']) {
      assert.doesNotThrow(() => catalog.mentions(hostile.repeat(20_000 / hostile.length)));
    }
  });
});
