import assert from 'node:assert/strict';
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lockFolder } from '../../../services/store/lock.ts';
import { openStore } from '../../../services/store/open.ts';
import { type Index, type Store, StoreUnavailable } from '../../../services/store/port.ts';
import { contractIndexes, storeContract, type Thing } from './contract.ts';

const run = promisify(execFile);
const WRITER = join(import.meta.dirname, 'writer.js');
const unavailable = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof StoreUnavailable, String(error));
  assert.match(error.message, pattern);
  assert.doesNotMatch(error.message, /\n/);
  return true;
};

describe('the embedded store', () => {
  let base: string;
  let dataDir: string;
  let warnings: string[];
  let opened: Store[];
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'caseline-store-'));
    dataDir = join(base, 'data');
    warnings = [];
    opened = [];
  });

  afterEach(async () => {
    for (const store of opened) await store.close();
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(base, { recursive: true, force: true });
  });

  async function open({
    now = () => new Date(),
    indexes = contractIndexes,
  }: {
    now?: () => Date;
    indexes?: Index[];
  } = {}) {
    const log = { warn: (message: string) => void warnings.push(message) };
    const store = await openStore({ dataDir, indexes, log, now });
    opened.push(store);
    return store;
  }

  async function reopen() {
    for (const store of opened.splice(0)) await store.close();
    return open();
  }

  const file = (name = 'things.db') => join(dataDir, name);
  const things = (store: Store) => store.collection<Thing>('things');

  storeContract(now => open({ now }));

  describe('its files', () => {
    it('hold everything when the store is opened again: documents, dates, deletions, unique values', async () => {
      const store = await open();
      await things(store).insertOne({ _id: 'a', requestKey: 'k', at: new Date(5), items: [{ at: new Date(6) }] });
      await things(store).insertOne({ _id: 'b' });
      await things(store).updateOne({ _id: 'a' }, { $set: { name: 'x' } });
      await things(store).deleteOne({ _id: 'b' });
      const again = things(await reopen());
      assert.deepEqual(await again.find({}).toArray(), [
        { _id: 'a', requestKey: 'k', at: new Date(5), items: [{ at: new Date(6) }], name: 'x' },
      ]);
      await assert.rejects(again.insertOne({ _id: 'c', requestKey: 'k' }), { code: 11000 });
      assert.deepEqual(warnings, []);
    });

    it('keep the time to live, and lose what has expired', async () => {
      const store = await open();
      await things(store).insertOne({ _id: 'a', name: 'secret', expiresAt: new Date(Date.now() + 60_000) });
      await store.close();
      const later = await open({ now: () => new Date(Date.now() + 120_000) });
      assert.equal(await things(later).findOne({ _id: 'a' }), null);
      await later.close();
      assert.equal(await things(await open()).findOne({ _id: 'a' }), null, 'erased, not only hidden');
    });

    it('are for their owner only, the folder too', async () => {
      const store = await open();
      await things(store).insertOne({ _id: 'a' });
      const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
      assert.equal(await mode(dataDir), '700');
      for (const name of await readdir(dataDir)) assert.equal(await mode(file(name)), '600', name);
    });

    it('hold bytes for their owner only, and under a name that tells how long', async () => {
      const { blobs } = await open();
      await blobs.put('a', Buffer.from('x'), new Date(Date.now() + 60_000));
      await blobs.put('b', Buffer.from('y'), new Date(Date.now() + 60_000));
      await blobs.keep('b');
      const names = (await readdir(join(dataDir, 'files'))).sort();
      assert.deepEqual(
        names.map(name => name.replace(/\d{13}/, 'time')),
        ['a~time', 'b'],
      );
      for (const name of names) assert.equal((await stat(join(dataDir, 'files', name))).mode & 0o777, 0o600, name);
      assert.equal((await stat(join(dataDir, 'files'))).mode & 0o777, 0o700);
      const again = (await reopen()).blobs;
      assert.equal(String(await again.get('a')), 'x');
      assert.equal(String(await again.get('b')), 'y');
    });

    it('lose bytes that have ended, and what was never written to its end', async () => {
      const { blobs } = await open();
      for (const id of ['a', 'b']) await blobs.put(id, Buffer.from('x'), new Date(Date.now() + 60_000));
      await blobs.keep('b');
      for (const store of opened.splice(0)) await store.close();
      await writeFile(join(dataDir, 'files', 'c.part'), 'ha');
      await open({ now: () => new Date(Date.now() + 120_000) });
      assert.deepEqual(await readdir(join(dataDir, 'files')), ['b']);
    });

    it('hold bytes once where the process ended while they were written again', async () => {
      const { blobs } = await open();
      const end = Date.now() + 60_000;
      await blobs.put('a', Buffer.from('x'), new Date(end));
      for (const store of opened.splice(0)) await store.close();
      await writeFile(join(dataDir, 'files', `a~${end + 1_000}`), 'y');
      assert.equal(String(await (await open()).blobs.get('a')), 'y');
      assert.equal((await readdir(join(dataDir, 'files'))).length, 1);
    });

    it('become so where they were not', async () => {
      await mkdir(dataDir);
      await writeFile(file(), '{"_id":"a"}\n');
      await chmod(file(), 0o644);
      await open();
      assert.equal((await stat(file())).mode & 0o777, 0o600);
    });

    it('are the form that nedb writes', async () => {
      await mkdir(dataDir);
      const lines = [
        '{"$$indexCreated":{"fieldName":"requestKey","unique":true,"sparse":false}}',
        '{"_id":"a","at":{"$$date":5}}',
        '{"_id":"b"}',
        '{"$$deleted":true,"_id":"b"}',
      ];
      await writeFile(file(), `${lines.join('\n')}\n`);
      assert.deepEqual(
        await things(await open())
          .find({})
          .toArray(),
        [{ _id: 'a', at: new Date(5) }],
      );
    });

    it('do not grow for ever, and lose nothing while they shrink', async () => {
      const store = await open();
      const name = 'x'.repeat(4_000);
      await Promise.all(
        Array.from({ length: 16 }, async (_, n) => {
          await things(store).insertOne({ _id: `d${n}`, version: 0 });
          for (let round = 0; round < 200; round++) {
            await things(store).updateOne({ _id: `d${n}`, version: round }, { $set: { name }, $inc: { version: 1 } });
          }
        }),
      );
      const again = await reopen();
      assert.ok((await stat(file())).size < 9_000_000, `${(await stat(file())).size} bytes of 12,800,000 written`);
      assert.equal(await things(again).countDocuments({ version: 200, name }), 16);
      assert.deepEqual(warnings, []);
    });

    it('of any name are opened at start, and a collection cannot name a place outside the folder', async () => {
      const store = await open();
      for (const name of ['../escape', 'a/b', '', '.', 'lock.db/..', 'x\0']) {
        assert.throws(() => store.collection(name), TypeError);
      }
      assert.deepEqual(await readdir(base), ['data']);
    });
  });

  describe('after a process was killed', () => {
    it('holds every write that was acknowledged, and takes the folder over from the dead', async () => {
      for (let round = 0; round < 3; round++) {
        const acknowledged = await writeUntilKilled(dataDir, 150);
        const found = await things(await open())
          .find({})
          .toArray();
        const versions = new Map(found.map(({ _id, version }) => [_id, version ?? -1]));
        for (const [id, version] of acknowledged) {
          assert.ok(
            (versions.get(id) ?? -1) >= version,
            `${id} was acknowledged at ${version}, found ${versions.get(id)}`,
          );
        }
        await opened.pop()?.close();
      }
    });

    it('starts without a last line that was never finished, says so, and keeps it aside', async () => {
      await mkdir(dataDir);
      await writeFile(file(), '{"_id":"a","name":"x"}\n{"_id":"b","name":"Jör');
      const store = await open();
      assert.deepEqual(await things(store).find({}).toArray(), [{ _id: 'a', name: 'x' }]);
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? '', /things\.db: dropped a last line of 23 bytes/);
      assert.doesNotMatch(warnings[0] ?? '', /Jör/);
      assert.equal(await readFile(file('things.db.torn'), 'utf8'), '{"_id":"b","name":"Jör\n');
      await things(store).insertOne({ _id: 'c' });
      assert.deepEqual(
        (
          await things(await reopen())
            .find({}, { sort: { _id: 1 } })
            .toArray()
        ).map(t => t._id),
        ['a', 'c'],
      );
      assert.equal(warnings.length, 1);
    });

    it('starts wherever in its last line the write was cut, within a character too', async () => {
      const whole = Buffer.from('{"_id":"b","name":"Jörg 🎥","at":{"$$date":5}}\n');
      for (let cut = 0; cut < whole.length; cut++) {
        await mkdir(dataDir, { recursive: true });
        await writeFile(file(), Buffer.concat([Buffer.from('{"_id":"a"}\n'), whole.subarray(0, cut)]));
        const store = await open();
        const found = await things(store)
          .find({}, { sort: { _id: 1 } })
          .toArray();
        assert.deepEqual(
          found.map(t => t._id),
          cut === whole.length - 1 ? ['a', 'b'] : ['a'],
          `cut at ${cut}`,
        );
        await things(store).insertOne({ _id: 'c' });
        assert.equal(await things(await reopen()).countDocuments({ _id: 'c' }), 1, `cut at ${cut}`);
        await opened.pop()?.close();
        await rm(dataDir, { recursive: true });
      }
    });

    it('starts where a compaction was under way', async () => {
      const store = await open();
      await things(store).insertOne({ _id: 'a' });
      await store.close();
      await writeFile(file('things.db~'), '{"_id":"half');
      assert.equal(await things(await open()).countDocuments({}), 1);
      assert.ok(!(await readdir(dataDir)).includes('things.db~'));
    });
  });

  describe('with a damaged file', () => {
    const damages: [string, string][] = [
      ['a line in the middle', '{"_id":"a"}\n{"_id":"b\n{"_id":"c"}\n'],
      ['a line that ends but cannot be read', '{"_id":"a"}\n{"_id":\n'],
      ['a document without an id', '{"_id":"a"}\n{"name":"x"}\n'],
      ['something else entirely', 'SQLite format 3\0\n\n'],
      ['a list', '[1,2]\n'],
    ];
    for (const [what, content] of damages) {
      it(`does not start, and leaves the file as it is: ${what}`, async () => {
        await mkdir(dataDir);
        await writeFile(file(), content);
        await assert.rejects(open(), unavailable(/things\.db is damaged at line \d+.*backup/));
        assert.equal(await readFile(file(), 'utf8'), content);
        await rm(file());
        assert.ok(await open(), 'the folder is free again');
      });
    }

    it('does not start where bytes are no text', async () => {
      await mkdir(dataDir);
      await writeFile(file(), Buffer.from([0x7b, 0xff, 0xfe, 0x7d, 0x0a]));
      await assert.rejects(open(), unavailable(/damaged at line 1/));
    });

    it('does not start where documents hold the same value that must be unique', async () => {
      await mkdir(dataDir);
      await writeFile(file(), '{"_id":"a","requestKey":"k"}\n{"_id":"b","requestKey":"k"}\n');
      await assert.rejects(open(), unavailable(/things\.db holds two documents with the same requestKey/));
    });
  });

  describe('its folder', () => {
    it('is refused to a second opening in the same process', async () => {
      await open();
      await assert.rejects(open(), unavailable(/is in use by this process already\. .*DATA_DIR/));
    });

    it('is refused to a second process, by its id, and free once the first is closed', async () => {
      const child = writer(dataDir);
      await once(child, 'message');
      await assert.rejects(open(), unavailable(new RegExp(`is in use by process ${child.pid}\\.`)));
      child.send('close');
      await once(child, 'exit');
      await open();
    });

    it('is free after closing, and closing twice does no harm', async () => {
      const store = await open();
      await store.close();
      await store.close();
      assert.ok(!(await readdir(dataDir)).includes('lock'));
      await open();
    });

    it('is taken over where the process id has gone to another process since', async () => {
      await mkdir(dataDir);
      const lock = await lockFolder(dataDir);
      const own = await readFile(file('lock'), 'utf8');
      await lock.release();
      await writeFile(file('lock'), JSON.stringify({ ...JSON.parse(own), began: 'before that' }));
      await open();
    });

    it('is taken over where the holder cannot be looked up and gives no sign of life', async () => {
      await mkdir(dataDir);
      for (const left of ['', '{"pid":', '{"pid":1,"place":"another host","began":"x"}']) {
        await writeFile(file('lock'), left);
        const lock = await lockFolder(dataDir, { beat: 5 });
        await lock.release();
      }
    });

    it('is refused where such a holder gives a sign', async () => {
      await mkdir(dataDir);
      await writeFile(file('lock'), '{"pid":1,"place":"another host","began":"x"}');
      let beats = 0;
      const heart = setInterval(() => void utimes(file('lock'), ++beats, beats), 5);
      await assert.rejects(lockFolder(dataDir, { beat: 100 }), unavailable(/in use by process 1\./));
      clearInterval(heart);
    });

    it('goes to one of many who take a stale lock over at once', async () => {
      await mkdir(dataDir);
      await writeFile(file('lock'), JSON.stringify({ pid: 2 ** 22 + 1, place: 'x', began: '' }));
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(dataDir, { beat: 2 })));
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
      for (const outcome of outcomes) if (outcome.status === 'fulfilled') await outcome.value.release();
    });

    it('that is a file, or lies under one, ends the start with what to do', async () => {
      await writeFile(join(base, 'file'), '');
      dataDir = join(base, 'file');
      await assert.rejects(open(), unavailable(/file cannot be used \(EEXIST\)\. .*DATA_DIR/));
      dataDir = join(base, 'file', 'below');
      await assert.rejects(open(), unavailable(/cannot be used \(ENOTDIR\)\. .*DATA_DIR/));
    });

    it('that vanishes fails the ping', async () => {
      const store = await open();
      await store.ping();
      await rm(dataDir, { recursive: true });
      await assert.rejects(store.ping(), unavailable(/ENOENT/));
    });
  });

  it('refuses everything once it is closed', async () => {
    const store = await open();
    await store.close();
    await assert.rejects(things(store).findOne({ _id: 'a' }), unavailable(/closed/));
    await assert.rejects(things(store).insertOne({ _id: 'a' }), unavailable(/closed/));
    await assert.rejects(store.ping(), StoreUnavailable);
  });

  it('finishes the writes under way before it closes', async () => {
    const store = await open();
    const writes = Array.from({ length: 50 }, (_, n) => things(store).insertOne({ _id: `n${n}` }));
    await store.close();
    const done = (await Promise.allSettled(writes)).filter(({ status }) => status === 'fulfilled').length;
    assert.equal(done, 50);
    assert.equal(await things(await open()).countDocuments({}), 50);
  });

  describe('on a full disk', () => {
    /** A limit on the size of files stands in for the disk: writing past it fails, as it does without space. */
    const limited = (kilobytes: number, folder: string) =>
      run('bash', ['-c', `ulimit -f ${kilobytes}; exec "$@"`, 'bash', process.execPath, WRITER, folder, 'fill']);

    it('rejects the write, forgets it, and goes on with what fits', async () => {
      const { stdout } = await limited(64, dataDir);
      const report = JSON.parse(stdout);
      assert.match(report.error, /things\.db cannot be used \(EFBIG\)/);
      assert.equal(report.name, 'StoreUnavailable');
      assert.ok(report.stored >= 10);
      assert.equal(report.visible, report.stored + 1, 'what was refused is not seen; a small document still fits');
      assert.equal(await things(await open()).countDocuments({}), report.visible);
      assert.deepEqual(warnings, []);
    });
  });

  function writer(folder: string): ChildProcess {
    const child = fork(WRITER, [folder]);
    children.push(child);
    return child;
  }

  /** Lets a process write until it has acknowledged enough, then kills it; what it acknowledged, id by version. */
  async function writeUntilKilled(folder: string, enough: number): Promise<Map<string, number>> {
    const acknowledged = new Map<string, number>();
    const child = writer(folder);
    await new Promise<void>(done => {
      let count = 0;
      child.on('message', (written: [id: string, version: number] | 'open') => {
        if (written === 'open') return;
        acknowledged.set(...written);
        if (++count === enough) done();
      });
      child.send('write');
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    return acknowledged;
  }
});
