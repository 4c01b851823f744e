/** A bot in a process of its own: started, watched from outside, and ended with the benchmark whatever happens. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

export interface BotProcess {
  /** Where it listens, such as `http://127.0.0.1:40123`. */
  readonly address: string;
  /** From the start of the process until it said that it listens. */
  readonly listeningMs: number;
  /** Undefined where the system does not tell (only Linux does). */
  usage(): Promise<Usage | undefined>;
  /** Asks it to end, and ends it where it does not. */
  stop(): Promise<void>;
}

export interface Usage {
  /** User and system time since its start. */
  cpuSeconds: number;
  /** Resident memory now, in MiB. */
  residentMiB: number;
}

export interface Launch {
  /** A path of a built script that tells its address on standard output. */
  script: string;
  /** All that it gets of the environment, beside the PATH. */
  env: Record<string, string>;
  nodeArgs?: readonly string[];
}

const START_MS = 30_000;
const STOP_MS = 10_000;
const COMPLAINT_CHARACTERS = 2_000;

/** @throws where the process ends before it listens, with the last it wrote to standard error. */
export async function startBot({ script, env, nodeArgs = [] }: Launch): Promise<BotProcess> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', ...nodeArgs, script], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  let complaint = '';
  child.stderr.on('data', data => {
    complaint = (complaint + data).slice(-COMPLAINT_CHARACTERS);
  });
  const exit = new Promise<void>(done => child.once('exit', () => done()));

  async function stop(): Promise<void> {
    process.off('exit', orphan);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const stubborn = new AbortController();
    pause(STOP_MS, undefined, { signal: stubborn.signal, ref: false }).then(orphan, () => undefined);
    await exit;
    stubborn.abort();
  }

  const late = new AbortController();
  try {
    const address = await Promise.race([
      addressTold(child),
      exit.then(() => Promise.reject(new Error(`${script} ended at its start:\n${complaint.trim()}`))),
      pause(START_MS, undefined, { signal: late.signal, ref: false }).then(() =>
        Promise.reject(new Error(`${script} did not say within ${START_MS} ms that it listens`)),
      ),
    ]);
    return { address, listeningMs: performance.now() - started, usage: () => usageOf(child.pid), stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    late.abort();
  }
}

async function addressTold(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the process has no standard output');
  return new Promise(resolve => {
    // It reads on after the address, so that the process never waits for a full pipe.
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', line => {
      const address = /listening on (http:\/\/[^\s)]+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
  });
}

/** Linux counts the time of a process in hundredths of a second on every platform that node supports. */
const TICKS_PER_SECOND = 100;

async function usageOf(pid: number | undefined): Promise<Usage | undefined> {
  try {
    const [stat, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/status`, 'utf8'),
    ]);
    // The name in brackets may hold spaces; utime and stime are the 14th and 15th field, the 12th and 13th after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const kibibytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]);
    return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND, residentMiB: kibibytes / 1024 };
  } catch {
    return undefined;
  }
}
