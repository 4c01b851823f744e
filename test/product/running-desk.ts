/** The product as an operator starts it: a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../bot/main.js', import.meta.url));

export interface DeskProcess {
  /** Resolves to where it listens. @throws where it ends before it does. */
  address(): Promise<string>;
  /** Resolves to the code it ends with. */
  ended(): Promise<number | null>;
  /** What it wrote to standard error so far. */
  errors(): string;
  stop(signal: NodeJS.Signals): Promise<void>;
}

export interface RunningDesk extends DeskProcess {
  publicUrl: string;
}

export function launchDesk(env: Record<string, string>): DeskProcess {
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'fatal', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: string[] = [];
  child.stderr.on('data', data => written.push(String(data)));
  const told = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const address = /http:\/\/(?:127\.0\.0\.1|localhost):[1-9]\d*/.exec(line)?.[0];
      if (address) return address;
    }
    throw new Error(`the desk did not start:\n${written.join('')}`);
  })();
  // Nobody may be waiting for it.
  told.catch(() => undefined);

  async function ended(): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  }
  return {
    address: () => told,
    ended,
    errors: () => written.join(''),
    async stop(signal) {
      child.kill(signal);
      await ended();
    },
  };
}

export async function startDesk(env: Record<string, string>): Promise<RunningDesk> {
  const desk = launchDesk(env);
  return { ...desk, publicUrl: await desk.address() };
}
