/** What an engine posts, as an event of the line. */
import { z } from 'zod';
import type { LineEvent } from '../../../dialogs/line/port.ts';
import type { Inbound } from '../../conversation.ts';

export const CHANNEL = 'voice';

/** What happened on the line, as the desk takes it. */
export function inboundOf(
  event: LineEvent,
  of: Pick<Inbound, 'conversation' | 'activityId'> & { language: string; timeZone: string },
): Inbound {
  const { conversation, activityId, language, timeZone } = of;
  const text = event.kind === 'heard' ? (event.speech ?? event.keys ?? '') : '';
  const kind = event.kind === 'called' ? 'arrived' : event.kind === 'heard' ? 'message' : 'event';
  return {
    ...{ channel: CHANNEL, conversation, activityId },
    said: { kind, text, attachments: 0, from: 'caller', line: event },
    ...{ locale: language, timeZone },
  };
}

const word = z.string().max(200);

/** The fields that are read; an engine sends many more. */
export const Fields = z.object({
  CallSid: z.string().regex(/^[\w.-]{1,128}$/, 'must be the id of a call'),
  /** Of the call that a call was made for. */
  ParentCallSid: word.optional(),
  AccountSid: word.optional(),
  From: word.optional(),
  Digits: z.string().max(64).optional(),
  SpeechResult: z.string().max(10_000).optional(),
  RecordingSid: word.optional(),
  RecordingUrl: z.string().max(2_000).optional(),
  RecordingDuration: z.coerce.number().min(0).catch(0),
  TranscriptionText: z.string().max(20_000).optional(),
  TranscriptionStatus: word.optional(),
  DialCallStatus: word.optional(),
  QueueResult: word.optional(),
});
export type Fields = z.infer<typeof Fields>;

/** The addresses that an engine is told to post to. */
export const STEPS = ['call', 'step', 'recorded', 'rang', 'answered', 'kept', 'transcribed', 'ended'] as const;
export type Step = (typeof STEPS)[number];

const E164 = /^\+[1-9]\d{6,14}$/;
const PICKED_UP: ReadonlySet<string> = new Set(['completed', 'answered', 'bridged', 'hangup', 'redirected-by-bridged']);

/** Undefined where there is nothing to tell the flow: `kept` first has to be fetched. */
export function eventOf(step: Exclude<Step, 'kept'>, fields: Fields): LineEvent | undefined {
  switch (step) {
    case 'call':
      return { kind: 'called', ...(fields.From && E164.test(fields.From) && { from: fields.From }) };
    case 'step': {
      const { SpeechResult: speech, Digits: keys } = fields;
      return { kind: 'heard', ...(speech && { speech }), ...(keys && { keys: keys.replace(/[^\d*#]/g, '') }) };
    }
    case 'recorded':
      return { kind: 'recorded', seconds: fields.RecordingDuration, ...idOf(fields) };
    case 'answered':
      return { kind: 'picked-up' };
    case 'rang':
      return { kind: 'rang', outcome: outcomeOf(fields.DialCallStatus ?? fields.QueueResult ?? '') };
    case 'transcribed': {
      const text = fields.TranscriptionText?.trim();
      return text && fields.TranscriptionStatus !== 'failed'
        ? { kind: 'transcribed', text, ...idOf(fields) }
        : undefined;
    }
    case 'ended':
      return { kind: 'hung-up' };
  }
}

const idOf = ({ RecordingSid: id }: Fields) => (id ? { id } : {});

function outcomeOf(status: string): Extract<LineEvent, { kind: 'rang' }>['outcome'] {
  if (PICKED_UP.has(status)) return 'answered';
  return status === 'busy' || status === 'no-answer' ? status : 'failed';
}
