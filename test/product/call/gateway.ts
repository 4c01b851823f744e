/**
 * A voice engine in small: takes calls by SIP, and does what the desk's TwiML says, with real audio and real keys. It knows
 * the verbs that the desk writes and nothing of the desk itself.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { readDocument, type Verb } from '../../bot/channels/voice/document.ts';
import { type Audio, openAudio } from './audio.ts';
import { audioOf, headerOf, readSip, type SipMessage, sdpFor, writeSip } from './sip.ts';

const { getExpectedTwilioSignature } = createRequire(import.meta.url)('twilio/lib/webhooks/webhooks') as {
  getExpectedTwilioSignature(token: string, url: string, params: Record<string, string>): string;
};

export interface Gateway {
  port: number;
  /** What was posted, and the verbs that came back. */
  log: string[];
  /** Packets of speech in all calls. */
  spoken(): number;
  close(): void;
}

interface Peer {
  host: string;
  port: number;
}

const BETWEEN_KEYS_MS = 3_000;

export async function openGateway(desk: { publicUrl: string; token: string; from: string }): Promise<Gateway> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as AddressInfo;
  const log: string[] = [];
  const calls = new Map<string, (message: SipMessage, from: Peer) => void>();
  let spoken = 0;
  let made = 0;

  const send = (bytes: Buffer, to: Peer) => socket.send(bytes, to.port, to.host);

  socket.on('message', (bytes, { address: host, port: from }) => {
    const message = readSip(bytes);
    const id = headerOf(message, 'call-id');
    const known = calls.get(id);
    if (known) known(message, { host, port: from });
    else if (message.first.startsWith('INVITE')) void answer(message, { host, port: from });
  });

  /** The headers of an answer that are those of the request. */
  const sameAs = (request: SipMessage, tag = '') =>
    (['Via', 'From', 'To', 'Call-ID', 'CSeq'] as const).flatMap(name =>
      (request.headers.get(name.toLowerCase()) ?? []).map(
        value => [name, name === 'To' && tag && !/tag=/.test(value) ? `${value};tag=${tag}` : value] as const,
      ),
    );

  async function answer(invite: SipMessage, caller: Peer): Promise<void> {
    const id = headerOf(invite, 'call-id');
    const offered = audioOf(invite);
    const audio = await openAudio(offered);
    const contact = ['Contact', `<sip:desk@127.0.0.1:${port}>`] as const;
    let isOver = false;
    calls.set(id, (message, from) => {
      if (message.first.startsWith('BYE')) {
        isOver = true;
        send(writeSip('SIP/2.0 200 OK', sameAs(message)), from);
      }
      if (message.first.startsWith('ACK')) void converse(id, audio, () => isOver).then(hangUp);
    });
    send(
      writeSip('SIP/2.0 200 OK', [...sameAs(invite, 'desk'), contact], sdpFor(audio.port, offered.keyEvents)),
      caller,
    );

    function hangUp(): void {
      spoken += audio.sent();
      audio.close();
      if (isOver) return;
      const from = `${headerOf(invite, 'to')};tag=desk`;
      const uri = /<([^>]+)>/.exec(headerOf(invite, 'contact'))?.[1] ?? `sip:caller@${caller.host}:${caller.port}`;
      const headers = [
        ['Via', `SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK-bye-${++made}`],
        ['From', from],
        ['To', headerOf(invite, 'from')],
        ['Call-ID', id],
        ['CSeq', '2 BYE'],
      ] as const;
      send(writeSip(`BYE ${uri} SIP/2.0`, headers), caller);
    }
  }

  async function post(path: string, form: Record<string, string>): Promise<Verb[]> {
    const url = new URL(path, desk.publicUrl).href;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': getExpectedTwilioSignature(desk.token, url, form) },
      body: new URLSearchParams(form),
    });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`);
    const verbs = await readDocument(text);
    log.push(`${path} ${form['Digits'] ?? form['DialCallStatus'] ?? ''}: ${verbs.map(({ name }) => name).join(' ')}`);
    return verbs;
  }

  /** From document to document, until one ends the call. */
  async function converse(id: string, audio: Audio, isOver: () => boolean): Promise<void> {
    const base = { CallSid: `CA${id.replace(/[^\w]/g, '').slice(0, 30)}`, AccountSid: 'AC1', From: desk.from };
    let verbs = await post('/voice/call', base);
    while (!isOver()) {
      const next = await perform(verbs, audio);
      if (!next) return;
      verbs = await post(next.path, { ...base, ...next.form });
    }
  }

  async function perform(verbs: readonly Verb[], audio: Audio) {
    for (const verb of verbs) {
      const path = verb.attributes['action'] ?? '';
      switch (verb.name) {
        case 'Gather': {
          for (const say of verb.children) await audio.say(say.ssml ?? '');
          const keys = await gather(verb, audio);
          if (keys || verb.attributes['actionOnEmptyResult'] === 'true') {
            return { path, form: keys ? { Digits: keys } : ({} as Record<string, string>) };
          }
          break;
        }
        case 'Dial':
          return { path, form: { DialCallStatus: await dial(verb.children[0]?.text ?? '') } };
        case 'Hangup':
          return undefined;
        default:
          throw new Error(`the gateway does not know ${verb.name}`);
      }
    }
    return undefined;
  }

  async function gather({ attributes }: Verb, audio: Audio): Promise<string> {
    const most = Number(attributes['numDigits'] ?? 1);
    let keys = '';
    let ms = Number(attributes['timeout'] ?? 5) * 1_000;
    while (keys.length < most) {
      const key = await audio.key(ms);
      if (key === undefined || key === attributes['finishOnKey']) break;
      keys += key;
      ms = BETWEEN_KEYS_MS;
    }
    return keys;
  }

  /** Calls the agent, with the headers that stand in the address, and waits until they hang up. */
  async function dial(address: string): Promise<string> {
    const [uri = '', query = ''] = address.split('?');
    const [, host = '', to = '5060'] = /@([^:;]+)(?::(\d+))?/.exec(uri) ?? [];
    const agent = { host, port: Number(to) };
    const id = `leg-${++made}@127.0.0.1`;
    const headers = (method: string, tag = '') => [
      ['Via', `SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK-${method}-${made}`] as const,
      ['From', `<sip:desk@127.0.0.1:${port}>;tag=desk`] as const,
      ['To', `<${uri}>${tag}`] as const,
      ['Call-ID', id] as const,
      ['CSeq', `1 ${method}`] as const,
      ['Contact', `<sip:desk@127.0.0.1:${port}>`] as const,
      ['Max-Forwards', '70'] as const,
    ];
    const audio = await openAudio({ ...agent, keyEvents: 0 });
    const more = [...new URLSearchParams(query)].map(([name, value]) => [name, value] as const);
    const outcome = await new Promise<string>(resolve => {
      calls.set(id, (message, from) => {
        const tag = /;tag=[^;]+/.exec(headerOf(message, 'to'))?.[0] ?? '';
        if (message.first.startsWith('SIP/2.0 200')) send(writeSip(`ACK ${uri} SIP/2.0`, headers('ACK', tag)), agent);
        else if (/^SIP\/2\.0 486/.test(message.first)) resolve('busy');
        else if (/^SIP\/2\.0 [4-6]/.test(message.first)) resolve('failed');
        else if (message.first.startsWith('BYE')) {
          send(writeSip('SIP/2.0 200 OK', sameAs(message)), from);
          resolve('completed');
        }
      });
      send(writeSip(`INVITE ${uri} SIP/2.0`, [...headers('INVITE'), ...more], sdpFor(audio.port)), agent);
    });
    audio.close();
    return outcome;
  }

  return { port, log, spoken: () => spoken, close: () => socket.close() };
}
