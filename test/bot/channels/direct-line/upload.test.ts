import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '../../../../bot/channels/direct-line/refusal.ts';
import { createUploads, type Uploads } from '../../../../bot/channels/direct-line/upload.ts';
import { readForm } from '../../../../bot/channels/direct-line/upload-form.ts';
import { PICTURES, photo } from '../../../services/attachments/samples.ts';
import { createWorld, type Ticket, type World } from './world.ts';

const conversations = '/v3/directline/conversations';
const MEGABYTE = 1024 * 1024;

type Named = [name: string, bytes: Uint8Array | string];

function form(activity: object | undefined, ...files: Named[]): FormData {
  const parts = new FormData();
  if (activity) {
    parts.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
  }
  for (const [name, bytes] of files)
    parts.append('file', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name);
  return parts;
}

describe('uploads', () => {
  let world: World;
  let ticket: Ticket;
  beforeEach(async () => {
    world = await createWorld({ rates: { uploadedPerAddress: { burst: 40 * MEGABYTE, perMinute: 60 * MEGABYTE } } });
    ticket = await world.begin();
  });
  afterEach(() => world.close());

  async function upload(body: ConstructorParameters<typeof Response>[0], headers: Record<string, string> = {}) {
    const { conversationId, token } = ticket;
    const answer = await fetch(`${world.url}${conversations}/${conversationId}/upload?userId=me`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, Connection: 'close', ...headers },
      body,
    });
    const { id, error } = (await answer.json()) as { id?: string; error?: { code: string; message: string } };
    return { status: answer.status, id, error, wait: answer.headers.get('retry-after') };
  }

  const said = () => world.desk.taken.at(-1)?.said;
  const message = (words: string, clientActivityID?: string) => ({
    type: 'message',
    text: words,
    channelData: { clientActivityID },
  });
  const onRecord = () => world.store.collection('attachments').countDocuments({});

  it('are kept, cleaned, before the desk hears of them beside what was written', async () => {
    assert.equal((await upload(form(message('see'), ['rating plate.JPG', photo()]))).status, 200);
    assert.equal(said()?.text, 'see');
    const [file] = said()?.files ?? [];
    assert.ok(file);
    assert.deepEqual([file.name, file.type], ['rating plate.jpg', 'image/jpeg']);
    const read = await world.attachments.read(file.id);
    assert.equal(read?.bytes.length, file.size);
    assert.ok(!Buffer.from(read?.bytes ?? []).includes('SECRET'));
  });

  it('may be one bare file', async () => {
    const headers = { 'Content-Type': 'image/png', 'Content-Disposition': 'attachment; filename="plate.png"' };
    assert.equal((await upload(PICTURES.png, headers)).status, 200);
    assert.deepEqual([said()?.text, said()?.files?.[0]?.name], ['', 'plate.png']);
  });

  it('that are refused are named to the desk, with the reason', async () => {
    await upload(
      form(
        message('see'),
        ['film.mp4', '\0\0\0\x18ftypmp42'],
        ['../empty.jpg', ''],
        ['plate.jpg', PICTURES.jpeg.subarray(0, 50)],
      ),
    );
    assert.deepEqual(said()?.files, []);
    assert.deepEqual(said()?.refused, [
      { name: 'film.mp4', why: 'kind' },
      { name: 'empty.jpg', why: 'empty' },
      { name: 'plate.jpg', why: 'damaged' },
    ]);
  });

  it('of one message are three at most, of up to 10 MB each', async () => {
    const large = Buffer.concat([PICTURES.jpeg, Buffer.alloc(10 * MEGABYTE)]);
    await upload(form(message(''), ['1', large], ['2', PICTURES.png], ['3', PICTURES.webp], ['4', PICTURES.heic]));
    assert.deepEqual(
      said()?.files?.map(({ name }) => name),
      ['2.png', '3.webp'],
    );
    assert.deepEqual(said()?.refused, [
      { name: '1', why: 'too-large' },
      { name: '4', why: 'too-many' },
    ]);
  });

  it('that are too many are named by the first of them, and counted', async () => {
    const many = Array.from({ length: 15 }, (_, at): Named => [`${at + 1}.png`, PICTURES.png]);
    await upload(form(message(''), ...many));
    assert.equal(said()?.files?.length, 3);
    assert.deepEqual(said()?.refused, [{ name: '4.png', why: 'too-many', more: 11 }]);
  });

  it('that arrive twice are kept once, and answered once', async () => {
    const again = () => upload(form(message('see', 'c-1'), ['a.png', PICTURES.png], ['b.png', PICTURES.png]));
    const [first, second] = await Promise.all([again(), again()]);
    assert.equal(first.id, second.id);
    const third = await again();
    assert.equal(third.id, first.id);
    assert.equal(await onRecord(), 2);
  });

  it('of other messages are others', async () => {
    for (const id of ['c-1', 'c-2']) await upload(form(message('see', id), ['a.png', PICTURES.png]));
    assert.equal(await onRecord(), 2);
  });

  it('that were kept when the process was killed are kept once, and answered when they come again', async () => {
    const before = world.desk.take;
    world.desk.take = () => Promise.reject(new Error('killed'));
    assert.equal((await upload(form(message('see', 'c-1'), ['a.png', PICTURES.png]))).status, 500);
    world.desk.take = before;
    await world.restart();
    assert.equal((await upload(form(message('see', 'c-1'), ['a.png', PICTURES.png]))).status, 200);
    assert.equal(await onRecord(), 1);
    assert.equal(said()?.files?.length, 1);
  });

  it('are shown in the transcript by name and kind, also those that were refused, and without an address', async () => {
    await upload(form(message('see'), ['a.png', PICTURES.png], ['<b>.exe', 'MZ']));
    const { activities } = await world.poll(ticket);
    const echo = activities.find(({ from }) => from.role === 'user');
    assert.deepEqual(echo && 'attachments' in echo && echo.attachments, [
      { contentType: 'image/png', name: 'a.png' },
      { contentType: 'application/octet-stream', name: 'b .exe' },
    ]);
  });

  it('are asked for again while the store is away', async () => {
    await world.store.close();
    const answer = await upload(form(message('see', 'c-1'), ['a.png', PICTURES.png]));
    assert.equal(answer.status, 503);
    assert.match(answer.error?.message ?? '', /send it again/);
    assert.equal(said()?.text, '', 'the desk was not told');
  });

  it('are asked for again, and kept once, where many papers wait to be looked at', async () => {
    const { keep } = world.attachments;
    world.attachments.keep = async incoming => (incoming.name === 'b.png' ? { kind: 'busy' } : keep(incoming));
    const send = () => upload(form(message('see', 'c-1'), ['a.png', PICTURES.png], ['b.png', PICTURES.png]));
    const first = await send();
    assert.deepEqual([first.status, first.wait], [503, '5']);
    assert.match(first.error?.message ?? '', /send it again/);
    assert.equal(said()?.kind, 'arrived', 'the desk was not told');
    world.attachments.keep = keep;
    assert.equal((await send()).status, 200);
    assert.deepEqual([said()?.files?.length, said()?.refused?.length], [2, 0]);
    assert.equal(await onRecord(), 2);
  });

  it('of one network are so many bytes at most, from however many chats; the rest come a little later', async () => {
    const large = () => upload(new Uint8Array(15 * MEGABYTE), { 'Content-Type': 'image/png' });
    for (let count = 0; count < 3; count++) {
      ticket = await world.begin();
      assert.equal((await large()).status, 200);
    }
    ticket = await world.begin();
    const refused = await upload(PICTURES.png, { 'Content-Type': 'image/png' });
    assert.deepEqual([refused.status, refused.wait], [429, '6']);
    assert.match(
      refused.error?.message ?? '',
      /^Many files came from your network just now\. Please try again in 6 sec/,
    );
    assert.equal((await world.say(ticket, 'hello')).status, 200, 'words go on');
    world.clock.now = new Date(world.clock.now.getTime() + 6_000);
    assert.equal((await upload(PICTURES.png, { 'Content-Type': 'image/png' })).status, 200);
  });

  it('that are refused for their size count as well', async () => {
    const large = () => upload(new Uint8Array(31 * MEGABYTE), { 'Content-Type': 'image/png' });
    assert.deepEqual([(await large()).status, (await large()).status, (await large()).status], [413, 413, 429]);
  });

  it('of strangers are not read', async () => {
    const answer = await fetch(`${world.url}${conversations}/${ticket.conversationId}/upload`, {
      method: 'POST',
      body: form(message('see'), ['a.png', PICTURES.png]),
    });
    assert.equal(answer.status, 401);
    assert.equal(await onRecord(), 0);
  });

  it('are refused where they are larger than 30 MB together, or broken', async () => {
    assert.equal((await upload(new Uint8Array(31 * MEGABYTE), { 'Content-Type': 'image/png' })).status, 413);
    for (const [body, type] of [
      ['--x\r\nnonsense', 'multipart/form-data; boundary=x'],
      ['abc', 'multipart/form-data'],
      ['--x\r\n\r\n\r\n'.repeat(100_000), 'multipart/form-data; boundary=x'],
      [`--x\r\nContent-Disposition: form-data; name="activity"\r\n\r\n{\r\n--x--`, 'multipart/form-data; boundary=x'],
    ] as const) {
      assert.equal((await upload(body, { 'Content-Type': type })).status, 400, body.slice(0, 40));
    }
    assert.equal(said()?.kind, 'arrived');
  });
});

describe('the form of an upload', () => {
  const TYPE = 'multipart/form-data';
  const part = (content: string, head = 'name="file"; filename="a.png"') =>
    `--Q\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
  const read = (type: string, body: string) => readForm(type, Buffer.from(body));

  for (const type of [
    `${TYPE}; boundary=Q`,
    `${TYPE};boundary="Q"; charset=utf-8`,
    `${TYPE}; x-boundary=Z; Boundary=Q`,
  ]) {
    it(`is read by its boundary: ${type}`, async () => {
      assert.equal((await read(type, `${part('x').repeat(16)}--Q--`)).files.length, 16);
    });
  }

  for (const type of [
    `${TYPE}; boundary=Q`,
    `${TYPE}; x-boundary=ZZZ; boundary=Q`,
    `${TYPE}; boundary=ZZZ; boundary=Q`,
    `${TYPE}; x="; boundary=ZZZ"; boundary=Q`,
    `${TYPE}; boundary="ZZ\\Z"; boundary=Q`,
  ]) {
    it(`has 16 parts at most, whatever else its type names: ${type}`, async () => {
      await assert.rejects(read(type, `${part('x').repeat(17)}--Q--`), { status: 400 });
    });
  }

  it('has a few words before each part, and no more', async () => {
    const headed = (lines: number) => `${part('x', `name="file"; filename="a"${'\r\nA: b'.repeat(lines)}`)}--Q--`;
    assert.equal((await read(`${TYPE}; boundary=Q`, headed(100))).files.length, 1);
    await assert.rejects(read(`${TYPE}; boundary=Q`, headed(1_000)), { status: 400 });
  });

  for (const head of [
    'name="activity"',
    'name="a"; filename="a"\r\nContent-Type: application/vnd.microsoft.activity',
  ]) {
    it(`has an activity no larger than one that comes alone: ${head}`, async () => {
      const activity = (size: number) => `${part(`{"text":"${'x'.repeat(size - 11)}"}`, head)}--Q--`;
      assert.ok((await read(`${TYPE}; boundary=Q`, activity(256 * 1024))).activity);
      await assert.rejects(read(`${TYPE}; boundary=Q`, activity(256 * 1024 + 1)), { status: 413 });
    });
  }
});

describe('uploads under way together', () => {
  const unbounded = { take: () => 0, charge: () => {} };
  let http: Server;
  let finish: () => void;

  async function serve(uploads: Uploads): Promise<void> {
    const finished = new Promise<void>(done => {
      finish = done;
    });
    http = createServer((req, res) => {
      const isSlow = req.url === '/slow';
      const handle = () => {
        if (isSlow) http.emit('read');
        return isSlow ? finished : Promise.resolve();
      };
      uploads.take(req, String(req.headers['x-network']), handle).then(
        () => res.end('200'),
        error => res.end(error instanceof Refusal ? `${error.status} ${error.headers['Retry-After']}` : '500'),
      );
    }).listen(0, '127.0.0.1');
    await once(http, 'listening');
  }
  afterEach(() => http.close());

  async function send(path: '/slow' | '/fast', network = 'a'): Promise<string> {
    const { port } = http.address() as AddressInfo;
    const headers = { Connection: 'close', 'X-Network': network };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      body: new Uint8Array(700),
      headers,
    });
    return answer.text();
  }

  async function sendSlow(network?: string): Promise<Promise<string>[]> {
    const read = once(http, 'read');
    const slow = send('/slow', network);
    await read;
    return [slow];
  }

  it('are held up to a limit; more are asked to come again, and room is there once one is done', async () => {
    await serve(createUploads({ mostHeld: 1_000, perAddress: unbounded }));
    const slow = await sendSlow();
    assert.equal(await send('/fast', 'b'), '503 30');
    finish();
    assert.deepEqual(await Promise.all(slow), ['200']);
    assert.equal(await send('/fast', 'b'), '200');
  });

  it('are two of one network at most; another network has room', async () => {
    await serve(createUploads({ perAddress: unbounded }));
    const slow = [...(await sendSlow()), ...(await sendSlow())];
    assert.equal(await send('/fast'), '429 2');
    assert.equal(await send('/fast', 'b'), '200');
    finish();
    assert.deepEqual(await Promise.all(slow), ['200', '200']);
    assert.equal(await send('/fast'), '200');
  });
});
