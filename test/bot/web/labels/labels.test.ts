import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { createLog } from '../../../../bot/log.ts';
import { createServer, type HttpServer } from '../../../../bot/server.ts';
import { DRAWINGS, mountLabels } from '../../../../bot/web/labels/labels.ts';
import { createLabelLinks, type LabelLinks } from '../../../../bot/web/labels/links.ts';
import { writeNumber } from '../../../../services/numbers.ts';
import type { Rma, RmaItem } from '../../../../services/returns/rma.ts';
import { launchChromium, requireChromium } from '../../../browser.ts';
import { keepScreenshot } from '../../../screenshots.ts';
import { createWorld, type World } from '../../../world.ts';
import { readPdf } from './reading.ts';

const address = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'], city: 'Fresno', country: 'US' };
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

describe('the paper of an RMA, by its link', function () {
  this.timeout(60_000);
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
      ...{ catalog, packing },
      now: world.now,
      log: createLog('silent'),
    });
    url = await http.listen();
    rma = await issue(address);
  });
  afterEach(async () => {
    await http.close(0);
    await world.close();
  });

  async function issue(shipTo: Rma['shipTo']): Promise<Rma> {
    const order = { shipTo, actor: 'test' };
    const requestKey = `k:${JSON.stringify(shipTo)}`;
    const of = await world.house.cases.open({
      ...order,
      requestKey: `${requestKey}:case`,
      contact,
      items: [dome],
      status: 'open',
    });
    const items = [dome, strange];
    return world.house.returns.issue({
      ...order,
      requestKey: `${requestKey}:rma`,
      case: of,
      items,
      expedited: false,
      statusEmails: false,
    });
  }

  const linkOf = (one: Rma) => (links.link(one) ?? assert.fail('no link')).replace('http://localhost', url);
  const pdfOf = (one: Rma, choice = '') => linkOf(one).replace('?', '.pdf?') + choice;

  async function get(address: string, method = 'GET') {
    const res = await fetch(address, { method, headers: { Connection: 'close' } });
    const body = Buffer.from(await res.arrayBuffer());
    return { status: res.status, headers: res.headers, body, text: body.toString() };
  }

  it('begins with a page that says the numbers, the dates, what stays at home and what to do (R2, R8, R12, R15)', async () => {
    const { status, text } = await get(linkOf(rma));
    assert.equal(status, 200);
    for (const shown of [
      writeNumber(rma._id),
      writeNumber(rma.caseNumber),
      'Thursday, December 10, 2026',
      'Monday, February 8, 2027',
      'cables, disks, manuals',
      'visible on all packaging',
      'inner box',
      'serviceusa@pelco.com',
    ]) {
      assert.ok(text.includes(shown), shown);
    }
  });

  it('shows nothing of the person on that page, as links get passed on', async () => {
    const { text } = await get(linkOf(rma));
    for (const personal of ['Maria', 'Lopez', 'maria@', '5550142', '555-0142', 'Elm', 'Fresno', 'no video', 'SD4N35']) {
      assert.ok(!text.includes(personal), personal);
    }
  });

  it('takes the usual paper of where the product comes from', async () => {
    const paperFor = async (country: string | undefined) => {
      const there = await issue({ ...address, country });
      return /value="(\w+)" checked/.exec((await get(linkOf(there))).text)?.[1];
    };
    assert.deepEqual(
      [
        await paperFor('US'),
        await paperFor('CA'),
        await paperFor('MX'),
        await paperFor('DE'),
        await paperFor('JP'),
        await paperFor(undefined),
      ],
      ['letter', 'letter', 'letter', 'a4', 'a4', 'letter'],
    );
  });

  it('gives the PDF with that paper and one box, or with those that are chosen', async () => {
    for (const [choice, pages, width] of [
      ['', 2, 612],
      ['&paper=a4&boxes=3', 4, 595],
    ] as const) {
      const { status, headers, body } = await get(pdfOf(rma, choice));
      assert.equal(status, 200);
      assert.equal(headers.get('content-type'), 'application/pdf');
      const read = await readPdf(body);
      assert.deepEqual([read.pages.length, read.pages[0]?.size[0]], [pages, width]);
      const slip = read.pages[0]?.text ?? '';
      assert.ok(slip.includes('Maria Lopez') && slip.includes('<b>X</b>&"9') && slip.includes('no video'), slip);
    }
  });

  it('is shown by the browser under the name of the RMA, kept by no cache and run by nothing', async () => {
    const { headers } = await get(pdfOf(rma));
    assert.equal(headers.get('content-disposition'), `inline; filename="RMA ${writeNumber(rma._id)}.pdf"`);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-robots-tag'), 'noindex');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'; sandbox/);
    const page = await get(linkOf(rma));
    assert.match(
      page.headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src 'nonce-[^']+'; base-uri 'none'; form-action 'self'/,
    );
    assert.ok(!page.text.includes('<script'));
  });

  for (const wrong of [
    '&boxes=0',
    '&boxes=21',
    '&boxes=',
    '&boxes=-1',
    '&boxes=1e1',
    '&boxes=two',
    '&paper=',
    '&paper=a3',
    '&paper=LETTER',
  ]) {
    it(`asks again, with a way back, for ${wrong}`, async () => {
      const { status, text } = await get(pdfOf(rma, wrong));
      assert.equal(status, 400);
      const back = /<a href="([^"]+)">Choose/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? assert.fail(text);
      assert.equal((await get(new URL(back, pdfOf(rma)).href)).status, 200);
    });
  }

  it('answers HEAD with the same headers and no body', async () => {
    const [head, whole] = [await get(linkOf(rma), 'HEAD'), await get(linkOf(rma))];
    assert.deepEqual([head.status, head.text], [200, '']);
    assert.equal(head.headers.get('content-length'), String(Buffer.byteLength(whole.text)));
    const pdf = await get(pdfOf(rma), 'HEAD');
    assert.deepEqual([pdf.status, pdf.text, pdf.headers.get('content-type')], [200, '', 'application/pdf']);
  });

  it('draws so many for one network, then asks it to wait a minute', async () => {
    const draw = () => get(pdfOf(rma));
    for (let drawn = 0; drawn < DRAWINGS.burst; drawn += 1) assert.equal((await draw()).status, 200);
    const { status, headers, text } = await draw();
    assert.equal(status, 429);
    assert.ok(Number(headers.get('retry-after')) > 0);
    assert.match(text, /try again/);
    assert.equal((await get(linkOf(rma))).status, 200);
    world.pass(1);
    assert.equal((await draw()).status, 200);
  });

  it('is nothing for a return that has arrived', async () => {
    await world.store
      .collection<Rma>('rmas')
      .updateOne({ _id: rma._id }, { $set: { status: 'received' }, $unset: { expiresAt: '' } });
    for (const address of [linkOf(rma), pdfOf(rma)]) {
      const { status, text } = await get(address);
      assert.equal(status, 410);
      assert.match(text, /nothing to print/);
    }
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
      assert.equal((await get(wrong.replace('?', '.pdf?'))).status, 403, wrong);
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
    assert.equal((await get(pdfOf(rma))).status, 410);
  });

  it('says so kindly where there is no such RMA any more, and where the store is away', async () => {
    const gone = await get(linkOf({ ...rma, _id: '7000000000' }));
    assert.equal(gone.status, 410);
    assert.match(gone.text, /nothing to print/);
    world.cutStore();
    for (const address of [linkOf(rma), pdfOf(rma)]) {
      const away = await get(address);
      assert.equal(away.status, 503);
      assert.match(away.text, /try again/);
    }
  });

  describe('in a browser', function () {
    this.timeout(60_000);
    let browser: Browser;
    before(async function () {
      requireChromium(this);
      browser = await launchChromium();
    });
    after(() => browser?.close());

    it('fits a phone, is open to everybody, and opens the PDF without a script', async () => {
      const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      await page.goto(linkOf(rma));
      await keepScreenshot(page, 'labels-360-light');
      await page.getByLabel('A4').check();
      await page.getByLabel('Number of boxes').fill('4');
      // What a browser does with a PDF is its own affair; what it asks for is ours.
      const asked = page.waitForRequest(request => request.url().includes('.pdf'));
      await page.getByRole('button', { name: 'Open PDF' }).click();
      const read = await readPdf((await get((await asked).url())).body);
      assert.deepEqual([read.pages.length, read.pages[0]?.size[0]], [5, 595]);
      await context.close();

      const wide = await browser.newPage({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
      const complaints: string[] = [];
      wide.on('console', message => message.type() === 'error' && complaints.push(message.text()));
      await wide.goto(linkOf(rma));
      const overflow = await wide.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      await wide.setViewportSize({ width: 900, height: 1000 });
      await keepScreenshot(wide, 'labels-900-dark');
      assert.deepEqual(complaints, []);
      await wide.close();
    });
  });
});
