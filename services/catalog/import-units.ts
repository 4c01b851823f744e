import { z } from 'zod';
import { type CsvRow, readCsv } from './csv.ts';
import { normaliseSerial, type Unit, type Units } from './units.ts';

/** A row that was passed over, by its line in the file (from 1), and why. */
export interface BadRow {
  line: number;
  reason: string;
}

export interface ImportCount {
  registered: number;
  bad: number;
}

/** The file is not one of shipped units at all; the message says which columns it must have. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

export interface Import {
  /** The file's bytes or text, in pieces of any size. */
  csv: AsyncIterable<string | Uint8Array>;
  units: Units;
  onProgress?: (count: ImportCount) => void;
  onBadRow?: (row: BadRow) => void;
}

const BATCH = 500;

/** The columns, and what their headers may be called; case, spaces, dots, dashes and underscores do not matter. */
const COLUMNS: Record<keyof Unit, readonly string[]> = {
  serial: ['serial', 'serialnumber', 'serialno', 'sn'],
  model: ['model', 'modelnumber', 'modelno'],
  shipped: ['shipped', 'shipdate', 'shippeddate', 'dateshipped', 'shipmentdate', 'shippedon'],
};

/**
 * Registers the units of a CSV file with a header (serial, model, shipped; any order, other columns ignored). Streams:
 * a file of any size takes the same memory. Rows that cannot be read are reported and passed over; the same file again
 * changes nothing, and of two rows with one serial the later counts.
 * @throws {ImportError} where the header lacks a column, or there is none.
 */
export async function importUnits({ csv, units, onProgress, onBadRow }: Import): Promise<ImportCount> {
  const count: ImportCount = { registered: 0, bad: 0 };
  let columns: Columns | undefined;
  let batch: Unit[] = [];

  const flush = async (): Promise<void> => {
    await units.register(batch);
    count.registered += batch.length;
    batch = [];
    onProgress?.({ ...count });
  };
  const refuse = (line: number, reason: string): void => {
    count.bad += 1;
    onBadRow?.({ line, reason });
  };

  for await (const rows of readCsv(csv)) {
    for (const row of rows) {
      if (!columns) {
        columns = columnsOf(row);
        continue;
      }
      const read = unitOf(row, columns);
      if (read.kind === 'bad') refuse(row.line, read.reason);
      else if (batch.push(read.unit) >= BATCH) await flush();
    }
  }
  if (!columns)
    throw new ImportError('The file is empty: it must begin with a header that names serial, model and shipped.');
  if (batch.length > 0) await flush();
  return count;
}

type Columns = Record<keyof Unit, number>;

function columnsOf(header: CsvRow): Columns {
  const found = header.kind === 'row' ? header.fields : [];
  const names = found.map(name => name.toLowerCase().replace(/[^a-z]/g, ''));
  const at = (column: keyof Unit): number => names.findIndex(name => COLUMNS[column].includes(name));
  const columns = { serial: at('serial'), model: at('model'), shipped: at('shipped') };
  const missing = Object.entries(columns).flatMap(([column, index]) => (index < 0 ? [column] : []));
  if (missing.length === 0) return columns;
  throw new ImportError(
    `The header lacks ${missing.join(' and ')}: it must name serial, model and shipped, and it names ${found.map(name => JSON.stringify(name.slice(0, 40))).join(', ') || 'nothing'}.`,
  );
}

const day = z.iso.date();

function unitOf(row: CsvRow, columns: Columns): { kind: 'unit'; unit: Unit } | { kind: 'bad'; reason: string } {
  if (row.kind === 'bad') return row;
  const {
    serial = '',
    model = '',
    shipped = '',
  } = {
    serial: row.fields[columns.serial],
    model: row.fields[columns.model],
    shipped: row.fields[columns.shipped],
  };
  const length = normaliseSerial(serial).length;
  if (length === 0) return { kind: 'bad', reason: 'the serial is empty' };
  if (length < 3 || length > 40)
    return { kind: 'bad', reason: `the serial ${shown(serial)} must have 3 to 40 letters and digits` };
  if (model === '') return { kind: 'bad', reason: 'the model is empty' };
  if (model.length > 80) return { kind: 'bad', reason: 'the model is longer than 80 characters' };
  // A time of day, as some systems add it, says nothing about the day.
  const date = day.safeParse(shipped.replace(/[T ][\d:.+Z-]+$/, ''));
  if (!date.success) return { kind: 'bad', reason: `the date ${shown(shipped)} must be a real day as YYYY-MM-DD` };
  return { kind: 'unit', unit: { serial, model, shipped: date.data } };
}

const shown = (value: string): string => JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
