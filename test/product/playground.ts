/** Microsoft's own test client for Teams bots, as a process: what it sends is what Teams sends, without the cloud. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

const CLI = join(
  dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')),
  'cli.js',
);
const TENANT = '11111111-1111-4111-8111-111111111111';
export const PERSONAL_CHAT = 'a:ann-chat';

export interface Playground {
  url: string;
  /** Posts to the client's own API; resolves to what it answered. */
  post(path: string, body: unknown): Promise<unknown>;
  get(path: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** Whoever looks at it, and exactly five others. */
const [ann, ...others] = ['Ann Repair', 'Bob Bench', 'Cid Desk', 'Dee Phone', 'Eve Stock', 'Flo Night'].map(
  (name, at) => {
    const [givenName = '', surname = ''] = name.split(' ');
    const email = `${givenName.toLowerCase()}@desk.example`;
    const aadObjectId = `${String(at).repeat(8)}-0000-4000-8000-000000000000`;
    return {
      id: `29:${givenName.toLowerCase()}`,
      name,
      userPrincipleName: email,
      aadObjectId,
      givenName,
      surname,
      email,
    };
  },
);

const CONFIG = {
  version: '0.1.1',
  tenantId: TENANT,
  bot: { id: '28:desk', name: 'Desk' },
  currentUser: ann,
  users: others,
  personalChat: { id: PERSONAL_CHAT },
  groupChat: { id: '19:group@thread.v2', name: 'Desk chat' },
  team: {
    ...{ id: '19:team@thread.tacv2', name: 'Repair desk', aadGroupId: '22222222-2222-4222-8222-222222222222' },
    channels: [{ id: '19:queue@thread.tacv2', name: 'Queue' }],
  },
};

/** @param endpoint where the bot takes messages */
export async function startPlayground(endpoint: string): Promise<Playground> {
  // It writes its logs where it stands.
  const folder = await mkdtemp(join(tmpdir(), 'caseline-playground-'));
  await writeFile(join(folder, '.m365agentsplayground.yml'), JSON.stringify(CONFIG));
  const child = spawn(process.execPath, [CLI, 'start', '-e', endpoint, '-c', 'msteams', '-p', '56150', '--dt'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, TEAMSAPPTESTER_BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const url = await addressIn(child.stdout);
  // It says so before it has read its configuration, and ends where that is wrong.
  const died = ended.then(() => Promise.reject(new Error('the playground ended')));
  died.catch(() => undefined);
  while (!(await Promise.race([isUp(url), died]))) await pause(100);

  return {
    url,
    async post(path, body) {
      const answer = await fetch(url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
      return text ? JSON.parse(text) : undefined;
    },
    get: async path => (await fetch(url + path)).json(),
    async stop() {
      child.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function addressIn(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const port = /Listening on (?:\D*:)?(\d+)/i.exec(line)?.[1];
    if (port) return `http://localhost:${port}`;
  }
  throw new Error('the playground did not start');
}

async function isUp(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/_debug/ping`).catch(() => undefined);
  return answer?.ok === true;
}
