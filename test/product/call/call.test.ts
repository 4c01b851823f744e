import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../services/store/servers.ts';
import { writeProfile } from '../always-open.ts';
import { type RunningDesk, startDesk } from '../running-desk.ts';
import { type Gateway, openGateway } from './gateway.ts';

const TOKEN = 'token-of-the-line';
const PHONE = '+15595550142';
const SECONDS = 90;

describe('a real call', function () {
  this.timeout((SECONDS + 30) * 1_000);
  let folder: string;
  let desk: RunningDesk;
  let gateway: Gateway;
  let agentPort: number;

  before(async function () {
    const missing = ['sipp', 'espeak-ng'].filter(command => spawnSync('which', [command]).status !== 0);
    if (missing.length > 0) {
      if (process.env['CI'] === 'true')
        throw new Error(`${missing.join(' and ')} missing: apt-get install sip-tester espeak-ng`);
      console.log(`    skipped: there is no ${missing.join(' and no ')} here (Debian: sip-tester, espeak-ng)`);
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'caseline-call-'));
    await writeProfile(join(folder, 'profile'));
    agentPort = await freePort();
    const port = await freePort();
    desk = await startDesk({
      ...{ PORT: String(port), DATA_DIR: join(folder, 'data'), PROFILE_DIR: join(folder, 'profile') },
      ...{ VOICE_AUTH_TOKEN: TOKEN, VOICE_PEOPLE: `sip:agent@127.0.0.1:${agentPort}` },
    });
    gateway = await openGateway({ publicUrl: `http://localhost:${port}`, token: TOKEN, from: PHONE });
  });
  after(async () => {
    gateway?.close();
    await desk?.stop('SIGTERM');
    if (folder) await rm(folder, { recursive: true });
  });

  async function sipp(name: string, args: string[], fill: Record<string, string>): Promise<() => Promise<void>> {
    const scenario = await readFile(`test/product/call/${name}.xml`, 'utf8');
    const file = join(folder, `${name}.xml`);
    await writeFile(
      file,
      Object.entries(fill).reduce((text, [word, value]) => text.replaceAll(word, value), scenario),
    );
    const common = [
      '-sf',
      file,
      '-m',
      '1',
      '-i',
      '127.0.0.1',
      '-mi',
      '127.0.0.1',
      '-nostdin',
      '-timeout',
      `${SECONDS}s`,
    ];
    const child: ChildProcess = spawn('sipp', [...common, '-timeout_error', '-trace_err', ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const written: string[] = [];
    child.stdout?.on('data', data => written.push(String(data)));
    child.stderr?.on('data', data => written.push(String(data)));
    return async () => {
      if (child.exitCode === null) await once(child, 'exit');
      assert.equal(child.exitCode, 0, `${name}: ${written.join('').slice(-3_000)}\n${gateway.log.join('\n')}`);
    };
  }

  it('keys in a number, hears where the return stands, and reaches a person who knows the case', async () => {
    const headers = { Authorization: 'Bearer dev', 'Content-Type': 'application/json', 'Idempotency-Key': 'call-1' };
    const answer = await fetch(`${desk.publicUrl}/api/v1/cases`, {
      ...{ method: 'POST', headers },
      body: JSON.stringify({
        contact: { name: 'Jo Fox', email: 'jo@acme.com', phone: PHONE },
        items: [{ model: 'SD4N35-PG-E1', problem: 'no picture' }],
      }),
    });
    assert.equal(answer.status, 201, await answer.clone().text());
    const { number } = (await answer.json()) as { number: string };

    const keys = ['1', number, PHONE.slice(-4), '0'].map(
      typed =>
        `<pause milliseconds="2500"/><nop><action><exec play_dtmf="${typed}"/></action></nop><pause milliseconds="${typed.length * 400}"/>`,
    );
    const agent = await sipp('agent', ['-p', String(agentPort)], { CASE: number });
    const caller = await sipp('caller', [`127.0.0.1:${gateway.port}`], { KEYS: keys.join('\n') });
    await Promise.all([caller(), agent()]);
    assert.ok(gateway.spoken() > 100, `${gateway.spoken()} packets of speech`);
    assert.deepEqual(
      gateway.log.map(line => line.replace(/n=\d+/, '').replace(number, 'NUMBER')),
      [
        '/voice/call : Gather',
        '/voice/step? 1: Gather',
        '/voice/step? NUMBER: Gather',
        '/voice/step? 0142: Gather',
        '/voice/step? 0: Gather Dial',
        '/voice/rang? completed: Hangup',
      ],
    );
  });
});
