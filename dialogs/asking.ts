/** Whether a message at rest asks something that the articles may answer. */
import type { Heard } from './step.ts';
import type { Intent } from './understanding/understood.ts';

/** Small talk and commands ask nothing of the articles; where a job is wanted, only what is plainly a question does. */
const ASKS_NOTHING: readonly Intent[] = [
  'greeting',
  'thanks',
  'goodbye',
  'cancel',
  'approve-estimate',
  'decline-estimate',
  'change-detail',
  'talk-to-agent',
];
/** A word or two that nobody understands are no question. */
const FEWEST_WORDS = 3;

export function isAsked({ understood }: Heard): boolean {
  return understood.intents[0] === 'faq';
}

const QUESTION =
  /\?|^\W*(?:can|could|do|does|did|will|would|is|are|how|what|when|where|who|why|which|should|may|what if)\b/i;
/** The thing that is wanted, by its name: what sounds like a wish without it may be a question. */
const WANTED = /\b(?:rma|return|repair|fix|send|number|case|ticket)/i;

/** "Can you get my video back if the disk is dead?" asks; it tells of no product, and wants nothing done. */
export function onlyAsks({ text, understood }: Heard): boolean {
  const { intents, slots } = understood;
  const own = intents.includes('check-status') && /\b(?:my|our|it)\b/i.test(text);
  const tells = slots.products.length > 0 || slots.caseNumber !== undefined || slots.rmaNumber !== undefined;
  const wants = intents.includes('request-rma') && WANTED.test(text);
  return QUESTION.test(text) && !tells && !own && !wants;
}

export function mayAsk({ text, understood }: Heard, wantsJob: boolean): boolean {
  const { intents } = understood;
  if (intents.includes('faq') || understood.answer !== undefined) return intents.includes('faq');
  if (QUESTION.test(text) && onlyAsks({ text, understood })) return true;
  return !wantsJob && !ASKS_NOTHING.includes(intents[0]) && text.split(/\s+/).length >= FEWEST_WORDS;
}
