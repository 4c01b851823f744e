import assert from 'node:assert/strict';
import { createLog } from '../../../../bot/log.ts';
import { createServer } from '../../../../bot/server.ts';
import { csvLine } from '../../../../bot/web/exports/csv.ts';
import { mountExports } from '../../../../bot/web/exports/exports.ts';
import { createExportLinks, type ExportLinks } from '../../../../bot/web/exports/links.ts';
import { readCsv } from '../../../../services/catalog/csv.ts';
import { writeNumber } from '../../../../services/numbers.ts';
import { createWorld, type World } from '../../../world.ts';
import { issueReturn } from '../../channels/teams/queue/paper.ts';

describe('a line of CSV', () => {
  it('keeps commas, quotes and line ends inside their field', () => {
    assert.equal(
      csvLine(['a,b', 'say "no"', 'two\nlines', undefined, 'plain']),
      '"a,b","say ""no""","two\nlines",,plain\r\n',
    );
  });

  it('is text to a spreadsheet, whatever a person typed', () => {
    for (const text of ['=HYPERLINK("http://x")', '+1', '-2+3', '@SUM(A1)', '\t=1', ' =1', '＝1']) {
      assert.match(csvLine([text]), /^"?'/, text);
    }
    assert.equal(csvLine(['a=b', 'x\u0000\u0007y']), 'a=b,xy\r\n');
  });
});

describe('a day as CSV', () => {
  let world: World;
  let links: ExportLinks;
  let http: ReturnType<typeof createServer>;
  let url: string;
  beforeEach(async () => {
    world = await createWorld();
    const log = createLog('silent');
    http = createServer({
      ...{ config: { port: 0, host: '127.0.0.1', publicUrl: 'http://localhost' }, store: world.store, log },
    });
    links = createExportLinks({ key: new Uint8Array(32), publicUrl: '' });
    const { timeZone } = world.house.profile.company;
    mountExports(http.server, { links, store: world.store, timeZone, now: world.now, log });
    url = await http.listen();
  });
  afterEach(async () => {
    await http.close(0);
    await world.close();
  });

  const get = (path: string) => fetch(`${url}${path}`);
  async function rowsOf(text: string): Promise<string[][]> {
    async function* once() {
      yield text;
    }
    const rows: string[][] = [];
    for await (const some of readCsv(once())) for (const row of some) if (row.kind === 'row') rows.push(row.fields);
    return rows;
  }

  it('has each case and return of that day in the maker’s zone, with the people’s words as they are', async () => {
    const rma = await issueReturn(world, { name: '=cmd|"x"!A1', company: 'Acme, "Inc"', expedited: true });
    // Ten in the evening in California is the next day elsewhere.
    world.pass(13);
    const late = await issueReturn(world);
    world.pass(3);
    await issueReturn(world);
    const answer = await get(links.link('2026-11-10', 'ann', world.now()));
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/csv/);
    assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="desk-2026-11-10.csv"');
    assert.equal(answer.headers.get('cache-control'), 'private, no-store');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf]);
    const [head, ...rows] = await rowsOf(new TextDecoder().decode(bytes));
    const told = rows.map(row => Object.fromEntries((head ?? []).map((name, at) => [name, row[at]])));
    assert.deepEqual(
      told.map(row => [row['kind'], row['number']]),
      [
        ['case', writeNumber(late.caseNumber)],
        ['case', writeNumber(rma.caseNumber)],
        ['return', writeNumber(late._id)],
        ['return', writeNumber(rma._id)],
      ],
    );
    const last = told.at(-1);
    assert.equal(last?.['name'], '\'=cmd|"x"!A1');
    assert.deepEqual(
      [last?.['company'], last?.['expedited'], last?.['due'], last?.['serials']],
      ['Acme, "Inc"', 'yes', '2026-12-10', 'AB-1234'],
    );
  });

  it('pages through a day of many', async () => {
    for (let count = 0; count < 105; count++) await issueReturn(world);
    const rows = await rowsOf(await (await get(links.link('2026-11-10', 'ann', world.now()))).text());
    assert.equal(new Set(rows.map(([, number]) => number)).size, 211);
  });

  it('opens by its link alone, for a quarter of an hour', async () => {
    const link = links.link('2026-11-10', 'ann', world.now());
    for (const other of [link.replace('ann', 'bob'), link.replace('11-10', '11-09'), link.replace(/sig=./, 'sig=z')]) {
      assert.equal((await get(other)).status, 404, other);
    }
    assert.equal((await get('/exports/2026-11-10.csv')).status, 404);
    assert.equal((await get('/exports/..%2fx')).status, 404);
    world.pass(0.26);
    const late = await get(link);
    assert.equal(late.status, 410);
    assert.match(await late.text(), /Say “export”/);
  });

  it('says so where the store is away', async () => {
    const link = links.link('2026-11-10', 'ann', world.now());
    world.cutStore();
    assert.equal((await get(link)).status, 503);
  });
});
