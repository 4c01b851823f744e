/**
 * What the line says and does, as TwiML. All that is said stands inside a `Gather`, so that a key ends it at any moment;
 * what is no word to the ear is SSML.
 */

import type { LineReply, Next, Saying } from '../../../dialogs/line/port.ts';
import type { VoicePeople } from '../../environment.ts';

export interface TwimlContext {
  /** BCP 47. */
  language: string;
  /** A voice of the engine; its own where it is left out. */
  voice?: string | undefined;
  people: VoicePeople | undefined;
  /** The address to post the next of that kind to. */
  at(step: 'step' | 'recorded' | 'rang'): string;
  kept: string;
  transcribed: string;
  answered: string;
}

const BREAK_MS = 300;
const BY_ALPHABET: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo ' +
    'Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu'
  )
    .split(' ')
    .map(word => [word.slice(0, 1), word]),
);

export function twiml({ said, next }: LineReply, context: TwimlContext): string {
  const spoken = sayOf(said, context);
  return document(verbsOf(spoken, next, context));
}

/** The last word where nothing else can be said. */
export function farewell(said: readonly Saying[], context: Pick<TwimlContext, 'language' | 'voice'>): string {
  return document([sayOf(said, context), '<Hangup/>']);
}

function document(verbs: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Response>${verbs.join('')}</Response>`;
}

function verbsOf(spoken: string, next: Next, context: TwimlContext): string[] {
  switch (next.do) {
    case 'listen': {
      const { keys, speech, hints = [], seconds } = next;
      const heard = {
        ...{ input: speech ? 'dtmf speech' : 'dtmf', action: context.at('step'), method: 'POST' },
        ...{ numDigits: keys, finishOnKey: '#', timeout: seconds, actionOnEmptyResult: true },
        ...(speech && { speechTimeout: 'auto', language: context.language }),
        ...(speech && hints.length > 0 && { hints: hints.join(', ').replace(/\s+/g, ' ').slice(0, 1_000) }),
      };
      return [tag('Gather', heard, spoken)];
    }
    case 'record':
      return [
        ...interruptible(spoken, context),
        tag('Record', {
          ...{ action: context.at('recorded'), method: 'POST', maxLength: next.seconds, timeout: 5 },
          ...{ finishOnKey: '1234567890*#', playBeep: true },
          ...{ recordingStatusCallback: context.kept, recordingStatusCallbackMethod: 'POST' },
          ...{ transcribe: true, transcribeCallback: context.transcribed },
        }),
      ];
    case 'connect':
      return [...interruptible(spoken, context), connect(next, context)];
    case 'hang-up':
      return [...interruptible(spoken, context), '<Hangup/>'];
  }
}

/** A key ends what is said and is a step of its own; without one it goes on behind. */
function interruptible(spoken: string, context: TwimlContext): string[] {
  if (!spoken) return [];
  const heard = { input: 'dtmf', action: context.at('step'), method: 'POST', numDigits: 1, timeout: 1 };
  return [tag('Gather', { ...heard, finishOnKey: '', actionOnEmptyResult: false }, spoken)];
}

function connect({ handoff, caseNumber, seconds }: Extract<Next, { do: 'connect' }>, context: TwimlContext): string {
  const { people } = context;
  const after = { action: context.at('rang'), method: 'POST' };
  const told = { statusCallback: context.answered, statusCallbackEvent: 'answered' };
  const dial = (inner: string) => tag('Dial', { ...after, timeout: seconds, answerOnBridge: true }, inner);
  const about = { ...(caseNumber && { 'X-Case-Id': caseNumber }), 'X-Handoff-Id': handoff };
  switch (people?.kind) {
    case 'sip': {
      const query = new URLSearchParams(about).toString();
      return dial(tag('Sip', told, escaped(`${people.uri}${people.uri.includes('?') ? '&' : '?'}${query}`)));
    }
    case 'number':
      return dial(tag('Number', told, escaped(people.number)));
    case 'queue':
      return tag('Enqueue', after, escaped(people.name));
    case 'workflow': {
      const task = JSON.stringify({ handoffId: handoff, ...(caseNumber && { caseNumber }) });
      return tag('Enqueue', { ...after, workflowSid: people.id }, tag('Task', {}, escaped(task)));
    }
    case undefined:
      return tag('Redirect', { method: 'POST' }, escaped(context.at('rang')));
  }
}

function sayOf(said: readonly Saying[], { language, voice }: Pick<TwimlContext, 'language' | 'voice'>): string {
  const ssml = said.map(ssmlOf).join(' ').trim();
  return ssml ? tag('Say', { language, ...(voice && { voice }) }, ssml) : '';
}

function ssmlOf(one: Saying): string {
  switch (one.say) {
    case 'words':
      return escaped(one.text);
    case 'digits':
      return one.groups.map(digitByDigit).join(pause(BREAK_MS));
    case 'spelled':
      return [...one.text].map(spell).filter(Boolean).join(pause(BREAK_MS));
    case 'pause':
      return pause(one.ms);
  }
}

const digitByDigit = (digits: string) => tag('say-as', { 'interpret-as': 'digits' }, escaped(digits));
const pause = (ms: number) => `<break time="${ms}ms"/>`;

function spell(symbol: string): string {
  if (/\d/.test(symbol)) return digitByDigit(symbol);
  const letter = symbol.toUpperCase();
  const word = BY_ALPHABET[letter];
  if (word) return `${letter} as in ${word}`;
  return symbol === '-' ? 'dash' : '';
}

function tag(name: string, attributes: Readonly<Record<string, string | number | boolean>>, inner?: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return inner === undefined ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inner}</${name}>`;
}

/** Of what XML 1.0 may hold; a person's words are among it. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
