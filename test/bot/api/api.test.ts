import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import type { House } from '../../../bot/assemble.ts';
import { dammDigit, type NumberKind, writeNumber } from '../../../services/numbers.ts';
import { StoreUnavailable } from '../../../services/store/port.ts';
import { type ApiWorld, createApiWorld, issuedRma } from './api-world.ts';

const numbered = (body: string): string => body + dammDigit(body);
const UNKNOWN: Record<Exclude<NumberKind, 'customer'>, string> = {
  case: numbered('499999999'),
  rma: numbered('799999999'),
};
const RATED = [
  { day: '2026-03-01', scores: { 1: 0, 2: 0, 3: 1, 4: 0, 5: 2 } },
  { day: '2026-03-02', scores: { 1: 1, 2: 0, 3: 0, 4: 0, 5: 4 } },
];
const failing = (error: Error) => ({ find: () => Promise.reject(error) });

describe('GET /api/v1', () => {
  let api: ApiWorld;
  let CASE: string;
  let RMA: string;

  async function start(deps: { apiKeys?: string[]; house?: (house: House) => Partial<House> } = {}): Promise<void> {
    api = await createApiWorld(deps);
    const rma = await issuedRma(api.world);
    [CASE, RMA] = [rma.caseNumber, rma._id];
  }
  afterEach(() => api.close());

  const get = (path: string, authorization = 'Bearer key-1') => api.get(path, { Authorization: authorization });

  it('gives a case by its number, without what is only the desk own business', async () => {
    await start();
    const { status, headers, body } = await get(`cases/${CASE}`);
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'application/json');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(body['number'], CASE);
    assert.deepEqual(body['files'], []);
    for (const own of ['_id', 'schema', 'version', 'requestKey', 'serials', 'notices', 'wrongEmails']) {
      assert.ok(!(own in body), own);
    }
  });

  it('tells how often each article has helped, to who bears a key', async () => {
    await start();
    await api.world.house.feedback.count({ article: 'turnaround', key: 'a', helped: true });
    const { status, body } = await get('articles');
    assert.equal(status, 200);
    const told = (body['articles'] as { id: string; helped: number }[]).find(({ id }) => id === 'turnaround');
    assert.equal(told?.helped, 1);
    assert.equal((await get('articles', 'Bearer nobody')).status, 401);
  });

  it('tells how conversations went, by day and score, to who bears a key', async () => {
    const latest = async (days: number) => RATED.slice(-days);
    await start({ house: ({ ratings }) => ({ ratings: { ...ratings, latest } }) });
    const { status, body } = await get('ratings');
    assert.equal(status, 200);
    assert.deepEqual(body, { scores: { 1: 1, 2: 0, 3: 1, 4: 0, 5: 6 }, days: RATED });
    assert.deepEqual((await get('ratings?days=1')).body, { scores: RATED[1]?.scores, days: [RATED[1]] });
    assert.equal((await get('ratings', 'Bearer nobody')).status, 401);
    for (const days of ['0', '-1', '1.5', 'x', '366', '1e9', '%00', '']) {
      const refused = await get(`ratings?days=${days}`);
      assert.deepEqual([refused.status, refused.body['type']], [400, 'urn:caseline:days'], days);
    }
  });

  it('gives an RMA by its number, with what may follow', async () => {
    await start();
    const { body } = await get(`rmas/${RMA}`);
    assert.deepEqual([body['number'], body['status'], body['caseNumber']], [RMA, 'issued', CASE]);
    assert.deepEqual(body['next'], ['received', 'withdrawn', 'lapsed']);
  });

  for (const [what, write] of Object.entries({
    'as people write it': writeNumber,
    'with the word': (number: string) => `CASE ${writeNumber(number)}`,
    'with spaces': (number: string) => number.replace(/(...)/g, '$1 '),
    'with letters for digits': (number: string) => number.replaceAll('0', 'O').replaceAll('1', 'l'),
    'with a slash after it': (number: string) => `${number}/`,
  })) {
    it(`reads a number ${what} (R21)`, async () => {
      await start();
      const written = write(CASE);
      const path = written.endsWith('/') ? written : encodeURIComponent(written);
      assert.equal((await get(`cases/${path}`)).body['number'], CASE);
    });
  }

  it('tells a mistyped number from an unknown one (R21)', async () => {
    await start();
    const last = (Number(CASE.at(-1)) + 1) % 10;
    const mistyped = await get(`cases/${CASE.slice(0, -1)}${last}`);
    assert.deepEqual([mistyped.status, mistyped.body['type']], [400, 'urn:caseline:mistyped']);
    const unknown = await get(`cases/${UNKNOWN.case}`);
    assert.deepEqual([unknown.status, unknown.body['type']], [404, 'urn:caseline:unknown']);
    assert.equal((await get(`rmas/${UNKNOWN.rma}`)).status, 404);
  });

  it('says where the number of the other kind belongs', async () => {
    await start();
    const { status, body } = await get(`cases/${RMA}`);
    assert.equal(status, 404);
    assert.match(String(body['detail']), new RegExp(`/api/v1/rmas/${RMA}`));
  });

  for (const path of [
    'cases/abc',
    'cases/%00',
    'cases/%7B%22%24ne%22%3Anull%7D',
    'cases/__proto__',
    'rmas/-1',
    'rmas/..%2Fx',
  ]) {
    it(`answers 400 to ${path}, which is no number`, async () => {
      await start();
      const { status, headers, body } = await get(path);
      assert.deepEqual([status, body['type']], [400, 'urn:caseline:not-a-number']);
      assert.equal(headers.get('content-type'), 'application/problem+json');
    });
  }

  for (const path of ['cases/%', 'cases/%ff', `cases/${'4'.repeat(5_000)}`, 'orders/1']) {
    it(`answers 400 or 404 to ${path.slice(0, 20)}, never 500`, async () => {
      await start();
      const { status, headers } = await get(path);
      assert.ok(status === 400 || status === 404, String(status));
      assert.equal(headers.get('content-type'), 'application/problem+json');
    });
  }

  for (const authorization of [
    '',
    'Bearer',
    'Bearer ',
    'Bearer key',
    'Bearer key-11',
    'Basic key-1',
    'key-1',
    'Bearer key-1 key-2',
  ]) {
    it(`answers 401 to ${JSON.stringify(authorization)}, and asks for a key`, async () => {
      await start();
      const { status, headers } = await get(`cases/${CASE}`, authorization);
      assert.equal(status, 401);
      assert.match(headers.get('www-authenticate') ?? '', /^Bearer/);
      assert.equal(headers.get('content-type'), 'application/problem+json');
    });
  }

  it('says nothing about a number to whoever has no key', async () => {
    await start();
    const answers = await Promise.all([CASE, UNKNOWN.case, 'abc'].map(number => get(`cases/${number}`, 'Bearer x')));
    assert.deepEqual(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
  });

  it('takes any of the keys, the scheme in any case', async () => {
    await start();
    assert.equal((await get(`cases/${CASE}`, 'bearer key-2')).status, 200);
  });

  describe('with the key that everybody knows', () => {
    /** Unlike `fetch`, lets the caller name the host. */
    async function statusWith(headers: OutgoingHttpHeaders, key = 'dev'): Promise<number | undefined> {
      const req = request(`${api.url}/api/v1/cases/${CASE}`, {
        headers: { Authorization: `Bearer ${key}`, ...headers },
      });
      const answered = once(req, 'response') as Promise<[IncomingMessage]>;
      req.end();
      const [res] = await answered;
      res.resume();
      return res.statusCode;
    }

    beforeEach(() => start({ apiKeys: ['dev', 'key-1'] }));

    it('serves who asks on this machine', async () => {
      assert.equal(await statusWith({}), 200);
      assert.equal(await statusWith({ Host: 'localhost:3978' }), 200);
    });

    for (const headers of [
      { 'X-Forwarded-For': '203.0.113.7' },
      { 'X-Forwarded-For': '127.0.0.1' },
      { Forwarded: 'for=203.0.113.7' },
      { 'X-Real-IP': '203.0.113.7' },
      { Host: 'support.example.com' },
    ]) {
      it(`serves nobody with ${JSON.stringify(headers)}, who is elsewhere or sent by a page; another key does`, async () => {
        assert.equal(await statusWith(headers), 401);
        assert.equal(await statusWith(headers, 'key-1'), 200);
      });
    }
  });

  it('is not there where there are no keys', async () => {
    await start({ apiKeys: [] });
    assert.equal((await get(`cases/${CASE}`, 'Bearer ')).status, 404);
  });

  it('answers 503, and when to ask again, where the store is away', async () => {
    await start({
      house: ({ cases }) => ({ cases: { ...cases, ...failing(new StoreUnavailable('mongodb://user:pass@db')) } }),
    });
    const { status, headers, body } = await get(`cases/${CASE}`);
    assert.deepEqual([status, headers.get('retry-after')], [503, '5']);
    assert.doesNotMatch(JSON.stringify(body), /pass/);
  });

  it('answers 500 without the message to a fault of its own', async () => {
    await start({
      house: ({ cases }) => ({ cases: { ...cases, ...failing(new TypeError('secret of jo@acme.com')) } }),
    });
    const { status, body } = await get(`cases/${CASE}`);
    assert.equal(status, 500);
    assert.deepEqual(body, { status: 500, title: 'Internal Server Error' });
  });
});
