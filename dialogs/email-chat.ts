/** The chat by email, for whoever asks: to the address they have given, else to the one that they are asked for. */
import { z } from 'zod';
import type { Transcripts } from '../services/notifications/transcripts.ts';
import { takeEmail } from './intake/contact.ts';
import type { Memory } from './memory.ts';
import type { AskStep, DoStep, Heard, TurnContext, Waterfall } from './step.ts';
import type { Texts } from './texts/en.ts';

export const EmailChatDraft = z.object({
  email: z.string().optional(),
  /** Where this conversation has been sent, each time. */
  mailed: z.array(z.string()),
});
export type EmailChatDraft = z.infer<typeof EmailChatDraft>;

export interface EmailChatDependencies {
  texts: Texts;
  transcripts: Transcripts;
}

/** Nobody's mailbox is filled from here, and nobody writes to many people this way: least of all who has no case. */
const MOST_MAILED = 3;
const MOST_MAILED_WITHOUT_CASE = 1;
const MOST_ADDRESSES = 2;

export function createEmailChat(deps: EmailChatDependencies): Waterfall<EmailChatDraft> {
  return {
    name: 'email-chat',
    draft: EmailChatDraft,
    steps: [addressStep(deps.texts), sendStep(deps)],
    fill: (heard, draft) => ({ draft: { ...draft, email: draft.email ?? emailIn(heard) }, noted: [] }),
    aim: draft => ({ draft }),
  };
}

function addressStep(texts: Texts): AskStep<EmailChatDraft> {
  return {
    kind: 'ask',
    name: 'chat-email',
    field: 'email',
    pending: draft => draft.email === undefined,
    ask: () => ({ text: texts.askTranscriptEmail }),
    why: texts.whyTranscriptEmail,
    answer: (heard, draft, _turn, doubt) =>
      takeEmail(texts, heard, doubt, email => ({ kind: 'taken', draft: { ...draft, email } })),
  };
}

function sendStep(deps: EmailChatDependencies): DoStep<EmailChatDraft> {
  return {
    kind: 'do',
    name: 'send-chat',
    pending: draft => draft.email !== undefined,
    async run(draft, turn) {
      const { mailed, text } = await emailChat(deps, draft, turn);
      return { kind: 'ended', draft: { mailed }, replies: [{ text }] };
    },
  };
}

/** Orders the mail, within the limits of one conversation; `text` says what has become of it. */
export async function emailChat(
  { texts, transcripts }: EmailChatDependencies,
  { email = '', mailed }: EmailChatDraft,
  turn: TurnContext,
): Promise<{ mailed: string[]; text: string }> {
  const to = email.toLowerCase();
  const addresses = [...new Set(mailed)];
  const { locale, timeZone, message, ownCases } = turn;
  if (ownCases.length === 0 && mailed.length >= MOST_MAILED_WITHOUT_CASE) {
    return { mailed, text: texts.transcriptAgainWithCase };
  }
  if (mailed.length >= MOST_MAILED) return { mailed, text: texts.transcriptSentEnough };
  if (addresses.length >= MOST_ADDRESSES && !addresses.includes(to)) {
    return { mailed, text: texts.transcriptOtherAddress(addresses) };
  }
  const wish = { ...message, channel: turn.actor, locale, timeZone, to, caseNumber: ownCases.at(-1) };
  switch (await transcripts.order(wish)) {
    case 'enough':
      return { mailed, text: texts.transcriptEnoughToday };
    case 'busy':
      return { mailed, text: texts.transcriptBusy };
    case 'ordered':
      return { mailed: [...mailed, to], text: texts.transcriptSent(email) };
  }
}

/** What there is to have: "a transcript", "the chat log", "a copy of this conversation"; of an invoice it is something else. */
const RECORD =
  /\btranscripts?\b|\b(?:chat|conversation) (?:log|history|record)\b|\b(?:copy|record|log) of (?:(?:this|the|our|my|that|whole|entire|full) )*(?:chat|conversation|discussion|it all|everything|what we (?:said|discussed|wrote))\b|\bcopy of this\W*$/i;
const WANTED = /\b(?:e-?mail|mail|send|forward|get|have|want|need|give|receive|share|like|keep|save|please)\b|\?\s*$/i;
const CHAT_SENT =
  /\b(?:e-?mail|mail|send|forward)(?:ing)? (?:(?:me|us|over|this|the|our|my|that|whole|entire|full) )*(?:chat|conversation|discussion)\b|\b(?:chat|conversation|discussion) (?:e-?mailed|(?:by|per|via|in|to|into) (?:(?:an|my|our) )?(?:e-?mail|inbox|mailbox))\b/i;
/** "Email me this", "can you email everything to jo@acme.com?", "send me all of this by email". */
const EMAIL_THIS =
  /\be-?mail (?:me |us )?(?:(?:all )?(?:of )?(?:this|that|it)|everything|(?:this|that) all)(?: (?:to|at) (?:me|us|my\b.*|our\b.*|\S+@\S+))?\s*(?:please|now|too|as well)?\W*$|\b(?:send|give|have|get) (?:me |us )?(?:all (?:of )?)?(?:this|that|everything) (?:by|per|via|in|to) (?:(?:an|my|our) )?e-?mail(?: please)?\W*$/i;
const REFUSED =
  /\b(?:no|not|don'?t|never|without|stop|instead of) (?:\w+ ){0,3}?(?:transcript|e-?mail|send|mail|need|want)/i;
const LONGEST = 160;

/** Whether a message asks for the chat by email, wherever the conversation stands. */
export function wantsChatEmailed({ text, understood }: Heard): boolean {
  if (text.length > LONGEST || REFUSED.test(text) || understood.slots.statusEmails !== undefined) return false;
  const isBare = /^\W*(?:(?:a|the|chat|email|full) )*transcript\W*$/i.test(text);
  return isBare || (RECORD.test(text) && WANTED.test(text)) || CHAT_SENT.test(text) || EMAIL_THIS.test(text);
}

/** An address that the message names, and that needs no second look. */
export function emailIn({ understood }: Heard): string | undefined {
  const { email } = understood.slots;
  return email?.kind === 'email' ? email.value : undefined;
}

const WithEmail = z.object({
  email: z.string().optional().catch(undefined),
  contact: z.object({ email: z.string().optional() }).optional().catch(undefined),
});

/** The address that the person has given in this conversation. */
export function emailOf({ active, known, lookedUp, mailed }: Memory): string | undefined {
  const [now, before] = [active?.draft, known].map(draft => WithEmail.safeParse(draft).data);
  return now?.contact?.email ?? now?.email ?? before?.contact?.email ?? lookedUp?.email ?? mailed?.at(-1);
}
