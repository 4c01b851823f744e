import type { Clause } from './clauses.ts';
import { INTENT_RULES, REPORTED } from './intent-rules.ts';
import { isTopic, type Mood, withoutFillers } from './questions.ts';
import type { Intent } from './understood.ts';

/** How sure a clause makes an intent. A wish that is spoken out beats a question, a question beats a fault told. */
export const WEIGHT = {
  correction: 3.5,
  wish: 3,
  guess: 2.5,
  question: 2,
  talk: 1.8,
  reported: 1.5,
  topic: 1.4,
  fault: 1,
  smallTalk: 0.5,
} as const;

export type Weighted = readonly [intent: Intent, weight: number];

/** What one clause wants, and how surely. */
export function intentsOf(clause: Clause): Weighted[] {
  const { written, words, mood, isFault } = clause;
  if (BARE_NUMBER.test(words)) return [];
  if (isFailedForm(clause)) return [['faq', WEIGHT.wish]];
  const told: Weighted[] = isFault && !ASKS_CAUSE.test(words) ? [['open-case', WEIGHT.fault]] : [];
  const wishes = wishesOf(clause);
  if (wishes.length > 0) return [...wishes, ...told];
  if (mood !== 'says') return isFault && PLEA.test(words) ? told : [['faq', WEIGHT.question], ...told];
  return !isFault && isTopic(words, written) ? [['faq', WEIGHT.topic]] : told;
}

/** Whether a clause asks how a product gets to us: only a question, unless a product and its fault are told beside it. */
export function asksToReturn({ words, mood }: Clause): boolean {
  return mood === 'asks' && RETURN_RULES.some(({ pattern }) => pattern.test(words));
}

const RETURN_RULES = INTENT_RULES.filter(({ intent }) => intent === 'request-rma');

/** A number alone says nothing of what is wanted with it; what it is an answer to decides. */
const BARE_NUMBER =
  /^ (?:(?:support|case|rma|return|number|my|the|it|is|this|ticket|no|nr|here|ok|yes|and|for) )*(?:xrma|xcase)(?: please)? $/;

/** "why was it damaged?" asks about what we told; a fault is told in "why is it dead?". */
const ASKS_CAUSE =
  /^ (?:but |and |so )?(?:why|how) (?:was|were|did|got) (?:it|they|that|this|one|xproduct) (?:\w+ )?damaged? /;

/** "what should I do?" after a fault asks for a case, not for an article. */
export const PLEA =
  / what (?:should|do|can|shall) (?:i|we) do | what (?:i|we) (?:can|should|must|could|have to) do | can (?:you|someone|somebody|anyone) help | do not know what to do /;

/** "I can't create an RMA online": a wish that failed elsewhere (R10). */
function isFailedForm({ words, isFault }: Clause): boolean {
  const isForm =
    / (?:online|website|web|portal|page|form|site|system) /.test(words) && / (?:rmas?|return|case) /.test(words);
  return isForm && (isFault || / (?:can not|unable|could not) /.test(words));
}

function wishesOf(clause: Clause): Weighted[] {
  const { words, mood } = clause;
  const found = new Set<Intent>();
  for (const { intent, pattern, evenAsked } of INTENT_RULES) {
    if (!found.has(intent) && (mood !== 'asks' || evenAsked) && pattern.test(words)) found.add(intent);
  }
  for (const { meant, instead, where } of CONFLICTS) {
    if (found.has(meant) && (where?.(clause, found) ?? true)) for (const other of instead) found.delete(other);
  }
  return [...found].map(intent => [intent, weightOf(intent, words, mood)] as const);
}

/** What somebody else said, and a status that is only talked about, give way to a question. */
function weightOf(intent: Intent, words: string, mood: Mood): number {
  if (intent === 'check-status') return mood === 'says' && !STATUS_WANTED.test(words) ? WEIGHT.talk : WEIGHT.wish;
  const isReported = REPORTED.test(words) && (intent === 'request-rma' || intent === 'open-case');
  return isReported ? WEIGHT.reported : WEIGHT.wish;
}

const NUMBERED = / (?:xrma|xcase) /;
const STATUS_WANTED = / (?:xrma|xcase) | (?:i|we) (?:would like|need|want|wish|am following|am calling|am checking) /;
const STATUS_WORD =
  / (?:xrma|xcase|status|eta|news|update|still|shipped|received|sent|arrived?|track|ready|finished|done|heard|where) /;
const HOW_TO =
  /^ (?:\w+ ){0,3}(?:how|where) (?:do|can|could|will|would|should|may|to) (?:i |we |you )?(?:\w+ )?(?:track|check|know|find|see|get|look|trace|follow|learn|monitor|watch)/;
const NEW_RETURN = / (?:need|want|issue|create|request) (?:an? |new |the |another )*(?:rma|return) /;
const TRADE_WORD =
  / (?:rmas?|xrma|case|repair|returns?|estimate|quote|firmware|warranty|packing|pack|box|data|ship|deadline) /;

interface Conflict {
  meant: Intent;
  instead: readonly Intent[];
  where?: (clause: Clause, found: ReadonlySet<Intent>) => boolean;
}

/** Where rules of several intents fit one clause: which of them is meant. In order; a later one sees what is left. */
const CONFLICTS: readonly Conflict[] = [
  // "don't go ahead with the return", "I don't want to continue": nothing is said of a repair or its price.
  {
    meant: 'cancel',
    instead: ['decline-estimate'],
    where: ({ words }) =>
      !/ (?:repair\w*|reparation|fix|pay|price|cost|estimat\w+|quot\w+|expensive|money|much|scrap|unrepaired) /.test(
        words,
      ),
  },
  { meant: 'decline-estimate', instead: ['approve-estimate', 'request-rma', 'cancel'] },
  // "please repair it, we agree with the price": the repair is what is approved.
  { meant: 'approve-estimate', instead: ['request-rma'] },
  // "it does not stop, I forgot to cancel the tour": a machine cancels nothing.
  {
    meant: 'cancel',
    instead: ['cancel'],
    where: ({ words, isFault }) =>
      isFault &&
      !/^ (?:please |i |we )?(?:want|need|like|cancel|withdraw|void|never|forget|call|quit|exit|stop|abort|end)/.test(
        withoutFillers(words),
      ),
  },
  { meant: 'cancel', instead: ['request-rma', 'open-case', 'check-status'] },
  { meant: 'talk-to-agent', instead: ['open-case', 'request-rma', 'check-status', 'help'] },
  { meant: 'check-status', instead: ['open-case'], where: ({ words }) => STATUS_WORD.test(words) },
  {
    meant: 'check-status',
    instead: ['request-rma'],
    where: ({ words }) => STATUS_WORD.test(words) && !NEW_RETURN.test(words),
  },
  { meant: 'request-rma', instead: ['open-case'], where: ({ words }) => !/ (?:case|ticket|incident) /.test(words) },
  // "how do I track my return?" asks for the way, not for the state of one return.
  {
    meant: 'check-status',
    instead: ['check-status'],
    where: ({ words }) => / warranty /.test(words) || (HOW_TO.test(words) && !NUMBERED.test(words)),
  },
  // "what are my options if I refuse the quote?" is about the quote.
  { meant: 'help', instead: ['help'], where: ({ words }, found) => found.size > 1 || TRADE_WORD.test(words) },
];
