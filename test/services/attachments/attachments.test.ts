import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Attachments,
  attachmentIndexes,
  createAttachments,
  MOST_FILES,
} from '../../../services/attachments/attachments.ts';
import type { Blobs } from '../../../services/store/blobs.ts';
import { openStore } from '../../../services/store/open.ts';
import type { Store } from '../../../services/store/port.ts';
import { type MongoServer, startMongo } from '../store/servers.ts';
import { PICTURES, photo } from './samples.ts';

const DAY = 86_400_000;
const CASE = '4012345678';

/** `now` is well ahead of any real clock: a server's own clean-up leaves the tests alone. */
function service(open: (now: () => Date) => Promise<Store>): void {
  let clock: Date;
  let store: Store;
  let attachments: Attachments;
  let drawn: number;

  const build = (blobs: Blobs = store.blobs) =>
    createAttachments({ store, blobs, now: () => clock, drawId: () => `file-${++drawn}` });

  beforeEach(async () => {
    clock = new Date('2100-01-01T12:00:00Z');
    drawn = 0;
    store = await open(() => clock);
    attachments = build();
  });
  afterEach(() => store.close());

  async function keep(
    name = 'plate.jpg',
    bytes: Uint8Array = PICTURES.jpeg,
    more: { requestKey?: string; conversation?: string } = {},
  ) {
    const outcome = await attachments.keep({ conversation: 'test:1', name, bytes, ...more });
    assert.ok(outcome.kind === 'kept', JSON.stringify(outcome));
    return outcome.file;
  }

  it('keeps a file, cleaned, to be read by its id', async () => {
    const file = await keep('Rating Plate.JPEG', photo(1));
    assert.deepEqual(file, { id: 'file-1', name: 'Rating Plate.jpg', type: 'image/jpeg', size: PICTURES.jpeg.length });
    const read = await attachments.read(file.id);
    assert.deepEqual(Buffer.from(read?.bytes ?? []), PICTURES.jpeg);
    assert.equal(read?.case, undefined);
    assert.equal(await attachments.read('file-2'), undefined);
  });

  it('keeps nothing of a file that it refuses', async () => {
    const outcome = await attachments.keep({
      conversation: 'test:1',
      name: '/tmp/film.mp4',
      bytes: Buffer.from('film'),
    });
    assert.deepEqual(outcome, { kind: 'refused', file: { name: 'film.mp4', why: 'kind' } });
    assert.equal(await store.collection('attachments').countDocuments({}), 0);
    assert.equal(drawn, 0);
  });

  it('keeps what is delivered twice once, also at the same moment (R23)', async () => {
    const twice = await Promise.all([
      keep('a', undefined, { requestKey: 'k' }),
      keep('a', undefined, { requestKey: 'k' }),
    ]);
    assert.deepEqual(twice[0], twice[1]);
    assert.deepEqual(await keep('a', undefined, { requestKey: 'k' }), twice[0]);
    assert.equal(await store.collection('attachments').countDocuments({}), 1);
    const ids = Array.from({ length: drawn }, (_, at) => `file-${at + 1}`);
    const bytes = await Promise.all(ids.map(id => store.blobs.get(id)));
    assert.equal(bytes.filter(Boolean).length, 1, 'the bytes of the other delivery are gone');
  });

  it('attaches files to a case, once, however often it is told (R23)', async () => {
    const [one, two] = [await keep('one'), await keep('two', PICTURES.png)];
    clock = new Date(clock.getTime() + 1);
    const three = await keep('three', PICTURES.webp);
    assert.deepEqual(await attachments.attachTo(CASE, [one.id, two.id]), [one.id, two.id]);
    assert.deepEqual(await attachments.attachTo(CASE, [one.id, two.id, three.id, 'gone']), [one.id, two.id, three.id]);
    const names = (await attachments.listOf(CASE)).map(({ name }) => name);
    assert.deepEqual(names.sort(), ['one.jpg', 'three.webp', 'two.png']);
    assert.equal((await attachments.read(one.id))?.case, CASE);
    assert.deepEqual(await attachments.listOf('4999999999'), []);
  });

  it('never moves a file from one case to another', async () => {
    const { id } = await keep();
    await attachments.attachTo(CASE, [id]);
    assert.deepEqual(await attachments.attachTo('4999999999', [id]), []);
    assert.equal((await attachments.read(id))?.case, CASE);
  });

  it('forgets after 30 days what is with no case, and keeps the rest', async () => {
    const [waits, stays] = [await keep('waits'), await keep('stays')];
    await attachments.attachTo(CASE, [stays.id]);
    clock = new Date(clock.getTime() + 30 * DAY - 1);
    assert.ok(await attachments.read(waits.id));
    clock = new Date(clock.getTime() + 1);
    assert.equal(await attachments.read(waits.id), undefined);
    assert.equal(await store.blobs.get(waits.id), undefined);
    assert.deepEqual(await attachments.attachTo(CASE, [waits.id]), []);
    clock = new Date(clock.getTime() + 3_000 * DAY);
    assert.ok((await attachments.read(stays.id))?.bytes);
    assert.equal((await attachments.listOf(CASE)).length, 1);
  });

  it(`takes ${MOST_FILES} files of a conversation, and not one more`, async () => {
    for (let count = 0; count < MOST_FILES; count++) await keep(`${count}`, undefined, { requestKey: `${count}` });
    const one = { conversation: 'test:1', name: 'x.jpg', bytes: PICTURES.jpeg };
    assert.deepEqual(await attachments.keep(one), { kind: 'refused', file: { name: 'x.jpg', why: 'too-many' } });
    assert.ok(await keep('0', undefined, { requestKey: '0' }), 'one that is delivered again is none more');
    assert.ok(await keep('y', undefined, { conversation: 'test:2' }));
  });

  it('puts nothing on record whose bytes are not there', async () => {
    const failing: Blobs = { ...store.blobs, put: () => Promise.reject(new Error('the disk is full')) };
    const bytes = PICTURES.jpeg;
    await assert.rejects(build(failing).keep({ conversation: 'test:1', name: 'a', bytes }), /disk is full/);
    assert.equal(await store.collection('attachments').countDocuments({}), 0);
  });

  it('cleans PDFs one after another, and asks for more of them later', async () => {
    const never = Buffer.from('%PDF-1.7\n');
    const many = Array.from({ length: 9 }, (_, at) =>
      attachments.keep({ conversation: `test:${at}`, name: `${at}`, bytes: never }),
    );
    const outcomes = (await Promise.all(many)).map(({ kind }) => kind);
    assert.deepEqual(outcomes.sort(), ['busy', ...Array(8).fill('refused')]);
  }).timeout(60_000);

  it('does the rest where attaching was cut short in between', async () => {
    const { id } = await keep();
    await store.blobs.keep(id);
    assert.deepEqual(await attachments.attachTo(CASE, [id]), [id]);
  });
}

describe('attachments on the embedded engine', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'caseline-files-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  describe('keep their promises', () => service(now => openStore({ dataDir, indexes: attachmentIndexes, now })));

  it('leaves nothing on the disk of what has ended', async () => {
    let clock = new Date();
    const now = () => clock;
    const opened = await openStore({ dataDir, indexes: attachmentIndexes, now });
    const attachments = createAttachments({ store: opened, blobs: opened.blobs, now, drawId: () => 'a' });
    await attachments.keep({ conversation: 'test:1', name: 'a', bytes: PICTURES.jpeg });
    await opened.close();
    clock = new Date(clock.getTime() + 31 * DAY);
    const again = await openStore({ dataDir, indexes: attachmentIndexes, now });
    assert.deepEqual(await readdir(join(dataDir, 'files')), []);
    await again.close();
  });
});

describe('attachments on MongoDB', function () {
  this.timeout(60_000);
  let server: MongoServer | null;
  before('a server', async function () {
    this.timeout(300_000);
    server = await startMongo();
    if (!server) this.skip();
  });
  after(() => server?.stop());

  service(now => {
    assert.ok(server);
    return openStore({ mongodbUri: server.freshUri(), dataDir: '/nowhere', indexes: attachmentIndexes, now });
  });
});
