/** A caller and the engine between: posts what an engine posts, signed as its own library signs, and reads each answer. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { mountVoice, type VoiceDependencies } from '../../../../bot/channels/voice/channel.ts';
import { createRecordings } from '../../../../bot/channels/voice/recordings.ts';
import { createLog } from '../../../../bot/log.ts';
import { createServer } from '../../../../bot/server.ts';
import { createWorld, type World } from '../../../world.ts';
import { heardIn, readDocument, type Verb } from './document.ts';

const { getExpectedTwilioSignature } = createRequire(import.meta.url)('twilio/lib/webhooks/webhooks') as {
  getExpectedTwilioSignature(token: string, url: string, params: Record<string, string>): string;
};

export const TOKEN = 'token-of-the-line';
export const PUBLIC_URL = 'https://desk.example.com';
export const OWN_NUMBER = '+15595550142';

export interface Line {
  world: World;
  url: string;
  /** Posts a form, signed for the public address. */
  post(path: string, form: Record<string, string>, signature?: string): Promise<{ status: number; text: string }>;
  /** Somebody calls. */
  call(from?: string, id?: string): Promise<Caller>;
  close(): Promise<void>;
}

export interface Caller {
  id: string;
  /** What was said last. */
  heard: string;
  verbs: Verb[];
  /** The verb that waits for the caller, or ends the call. */
  verb: Verb;
  say(speech: string): Promise<string>;
  /** A key that ends an entry is left out, as engines do. */
  press(keys: string): Promise<string>;
  /** A key while something is said, before a tone or a ring. */
  interrupt(key: string): Promise<string>;
  /** Says nothing. */
  wait(): Promise<string>;
  /** What happens at the address of an attribute. */
  post(form: Record<string, string>, attribute?: string): Promise<string>;
  /** What was recorded, and for how long. */
  record(seconds: number): Promise<string>;
  hangUp(): Promise<void>;
  /** The id of the latest recording. */
  recording: string;
}

let made = 0;

export async function startLine(
  options: {
    beginning?: string;
    canRing?: boolean;
    isLineOpen?: boolean;
    mongodbUri?: string;
    with?: Partial<VoiceDependencies>;
    api?: string;
  } = {},
): Promise<Line> {
  const world = await createWorld(options.beginning, options.mongodbUri, {
    canRing: options.canRing ?? true,
    isLineOpen: options.isLineOpen ?? false,
  });
  const log = createLog('silent');
  const http = createServer({ config: { port: 0, host: '127.0.0.1', publicUrl: PUBLIC_URL }, store: world.store, log });
  const people = { kind: 'sip' as const, uri: 'sip:desk@pbx.example.com' };
  mountVoice(http.server, {
    get desk() {
      return world.desk;
    },
    ...{ token: TOKEN, publicUrl: PUBLIC_URL, people, language: 'en-US', voice: 'Polly.Joanna' },
    ...{ timeZone: 'America/Los_Angeles', failed: [{ say: 'words', text: 'Something went wrong.' }] },
    recordings: createRecordings({
      ...{ api: options.api ?? 'https://api.example.com', token: TOKEN, attachments: world.house.attachments, log },
    }),
    ...{ now: world.now, log },
    ...options.with,
  });
  const url = await http.listen();

  async function post(path: string, form: Record<string, string>, signature?: string) {
    const signed = signature ?? getExpectedTwilioSignature(TOKEN, `${PUBLIC_URL}${path}`, form);
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': signed, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form),
    });
    return { status: answer.status, text: await answer.text() };
  }

  async function call(from?: string, id = `CA${String(++made).padStart(32, '0')}`): Promise<Caller> {
    const base = { CallSid: id, AccountSid: 'AC1', To: '+18002899100', ...(from && { From: from }) };
    const caller: Caller = {
      id,
      heard: '',
      recording: '',
      verbs: [],
      verb: { name: '', attributes: {}, text: '', children: [] },
      say: speech => caller.post({ SpeechResult: speech, Confidence: '0.9' }),
      press: keys => caller.post({ Digits: keys }),
      async interrupt(key) {
        const path = caller.verbs[0]?.attributes['action'] ?? assert.fail('nothing is said');
        return hear(await post(path, { ...base, Digits: key }));
      },
      wait: () => caller.post({}),
      async post(form, attribute = 'action') {
        const path = caller.verb.attributes[attribute] ?? assert.fail(`no ${attribute} of ${caller.verb.name}`);
        return hear(await post(path, { ...base, ...form }));
      },
      async record(seconds) {
        assert.equal(caller.verb.name, 'Record', caller.heard);
        caller.recording = `RE${++made}`;
        return caller.post({ RecordingSid: caller.recording, RecordingDuration: String(seconds) });
      },
      async hangUp() {
        assert.equal((await post('/voice/ended', { ...base, CallStatus: 'completed' })).status, 204);
      },
    };
    async function hear({ status, text }: { status: number; text: string }): Promise<string> {
      assert.equal(status, 200, text);
      caller.verbs = await readDocument(text);
      caller.heard = heardIn(caller.verbs);
      caller.verb = caller.verbs.at(-1) ?? assert.fail('an empty document');
      return caller.heard;
    }
    await hear(await post('/voice/call', base));
    return caller;
  }

  return {
    world,
    url,
    post,
    call,
    async close() {
      await http.close(0);
      await world.close();
    },
  };
}
