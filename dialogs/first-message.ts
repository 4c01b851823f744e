/** What a message at rest calls for: the dialog that does it, and what of the conversation it is about. */
import { type Draft, sameCustomer } from './intake/draft.ts';
import type { Memory } from './memory.ts';
import type { Heard } from './step.ts';
import type { Intent } from './understanding/understood.ts';

/** "An RMA on that case", "for it": the case talked about last. */
const THAT_CASE = /\b(?:that|this|the|the same|same|my) case\b|\b(?:for|on|with) (?:it|that|this)(?: one)?\b/i;

/** The dialog that a first message calls for; a fault that is told without a wish opens a case. */
export function jobOf({ text, understood }: Heard): string | undefined {
  const { intents, slots } = understood;
  const jobs: Partial<Record<Intent, string>> = {
    'request-rma': 'request-rma',
    'open-case': 'open-case',
    'check-status': 'check-status',
    'approve-estimate': 'answer-estimate',
    'decline-estimate': 'answer-estimate',
  };
  const wanted = intents.map(intent => jobs[intent]).find(Boolean);
  if (wanted) return wanted;
  if (understood.further) return 'open-case';
  // "Change" has nothing to change here: what sounds like it is a fault told in unusual words, or for our staff.
  if (intents[0] !== 'none' && intents[0] !== 'change-detail') return undefined;
  if (slots.caseNumber || slots.rmaNumber) return 'check-status';
  return slots.problem || slots.products.length > 0 || isStory({ text, understood }) ? 'open-case' : undefined;
}

const STORY = 80;

/** Whoever tells a support desk a long story has a problem, even where no word of it names the fault. */
export function isStory({ text, understood }: Heard): boolean {
  return text.length >= STORY && !text.includes('?') && understood.intents[0] === 'none' && !understood.slots.problem;
}

/** The message with all of it as the problem. */
export function asProblem(heard: Heard): Heard {
  const { understood, text } = heard;
  return { text, understood: { ...understood, slots: { ...understood.slots, problem: text } } };
}

/**
 * "I want an RMA for it": the case opened last in this conversation that has none, or the one that was just looked up,
 * unless a product is named.
 */
export function caseMeant(memory: Memory, { text, understood }: Heard): Partial<Draft> {
  const { products, problem, caseNumber } = understood.slots;
  if (products.length > 0 || problem || caseNumber || /\banother (?!rma\b|return\b)/i.test(text)) return {};
  const isMeant = THAT_CASE.test(text);
  const last = memory.cases.findLast(one => isMeant || one.rma === undefined);
  if (last) return { claimedCase: last.number };
  const { lookedUp } = memory;
  if (!lookedUp || !isMeant) return {};
  const { contact } = sameCustomer('', memory.known);
  return { claimedCase: lookedUp.number, contact: { ...contact, email: lookedUp.email } };
}
