/** `npm run import -- units.csv`: registers shipped units, so that a serial tells its warranty. */
import { createReadStream } from 'node:fs';
import { argv, env, stderr } from 'node:process';
import { ImportError, importUnits } from '../services/catalog/import-units.ts';
import { createUnits } from '../services/catalog/units.ts';
import { openStore } from '../services/store/open.ts';
import { StoreUnavailable } from '../services/store/port.ts';
import { ConfigError, loadConfig } from './config.ts';

/** Bad rows beyond these are counted, not listed. */
const LISTED = 20;

/** 0: every row is registered; 1: nothing could be; 2: some rows were passed over. */
async function main(path: string | undefined): Promise<0 | 1 | 2> {
  if (!path) return failed('Name the file: npm run import -- units.csv');
  const { mongodbUri, dataDir } = loadConfig(env);
  const csv = createReadStream(path);
  await opened(csv);
  const newLine = stderr.isTTY ? '\r\x1b[K' : '';
  const store = await openStore({ mongodbUri, dataDir, indexes: [] });
  try {
    let bad = 0;
    const count = await importUnits({
      csv,
      units: createUnits({ store }),
      onProgress: ({ registered }) => stderr.isTTY && stderr.write(`${newLine}${registered} units …`),
      onBadRow: ({ line, reason }) => {
        bad += 1;
        if (bad <= LISTED) stderr.write(`${newLine}${path}:${line}: ${reason}\n`);
      },
    });
    if (count.bad > LISTED) stderr.write(`… and ${count.bad - LISTED} more bad rows\n`);
    stderr.write(`${newLine}${count.registered} units registered, ${count.bad} rows passed over.\n`);
    if (count.registered === 0) return 1;
    return count.bad > 0 ? 2 : 0;
  } finally {
    await store.close();
  }
}

function opened(csv: ReturnType<typeof createReadStream>): Promise<void> {
  return new Promise((resolve, reject) => csv.once('ready', resolve).once('error', reject));
}

function failed(line: string): 1 {
  stderr.write(`${line}\n`);
  return 1;
}

/** What an operator can put right is one line; anything else is a defect, and shows where. */
function explained(error: unknown): 1 {
  if (error instanceof ImportError || error instanceof StoreUnavailable || error instanceof ConfigError) {
    return failed(error.message);
  }
  if (error instanceof Error && 'syscall' in error) return failed(`The file cannot be read: ${error.message}`);
  throw error;
}

process.exitCode = await main(argv[2]).catch(explained);
