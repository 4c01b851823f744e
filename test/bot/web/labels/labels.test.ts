import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { createLog } from '../../../../bot/log.ts';
import { createServer, type HttpServer } from '../../../../bot/server.ts';
import { mountLabels } from '../../../../bot/web/labels/labels.ts';
import { createLabelLinks, type LabelLinks } from '../../../../bot/web/labels/links.ts';
import { writeNumber } from '../../../../services/numbers.ts';
import type { Rma, RmaItem } from '../../../../services/returns/rma.ts';
import { launchChromium, requireChromium } from '../../../browser.ts';
import { createWorld, type World } from '../../../world.ts';
import { readDigits } from './code128.ts';

const address = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'], city: 'Fresno' };
const contact = { name: 'Maria Lopez', email: 'maria@acme.com', phone: '+15595550142' };
const dome: RmaItem = {
  id: '1',
  model: 'SD4N35-PG-E1',
  family: 'spectra-iv',
  kind: 'dome',
  problem: 'no video',
  warranty: { kind: 'unconfirmed', months: 36 },
  serial: { raw: 'A1234567', value: 'A1234567' },
};
const strange: RmaItem = {
  ...dome,
  id: '2',
  model: '<b>X</b>&"9',
  family: undefined,
  kind: 'other',
  serial: undefined,
};

describe('the label of an RMA', () => {
  let world: World;
  let http: HttpServer;
  let url: string;
  let links: LabelLinks;
  let rma: Rma;

  beforeEach(async () => {
    world = await createWorld();
    http = createServer({
      config: { port: 0, host: '127.0.0.1', publicUrl: 'http://localhost' },
      store: world.store,
      log: createLog('silent'),
    });
    links = createLabelLinks({ key: new Uint8Array(32).fill(5), publicUrl: 'http://localhost' });
    const { returns, profile, packing, catalog } = world.house;
    mountLabels(http.server, {
      company: profile.company,
      terms: profile.terms,
      links,
      returns,
      packingOf: family => packing.packingFor(catalog.family(family ?? '')),
      now: world.now,
      log: createLog('silent'),
    });
    url = await http.listen();
    const order = { shipTo: address, actor: 'test' };
    const of = await world.house.cases.open({
      ...order,
      requestKey: 'k:case',
      contact,
      billing: address,
      items: [dome],
      status: 'open',
    });
    const items = [dome, strange];
    rma = await returns.issue({
      ...order,
      requestKey: 'k:rma',
      case: of,
      items,
      expedited: false,
      statusEmails: false,
    });
  });
  afterEach(async () => {
    await http.close(0);
    await world.close();
  });

  const linkOf = (one: Rma) => (links.link(one) ?? assert.fail('no link')).replace('http://localhost', url);

  async function get(address: string, method = 'GET') {
    const res = await fetch(address, { method, headers: { Connection: 'close' } });
    return { status: res.status, headers: res.headers, text: await res.text() };
  }

  it('shows both numbers, the dates, what stays at home and how to pack (R2, R8, R12, R15)', async () => {
    const { status, text } = await get(linkOf(rma));
    assert.equal(status, 200);
    for (const shown of [
      writeNumber(rma._id),
      writeNumber(rma.caseNumber),
      'Thursday, December 10, 2026',
      'Monday, February 8, 2027',
      'cables, disks, manuals',
      'dual-wall corrugated',
      '3 inches',
      'inner box',
      'SD4N35-PG-E1',
      'A1234567',
      'serviceusa@pelco.com',
    ]) {
      assert.ok(text.includes(shown), shown);
    }
  });

  it('has barcodes that a scanner reads as the two numbers, and a QR code', async () => {
    const { text } = await get(linkOf(rma));
    const codes = [...text.matchAll(/aria-label="Barcode of [\d-]+">(<svg.+?<\/svg>)/gs)].map(([, svg]) => svg ?? '');
    assert.deepEqual(codes.map(readDigits), [rma._id, rma.caseNumber, rma._id, rma.caseNumber]);
    assert.equal(text.match(/aria-label="QR code of both numbers"><svg/g)?.length, 2);
  });

  it('shows nothing of the person, as whoever finds the box can read it', async () => {
    const { text } = await get(linkOf(rma));
    for (const personal of ['Maria', 'Lopez', 'maria@', '555', 'Elm', 'Fresno', 'no video']) {
      assert.ok(!text.includes(personal), personal);
    }
  });

  it('shows what a person typed as text, and runs no script', async () => {
    const { headers, text } = await get(linkOf(rma));
    assert.ok(text.includes('&lt;b&gt;X&lt;/b&gt;&amp;&quot;9'));
    assert.ok(!text.includes('<b>X</b>') && !text.includes('<script'));
    assert.match(
      headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src 'nonce-[^']+'; base-uri/,
    );
  });

  it('answers HEAD with the same headers and no page', async () => {
    const [head, whole] = [await get(linkOf(rma), 'HEAD'), await get(linkOf(rma))];
    assert.deepEqual([head.status, head.text], [200, '']);
    assert.equal(head.headers.get('content-length'), String(Buffer.byteLength(whole.text)));
  });

  it('opens with no signature but its own', async () => {
    const link = linkOf(rma);
    const signature = link.slice(-32);
    const other = createLabelLinks({ key: new Uint8Array(32).fill(6), publicUrl: url }).link(rma) ?? '';
    for (const wrong of [
      link.split('?')[0] ?? '',
      link.replace(
        signature,
        signature.replace(/.$/, last => (last === '0' ? '1' : '0')),
      ),
      link.replace(rma._id, rma.caseNumber),
      link.replace(/until=\d+/, 'until=9999999999'),
      link.replace(/until=(\d+)/, 'until=$1&until=9999999999').replace('until=', 'until=9'),
      `${link}0`,
      other,
    ]) {
      const { status, text } = await get(wrong);
      assert.equal(status, 403, wrong);
      assert.match(text, /not complete[\s\S]*\(800\) 289-9100/);
    }
  });

  it('is gone once the RMA has ended (R9)', async () => {
    const link = linkOf(rma);
    world.pass(89 * 24);
    assert.equal((await get(link)).status, 200);
    world.pass(2 * 24);
    const { status, text } = await get(link);
    assert.equal(status, 410);
    assert.match(text, /expired[\s\S]*start over/);
  });

  it('says so kindly where there is no such RMA any more, and where the store is away', async () => {
    const gone = await get(linkOf({ ...rma, _id: '7000000000' }));
    assert.equal(gone.status, 410);
    assert.match(gone.text, /nothing to print/);
    world.cutStore();
    const away = await get(linkOf(rma));
    assert.equal(away.status, 503);
    assert.match(away.text, /try again/);
  });

  describe('in a browser', function () {
    this.timeout(60_000);
    let browser: Browser;
    before(async function () {
      requireChromium(this);
      browser = await launchChromium();
    });
    after(() => browser?.close());

    it('fits a phone, and prints one label a page on letter and on A4', async () => {
      const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
      const complaints: string[] = [];
      page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
      await page.goto(linkOf(rma));
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      await mkdir('.cache/screens', { recursive: true });
      await page.screenshot({ path: '.cache/screens/label-phone.png', fullPage: true });
      await page.setViewportSize({ width: 900, height: 1100 });
      await page.screenshot({ path: '.cache/screens/label.png', fullPage: true });
      for (const format of ['Letter', 'A4'] as const) {
        const pdf = await page.pdf({ format, preferCSSPageSize: false });
        // Two labels, and the sheet about packing.
        assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 3, format);
      }
      assert.deepEqual(complaints, []);
      await page.close();
    });
  });
});
