import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REQUESTS } from '../../../../bot/web/estimates/estimates.ts';
import { writeNumber } from '../../../../services/numbers.ts';
import { openEstimate } from '../../../../services/returns/estimating.ts';
import type { Rma } from '../../../../services/returns/rma.ts';
import { type MongoServer, startMongo } from '../../../services/store/servers.ts';
import { DOME, type EstimateDesk, openEstimateDesk, STRANGE, TERMS } from './desk.ts';

type Wish = Omit<Parameters<typeof openEstimateDesk>[0], 'dataDir' | 'mongodbUri'>;

describe('the page of an estimate', () => {
  let dataDir: string;
  let desk: EstimateDesk;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'caseline-estimate-'));
  });
  afterEach(async () => {
    await desk.close();
    await rm(dataDir, { recursive: true });
  });
  const open = async (wish: Wish = {}) => {
    desk = await openEstimateDesk({ dataDir, ...wish });
  };
  async function page(path = desk.path()): Promise<{ status: number; text: string; headers: Headers }> {
    const res = await fetch(desk.url + path, { redirect: 'manual' });
    return { status: res.status, text: textOf(await res.text()), headers: res.headers };
  }
  const stored = async () => (await desk.house.returns.find(desk.rma._id)) as Rma;

  it('tells the numbers, the products, the lines and what each of the three ways costs (R18, R20)', async () => {
    await open();
    const { status, text } = await page();
    assert.equal(status, 200);
    for (const part of [
      writeNumber(desk.rma._id),
      writeNumber(desk.rma.caseNumber),
      'SD4N35-PG-E1, serial number A1234567',
      'New camera module',
      'USD 150.00',
      'Total USD 185.00',
      'Repair USD 185.00',
      '3 business days',
      'Return unrepaired USD 75.00 + freight',
      'at your expense',
      'Scrap USD 75.00',
      // 30 days after the 10th of November.
      'by Thursday, December 10, 2026',
    ]) {
      assert.ok(text.includes(part), `${part}\n\n${text}`);
    }
  });

  it('shows nothing personal', async () => {
    await open();
    const { text } = await page();
    for (const secret of ['Maria', 'acme', 'Secret Lane', '555 0142', '5550142']) assert.ok(!text.includes(secret));
  });

  it('is kept by nobody and found by no search machine', async () => {
    await open();
    const { headers } = await page();
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-robots-tag'), 'noindex');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*form-action 'self'/);
  });

  it('writes what staff and customers typed as it was typed', async () => {
    const note = 'Seen <i>water</i>\n& rust';
    const lines = [{ text: '<script>alert(1)</script>', amount: 100, item: '2' }];
    await open({ items: [DOME, STRANGE], terms: { ...TERMS, lines, note } });
    const html = await (await fetch(desk.url + desk.path())).text();
    assert.ok(html.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
    assert.ok(html.includes('&lt;b&gt;X&lt;/b&gt;&amp;&quot;9'));
    assert.ok(html.includes('<p>Seen &lt;i&gt;water&lt;/i&gt;</p><p>&amp; rust</p>'));
  });

  it('writes amounts in the currency’s own way', async () => {
    await open({ terms: { ...TERMS, currency: 'JPY' } });
    assert.ok((await page()).text.includes('Total JPY 18,500'));
    await desk.change({ kind: 'estimate', terms: { ...TERMS, currency: 'KWD' } });
    assert.ok((await page(desk.path('2'))).text.includes('Total KWD 18.500'));
  });

  it('counts the diagnostics fee for each item (R20)', async () => {
    await open({ items: [DOME, STRANGE] });
    const { text } = await page();
    assert.ok(
      text.includes('Return unrepaired USD 150.00 + freight diagnostics fee, USD 75.00 for each of 2 products'),
      text,
    );
  });

  it('says “without delay” where the day of a scrapping is past, counted from the first estimate (R20)', async () => {
    await open();
    desk.pass(20);
    await desk.change({ kind: 'estimate', terms: TERMS });
    assert.ok((await page(desk.path('2'))).text.includes('by Thursday, December 10, 2026'));
    desk.pass(11);
    assert.ok((await page(desk.path('2'))).text.includes('scrapped on site without delay'));
  });

  it('is never answered by a GET or a HEAD, whatever the query says', async () => {
    await open();
    for (const method of ['GET', 'HEAD']) {
      const res = await fetch(`${desk.url}${desk.path()}&answer=approve&confirmed=yes`, { method });
      assert.equal(res.status, 200);
    }
    assert.equal((await stored()).status, 'estimate-sent');
  });

  it('asks once more before an answer counts', async () => {
    await open();
    for (const [answer, question] of [
      ['approve', 'Authorize the repair for USD 185.00?'],
      ['return', 'sent back unrepaired, at your expense?'],
      ['scrap', 'Have the product scrapped?'],
    ] as const) {
      const res = await desk.answer(answer, {});
      assert.equal(res.status, 200);
      assert.ok(textOf(await res.text()).includes(question));
      assert.equal((await stored()).status, 'estimate-sent');
    }
  });

  for (const [answer, status, told] of [
    ['approve', 'authorized', 'The repair is authorized'],
    ['return', 'declined-return', 'It goes back unrepaired'],
    ['scrap', 'declined-scrap', 'It will be scrapped'],
  ] as const) {
    it(`takes “${answer}” once, and a second time shows the same page`, async () => {
      await open();
      const pages: string[] = [];
      for (let times = 0; times < 2; times++) {
        const res = await desk.answer(answer);
        assert.equal(res.status, 303);
        const to = new URL(res.headers.get('location') ?? '', `${desk.url}${desk.path()}`);
        pages.push((await page(to.pathname + to.search)).text);
      }
      assert.ok(pages[0]?.includes(told), pages[0]);
      assert.ok(pages[0]?.includes('Answered on Tuesday, November 10, 2026'));
      assert.equal(pages[0], pages[1]);
      const { status: now, events } = await stored();
      assert.equal(now, status);
      const answers = events.filter(({ kind }) => kind === status);
      assert.deepEqual(
        answers.map(({ actor }) => actor),
        ['customer:link'],
      );
    });
  }

  it('tells of an answer that was given elsewhere, and keeps to it', async () => {
    await open();
    await desk.change({ kind: 'estimate-answered', estimate: '1', answer: 'return' }, 'staff:1');
    assert.ok((await page()).text.includes('It goes back unrepaired'));
    const late = await desk.answer('approve');
    assert.equal(late.status, 409);
    assert.ok(textOf(await late.text()).includes('what you chose just now has changed nothing'));
    assert.equal((await stored()).status, 'declined-return');
  });

  it('does not answer what was withdrawn', async () => {
    await open();
    await desk.change({ kind: 'estimate-withdrawn' });
    const { status, text } = await page();
    assert.equal(status, 410);
    assert.ok(text.includes('This estimate was withdrawn'));
    assert.equal((await desk.answer('approve')).status, 410);
    assert.equal((await stored()).status, 'diagnosing');
  });

  it('does not answer what was replaced, and leads to the newer mail', async () => {
    await open();
    await desk.change({ kind: 'estimate', terms: { ...TERMS, diagnosticsFee: 1 } });
    const { status, text } = await page();
    assert.equal(status, 410);
    assert.ok(text.includes('The link in the newer mail opens the one that does'));
    assert.equal((await desk.answer('approve')).status, 410);
    assert.equal(openEstimate(await stored())?.id, '2');
  });

  it('opens to nobody who changes a sign of the link', async () => {
    await open();
    const [at = '', query = ''] = desk.path().split('?');
    for (const [name, value] of [
      ['estimate', '2'],
      ['until', '99999999999'],
      ['sig', '0'.repeat(32)],
      ['sig', ''],
    ] as const) {
      const wrong = new URLSearchParams(query);
      wrong.set(name, value);
      assert.equal((await page(`${at}?${wrong}`)).status, 403, name);
      const res = await desk.answer('approve', { confirmed: 'yes', [name]: value });
      assert.equal(res.status, 403, name);
    }
    assert.equal((await page(at)).status, 403);
    assert.equal((await page(`/estimates/7000000000?${query}`)).status, 403);
    assert.equal((await stored()).status, 'estimate-sent');
  });

  it('is open through its 90th day, and then decides nothing', async () => {
    await open();
    desk.pass(90);
    assert.equal((await page()).status, 200);
    desk.pass(1);
    const { status, text } = await page();
    assert.equal(status, 410);
    assert.ok(text.includes('This link has expired'));
    assert.equal((await desk.answer('approve')).status, 410);
  });

  it('says so where the return is gone', async () => {
    await open();
    await desk.house.store.collection('rmas').deleteOne({ _id: desk.rma._id });
    const { status, text } = await page();
    assert.equal(status, 410);
    assert.ok(text.includes('There is no such return any more'));
    assert.equal((await desk.answer('approve')).status, 410);
  });

  it('asks to try again where the store is away', async () => {
    await open();
    desk.cutStore();
    const { status, text, headers } = await page();
    assert.equal(status, 503);
    assert.ok(text.includes('Please try again in a minute'));
    assert.ok(headers.get('retry-after'));
    assert.equal((await desk.answer('approve')).status, 503);
    desk.mendStore();
    assert.equal((await desk.answer('approve')).status, 303);
  });

  it('takes no half of a form, and no strange one', async () => {
    await open();
    const none = await desk.answer('burn it');
    assert.equal(none.status, 400);
    assert.ok(textOf(await none.text()).includes('Nothing has been decided yet'));
    const post = (body: string, type: string) =>
      fetch(desk.url + desk.path(), { method: 'POST', body, headers: { 'Content-Type': type } });
    assert.equal((await post('{"answer":"approve"}', 'application/json')).status, 415);
    assert.equal((await post(`a=${'x'.repeat(5_000)}`, 'application/x-www-form-urlencoded')).status, 413);
    // What makes the link valid has to be in the form.
    const bare = await post('answer=approve&confirmed=yes', 'application/x-www-form-urlencoded');
    assert.equal(bare.status, 403);
    assert.equal((await stored()).status, 'estimate-sent');
  });

  it('holds up a network that asks too often', async () => {
    await open();
    for (let at = 0; at < REQUESTS.burst; at++) assert.equal((await page('/estimates/1')).status, 403);
    const { status, headers } = await page();
    assert.equal(status, 429);
    assert.equal(headers.get('retry-after'), '1');
    desk.pass(1);
    assert.equal((await page()).status, 200);
  });
});

describe('an estimate that several answer at once, on the embedded store', () => {
  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'caseline-estimate-'));
  });
  after(() => rm(dataDir, { recursive: true }));
  let opened = 0;
  races(() => openEstimateDesk({ dataDir: join(dataDir, String(++opened)) }));
});

describe('an estimate that several answer at once, on MongoDB', function () {
  this.timeout(60_000);
  let server: MongoServer | null = null;
  before(async function () {
    server = await startMongo();
    if (!server) this.skip();
  });
  after(() => server?.stop());
  races(() => openEstimateDesk({ dataDir: '/nowhere', mongodbUri: server?.freshUri() ?? '' }));
});

function races(open: () => Promise<EstimateDesk>): void {
  let desk: EstimateDesk;
  beforeEach(async () => {
    desk = await open();
  });
  afterEach(() => desk.close());

  const ANSWERED = ['authorized', 'declined-return', 'declined-scrap'];
  async function answers(): Promise<string[]> {
    const rma = await desk.house.returns.find(desk.rma._id);
    return (rma?.events ?? []).flatMap(({ kind }) => (ANSWERED.includes(kind) ? kind : []));
  }

  it('has one answer of two browsers that differ, and tells the slower one so', async () => {
    const statuses = await Promise.all(
      ['approve', 'scrap', 'approve', 'return', 'scrap'].map(async answer => (await desk.answer(answer)).status),
    );
    assert.equal((await answers()).length, 1);
    assert.ok(statuses.includes(303) && statuses.includes(409), String(statuses));
  });

  it('is answered once by the same press, however often it is sent', async () => {
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await desk.answer('scrap')).status));
    assert.deepEqual(new Set(statuses), new Set([303]));
    assert.deepEqual(await answers(), ['declined-scrap']);
  });

  it('has one answer of link and chat', async () => {
    const { returns } = desk.house;
    const inChat = { kind: 'estimate-answered', estimate: '1', answer: 'approve' } as const;
    const [byLink, chat] = await Promise.all([
      desk.answer('return'),
      returns.change(desk.rma._id, inChat, { actor: 'web', key: 'k' }),
    ]);
    assert.equal((await answers()).length, 1);
    assert.equal(byLink.status === 303, chat.kind === 'refused');
  });

  it('is not answered by whoever reads it while staff take it back', async () => {
    const [res, taken] = await Promise.all([
      desk.answer('approve'),
      desk.house.returns.change(desk.rma._id, { kind: 'estimate-withdrawn' }, { actor: 'staff:1' }),
    ]);
    assert.deepEqual(res.status === 303 ? ['authorized'] : [], await answers());
    assert.equal(res.status === 303, taken.kind === 'refused');
  });
}

/** The words of a page, as they are read. */
function textOf(html: string): string {
  return html
    .replace(/<(style|svg|script)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}
