import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { furnish, indexes } from '../../../bot/assemble.ts';
import { createLog } from '../../../bot/log.ts';
import type { StoredTurn } from '../../../bot/record.ts';
import { play, readScript } from '../../conversations/script.ts';
import { type MongoServer, startMongo } from '../../services/store/servers.ts';
import { type ApiWorld, createApiWorld, issuedRma } from './api-world.ts';

/** What is Xenia's alone, in lower case: nothing of it may be left. */
const WORDS = ['quillfeather', 'xenia', 'quillworks', '555-0142', '5595550142', 'marmalade', 'zebra', 'yodel', '93721'];
const XENIA = 'xenia@quillworks.com';
const ORLANDO = 'orlando@vanton.com';

const RETURN = `# A return with everything that a person tells
(unit A1234567, a SD4N35-PG-E1, was shipped on 2025-01-10)
customer: I need an RMA for SD4N35-PG-E1 serial A1234567
(a photo "quillfeather-garage.jpg" comes with it)
customer: the picture flickers like a zebra
customer: yesterday
customer: that's all
customer: tried all of that, it did not help
customer: Xenia Quillfeather
customer: ${XENIA}
customer: (559) 555-0142
customer: Quillworks Optics
customer: 77 Marmalade Street, Fresno, CA 93721
customer: same
customer: leave it as it is
customer: no
customer: yes
desk: Here is what I have
customer: yes
desk: RMA number 7###-####-##
(remember the case number)
customer: email me this chat
customer: goodbye
customer: badly
customer: the desk made me yodel
(on record: 1 comments)
`;

const OTHER = `--
customer: I need an RMA for IX10C serial ZZ110001 no picture since yesterday
customer: no
customer: it did not help
customer: Orlando Vanton
customer: ${ORLANDO}
customer: 212 555 0147
customer: none
customer: 12 Main St, Springfield, IL 62701
customer: same
customer: as is
customer: no
customer: no
customer: confirm
desk: RMA number 7###-####-##
`;

describe("one person's data, in files", () => rules(async () => ({})));

describe("one person's data, on a server", function () {
  this.timeout(60_000);
  let server: MongoServer | null = null;
  before(async function () {
    this.timeout(240_000);
    server = await startMongo();
    if (!server) this.skip();
  });
  after(() => server?.stop());
  rules(async () => ({ mongodbUri: server?.freshUri() ?? '', beginning: new Date().toISOString() }));
});

function rules(where: () => Promise<{ mongodbUri?: string; beginning?: string }>): void {
  let api: ApiWorld;
  beforeEach(async () => {
    api = await createApiWorld(await where());
    await play(readScript(RETURN + OTHER), api.world);
    await talkWithPeople();
  });
  afterEach(() => api.close());

  async function everything(): Promise<Record<string, Record<string, unknown>[]>> {
    const names = [...new Set([...indexes.map(({ collection }) => collection), 'units', 'keys'])];
    const read = async (name: string) => [name, await api.world.store.collection(name).find({}).toArray()];
    return Object.fromEntries(await Promise.all(names.map(read)));
  }

  const leftOf = async (words: readonly string[]) => {
    const all = Object.entries(await everything()).flatMap(([name, of]) => of.map(one => [name, one] as const));
    return all.flatMap(([name, one]) => {
      const text = JSON.stringify(one).toLowerCase();
      return words.filter(word => text.includes(word)).map(word => `${word} in ${name}: ${text.slice(0, 1500)}`);
    });
  };
  const erase = (more: object = {}) => api.post('customers/erasure', { email: XENIA, confirm: true, ...more });
  const exported = (email = XENIA) => api.get(`customers/export?email=${encodeURIComponent(email)}`);

  /** Their case and return, as the services have them. */
  async function theirs() {
    const customer = (await api.world.house.customers.find(XENIA)) ?? assert.fail();
    const [of = assert.fail()] = await api.world.house.cases.ofCustomer(customer._id);
    const [rma = assert.fail()] = await api.world.house.returns.ofCase(of._id);
    return { customer, case: of, rma };
  }

  /** Xenia has talked to somebody of the staff, and is promised a call. */
  async function talkWithPeople(): Promise<void> {
    const { handoffs, callBacks } = api.world.house;
    const of = { channel: 'direct-line', conversation: 'xenia-1', caseNumber: (await theirs()).case._id };
    const caller = { name: 'Xenia Quillfeather', email: XENIA, phone: '+15595550142' };
    const { _id: id } = await handoffs.ask({ ...of, key: 'talk', caller, summary: 'flickers like a zebra' });
    await handoffs.accept(id, { id: 'ann', name: 'Ann' }, 'accept');
    await handoffs.heard(id, { key: 'words', text: 'I live in Marmalade Street' });
    const at = api.world.now();
    await callBacks.promise({ ...of, key: 'call', caller, at, zone: 'UTC', summary: 'the zebra again' });
  }

  it('is handed out in one document, and nothing of anybody else with it', async () => {
    const { customer } = await theirs();
    const { status, body } = await exported();
    assert.equal(status, 200);
    const text = JSON.stringify(body).toLowerCase();
    for (const word of [...WORDS, 'garage.jpg']) assert.ok(text.includes(word), word);
    for (const word of ['orlando', 'vanton', 'springfield', 'requestkey', 'wrongemails'])
      assert.ok(!text.includes(word), word);
    const counts = ['cases', 'rmas', 'files', 'comments', 'mails', 'conversations', 'talks'].map(name => [
      name,
      (body[name] as unknown[]).length,
    ]);
    assert.deepEqual(Object.fromEntries(counts), {
      ...{ cases: 1, rmas: 1, files: 1, comments: 1, mails: 1, conversations: 1, talks: 2 },
    });
    const byNumber = await api.get(`customers/${customer._id}/export`);
    assert.deepEqual(byNumber.body, body);
    assert.equal((await exported('nobody@acme.com')).status, 404);
  });

  it('is not erased while a return is under way, unless it has to be', async () => {
    const { rma } = await theirs();
    const refused = await erase();
    assert.deepEqual([refused.status, refused.body['type']], [409, 'urn:caseline:returns-under-way']);
    assert.deepEqual(refused.body['rmas'], [{ number: rma._id, status: 'issued' }]);
    assert.notDeepEqual(await leftOf(WORDS), []);
    assert.equal((await erase({ force: true })).status, 200);
  });

  it('is erased everywhere, with numbers, products, dates and statuses left, and another person is as before', async () => {
    const { house } = api.world;
    const before = await theirs();
    await api.post(
      `rmas/${before.rma._id}/events`,
      { kind: 'customer-note', text: 'Xenia: zebra' },
      { 'Idempotency-Key': 'n' },
    );
    await api.post(
      `cases/${before.case._id}/events`,
      { kind: 'note', text: 'Marmalade Street' },
      { 'Idempotency-Key': 'n' },
    );
    await api.post(`rmas/${before.rma._id}/events`, { kind: 'received', items: [{ item: '1', note: 'zebra' }] });
    await house.verification.request({ email: XENIA, network: 'n', holder: 'h' });
    const [file = assert.fail()] = await house.attachments.listOf(before.case._id);
    const orlandos = await allOf('orlando');
    assert.ok(orlandos.length > 5);

    const { status, body } = await erase({ force: true });
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual(body, {
      ...{ customerNumber: before.customer._id, cases: [before.case._id], rmas: [before.rma._id] },
      ...{ files: 1, mails: 2, conversations: 1 },
    });
    assert.deepEqual(await leftOf(WORDS), []);
    // Digests tell nobody who it was, and go all the same.
    const { codes, codeRequests, transcripts } = await everything();
    assert.deepEqual([codes, codeRequests, transcripts], [[], [], []]);
    assert.equal(await api.world.store.blobs.get(file.id), undefined);
    assert.deepEqual(await allOf('orlando'), orlandos);

    const [of, rma] = [await house.cases.find(before.case._id), await house.returns.find(before.rma._id)];
    assert.deepEqual(
      [rma?.status, rma?.items[0]?.serial?.value, rma?.returnBy],
      ['received', 'A1234567', before.rma.returnBy],
    );
    assert.deepEqual(of?.rmas, before.case.rmas);
    const last = of?.events.at(-1);
    assert.equal(last?.kind, 'erased');
    assert.match(String(last?.actor), /^api:[0-9a-f]{8}$/);
    assert.deepEqual(
      rma?.notices.filter(({ mail }) => mail),
      [],
    );
  });

  async function allOf(word: string): Promise<string[]> {
    const all = Object.values(await everything()).flat();
    return all.map(one => JSON.stringify(one)).filter(text => text.toLowerCase().includes(word));
  }

  it('once erased opens nothing, and is told of nothing any more', async () => {
    const { house } = api.world;
    const before = await theirs();
    await erase({ force: true });
    assert.equal(await house.cases.findFor(before.case._id, XENIA), undefined);
    assert.equal(await house.cases.findFor(before.case._id, 'erased'), undefined);
    assert.equal(await house.customers.find(XENIA), undefined);
    await house.verification.request({ email: XENIA });
    const { mails = [] } = await everything();
    assert.deepEqual(
      mails
        .filter(({ status }) => status === 'queued')
        .map(({ content }) => JSON.parse(String(content)).order.about.wanted),
      ['no'],
    );
    for (const change of [
      { kind: 'contact', phone: '+15595550142' },
      { kind: 'customer-note', text: 'zebra' },
    ]) {
      for (const path of [`cases/${before.case._id}`, `rmas/${before.rma._id}`]) {
        const refused = await api.post(`${path}/events`, change);
        assert.deepEqual([refused.status, refused.body['type']], [409, 'urn:caseline:erased']);
      }
    }
    const anew = await api.post('rmas', { caseNumber: before.case._id }, { 'Idempotency-Key': 'anew' });
    assert.deepEqual([anew.status, anew.body['type']], [409, 'urn:caseline:erased']);
    const terms = { currency: 'USD', lines: [{ text: 'Module', amount: 1 }], diagnosticsFee: 0 };
    for (const kind of ['received', 'diagnosing']) await api.post(`rmas/${before.rma._id}/events`, { kind });
    assert.equal((await api.post(`rmas/${before.rma._id}/estimates`, terms)).status, 200);
    const { notices = [] } = (await house.returns.find(before.rma._id)) ?? {};
    assert.deepEqual(
      notices.filter(({ mail, hook }) => mail || hook),
      [],
    );
  });

  it('is erased again without a trace, also by the number, and whoever comes back is somebody new', async () => {
    const { customer, case: of } = await theirs();
    await erase({ force: true });
    const after = await everything();
    const again = await api.post('customers/erasure', { customerNumber: customer._id, confirm: true });
    assert.deepEqual([again.status, again.body['cases'], again.body['conversations']], [200, [], 0]);
    assert.deepEqual(await everything(), after);
    assert.equal((await erase()).status, 404);
    const rma = await issuedRma(api.world, { email: XENIA, key: 'new' });
    assert.notEqual(rma.customerNumber, customer._id);
    assert.equal((await api.world.house.cases.find(of._id))?.contact.email, 'erased');
  });

  it('does not come back with a request that is repeated', async () => {
    const contact = { name: 'Xenia Quillfeather', email: XENIA };
    const open = () =>
      api.world.house.cases.open({ requestKey: 'r', contact, items: [], status: 'open', actor: 'test' });
    const first = await open();
    await erase({ force: true });
    assert.equal((await open())._id, first._id);
    assert.deepEqual(await leftOf(WORDS), []);
  });

  it('does not come back with a conversation that another process still remembers', async () => {
    const { store, now, house } = api.world;
    const { profile, knowledge } = house;
    const [log, codeKey] = [createLog('silent'), Buffer.alloc(32, 7)];
    const { desk } = furnish({ ...{ profile, knowledge, store, log, now, codeKey }, cached: 50 });
    const say = (text: string) =>
      desk.take({
        ...{ channel: 'test', conversation: '1', activityId: text },
        said: { kind: 'message', text, attachments: 0, from: 'customer' },
      });
    await say('thank you');
    await erase({ force: true });
    const outcome = await say('where is my repair?');
    assert.ok(outcome.kind === 'done' && !JSON.stringify(outcome.turn).toLowerCase().includes('xenia'));
    assert.deepEqual(await leftOf(WORDS), []);
    assert.equal((await desk.history('test', '1'))?.at(-1)?.said.text, 'where is my repair?');
  });

  it('goes on being erased where that was interrupted', async () => {
    for (const collection of ['turns', 'mails', 'attachments', 'comments', 'cases', 'rmas', 'customers']) {
      api.world.cutStore(collection);
      assert.equal((await erase({ force: true })).status, 503, collection);
      api.world.mendStore();
    }
    assert.equal((await erase({ force: true })).status, 200);
    assert.deepEqual(await leftOf(WORDS), []);
  });

  it('stands in no file of the store any more', async () => {
    const read = async () => {
      const names = (await readdir(api.world.dataDir)).filter(name => name.endsWith('.db'));
      const texts = names.map(name => readFile(join(api.world.dataDir, name), 'utf8'));
      return (await Promise.all(texts)).join('\n').toLowerCase();
    };
    const before = await read();
    await erase({ force: true });
    const after = await read();
    for (const word of WORDS) assert.ok(!after.includes(word), word);
    assert.equal(after.includes('orlando'), before.includes('orlando'));
  });

  it('does not come back by changes at the same moment', async () => {
    const { case: of, rma } = await theirs();
    const changes = Array.from({ length: 12 }, (_, at) => {
      const path = at % 2 ? `cases/${of._id}` : `rmas/${rma._id}`;
      const change =
        at % 3 ? { kind: 'contact', company: `Quillworks ${at}` } : { kind: 'customer-note', text: `zebra ${at}` };
      return api.post(`${path}/events`, change, { 'Idempotency-Key': `k${at}` });
    });
    const [erased, ...others] = await Promise.all([erase({ force: true }), ...changes]);
    assert.equal(erased.status, 200);
    for (const { status, body } of others) assert.ok(status === 200 || body['type'] === 'urn:caseline:erased');
    assert.deepEqual(await leftOf(WORDS), []);
  });

  it('does not come back with a message that is being answered', async () => {
    const said = { kind: 'message' as const, text: 'my zebra again', attachments: 0, from: 'customer' };
    const take = (activityId: string) => api.world.desk.take({ channel: 'test', conversation: '1', activityId, said });
    await Promise.all([take('a'), erase({ force: true })]);
    assert.deepEqual(await leftOf(WORDS.filter(word => word !== 'zebra')), []);
  });

  it('is erased also from what another build has written and this one cannot read', async () => {
    const turns = api.world.store.collection<StoredTurn>('turns');
    const [some = assert.fail()] = await turns.find({ about: XENIA }).toArray();
    const odd = JSON.stringify({ of: 'another build', name: 'Xenia' });
    await turns.updateOne({ _id: some._id }, { $set: { turn: odd, memory: odd } });
    assert.equal((await erase({ force: true })).status, 200);
    assert.deepEqual(await leftOf(WORDS), []);
  });

  it('is taken out of where somebody else named it, and the rest of what they said stays', async () => {
    await api.world.desk.take({
      ...{ channel: 'test', conversation: '2', activityId: 'naming' },
      said: { kind: 'message', text: `can you email this chat to ${XENIA}?`, attachments: 0, from: 'customer' },
    });
    const lines = async () => (await api.world.desk.history('test', '2'))?.flatMap(({ replies }) => replies).length;
    const before = await lines();
    await erase({ force: true });
    assert.deepEqual(await leftOf(WORDS), []);
    const turns = JSON.stringify(await api.world.desk.history('test', '2'));
    assert.match(turns, /Orlando Vanton/);
    assert.match(turns, /email this chat to erased/);
    assert.equal(await lines(), before);
  });
}
