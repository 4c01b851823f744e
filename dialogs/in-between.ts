/** What is said in between: a message that leads nowhere by itself, and the answer to a question beside the open one. */
import type { Reply } from './reply.ts';
import { asideFor } from './small-talk.ts';
import type { Heard, Told, TurnContext } from './step.ts';
import type { Texts } from './texts/en.ts';
import { plainWords } from './understanding/plain-words.ts';
import { moodOf } from './understanding/questions.ts';
import type { Field, Intent } from './understanding/understood.ts';

/** Where a message was said. */
export interface Between {
  texts: Texts;
  turn: TurnContext;
  /** What the dialog knows so far. */
  draft: unknown;
  /** Why the open question is asked. */
  why: string | undefined;
}

/** Whether a message leads nowhere by itself: a question, a greeting, a thank-you. */
export function isTalk({ text, understood }: Heard, texts: Texts): boolean {
  const [intent] = understood.intents;
  return (
    intent === 'faq' ||
    intent === 'greeting' ||
    intent === 'thanks' ||
    intent === 'check-status' ||
    (intent === 'goodbye' && isFarewell(text)) ||
    asideFor(text, texts) !== undefined
  );
}

/** What is said to it. */
export async function talk({ texts, turn, draft, why }: Between, heard: Heard): Promise<string | Reply> {
  const about = asideFor(heard.text, texts);
  if (about) return about;
  const lines: Partial<Record<Intent, string>> = {
    greeting: texts.helloAgain,
    thanks: texts.welcome,
    goodbye: texts.goodbyeForNow,
    'check-status': texts.afterThis,
  };
  const line = lines[heard.understood.intents[0]] ?? (isWhy(heard.text) ? why : undefined);
  if (line) return line;
  return (await turn.tell(heard, draft)).reply;
}

/** The answer to a question that came along with something else, where there is a sure one. */
export async function answerAlong(where: Pick<Between, 'turn' | 'draft'>, heard: Heard): Promise<Reply | undefined> {
  return heard.understood.intents.includes('faq') && ALONG.test(heard.text) ? sureAnswer(where, heard) : undefined;
}

/** A question somewhere in it, not only the name of something that could be asked about. */
const ALONG = /\?|\b(?:how|what|when|where|why|who|which|can|could|do|does|will|would|is|are|should)\b/i;

/** The answer, where there is a sure one. */
export async function sureAnswer(
  { turn, draft }: Pick<Between, 'turn' | 'draft'>,
  heard: Heard,
): Promise<Reply | undefined> {
  const told: Told = await turn.tell(heard, draft);
  return told.kind === 'answered' ? told.reply : undefined;
}

/** Fewer words with a question mark are a guess at the answer: "a Sarix?" */
const FEWEST_ASKED = 3;

/** "What does faster mean?" decides nothing; a question that tells a detail, or may hold an address, is read for it. */
export function asksOnly(heard: Heard, field: Field | undefined): boolean {
  const { slots, answer } = heard.understood;
  const { products, email, phone, name, caseNumber, rmaNumber } = slots;
  const tells =
    products.length > 0 || [email, phone, name, caseNumber, rmaNumber, answer].some(one => one !== undefined);
  const mayHoldAddress = (field === 'billing' || field === 'shipTo') && /\d/.test(heard.text);
  const isLong = heard.text.split(/\s+/).length >= FEWEST_ASKED;
  return isQuestion(heard) && asks(heard.text) && isLong && !tells && !mayHoldAddress;
}

export function isQuestion({ understood }: Heard): boolean {
  return understood.intents[0] === 'faq';
}

/** "How do I box up a Spectra?" names no product of the request. */
export function withoutMentions(heard: Heard): Heard {
  const { understood } = heard;
  const products = understood.slots.products.filter(({ serial }) => serial !== undefined);
  return { ...heard, understood: { ...understood, slots: { ...understood.slots, products } } };
}

/** "That is all" closes a list, not a conversation. */
function isFarewell(text: string): boolean {
  return !/\ball\b/i.test(text) || /\bbye\b/i.test(text);
}

function isWhy(text: string): boolean {
  return /\bwhy\b|\bwhat\b.*\bfor\b|do you (really )?need/i.test(text);
}

function asks(text: string): boolean {
  return moodOf(plainWords(text), /\?\W*$/.test(text)) === 'asks';
}
