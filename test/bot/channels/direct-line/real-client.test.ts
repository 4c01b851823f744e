import assert from 'node:assert/strict';
import { ConnectionStatus } from 'botframework-directlinejs';
import { PICTURES } from '../../../services/attachments/samples.ts';
import { type Client, connect, inBrowserClothes } from './clients.ts';
import { GREETING } from './memory-desk.ts';
import { createWorld, lines, type World } from './world.ts';

const HELLO = [`desk: ${GREETING.text}`];
const exchange = (text: string) => [`me: ${text}`, `desk: You said: ${text}`, 'desk: Anything else?'];

describe('Direct Line with its public client', () => {
  inBrowserClothes();
  let world: World;
  const clients: Client[] = [];

  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(async () => {
    for (const { directLine } of clients.splice(0)) directLine.end();
    await world.close();
  });

  async function token(): Promise<string> {
    return String((await world.call('POST', '/webchat/token')).body['token']);
  }

  function client(options: Parameters<typeof connect>[0]): Client {
    const made = connect({ domain: world.domain, ...options });
    clients.push(made);
    return made;
  }

  for (const webSocket of [true, false]) {
    describe(webSocket ? 'over a WebSocket' : 'by polling', () => {
      it('greets, echoes and answers', async () => {
        const me = client({ token: await token(), webSocket });
        assert.deepEqual(lines(await me.activities(1)), HELLO);
        const id = await me.post('my camera is dead', 'mine-1');
        const seen = await me.activities(4);
        assert.deepEqual(lines(seen), [...HELLO, ...exchange('my camera is dead')]);
        assert.equal(seen[1]?.id, id);
        assert.equal(seen[1]?.channelData?.clientActivityID, 'mine-1');
        assert.equal(seen[2]?.replyToId, id);
      });

      it('offers choices as buttons that say what they mean', async () => {
        const me = client({ token: await token(), webSocket });
        const [greeting] = await me.activities(1);
        const actions = greeting?.suggestedActions?.actions ?? [];
        assert.deepEqual(
          actions.map(({ title, value }) => ({ title, value })),
          GREETING.choices,
        );
      });

      it('shows a conversation to everybody who holds it, in the same order', async () => {
        const shared = await token();
        const one = client({ token: shared, webSocket });
        await one.activities(1);
        const other = client({ token: shared, webSocket });
        await other.activities(1);
        await one.post('from one');
        await other.activities(4);
        await other.post('from the other');
        const expected = [...HELLO, ...exchange('from one'), ...exchange('from the other')];
        assert.deepEqual(lines(await one.activities(7)), expected);
        assert.deepEqual(lines(await other.activities(7)), expected);
      });

      it('answers everything that is said at once, each once', async () => {
        const me = client({ token: await token(), webSocket });
        await me.activities(1);
        const texts = Array.from({ length: 20 }, (_, index) => `line ${index}`);
        const ids = await Promise.all(texts.map(text => me.post(text, text)));
        // The client itself mixes up frames that come in at once, so only the order within an exchange is looked at.
        const seen = lines(await me.activities(61));
        assert.equal(new Set(ids).size, 20);
        for (const text of texts) {
          const heard = seen.filter(line => line === `me: ${text}` || line === `desk: You said: ${text}`);
          assert.deepEqual(heard, [`me: ${text}`, `desk: You said: ${text}`]);
        }
      });
    });
  }

  it('carries on after the server was restarted: same token, nothing lost, nothing twice', async () => {
    const me = client({ token: await token() });
    await me.activities(1);
    await me.post('before');
    await me.activities(4);
    await world.restart();
    await me.post('after');
    assert.deepEqual(lines(await me.activities(7)), [...HELLO, ...exchange('before'), ...exchange('after')]);
  });

  it('gives a page that is opened again the whole conversation, and does not greet again', async () => {
    const before = client({ token: await token() });
    await before.activities(1);
    await before.post('hello');
    await before.activities(4);
    const { token: kept, conversationId } = before.directLine as unknown as { token: string; conversationId: string };
    before.directLine.end();

    const after = client({ token: kept, conversationId, watermark: '0' });
    assert.deepEqual(lines(await after.activities(4)), [...HELLO, ...exchange('hello')]);
    await after.post('still here');
    assert.deepEqual(lines(await after.activities(7)).slice(4), exchange('still here'));
    assert.equal(world.desk.taken.filter(({ said }) => said.kind === 'arrived').length, 1);
  });

  it('resumes from a watermark with only what came after it', async () => {
    const ticket = await world.begin();
    await world.say(ticket, 'one');
    await world.say(ticket, 'two');
    const { token: mine, conversationId } = ticket;
    const me = client({ token: mine, conversationId, watermark: '4' });
    assert.deepEqual(lines(await me.activities(3)), exchange('two'));
  });

  it('tells the client that its token has expired', async () => {
    const me = client({ token: await token(), webSocket: false });
    await me.activities(1);
    world.clock.now = new Date(world.clock.now.getTime() + 31 * 60_000);
    const statuses: ConnectionStatus[] = [];
    await new Promise<void>(resolve => {
      me.directLine.connectionStatus$.subscribe(status => {
        statuses.push(status);
        if (status === ConnectionStatus.ExpiredToken) resolve();
      });
    });
    assert.equal(statuses.at(-1), ConnectionStatus.ExpiredToken);
  });

  it('keeps the files that the client uploads, tells the desk of them, and shows them in the transcript', async () => {
    const me = client({ token: await token() });
    await me.activities(1);
    const attachments = [PICTURES.png, PICTURES.jpeg].map(picture => ({
      contentType: 'image/png' as const,
      contentUrl: `data:image/png;base64,${picture.toString('base64')}`,
      name: 'picture.png',
    }));
    const activity = { type: 'message' as const, text: 'look', from: { id: 'me' }, attachments };
    const id = await new Promise((resolve, reject) => me.directLine.postActivity(activity).subscribe(resolve, reject));
    const seen = await me.activities(4);
    assert.equal(seen[1]?.id, id);
    const said = world.desk.taken.at(-1)?.said;
    assert.deepEqual([said?.text, said?.attachments], ['look', 0]);
    const kept = said?.files?.map(({ name, type, size }) => ({ name, type, size }));
    assert.deepEqual(kept, [
      { name: 'picture.png', type: 'image/png', size: PICTURES.png.length },
      { name: 'picture (1).jpg', type: 'image/jpeg', size: PICTURES.jpeg.length },
    ]);
    assert.deepEqual(seen[1]?.attachments, [
      { contentType: 'image/png', name: 'picture.png' },
      { contentType: 'image/jpeg', name: 'picture (1).jpg' },
    ]);
  });

  it('lets a server in with its secret', async () => {
    const me = client({ secret: 'a-secret-of-a-server', webSocket: false });
    await me.activities(1);
    await me.post('from a server');
    assert.deepEqual(lines(await me.activities(4)), [...HELLO, ...exchange('from a server')]);
  });
});
