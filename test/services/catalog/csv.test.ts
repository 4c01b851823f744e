import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type CsvRow, readCsv } from '../../../services/catalog/csv.ts';

async function* pieces<T>(...parts: T[]): AsyncGenerator<T> {
  yield* parts;
}

async function rowsOf(...parts: (string | Uint8Array)[]): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const more of readCsv(pieces(...parts))) rows.push(...more);
  return rows;
}

const fieldsOf = async (...parts: (string | Uint8Array)[]): Promise<string[][]> =>
  (await rowsOf(...parts)).map(row => (row.kind === 'row' ? row.fields : [`bad: ${row.reason}`]));

describe('CSV', () => {
  it('may be separated by commas, semicolons or tabs, as its first line is', async () => {
    assert.deepEqual(await fieldsOf('a,b\n1;x,2\n'), [
      ['a', 'b'],
      ['1;x', '2'],
    ]);
    assert.deepEqual(await fieldsOf('a;b\n1,x;2\n'), [
      ['a', 'b'],
      ['1,x', '2'],
    ]);
    assert.deepEqual(await fieldsOf('a\tb\n1,x\t2\n'), [
      ['a', 'b'],
      ['1,x', '2'],
    ]);
    assert.deepEqual(await fieldsOf('"a,1,2,3";b\n1;2'), [
      ['a,1,2,3', 'b'],
      ['1', '2'],
    ]);
  });

  it('may end its lines in CRLF, begin with a byte order mark, and end without a line break', async () => {
    assert.deepEqual(await fieldsOf('\uFEFFa,b\r\n1,2\r\n\r\n3,4'), [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('may be UTF-8 or UTF-16, cut anywhere', async () => {
    for (const bytes of [Buffer.from('\uFEFFa,b\nü,€\n', 'utf8'), Buffer.from('\uFEFFa,b\nü,€\n', 'utf16le')]) {
      const parts = [bytes.subarray(0, 2), ...[...bytes.subarray(2)].map(byte => Uint8Array.of(byte))];
      assert.deepEqual(await fieldsOf(...parts), [
        ['a', 'b'],
        ['ü', '€'],
      ]);
    }
  });

  it('may quote fields, with quotes, separators and line breaks inside', async () => {
    assert.deepEqual(await fieldsOf('a,b\n"1, ""x""","two\r\nlines"\n3, "4" \n'), [
      ['a', 'b'],
      ['1, "x"', 'two\nlines'],
      ['3', '4'],
    ]);
  });

  it('may have a quote inside a plain field', async () => {
    assert.deepEqual(await fieldsOf('a,b\n19" monitor,x\n'), [
      ['a', 'b'],
      ['19" monitor', 'x'],
    ]);
  });

  it('may have empty fields at its end', async () => {
    assert.deepEqual(await fieldsOf('a,b,c\n"1",,\n,,"3"\n'), [
      ['a', 'b', 'c'],
      ['1', '', ''],
      ['', '', '3'],
    ]);
  });

  it('loses one row, not the rest, to a quote that is never closed', async () => {
    const good = Array.from({ length: 30 }, (_, i) => `N${i},m`);
    const rows = await rowsOf(`a,b\n1,"open\n${good.join('\n')}\n`);
    assert.deepEqual(rows[1], { kind: 'bad', line: 2, reason: 'a quote is opened and never closed' });
    assert.equal(rows.filter(row => row.kind === 'row').length, 31);
    assert.deepEqual(rows.at(-1), { kind: 'row', line: 32, fields: ['N29', 'm'] });
  });

  it('loses one row to text after a closing quote', async () => {
    assert.deepEqual(await rowsOf('a,b\n"1"x,2\n3,4'), [
      { kind: 'row', line: 1, fields: ['a', 'b'] },
      { kind: 'bad', line: 2, reason: 'text follows a closing quote' },
      { kind: 'row', line: 3, fields: ['3', '4'] },
    ]);
  });

  it('counts lines from where a row begins', async () => {
    const rows = await rowsOf('a,b\n\n"x\ny",1\nz,2');
    assert.deepEqual(
      rows.map(row => row.line),
      [1, 3, 5],
    );
  });

  it('does not keep a line without end', async () => {
    const [header, long, last] = await rowsOf('a,b\n', 'x'.repeat(90_000), 'x'.repeat(90_000), 'x\n1,2');
    assert.equal(header?.kind, 'row');
    assert.deepEqual(long, { kind: 'bad', line: 2, reason: 'the line is too long' });
    assert.deepEqual(last, { kind: 'row', line: 3, fields: ['1', '2'] });
  });

  it('gives back whatever was quoted by the rules, however it is cut', async () => {
    const field = fc.string({ maxLength: 8 }).map(text => text.replace(/[\r\n]/g, ' ').trim());
    const table = fc.array(fc.tuple(field, field), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
        const text = ['a,b', ...rows.map(row => row.map(value => `"${value.replaceAll('"', '""')}"`).join(','))].join(
          '\r\n',
        );
        const parts = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        assert.deepEqual(await fieldsOf(...parts), [['a', 'b'], ...rows]);
      }),
    );
  });
});
