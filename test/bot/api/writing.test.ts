import assert from 'node:assert/strict';
import { dammDigit } from '../../../services/numbers.ts';
import { type ApiWorld, createApiWorld, issuedRma, openedCase } from './api-world.ts';

const CASE_BODY = {
  contact: { name: 'Jo Fox', email: 'jo@acme.com', phone: '+15595550100' },
  shipTo: { street: ['1 Elm St'], city: 'Fresno', region: 'CA', postcode: '93721', country: 'US' },
  items: [{ model: 'SD4N35-PG-E1', serial: 'A1234567', problem: 'no picture since Tuesday' }],
  troubleshot: true,
};
const key = (value: string) => ({ 'Idempotency-Key': value });

describe('cases over the API', () => {
  let api: ApiWorld;
  beforeEach(async () => {
    api = await createApiWorld();
  });
  afterEach(() => api.close());

  it('are opened with what the catalog knows of their products', async () => {
    await api.post('units', { serial: 'A1234567', model: 'SD4N35-PG-E1', shipped: '2025-01-10' });
    const { status, headers, body } = await api.post('cases', CASE_BODY, key('a'));
    assert.equal(status, 201);
    assert.equal(headers.get('location'), `/api/v1/cases/${body['number']}`);
    const found = await api.world.house.cases.find(String(body['number']));
    assert.equal(found?.customerNumber, body['customerNumber']);
    assert.deepEqual(found?.shipTo?.raw, '1 Elm St, Fresno, CA 93721, US');
    assert.deepEqual(found?.items[0]?.warranty, {
      ...{ kind: 'covered', until: '2028-01-10', shipped: '2025-01-10', months: 36 },
    });
    assert.match(String(found?.events[0]?.actor), /^api:[0-9a-f]{8}$/);
  });

  it('answer the same key with the same answer, and open no second one', async () => {
    const first = await api.post('cases', CASE_BODY, key('a'));
    const again = await api.post('cases', CASE_BODY, key('a'));
    assert.deepEqual([again.status, again.body], [201, first.body]);
    assert.equal(again.headers.get('idempotent-replayed'), 'true');
    assert.equal(await api.world.store.collection('cases').countDocuments({}), 1);
  });

  it('answer 422 where a key comes with another body, and take the same key from another client', async () => {
    await api.post('cases', CASE_BODY, key('a'));
    const other = await api.post('cases', { ...CASE_BODY, troubleshot: false }, key('a'));
    assert.deepEqual([other.status, other.body['type']], [422, 'urn:caseline:idempotency-key-reused']);
    const elsewhere = await api.post('cases', CASE_BODY, { ...key('a'), Authorization: 'Bearer key-2' });
    assert.equal(elsewhere.status, 201);
    assert.equal(await api.world.store.collection('cases').countDocuments({}), 2);
  });

  it('are opened once by many requests at once, of which each gets that number or is told to ask again', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.post('cases', CASE_BODY, key('a'))));
    const numbers = new Set(answers.flatMap(({ status, body }) => (status === 201 ? String(body['number']) : [])));
    assert.equal(numbers.size, 1);
    for (const { status, headers } of answers.filter(answer => answer.status !== 201)) {
      assert.deepEqual([status, headers.get('retry-after')], [409, '1']);
    }
    assert.equal(await api.world.store.collection('cases').countDocuments({}), 1);
  });

  it('keep to their number after the answer is forgotten (R23)', async () => {
    const first = await api.post('cases', CASE_BODY, key('a'));
    api.world.pass(25);
    const late = await api.post('cases', CASE_BODY, key('a'));
    assert.equal(late.headers.get('idempotent-replayed'), null);
    assert.equal(late.body['number'], first.body['number']);
  });

  it('want a key, and say what one looks like', async () => {
    for (const headers of [{}, key(''), key('a b'), key('x'.repeat(101))]) {
      const { status, body } = await api.post('cases', CASE_BODY, headers);
      assert.deepEqual([status, body['type']], [400, 'urn:caseline:idempotency-key-missing']);
    }
  });

  it('tell every field that is wrong, and where it stands', async () => {
    const wrong = {
      ...CASE_BODY,
      contact: { name: '', email: 'jo@' },
      items: [{ model: 'X', problem: 'p', since: '2026-02-30' }],
    };
    const { status, headers, body } = await api.post('cases', wrong, key('a'));
    assert.equal(status, 422);
    assert.equal(headers.get('content-type'), 'application/problem+json');
    const errors = body['errors'] as { pointer: string }[];
    assert.deepEqual(errors.map(({ pointer }) => pointer).sort(), [
      '/contact/email',
      '/contact/name',
      '/items/0/since',
    ]);
  });

  for (const [what, body, headers, expected] of [
    ['no JSON', '{"a":', {}, 400],
    ['another type', 'a=1', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['too long a body', { ...CASE_BODY, items: [{ model: 'X', problem: 'p'.repeat(70_000) }] }, {}, 413],
    ['a list', [], {}, 422],
    ['an unknown member', { ...CASE_BODY, status: 'closed' }, {}, 422],
    ['an operator', { ...CASE_BODY, contact: { $ne: null } }, {}, 422],
  ] as const) {
    it(`answer ${expected} to ${what}, and keep nothing`, async () => {
      assert.equal((await api.post('cases', body, { ...key('a'), ...headers })).status, expected);
      assert.equal(await api.world.store.collection('cases').countDocuments({}), 0);
    });
  }

  it('are changed by events, with who did it on record, and not where the rules say no', async () => {
    const { _id } = await openedCase(api.world);
    const noted = await api.post(`cases/${_id}/events`, { kind: 'note', text: 'called back' }, key('n1'));
    assert.equal(noted.status, 200);
    await api.post(`cases/${_id}/events`, { kind: 'note', text: 'called back' }, key('n1'));
    await api.post(`cases/${_id}/events`, { kind: 'closed' });
    const refused = await api.post(`cases/${_id}/events`, { kind: 'solved' });
    assert.deepEqual([refused.status, refused.body['type']], [409, 'urn:caseline:not-open']);
    const { body } = await api.get(`cases/${_id}/events`);
    const events = body['events'] as { kind: string; actor: string; key?: string }[];
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['opened', 'note', 'closed'],
    );
    assert.match(String(events[1]?.actor), /^api:/);
    assert.ok(events.every(event => !('key' in event)));
  });
});

describe('cases over the API', () => {
  it('are not made part of others by what only a merge does', async () => {
    const api = await createApiWorld();
    try {
      const { _id: number } = await openedCase(api.world);
      for (const step of [
        { kind: 'merged', into: number },
        { kind: 'absorbed', case: '1', with: [], rmas: [], isOpen: true },
        { kind: 'not-absorbed', cases: [], rmas: [], status: 'closed' },
      ]) {
        assert.equal((await api.post(`cases/${number}/events`, step)).status, 422, step.kind);
      }
      assert.equal((await api.world.house.cases.find(number))?.version, 1);
    } finally {
      await api.close();
    }
  });
});

describe('returns over the API', () => {
  let api: ApiWorld;
  beforeEach(async () => {
    api = await createApiWorld();
  });
  afterEach(() => api.close());

  it('are issued on a case, once for one key, with the days that count (R8, R9)', async () => {
    const { _id: caseNumber } = await openedCase(api.world);
    const first = await api.post('rmas', { caseNumber }, key('r'));
    assert.equal(first.status, 201, JSON.stringify(first.body));
    assert.deepEqual([first.body['returnBy'], first.body['activeUntil']], ['2026-12-10', '2027-02-08']);
    assert.deepEqual((await api.post('rmas', { caseNumber }, key('r'))).body, first.body);
    api.world.pass(25);
    assert.equal((await api.post('rmas', { caseNumber }, key('r'))).body['number'], first.body['number']);
    assert.equal(await api.world.store.collection('rmas').countDocuments({}), 1);
    const second = await api.post('rmas', { caseNumber }, key('other'));
    assert.deepEqual([second.status, second.body['type']], [409, 'urn:caseline:rma-under-way']);
  });

  it('are not issued on an unknown case, before troubleshooting (R7), or for items that it has not', async () => {
    const { body } = await api.post('cases', { ...CASE_BODY, troubleshot: false }, key('c'));
    const caseNumber = body['number'];
    const unknownCase = `400000000${dammDigit('400000000')}`;
    const mistyped = `400000000${(Number(dammDigit('400000000')) + 1) % 10}`;
    const asked = async (changes: object) =>
      (await api.post('rmas', { caseNumber, ...changes }, key('r'))).body['type'];
    assert.equal(await asked({}), 'urn:caseline:not-troubleshot');
    assert.equal(await asked({ troubleshot: true, items: [{ id: '9' }] }), 'urn:caseline:no-such-item');
    assert.equal(await asked({ troubleshot: true, items: [{ id: '1' }, { id: '1' }] }), 'urn:caseline:no-such-item');
    assert.equal(await asked({ caseNumber: unknownCase }), 'urn:caseline:unknown');
    assert.equal(await asked({ caseNumber: mistyped }), 'urn:caseline:invalid-body');
  });

  it('go their whole way by events, and say what may follow where one is refused', async () => {
    const { _id } = await issuedRma(api.world);
    const event = (body: object) => api.post(`rmas/${_id}/events`, body);
    const refused = await event({ kind: 'repairing' });
    assert.equal(refused.status, 409);
    assert.deepEqual(refused.body['allowed'], ['received', 'withdrawn', 'lapsed']);
    await event({ kind: 'received' });
    await event({ kind: 'diagnosing' });
    const terms = { currency: 'USD', lines: [{ text: 'Camera module', amount: 18_500 }], diagnosticsFee: 7_500 };
    const estimated = await api.post(`rmas/${_id}/estimates`, terms, key('e1'));
    assert.equal((await api.post(`rmas/${_id}/estimates`, terms, key('e1'))).status, 200);
    const [estimate, ...others] = estimated.body['estimates'] as { id: string; total: number; fee: number }[];
    assert.deepEqual([estimate?.total, estimate?.fee, others.length], [18_500, 7_500, 0]);
    const answered = await api.post(`rmas/${_id}/estimates/${estimate?.id}/answer`, { answer: 'approve' });
    assert.equal(answered.body['status'], 'authorized');
    const late = await api.post(`rmas/${_id}/estimates/withdraw`, {});
    assert.deepEqual([late.status, late.body['type']], [409, 'urn:caseline:no-open-estimate']);
    await event({ kind: 'repairing' });
    const firmware = { to: '3.2.1', why: 'new-processor-module' };
    await event({ kind: 'firmware-changed', item: '1', firmware });
    const open = await event({ kind: 'shipped', carrier: 'UPS', tracking: '1Z999AA10123456784' });
    assert.equal(open.body['type'], 'urn:caseline:unaccounted');
    await event({ kind: 'disposed', item: '1', disposition: 'repaired' });
    await event({ kind: 'shipped', carrier: 'UPS', tracking: '1Z999AA10123456784' });
    const { body } = await event({ kind: 'closed' });
    const [parcel] = body['parcels'] as { url?: string }[];
    assert.match(String(parcel?.url), /^https:\/\/www\.ups\.com\/.*1Z999AA10123456784/);
    assert.deepEqual(body['invoiceNotes'], [{ model: 'SD4E', serial: 'A1234567', ...firmware }]);
    assert.deepEqual([body['status'], body['next'], body['unaccounted']], ['closed', [], []]);
  });

  it('are not changed by who has read an older version', async () => {
    const { _id } = await issuedRma(api.world);
    const { headers } = await api.get(`rmas/${_id}`);
    const tag = headers.get('etag') ?? '';
    assert.equal((await api.get(`rmas/${_id}`, { 'If-None-Match': tag })).status, 304);
    assert.equal((await api.post(`rmas/${_id}/events`, { kind: 'received' }, { 'If-Match': tag })).status, 200);
    const second = await api.post(`rmas/${_id}/events`, { kind: 'note', text: 'x' }, { 'If-Match': tag });
    assert.deepEqual([second.status, second.body['type']], [412, 'urn:caseline:changed-meanwhile']);
  });

  it('are changed by one of many who have read the same version', async () => {
    const { _id } = await issuedRma(api.world);
    const tag = (await api.get(`rmas/${_id}`)).headers.get('etag') ?? '';
    const asked = (text: string) => api.post(`rmas/${_id}/events`, { kind: 'note', text }, { 'If-Match': tag });
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => asked(`note ${at}`)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(7).fill(412)]);
  });

  it('are changed by nobody without a key, and by no kind of change that there is not', async () => {
    const { _id } = await issuedRma(api.world);
    const body = { kind: 'received' };
    assert.equal((await api.post(`rmas/${_id}/events`, body, { Authorization: 'Bearer x' })).status, 401);
    for (const kind of ['lapsed', 'issued', 'mail-failed', '__proto__', '$set']) {
      assert.equal((await api.post(`rmas/${_id}/events`, { kind })).status, 422, kind);
    }
    assert.equal((await api.world.house.returns.find(_id))?.status, 'issued');
  });
});

describe('a new address over the API', () => {
  it('makes the return that of its customer (R22)', async () => {
    const api = await createApiWorld();
    const { _id, customerNumber } = await issuedRma(api.world);
    await api.post(`rmas/${_id}/events`, { kind: 'contact', email: 'new@acme.com' });
    const { body } = await api.get('rmas?email=new@acme.com');
    assert.equal((body['items'] as { number: string }[])[0]?.number, _id);
    assert.deepEqual((await api.get(`rmas?customer=${customerNumber}`)).body['items'], []);
    await api.close();
  });
});

describe('units over the API', () => {
  it('are registered one by one or many at once, and replaced by their serial (R5)', async () => {
    const api = await createApiWorld();
    const unit = (serial: string, shipped: string) => ({ serial, model: 'SD4E', shipped });
    const many = { units: [unit('A1', '2026-01-01'), unit('A2', '2026-01-02')] };
    assert.deepEqual((await api.post('units', many)).body, { registered: 2 });
    assert.deepEqual((await api.post('units', unit('a-1', '2026-05-05'))).body, { registered: 1 });
    assert.equal((await api.world.house.units.find('A1'))?.shipped, '2026-05-05');
    assert.equal((await api.post('units', unit('A3', '2026-13-01'))).status, 422);
    assert.equal((await api.post('units', { units: [] })).status, 422);
    await api.close();
  });
});

describe('mails over the API', () => {
  it('that were given up are told without words and addresses, and sent again where that is possible', async () => {
    const api = await createApiWorld();
    const { outbox } = api.world.house;
    await outbox.order({ key: 'a:1', to: 'jo@acme.com', order: { kind: 'return', about: { rma: '7' }, again: true } });
    await outbox.queue({ key: 'b', to: 'jo@acme.com', subject: 'S', text: 'secret words' });
    for (const mail of await outbox.take(2)) await outbox.parked(mail, '550');
    const { body } = await api.get('mails?status=parked');
    const items = body['items'] as { key: string; canRetry: boolean }[];
    assert.deepEqual(
      new Map(items.map(({ key, canRetry }) => [key, canRetry])),
      new Map([
        ['a:1', true],
        ['b', false],
      ]),
    );
    assert.doesNotMatch(JSON.stringify(body), /jo@acme|secret/);
    assert.equal((await api.post('mails/a:1/retry', {})).status, 202);
    assert.equal((await api.post('mails/b/retry', {})).status, 404);
    assert.deepEqual(
      (await outbox.take(2)).map(({ key }) => key),
      ['a:1'],
    );
    await api.close();
  });
});

describe('keys over the API', () => {
  it('are not to be guessed: a network that tries has to wait, and those with a key go on', async () => {
    const api = await createApiWorld();
    const wrong = async () => (await api.get('rmas', { Authorization: 'Bearer x' })).status;
    const statuses: number[] = [];
    for (let tries = 0; tries < 31; tries++) statuses.push(await wrong());
    assert.deepEqual([statuses[29], statuses[30]], [401, 429]);
    assert.equal((await api.get('rmas')).status, 200);
    await api.close();
  });
});
