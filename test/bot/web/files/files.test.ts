import assert from 'node:assert/strict';
import { createLog } from '../../../../bot/log.ts';
import { createServer } from '../../../../bot/server.ts';
import { mountFiles } from '../../../../bot/web/files/files.ts';
import { createFileLinks } from '../../../../bot/web/files/links.ts';
import { mountStaffLinks } from '../../../../bot/web/staff/staff.ts';
import { dammDigit } from '../../../../services/numbers.ts';
import { createWorld, type World } from '../../../world.ts';

const PUBLIC = 'http://localhost';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the links of staff', () => {
  let world: World;
  let url: string;
  let close: () => Promise<void>;
  const links = createFileLinks({ key: new Uint8Array(32).fill(7), publicUrl: PUBLIC });

  beforeEach(async () => {
    world = await createWorld();
    const log = createLog('silent');
    const config = { port: 0, host: '127.0.0.1', publicUrl: PUBLIC };
    const http = createServer({ config, store: world.store, log });
    mountFiles(http.server, { links, attachments: world.house.attachments, now: world.now, log });
    const microsoftApp = { id: 'app-1', password: 'secret', type: 'SingleTenant' as const, tenantId: 't' };
    mountStaffLinks(http.server, { microsoftApp, publicUrl: PUBLIC });
    url = await http.listen();
    close = () => http.close(0);
  });
  afterEach(async () => {
    await close();
    await world.close();
  });

  const get = (address: string) => fetch(address.replace(PUBLIC, url), { redirect: 'manual' });

  it('open a photo for some hours, in the browser, where nothing in it can run', async () => {
    const kept = await world.house.attachments.keep({ conversation: 'web:1', name: 'döme "1".png', bytes: PNG });
    if (kept.kind !== 'kept') assert.fail(kept.kind);
    const link = links.link(kept.file.id, world.now());
    const found = await get(link);
    assert.equal(found.status, 200);
    assert.equal(found.headers.get('content-type'), 'image/png');
    assert.match(found.headers.get('content-disposition') ?? '', /^inline; filename\*=UTF-8''d%C3%B6me/);
    assert.match(found.headers.get('content-security-policy') ?? '', /sandbox/);
    assert.match(found.headers.get('cache-control') ?? '', /no-store/);
    assert.deepEqual([...Buffer.from(await found.arrayBuffer()).subarray(0, 4)], [...PNG.subarray(0, 4)]);

    world.pass(13);
    const late = await get(link);
    assert.equal(late.status, 410);
    assert.match(await late.text(), /Look the case up again/);
  });

  it('open nothing without their signature, or with that of another', async () => {
    const kept = await world.house.attachments.keep({ conversation: 'web:1', name: 'dome.png', bytes: PNG });
    if (kept.kind !== 'kept') assert.fail(kept.kind);
    const { search } = new URL(links.link('another', world.now()));
    for (const query of ['', search, '?until=9999999999&sig=00000000000000000000000000000000']) {
      assert.equal((await get(`${PUBLIC}/files/${kept.file.id}${query}`)).status, 404);
    }
    assert.equal((await get(links.link('gone', world.now()))).status, 404);
  });

  it('say that the store is away, and nothing else', async () => {
    world.cutStore();
    const answer = await get(links.link('any', world.now()));
    assert.equal(answer.status, 503);
    assert.match(await answer.text(), /try again/);
  });

  it('lead to the chat with the desk, and tell nothing of the number (R25)', async () => {
    const number = `412345678${dammDigit('412345678')}`;
    const led = await get(`${PUBLIC}/staff/${number}`);
    assert.equal(led.status, 302);
    const to = new URL(led.headers.get('location') ?? '');
    assert.equal(to.origin, 'https://teams.microsoft.com');
    assert.equal(to.searchParams.get('users'), '28:app-1');
    assert.equal(to.searchParams.get('message'), number);
    assert.equal((await get(`${PUBLIC}/staff/%3Cscript%3E`)).status, 302);
    assert.equal(await led.text(), '');
  });
});
