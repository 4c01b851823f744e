import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Packet, PacketItem } from '../../../../../bot/web/labels/print/contents.ts';
import { drawPacket } from '../../../../../bot/web/labels/print/packet.ts';
import { createCatalog } from '../../../../../services/catalog/catalog.ts';
import type { Catalog } from '../../../../../services/catalog/product.ts';
import { createPacking, type Packing } from '../../../../../services/packing.ts';
import { loadProfile, type Profile } from '../../../../../services/profile/profile.ts';
import { type ReadPdf, readPdf } from '../reading.ts';

const NUMBER = '7123456789';
const CASE = '4987654321';
const LETTER: [number, number] = [612, 792];
const A4: [number, number] = [595, 842];

describe('the paper of a return', function () {
  this.timeout(60_000);
  let profile: Profile;
  let catalog: Catalog;
  let packing: Packing;
  before(async () => {
    profile = await loadProfile(join(process.cwd(), 'services/profile/pelco'));
    catalog = createCatalog(profile);
    packing = createPacking(profile.packing);
  });

  function item(model: string, more: Partial<PacketItem> & { family?: string } = {}): PacketItem {
    const { family: id = '', ...rest } = more;
    const family = catalog.family(id);
    return {
      ...{ model, serial: 'A1234567', problem: 'no video', disks: family?.disks ?? false },
      packing: packing.packingFor(family),
      ...rest,
    };
  }
  const dome = () => item('SD4N35-PG-E1', { family: 'spectra-iv' });
  const recorder = (more: Partial<PacketItem> = {}) => item('DX8116-4000', { family: withDisks(), ...more });
  const withDisks = () => profile.families.find(({ disks }) => disks)?.id ?? assert.fail('no recorders');

  async function draw(
    rma: Partial<Packet['rma']> = {},
    other: Partial<Omit<Packet, 'rma'>> = {},
  ): Promise<ReadPdf & { bytes: Buffer }> {
    const bytes = await drawPacket({
      company: profile.company,
      terms: profile.terms,
      rma: {
        number: NUMBER,
        caseNumber: CASE,
        returnBy: '2026-12-10',
        activeUntil: '2027-02-08',
        expedited: false,
        sender: { name: 'Maria Lopez', company: 'Acme Security' },
        items: [dome()],
        ...rma,
      },
      paper: 'letter',
      boxes: 1,
      printedAt: new Date('2026-11-10T17:00:00Z'),
      ...other,
    });
    return { ...(await readPdf(bytes)), bytes };
  }
  const all = ({ pages }: ReadPdf) => pages.map(({ text }) => text).join(' ');
  const slip = ({ pages }: ReadPdf) =>
    pages
      .filter(({ text }) => text.includes('Packing slip'))
      .map(p => p.text)
      .join(' ');

  it('is a slip and one label for each box, on letter and on A4 (R2)', async () => {
    for (const [paper, size] of [
      ['letter', LETTER],
      ['a4', A4],
    ] as const) {
      const { pages } = await draw({}, { paper, boxes: 3 });
      assert.deepEqual(
        pages.map(page => page.size),
        [size, size, size, size],
      );
      assert.match(pages[0]?.text ?? '', /^Packing slip/);
      assert.deepEqual(
        pages.slice(1).map(({ text }) => /Box \d+ of \d+/.exec(text)?.[0]),
        ['Box 1 of 3', 'Box 2 of 3', 'Box 3 of 3'],
      );
    }
  });

  it('has codes on every sheet that scanners read as the two numbers, from the page as it is drawn', async () => {
    const { pages } = await draw({}, { paper: 'a4', boxes: 2 });
    for (const page of pages) {
      assert.deepEqual(await page.codes(), [`Code128 ${CASE}`, `Code128 ${NUMBER}`, `QRCode ${NUMBER}`]);
    }
  });

  it('says on the label the numbers as they are written, where to and by when, and nothing of who sends it (R2, R8)', async () => {
    const label = (await draw()).pages[1]?.text ?? '';
    assert.equal(label.split('7123-4567-89').length, 3, label);
    assert.equal(label.split('4987-6543-21').length, 3, label);
    for (const shown of [
      'Ship to the authorized service center',
      'Ask serviceusa@pelco.com or (800) 289-9100',
      'Thursday, December 10, 2026',
    ]) {
      assert.ok(label.includes(shown), shown);
    }
    for (const personal of ['Maria', 'Acme', 'SD4N35', 'A1234567', 'no video'])
      assert.ok(!label.includes(personal), personal);
  });

  it('has the address on the label where the maker has one, in full however long', async () => {
    const address = [
      'Attention: Returns',
      'Long Building Name of the Northern Service Campus',
      'Dock 14',
      '3500 Pelco Way',
      'Clovis, CA 93612',
      'United States',
    ];
    const company = { ...profile.company, returnTo: { ...profile.company.returnTo, name: 'Service Center', address } };
    const label = (await draw({}, { company })).pages[1]?.text ?? '';
    assert.ok(label.includes(`Service Center ${address.join(' ')}`), label);
    assert.ok(label.includes('Thursday, December 10, 2026') && !label.includes('write it here'));
  });

  it('says on the slip whose it is, what is wanted and until when (R8, R9, R16, R19)', async () => {
    const text = slip(
      await draw({
        expedited: true,
        items: [recorder({ firmware: { change: 'downgrade', to: '2.1' }, data: 'recovery-quote' })],
      }),
    );
    for (const shown of [
      'Maria Lopez',
      'Acme Security',
      'Thursday, December 10, 2026',
      'Monday, February 8, 2027',
      'Expedited service was asked for',
      'DX8116-4000',
      'A1234567',
      'Problem: no video.',
      'downgrade to 2.1',
      'a quote for recovery is wanted',
      '(800) 289-9100, serviceusa@pelco.com',
    ]) {
      assert.ok(text.includes(shown), `${shown} in ${text}`);
    }
  });

  it('says how each product is packed, what stays at home and, of disks, what to save first (R12, R14, R15)', async () => {
    const text = slip(await draw({ items: [dome(), recorder()] }));
    for (const shown of [
      'camera module inside the dome',
      'dual-wall corrugated box with 3 inches',
      'tri-wall corrugated box with 4 inches',
      'inner box',
      'These stay with you: cables, disks, manuals.',
      'Video that you need is exported',
    ]) {
      assert.ok(text.includes(shown), `${shown} in ${text}`);
    }
    const one = slip(await draw());
    assert.ok(!one.includes('exported') && !one.includes('inner box') && !one.includes('tri-wall'), one);
  });

  it('gives the whole table by weight for a product that nobody knows (R15)', async () => {
    const text = slip(await draw({ items: [item('XYZ-1', { serial: undefined })] }));
    for (const shown of ['single-wall corrugated', 'dual-wall corrugated', 'tri-wall corrugated', 'not readable']) {
      assert.ok(text.includes(shown), shown);
    }
  });

  it('goes on over as many sheets as thirty products with long stories need, and loses none', async () => {
    const items = Array.from({ length: 30 }, (_, at) => ({
      ...dome(),
      model: `SD4N35-${at + 100}`,
      problem: 'It flickers. '.repeat(90),
    }));
    const read = await draw({ items }, { boxes: 20 });
    const slips = read.pages.filter(({ text }) => text.includes('Packing slip, page'));
    assert.ok(slips.length >= 4 && slips.length <= 8, String(slips.length));
    assert.equal(read.pages.length, slips.length + 20);
    for (const { model } of items) assert.ok(slip(read).includes(model), model);
    for (const [at, { text }] of slips.entries()) {
      assert.ok(text.includes(`page ${at + 1} of ${slips.length}`) && text.includes('7123-4567-89'), text);
    }
  });

  it('writes names of many scripts, those from the right in their order', async () => {
    for (const name of [
      'Łucja Çelik-Ångström',
      'Nguyễn Thị Đặng',
      'Αθήνα Παπαδοπούλου',
      'Олександр Щукін',
      '张伟',
      '株式会社テスト',
      '김철수',
      'שלום כהן',
      'محمد سعيد',
    ]) {
      const text = slip(await draw({ sender: { name, company: undefined } }));
      assert.ok(plain(text).includes(plain(name)), `${name} in ${text}`);
    }
  });

  /** Shaped letters come back as their plain forms, and marks that are set on their own not at all. */
  const plain = (text: string) => text.normalize('NFKD').replace(/[\p{M}\p{C}\s]/gu, '');

  it('leaves out what it has no letters for, and says so with dots; numbers stay', async () => {
    const read = await draw({ sender: { name: 'สมชาย 😀', company: '😀' }, items: [{ ...dome(), model: 'ABC-😀-7' }] });
    const text = slip(read);
    assert.ok(text.includes('as on record with the case'), text);
    assert.ok(text.includes('ABC-…-7'), text);
    assert.deepEqual(await read.pages[0]?.codes(), [`Code128 ${CASE}`, `Code128 ${NUMBER}`, `QRCode ${NUMBER}`]);
  });

  it('caps what people typed, and takes out marks that turn the text around', async () => {
    const text = slip(
      await draw({
        sender: { name: `A\u202eB\u0000C${'x'.repeat(5000)}` },
        items: [{ ...dome(), problem: 'y'.repeat(50_000) }],
      }),
    );
    assert.ok(text.replaceAll(' ', '').includes('ABCxxx'), text);
    assert.ok(text.length < 2000, String(text.length));
  });

  it('tells readers its title and language, and nothing of the person', async () => {
    const { info, tagged, bytes } = await draw();
    assert.equal(info['Title'], 'Pelco RMA 7123-4567-89: packing slip and labels');
    assert.equal(info['Language'], 'en-US');
    assert.equal(info['Author'], undefined);
    assert.ok(tagged);
    assert.ok(!bytes.includes('Maria') && !bytes.includes('Acme'));
  });

  it('keeps ten millimetres of every sheet white, as printers do', async () => {
    const { pages } = await draw({ items: [dome(), recorder(), item('W'.repeat(200))] }, { paper: 'a4', boxes: 1 });
    await mkdir('dist/screenshots', { recursive: true });
    for (const [at, page] of pages.entries()) {
      const canvas = await page.picture();
      await writeFile(`dist/screenshots/paper-${at + 1}.png`, canvas.toBuffer('image/png'));
      const edge = Math.floor((10 / 25.4) * 200);
      const { data, width, height } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let inked = 0;
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          const outside = x < edge || x >= width - edge || y < edge || y >= height - edge;
          if (outside && data[(y * width + x) * 4] !== 255) inked += 1;
        }
      }
      assert.equal(inked, 0, `sheet ${at + 1}`);
    }
  });

  it('is drawn whatever people typed', async () => {
    const scripts = [
      'नमस्ते क्षत्रिय',
      'ไทย',
      'বাংলা',
      'தமிழ்',
      'ខ្មែរ',
      'မြန်မာ',
      'ქართული',
      '👨‍👩‍👧‍👦🇩🇪',
      '\u{20bb7}\ufe0f',
      '\ud800',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom(...scripts))),
        async texts => {
          const typed = texts.join(' ');
          const { bytes } = await draw({
            sender: { name: typed, company: typed },
            items: [{ ...dome(), model: typed, problem: typed }],
          });
          assert.ok(bytes.length > 0);
        },
      ),
      { numRuns: 25, examples: [[scripts]] },
    );
  });

  it('draws the same paper again and again', async () => {
    const [first, second] = [await draw({}, { boxes: 2 }), await draw({}, { boxes: 2 })];
    assert.equal(all(first), all(second));
  });
});
