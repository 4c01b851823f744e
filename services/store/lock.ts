/**
 * One process at a time on a data folder: two would overwrite each other's files. The holder signs a file and touches
 * it every second, which tells a living holder from a dead one even where its process id means nothing here (another
 * container or host on the same volume).
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { StoreUnavailable } from './port.ts';

const Signature = z.object({
  pid: z.number().int().positive(),
  /** Where process ids are counted together: a host and its process namespace. */
  place: z.string(),
  /** When the process began, as the system counts it: a process id comes back sooner or later. Empty where unknown. */
  began: z.string(),
});
type Signature = z.infer<typeof Signature>;

export interface Lock {
  /** Rejects where the folder is gone or cannot be written. */
  touch(): Promise<void>;
  release(): Promise<void>;
}

export interface LockOptions {
  /** How often the holder touches the file, in milliseconds. */
  beat?: number;
}

/** Beats without a touch after which a holder that cannot be looked up counts as dead. */
const PATIENCE = 5;

/** A process that was just killed still counts as running for a moment: looks at it, a fifth of a beat apart. */
const CHANCES = 10;

/** @throws {StoreUnavailable} where a living process holds the folder. */
export async function lockFolder(folder: string, { beat = 1000 }: LockOptions = {}): Promise<Lock> {
  const path = join(folder, 'lock');
  const own = JSON.stringify(signatureOf(process.pid));
  let chances = CHANCES;
  while (!(await created(path, own))) {
    const held = await readFile(path, 'utf8').catch(() => undefined);
    if (held === undefined) continue;
    if (!(await isAlive(path, held, beat))) await removeStale(path, held);
    else if (chances-- > 0) await pause(beat / 5);
    else throw taken(folder, path, held);
  }
  const touch = () => utimes(path, new Date(), new Date());
  const heart = setInterval(() => void touch().catch(() => undefined), beat).unref();
  return {
    touch,
    async release() {
      clearInterval(heart);
      if ((await readFile(path, 'utf8').catch(() => '')) === own) await rm(path, { force: true });
    },
  };
}

/** Whether the file did not exist and is ours now. */
async function created(path: string, own: string): Promise<boolean> {
  try {
    await writeFile(path, own, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isAlive(path: string, held: string, beat: number): Promise<boolean> {
  const holder = parse(held);
  if (holder?.place === placeOf()) return isRunning(holder);
  const before = await touched(path);
  await pause(beat * PATIENCE);
  return (await touched(path)) !== before;
}

function isRunning({ pid, began }: Signature): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return signatureOf(pid).began === began;
}

/** Moved first, then looked at: another process may have taken the stale lock over in between, and keeps it. */
async function removeStale(path: string, held: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => undefined)) !== held) return;
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => undefined);
  const moved = await readFile(aside, 'utf8').catch(() => undefined);
  if (moved !== undefined && moved !== held) await created(path, moved);
  await rm(aside, { force: true });
}

function taken(folder: string, path: string, held: string): StoreUnavailable {
  const pid = parse(held)?.pid;
  const holder = pid === process.pid ? 'this process already' : pid ? `process ${pid}` : 'another process';
  return new StoreUnavailable(
    `${folder} is in use by ${holder}. Stop that one, or give this one a DATA_DIR of its own (or a MONGODB_URI, to share one database). If nothing is running there, delete ${path}.`,
  );
}

function parse(held: string): Signature | undefined {
  try {
    return Signature.parse(JSON.parse(held));
  } catch {
    return undefined;
  }
}

async function touched(path: string): Promise<number> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return mtimeMs;
}

function signatureOf(pid: number): Signature {
  return { pid, place: placeOf(), began: beganAt(pid) };
}

function placeOf(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** Linux only: boot and clock ticks since then. The command name before them may hold spaces and brackets. */
function beganAt(pid: number): string {
  try {
    const ticks = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticks}`;
  } catch {
    return '';
  }
}
