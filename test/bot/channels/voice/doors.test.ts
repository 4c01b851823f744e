import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { signatureOf } from '../../../../bot/channels/voice/signature.ts';
import type { Case } from '../../../../services/cases/case.ts';
import { chunk, FORMAT, riff, SOUND } from '../../../services/attachments/sound.ts';
import { type Line, OWN_NUMBER, PUBLIC_URL, startLine, TOKEN } from './phone.ts';

const twilio = createRequire(import.meta.url)('twilio/lib/webhooks/webhooks') as {
  getExpectedTwilioSignature(token: string, url: string, params: Record<string, string | string[]>): string;
};

const CALL = { CallSid: 'CA0123456789', AccountSid: 'AC1', From: OWN_NUMBER };

describe('the door of the toll-free line', () => {
  let line: Line;
  beforeEach(async () => {
    line = await startLine();
  });
  afterEach(() => line.close());

  it('signs as the engine’s own library does', () => {
    const forms: Record<string, string | string[]>[] = [
      CALL,
      { ...CALL, SpeechResult: 'äöü & = ? ', Digits: '*#' },
      { B: '2', A: '1', a: '0', Z: '' },
      { Several: ['b', 'a', 'b'], One: 'x' },
    ];
    for (const form of forms) {
      const url = `${PUBLIC_URL}/voice/step?n=3`;
      const fields = new URLSearchParams(
        Object.entries(form).flatMap(([name, value]) => [value].flat().map(one => [name, one] as [string, string])),
      );
      assert.equal(signatureOf(TOKEN, url, fields), twilio.getExpectedTwilioSignature(TOKEN, url, form));
    }
  });

  it('answers only what is signed for this address', async () => {
    const right = twilio.getExpectedTwilioSignature(TOKEN, `${PUBLIC_URL}/voice/call`, CALL);
    assert.equal((await line.post('/voice/call', CALL, right)).status, 200);
    for (const [path, form, signature] of [
      ['/voice/call', CALL, ''],
      ['/voice/call', CALL, 'AAAA'],
      ['/voice/call', { ...CALL, From: '+15595550177' }, right],
      ['/voice/call?n=1', CALL, right],
      ['/voice/step?n=1', CALL, right],
      ['/voice/call', CALL, twilio.getExpectedTwilioSignature('other', `${PUBLIC_URL}/voice/call`, CALL)],
      ['/voice/call', CALL, twilio.getExpectedTwilioSignature(TOKEN, 'http://localhost/voice/call', CALL)],
    ] as const) {
      const answer = await line.post(path, form, signature);
      assert.deepEqual([answer.status, /signature/.test(answer.text)], [403, true], path);
    }
  });

  it('answers a step that is posted again as before, and refuses it later (replay)', async () => {
    await line.post('/voice/call', CALL);
    const step = { ...CALL, Digits: '2' };
    const first = await line.post('/voice/step?n=1', step);
    assert.equal((await line.post('/voice/step?n=1', step)).text, first.text);
    line.world.pass(0.02);
    const late = await line.post('/voice/step?n=1', step);
    assert.deepEqual([late.status, /is over/.test(late.text)], [409, true]);
    assert.equal((await line.post('/voice/call', CALL)).status, 409);
  });

  it('takes no step of a long call again, however many came since', async () => {
    const caller = await line.call(OWN_NUMBER);
    const first = { CallSid: caller.id, From: OWN_NUMBER, Digits: '9' };
    for (let step = 0; step < 40; step++) await caller.press('*');
    assert.equal((await line.post('/voice/step?n=2', first)).status, 409);
    assert.equal((await line.post('/voice/call', { CallSid: caller.id, From: OWN_NUMBER })).status, 409);
  });

  it('takes nothing but POST, no other form, and no step that is none', async () => {
    assert.equal((await fetch(`${line.url}/voice/call`)).status, 405);
    const json = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
    assert.equal((await fetch(`${line.url}/voice/call`, json)).status, 415);
    assert.equal((await line.post('/voice/step?n=-1', CALL)).status, 400);
    assert.equal((await line.post('/voice/step?n=x', CALL)).status, 400);
    assert.equal((await line.post('/voice/call', { ...CALL, CallSid: '../x' })).status, 400);
    assert.equal((await line.post('/voice/call', { ...CALL, SpeechResult: 'x'.repeat(70_000) })).status, 413);
    assert.equal((await line.post('/voice/nothing', CALL)).status, 404);
  });

  it('says what a caller is called, however they are called, as words alone', async () => {
    const caller = await line.call(OWN_NUMBER);
    await caller.press('2');
    await caller.say('my name is <Say>Bobby</Say> & "Tables"');
    await caller.say('Bobby O’Tables');
    assert.match(caller.heard, /Thank you, Bobby O'Tables/);
  });

  it('keeps recordings here, with the case, and deletes them at the engine’s', async () => {
    const asked: string[] = [];
    const engine = createServer((req, res) => {
      asked.push(`${req.method} ${req.url} ${req.headers.authorization ?? ''}`);
      // Not chained: restify replaces `writeHead` by one that returns nothing.
      if (req.method === 'DELETE') res.statusCode = 204;
      res.end(req.method === 'DELETE' ? undefined : riff(chunk('LIST', Buffer.from('INFOIART Jo')), FORMAT, SOUND));
    });
    await new Promise<void>(resolve => engine.listen(0, '127.0.0.1', resolve));
    const api = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
    const other = await startLine({ api });
    try {
      const caller = await other.call(OWN_NUMBER);
      await caller.press('0');
      await caller.post({ DialCallStatus: 'busy' });
      await caller.press('1');
      await caller.record(20);
      const form = {
        CallSid: caller.id,
        AccountSid: 'AC1',
        RecordingSid: 'RE7',
        RecordingUrl: `${api}/Recordings/RE7`,
      };
      for (let delivered = 0; delivered < 2; delivered++)
        assert.equal((await other.post('/voice/kept', form)).status, 204);
      const [opened] = await other.world.store.collection<Case>('cases').find({}).toArray();
      const files = await other.world.house.attachments.listOf(opened?._id ?? '');
      assert.deepEqual(
        files.map(({ name, type }) => [name, type]),
        [['recording.wav', 'audio/wav']],
      );
      const basic = `Basic ${Buffer.from(`AC1:${TOKEN}`).toString('base64')}`;
      assert.deepEqual(asked.slice(0, 2), [`GET /Recordings/RE7.wav ${basic}`, `DELETE /Recordings/RE7 ${basic}`]);
      // Whatever is posted, nothing is fetched from anywhere else.
      const before = asked.length;
      await other.post('/voice/kept', { ...form, RecordingSid: 'RE8', RecordingUrl: 'http://127.0.0.1:1/secret' });
      assert.equal(asked.length, before);
      assert.equal((await other.world.house.attachments.listOf(opened?._id ?? '')).length, 1);
    } finally {
      await other.close();
      engine.close();
    }
  });
});
