/** The product as an operator starts it, on one of its two engines. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BotProcess, startBot } from './bot-process.ts';

const MAIN = fileURLToPath(new URL('../../bot/main.js', import.meta.url));

export interface ProductOptions {
  /** Unset: the embedded store, in a folder that is removed at the end. */
  mongodbUri?: string;
  /** Where it leaves a profile of its processor time when it ends. */
  profileTo?: string | undefined;
  /** More of its environment. */
  env?: Record<string, string>;
}

export async function startProduct({ mongodbUri, profileTo, env = {} }: ProductOptions): Promise<BotProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), 'caseline-bench-'));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    const bot = await startBot({
      script: MAIN,
      env: {
        PORT: '0',
        LOG_LEVEL: 'warn',
        DATA_DIR: dataDir,
        ...(mongodbUri !== undefined && { MONGODB_URI: mongodbUri }),
        ...env,
      },
      nodeArgs: profileTo === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileTo}`],
    });
    return {
      ...bot,
      async stop() {
        await bot.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

export interface RecordCheck {
  looked: number;
  /** What the REST API did not know, or answered for another number. */
  missing: string[];
}

/** Whether RMA numbers that visitors were given are on record, by the product's own REST API. */
export async function lookUp(address: string, numbers: readonly string[]): Promise<RecordCheck> {
  const missing: string[] = [];
  for (const number of numbers) {
    const response = await fetch(`${address}/api/v1/rmas/${number}`, { headers: { Authorization: 'Bearer dev' } });
    const body = await response.text();
    if (response.status !== 200 || !body.includes(number.replaceAll('-', ''))) missing.push(number);
  }
  return { looked: numbers.length, missing };
}
