/**
 * A real MongoDB server for tests: the one that MONGODB_URI names, else a `mongod` on the PATH, else one that
 * mongodb-memory-server has in its cache, else SecantusDB in a Python environment of its own. Nothing is downloaded but
 * the last, once, into `.cache/`.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { MongoClient } from 'mongodb';

const run = promisify(execFile);

export interface MongoServer {
  /** A connection string without a database. */
  readonly uri: string;
  /** The process, where it is ours. */
  readonly pid: number | undefined;
  /** What answers: `MONGODB_URI`, `mongod` or `SecantusDB`. */
  readonly name: string;
  /** A connection string with a database that nobody else uses. */
  freshUri(): string;
  /** To take the server away and bring it back; only where the process is ours. */
  outage: Outage | undefined;
  /** Drops what the tests stored, ends the process if it is ours, and removes its files. */
  stop(): Promise<void>;
}

export interface Outage {
  /** Ends the process; nothing listens on the port any more. */
  begin(): Promise<void>;
  /** Starts the server again on the same port and files. */
  end(): Promise<void>;
  /** Connections stay open, and nobody answers. */
  freeze(): Promise<void>;
  thaw(): void;
}

/** How a server is started on a port of this machine. */
interface Recipe {
  name: string;
  command: string;
  args(port: number, folder: string): string[];
}

/** Null where no server can be had; the reason goes to the console. In CI (`CI=true`) that is an error. */
export async function startMongo(): Promise<MongoServer | null> {
  const given = process.env['MONGODB_URI'];
  if (given) return givenServer(given);
  const problems: string[] = [];
  const recipe = (await mongod()) ?? (await secantus().catch(error => void problems.push(firstLine(error))));
  if (recipe) return ownServer(recipe);
  const why = `no MongoDB server to test with: set MONGODB_URI, or install mongod or Python 3.10+ (${problems.join('; ')})`;
  if (process.env['CI'] === 'true') throw new Error(why);
  console.warn(`skipped: ${why}`);
  return null;
}

function givenServer(uri: string): MongoServer {
  const names: string[] = [];
  return {
    uri,
    pid: undefined,
    name: 'MONGODB_URI',
    freshUri: () => withDatabase(uri, fresh(names)),
    outage: undefined,
    stop: () => drop(uri, names),
  };
}

async function ownServer(recipe: Recipe): Promise<MongoServer> {
  const folder = await mkdtemp(join(tmpdir(), 'caseline-mongo-'));
  const port = await freePort();
  const uri = `mongodb://127.0.0.1:${port}/`;
  let child: ChildProcess | undefined;
  const abandon = () => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };

  async function begin() {
    const ending = child;
    child = undefined;
    if (ending) await ended(ending);
  }

  async function end() {
    child = spawn(recipe.command, recipe.args(port, folder), { stdio: 'ignore', cwd: folder });
    child.unref();
    await answering(uri, child);
  }

  process.once('exit', abandon);
  await end();
  const names: string[] = [];
  return {
    uri,
    get pid() {
      return child?.pid;
    },
    name: recipe.name,
    freshUri: () => withDatabase(uri, fresh(names)),
    outage: { begin, end, freeze: () => frozen(child), thaw: () => void child?.kill('SIGCONT') },
    async stop() {
      process.off('exit', abandon);
      await begin();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function mongod(): Promise<Recipe | undefined> {
  const command = onPath('mongod') ?? (await cachedBinary());
  if (!command) return undefined;
  return {
    name: 'mongod',
    command,
    args: (port, folder) => ['--port', `${port}`, '--dbpath', folder, '--bind_ip', '127.0.0.1'],
  };
}

function onPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(existsSync);
}

/** Only looks: a download would take minutes, and hang where there is no network. */
async function cachedBinary(): Promise<string | undefined> {
  const { DryMongoBinary } = await import('mongodb-memory-server-core');
  const options = await DryMongoBinary.generateOptions();
  return DryMongoBinary.locateBinary(options).catch(() => undefined);
}

const SECANTUS = resolve('.cache', 'secantusdb');

async function secantus(): Promise<Recipe> {
  const script = join(SECANTUS, 'bin', 'secantusd-py');
  if (!existsSync(script)) await installSecantus();
  return {
    name: 'SecantusDB',
    // By way of the interpreter: the script itself names the folder that it was installed in.
    command: join(SECANTUS, 'bin', 'python'),
    args: (port, folder) => [script, '--standalone', '--port', `${port}`, '--storage-path', folder],
  };
}

/** Made beside its place and moved there: two test runs may install at once, and one that is stopped leaves nothing half. */
async function installSecantus(): Promise<void> {
  await mkdir(resolve('.cache'), { recursive: true });
  const making = await mkdtemp(`${SECANTUS}-`);
  try {
    await run('python3', ['-m', 'venv', making], { timeout: 60_000 });
    const pip = ['-m', 'pip', 'install', '--quiet', '--retries', '0', '--timeout', '10', 'SecantusDB'];
    await run(join(making, 'bin', 'python'), pip, { timeout: 180_000 });
    await rename(making, SECANTUS).catch(error => {
      if (!existsSync(SECANTUS)) throw error;
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

async function answering(uri: string, child: ChildProcess): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 30_000, connectTimeoutMS: 1_000 });
  const gone = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`the server ended with ${code} before it answered`)));
  });
  try {
    await Promise.race([client.db('admin').command({ ping: 1 }), gone]);
  } finally {
    gone.catch(() => undefined);
    await client.close();
  }
}

/** The signal is only asked for when `kill` returns: waits until the process stands still. */
async function frozen(child: ChildProcess | undefined): Promise<void> {
  child?.kill('SIGSTOP');
  let state = '';
  while (!state.startsWith('T')) ({ stdout: state } = await run('ps', ['-o', 'stat=', '-p', `${child?.pid}`]));
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise<void>(done => child.once('exit', () => done()));
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  const stubborn = new AbortController();
  void pause(5_000, undefined, { signal: stubborn.signal, ref: false }).then(
    () => child.kill('SIGKILL'),
    () => undefined,
  );
  await exit;
  stubborn.abort();
}

/** Below those that the machine gives to whoever connects somewhere, which would take one between its choice and its use. */
const PORTS = { from: 20_000, many: 10_000 };
/** Processes that test at once begin at places of their own. */
let nextPort = process.pid * 37;

/** A port that nothing listens on now, and that this process has not been given of late. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORTS.many; tries++) {
    const port = PORTS.from + (nextPort++ % PORTS.many);
    if (await isFree(port)) return port;
  }
  throw new Error('no port');
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise(done => {
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}

function fresh(names: string[]): string {
  const name = `test_${process.pid}_${Date.now().toString(36)}_${names.length}`;
  names.push(name);
  return name;
}

function withDatabase(uri: string, name: string): string {
  const [, server, options = ''] = /^([^/]*\/\/[^/?]*)\/?[^?]*(\?.*)?$/.exec(uri) ?? [];
  return `${server}/${name}${options}`;
}

async function drop(uri: string, names: readonly string[]): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
  for (const name of names) await client.db(name).dropDatabase();
  await client.close();
}

function firstLine(error: unknown): string {
  return String(error).split('\n')[0] ?? '';
}
