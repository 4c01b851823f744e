import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { photo } from '../services/attachments/samples.ts';
import { type DeskProcess, launchDesk } from './running-desk.ts';

interface Started {
  conversationId: string;
  token: string;
}

describe('a photo sent to the product', function () {
  this.timeout(120_000);
  let dataDir: string;
  let product: DeskProcess;
  let address: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'caseline-photo-'));
    await start();
  });
  afterEach(async () => {
    await product.stop('SIGKILL');
    await rm(dataDir, { recursive: true });
  });

  async function start(): Promise<void> {
    product = launchDesk({ DATA_DIR: dataDir });
    address = await product.address();
  }

  async function call(path: string, token: string, body: string | FormData = ''): Promise<unknown> {
    const headers = {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(typeof body === 'string' && { 'Content-Type': 'application/json' }),
    };
    const answer = await fetch(`${address}${path}`, { method: 'POST', headers, body });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return answer.json();
  }

  function upload({ conversationId, token }: Started, name: string): Promise<unknown> {
    const activity = { type: 'message', text: '', channelData: { clientActivityID: name } };
    const form = new FormData();
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
    form.append('file', new Blob([new Uint8Array(photo())], { type: 'image/jpeg' }), `${name}.jpg`);
    return call(`/v3/directline/conversations/${conversationId}/upload`, token, form);
  }

  it('is with the case once, whenever the process was killed while it came', async () => {
    const drawn = (await call('/webchat/token', '')) as Started;
    const begun = (await call('/v3/directline/conversations', drawn.token, '{}')) as Started;
    const say = (text: string) =>
      call(
        `/v3/directline/conversations/${begun.conversationId}/activities`,
        begun.token,
        JSON.stringify({ type: 'message', text }),
      );
    await say('my SD4N35-PG-E1, serial A1234567, is dead since today');
    const names = [0, 10, 30, 60].map(delay => `photo-${delay}`);
    for (const name of names) {
      const sent = upload(begun, name).catch(() => undefined);
      await pause(Number(name.slice(6)));
      await product.stop('SIGKILL');
      await sent;
      await start();
      await upload(begun, name);
    }
    for (const words of ['no', 'did not help', 'Maria Lopez', 'maria@example.com', '559 555 0142', 'none'])
      await say(words);
    for (const words of ['77 First Lane, Fresno, CA 93721', 'same', 'yes']) await say(words);

    const { token, conversationId } = begun;
    const path = `/v3/directline/conversations/${conversationId}/activities`;
    const read = await fetch(`${address}${path}`, { headers: { Authorization: `Bearer ${token}` } });
    const number = /Support Case Number (4[\d-]+)/.exec(await read.text())?.[1]?.replaceAll('-', '');
    const asked = await fetch(`${address}/api/v1/cases/${number}`, { headers: { Authorization: 'Bearer dev' } });
    const { files } = (await asked.json()) as { files: { id: string; name: string; size: number }[] };
    assert.deepEqual(files.map(({ name }) => name).sort(), names.map(name => `${name}.jpg`).sort());
    for (const { id, size } of files) {
      const answer = await fetch(`${address}/api/v1/cases/${number}/files/${id}`, {
        headers: { Authorization: 'Bearer dev' },
      });
      assert.equal((await answer.arrayBuffer()).byteLength, size);
    }
    // What a killed process had written and nobody knows of ends by itself; the rest stays.
    const kept = await readdir(join(dataDir, 'files'));
    const stay = kept.filter(name => !name.includes('~'));
    assert.deepEqual(stay.sort(), files.map(({ id }) => id).sort());
  });
});
