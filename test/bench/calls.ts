/**
 * Calls at the phone line's webhook: so many at once, each from the greeting to a case, signed as an engine signs. A caller
 * answers within a second, which nobody does who listens.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { signatureOf } from '../../bot/channels/voice/signature.ts';
import { startProduct } from './product.ts';

export interface CallFigures {
  engine: string;
  steps: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** Steps that were not answered as they should be. */
  wrong: string[];
}

const TOKEN = 'token-of-the-bench';
const WARM_UP_SECONDS = 6;
const THINKING_MS = 1_000;
/** What a caller does after the greeting, and what the answer must hold. */
const TALK: readonly [form: Record<string, string>, expected: RegExp][] = [
  [{ Digits: '2' }, /your name/],
  [{ SpeechResult: 'my name is jo fox' }, /Jo Fox/],
  [{ Digits: '1' }, /Which product/],
  [{ SpeechResult: 's d four n thirty five p g e one' }, /serial number/],
  [{ SpeechResult: 'a one two three four five six seven' }, /Alpha/],
  [{ Digits: '1' }, /What is wrong/],
  [{ SpeechResult: 'no picture since the storm' }, /<Record/],
  [{ RecordingDuration: '12' }, /Your case is open/],
  [{ Digits: '1' }, /type this code/],
  [{ SpeechResult: 'thank you goodbye' }, /Goodbye/],
];

export async function measureCalls(deps: {
  engine: string;
  mongodbUri?: string;
  atOnce: number;
  seconds: number;
}): Promise<CallFigures> {
  const { engine, mongodbUri, atOnce, seconds } = deps;
  const publicUrl = 'http://localhost';
  const env = { VOICE_AUTH_TOKEN: TOKEN, PUBLIC_URL: publicUrl };
  const product = await startProduct({ ...(mongodbUri && { mongodbUri }), env });
  const took: number[] = [];
  const wrong: string[] = [];
  let made = 0;
  let isMeasured = false;
  let until = performance.now() + WARM_UP_SECONDS * 1_000;

  async function step(path: string, form: Record<string, string>, expected: RegExp): Promise<string> {
    const body = new URLSearchParams(form);
    const began = performance.now();
    const answer = await fetch(`${product.address}${path}`, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': signatureOf(TOKEN, `${publicUrl}${path}`, body) },
      body,
    });
    const text = await answer.text();
    if (isMeasured) took.push(performance.now() - began);
    if (answer.status !== 200 || !expected.test(text)) wrong.push(`${path}: ${answer.status} ${text.slice(0, 300)}`);
    return text;
  }

  async function caller(): Promise<void> {
    await pause(THINKING_MS * Math.random());
    while (performance.now() < until) {
      const who = ++made;
      const base = { CallSid: `CA${who}`, AccountSid: 'AC1', From: `+1559${String(5_000_000 + (who % 4_000_000))}` };
      let text = await step('/voice/call', base, /Welcome/);
      for (const [form, expected] of TALK) {
        const paths = [...text.matchAll(/ action="([^"]+)"/g)].map(([, path = '']) => path);
        const path = form['RecordingDuration'] ? paths.at(-1) : paths[0];
        if (!path) return void wrong.push(`no way on: ${text.slice(0, 300)}`);
        await pause(THINKING_MS * (0.5 + Math.random()));
        text = await step(path, { ...base, ...form }, expected);
      }
    }
  }

  try {
    await Promise.all(Array.from({ length: atOnce }, caller));
    isMeasured = true;
    until = performance.now() + seconds * 1_000;
    const began = performance.now();
    await Promise.all(Array.from({ length: atOnce }, caller));
    const passed = (performance.now() - began) / 1_000;
    took.sort((a, b) => a - b);
    const at = (share: number) => took[Math.floor(share * (took.length - 1))] ?? Number.NaN;
    return { engine, steps: took.length, perSecond: took.length / passed, p50: at(0.5), p99: at(0.99), wrong };
  } finally {
    await product.stop();
  }
}
