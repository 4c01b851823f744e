import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BadRow, ImportError, importUnits } from '../../../services/catalog/import-units.ts';
import { createUnits, normaliseSerial, sameSerial, type Units } from '../../../services/catalog/units.ts';
import { openStore } from '../../../services/store/open.ts';
import type { Store } from '../../../services/store/port.ts';

describe('units on record', () => {
  let dataDir: string;
  let store: Store;
  let units: Units;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'units-'));
    store = await openStore({ dataDir, indexes: [] });
    units = createUnits({ store });
  });
  afterEach(async () => {
    await store.close();
    await rm(dataDir, { recursive: true });
  });

  async function imported(...parts: (string | Uint8Array)[]) {
    const bad: BadRow[] = [];
    async function* csv() {
      yield* parts;
    }
    const count = await importUnits({ csv: csv(), units, onBadRow: row => bad.push(row) });
    return { ...count, lines: bad.map(row => row.line), reasons: bad.map(row => row.reason) };
  }
  const onRecord = () => store.collection('units').countDocuments({});

  it('are found by a serial however it is typed', async () => {
    await units.register([{ serial: 'PEL-20-00417', model: 'SD4N-B1', shipped: '2024-03-01' }]);
    for (const typed of ['PEL-20-00417', 'pel2000417', 'PEL 2O OO4I7', ' pel-20-0o417 ']) {
      assert.deepEqual(await units.find(typed), { serial: 'PEL-20-00417', model: 'SD4N-B1', shipped: '2024-03-01' });
    }
    assert.equal(await units.find('PEL-20-00418'), undefined);
    assert.equal(await units.find('- -'), undefined);
  });

  it('are compared with O as 0 and I as 1, but with L as L', () => {
    assert.equal(normaliseSerial('o-I 9'), '019');
    assert.ok(sameSerial('AO1', 'a0i'));
    assert.ok(!sameSerial('AL', 'A1'));
  });

  it('are imported from a file with a header in any order, other columns aside', async () => {
    const count = await imported(
      '\uFEFFCustomer;Ship Date;Serial No.;MODEL\r\n"Acme; Inc";2024-02-29;A1234567;SD4N-B1\r\n;2023-01-31T00:00:00Z;B-77-1;"ES30C"\r\n',
    );
    assert.deepEqual(count, { registered: 2, bad: 0, lines: [], reasons: [] });
    assert.equal((await units.find('a1234567'))?.shipped, '2024-02-29');
    assert.equal((await units.find('B771'))?.shipped, '2023-01-31');
  });

  it('pass over rows that cannot be right, and say why', async () => {
    const count = await imported(
      [
        'serial,model,shipped',
        'A1000001,SD4E,2024-01-01',
        ',SD4E,2024-01-01',
        'A1000003,,2024-01-01',
        'A1000004,SD4E,2023-02-29',
        'A1000005,SD4E,01/02/2024',
        'A1000006',
        '"A1000007"x,SD4E,2024-01-01',
        '--,SD4E,2024-01-01',
        'A1000009,SD4E,2024-01-09',
      ].join('\n'),
    );
    assert.equal(count.registered, 2);
    assert.deepEqual(count.lines, [3, 4, 5, 6, 7, 8, 9]);
    assert.deepEqual(count.reasons.slice(0, 3), [
      'the serial is empty',
      'the model is empty',
      'the date "2023-02-29" must be a real day as YYYY-MM-DD',
    ]);
    assert.ok(await units.find('A1000009'));
  });

  it('are the same after the same file twice', async () => {
    const file = 'serial,model,shipped\nA1000001,SD4E,2024-01-01\nA1000002,SD4E,2024-01-02\n';
    await imported(file);
    await imported(file);
    assert.equal(await onRecord(), 2);
  });

  it('keep the later of two rows with one serial, in one batch and across batches', async () => {
    const many = Array.from({ length: 1200 }, (_, i) => `B${String(i).padStart(7, '0')},SD4E,2024-01-01`);
    const file = [
      'serial,model,shipped',
      'A1000001,OLD,2020-01-01',
      'A1OOOOO1,NEW,2021-01-01',
      ...many,
      'A-1000001,NEWEST,2022-01-01',
    ].join('\n');
    const count = await imported(file.slice(0, 5000), file.slice(5000));
    assert.equal(count.registered, 1203);
    assert.equal(await onRecord(), 1201);
    assert.equal((await units.find('A1000001'))?.model, 'NEWEST');
  });

  it('are not imported from a file that is something else', async () => {
    await assert.rejects(imported('name,price\nx,1\n'), (error: unknown) => {
      assert.ok(error instanceof ImportError);
      assert.match(error.message, /lacks serial and model and shipped.*"name", "price"/);
      return true;
    });
    await assert.rejects(imported(''), ImportError);
    await assert.rejects(imported('\n\n'), ImportError);
  });

  it('report progress as they are registered', async () => {
    const steps: number[] = [];
    async function* csv() {
      yield 'serial,model,shipped\n';
      for (let i = 0; i < 1100; i++) yield `C${String(i).padStart(6, '0')},SD4E,2024-01-01\n`;
    }
    await importUnits({ csv: csv(), units, onProgress: ({ registered }) => steps.push(registered) });
    assert.deepEqual(steps, [500, 1000, 1100]);
  });
});
