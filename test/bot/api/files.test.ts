import assert from 'node:assert/strict';
import { mountApi } from '../../../bot/api/api.ts';
import { attachmentNamed } from '../../../bot/api/files.ts';
import { createLog } from '../../../bot/log.ts';
import { createServer, type HttpServer } from '../../../bot/server.ts';
import { dammDigit } from '../../../services/numbers.ts';
import { mergeCases } from '../../../services/returns/merging.ts';
import { PICTURES, photo } from '../../services/attachments/samples.ts';
import { createWorld, type World } from '../../world.ts';
import { openedCase } from './api-world.ts';

const numbered = (body: string): string => body + dammDigit(body);
let CASE = '';
const OTHER = numbered('401234568');
const RMA = numbered('701234567');

describe('the files of a case over the API', () => {
  let world: World;
  let http: HttpServer;
  let url: string;

  beforeEach(async () => {
    world = await createWorld();
    const log = createLog('silent');
    const config = { port: 0, host: '127.0.0.1', publicUrl: 'http://localhost', apiKeys: ['key'] };
    http = createServer({ config, store: world.store, log });
    mountApi(http.server, { config, house: world.house, now: world.now, log });
    CASE = (await openedCase(world))._id;
    url = await http.listen();
  });
  afterEach(async () => {
    await http.close(0);
    await world.close();
  });

  const get = (path: string, key = 'key') =>
    fetch(`${url}/api/v1/cases/${path}`, { headers: { Authorization: `Bearer ${key}`, Connection: 'close' } });

  async function keep(name: string, bytes: Buffer, caseNumber: string | undefined): Promise<string> {
    const outcome = await world.house.attachments.keep({ conversation: 'test:1', name, bytes });
    assert.ok(outcome.kind === 'kept');
    if (caseNumber) await world.house.attachments.attachTo(caseNumber, [outcome.file.id]);
    return outcome.file.id;
  }

  it('are listed with it', async () => {
    const id = await keep('plate.jpg', photo(1), CASE);
    await keep('other.png', PICTURES.png, OTHER);
    const body = (await (await get(CASE)).json()) as { files: unknown };
    const at = world.now().toISOString();
    assert.deepEqual(body.files, [{ id, name: 'plate.jpg', type: 'image/jpeg', size: PICTURES.jpeg.length, at }]);
  });

  it('are given to be saved, and neither shown, run nor stored on the way', async () => {
    const id = await keep('plate "ü".jpg', photo(1), CASE);
    const answer = await get(`${CASE}/files/${id}`);
    assert.equal(answer.status, 200);
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), PICTURES.jpeg);
    const headers = Object.fromEntries(
      ['content-type', 'content-disposition', 'x-content-type-options', 'content-security-policy', 'cache-control'].map(
        name => [name, answer.headers.get(name)],
      ),
    );
    assert.deepEqual(headers, {
      'content-type': 'image/jpeg',
      'content-disposition': `attachment; filename="plate _.jpg"; filename*=UTF-8''plate%20%C3%BC.jpg`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
    });
  });

  it('are given for their own case only', async () => {
    const [id, other, waiting] = [
      await keep('a.png', PICTURES.png, CASE),
      await keep('b.png', PICTURES.png, OTHER),
      await keep('c.png', PICTURES.png, undefined),
    ];
    assert.equal((await get(`${CASE}/files/${id}`)).status, 200);
    for (const path of [
      `${CASE}/files/${other}`,
      `${OTHER}/files/${id}`,
      `${CASE}/files/${waiting}`,
      `undefined/files/${waiting}`,
      `x/files/${waiting}`,
      `${RMA}/files/${id}`,
      `${CASE}/files/no-such-file`,
      `${CASE}/files/..%2F..%2Flock`,
      `${CASE}/files/%7B%22$ne%22:null%7D`,
    ]) {
      assert.equal((await get(path)).status, 404, path);
    }
  });

  it('are given for the case that theirs is part of, by either number', async () => {
    const duplicate = (await openedCase(world))._id;
    const id = await keep('a.png', PICTURES.png, duplicate);
    const foreign = await keep('b.png', PICTURES.png, OTHER);
    await mergeCases(world.house, { duplicate, into: CASE, isAcross: true }, { actor: 'staff:a' });
    const listed = (await (await get(CASE)).json()) as { files: { id: string }[] };
    assert.deepEqual(
      listed.files.map(file => file.id),
      [id],
    );
    for (const number of [CASE, duplicate]) {
      assert.equal((await get(`${number}/files/${id}`)).status, 200);
      assert.equal((await get(`${number}/files/${foreign}`)).status, 404);
    }
  });

  it('are given to nobody without a key', async () => {
    const id = await keep('a.png', PICTURES.png, CASE);
    assert.equal((await get(`${CASE}/files/${id}`, 'nobody')).status, 401);
  });

  it('are asked for again while the store is away', async () => {
    const id = await keep('a.png', PICTURES.png, CASE);
    world.cutStore();
    assert.equal((await get(`${CASE}/files/${id}`)).status, 503);
  });

  it('have a name that cannot break out of its header', () => {
    assert.equal(
      attachmentNamed('a"; filename=evil.html\r\nX: y.jpg'),
      `attachment; filename="a__ filename_evil.html__X_ y.jpg"; filename*=UTF-8''a%22%3B%20filename%3Devil.html%0D%0AX%3A%20y.jpg`,
    );
    assert.equal(
      attachmentNamed("it's (1)*.jpg"),
      `attachment; filename="it_s (1)_.jpg"; filename*=UTF-8''it%27s%20%281%29%2A.jpg`,
    );
  });
});
