import type { GuessIntent } from './intent-guess.ts';
import { COMMAND_RULES, INTENT_RULES, REPORTED, SMALL_TALK } from './intent-rules.ts';
import { plainWords } from './plain-words.ts';
import { isFault } from './problem.ts';
import { isTopic, type Mood, moodOf, withoutFillers } from './questions.ts';
import type { Intent } from './understood.ts';

/** How sure a clause makes an intent. A wish that is spoken out beats a question, a question beats a fault told. */
const WEIGHT = { wish: 3, guess: 2.5, question: 2, talk: 1.8, reported: 1.5, topic: 1.4, fault: 1, smallTalk: 0.5 } as const;

/** Where two wishes claim the same clause, the one further up is meant. */
const PRECEDENCE: readonly Intent[] = [
  'start-over',
  'back',
  'change-detail',
  'decline-estimate',
  'talk-to-agent',
  'cancel',
  'approve-estimate',
  'check-status',
  'request-rma',
  'open-case',
  'help',
  'faq',
  'goodbye',
  'thanks',
  'greeting',
  'none',
];

/** What breaks, too, but nobody here repairs. */
const FOREIGN_THING = / (?:car|truck|laptop|fridge|refrigerator|iphone|android|tv|printer|toaster|bike|bicycle|dishwasher|washing machine|microwave|oven|heating|sink|toilet|headphones?|playstation|xbox) /;

const LONGEST_CLAUSE = 400;
const MOST_CLAUSES = 24;

interface Clause {
  written: string;
  words: string;
  mood: Mood;
  isFault: boolean;
}

export interface IntentContext {
  /** A correction was read (`readChange`). */
  changes: boolean;
  /** Asked where no rule finds a wish. */
  guess: GuessIntent;
}

/**
 * Every intent of a message, the one that decides first. `masked` is the message with its details replaced by their
 * kind (`xrma`, `xcase`, `xproduct`), so that no part of a name, address or number is taken for a wish.
 */
export function readIntents(masked: string, { changes, guess }: IntentContext): [Intent, ...Intent[]] {
  const command = commandIn(masked);
  if (command) return [command];
  const weights = new Map<Intent, number>();
  const add = (intent: Intent, weight: number): void => {
    weights.set(intent, Math.max(weights.get(intent) ?? 0, weight));
  };
  const clauses = clausesOf(masked);
  for (const clause of clauses) for (const [intent, weight] of judged(clause)) add(intent, weight);
  if (changes) add('change-detail', WEIGHT.wish + 0.5);
  for (const intent of smallTalk(clauses)) add(intent, WEIGHT.smallTalk);
  settle(weights, masked, clauses);
  guessed(weights, clauses, guess);
  const [first, ...rest] = [...weights.entries()]
    .sort(([a, x], [b, y]) => y - x || PRECEDENCE.indexOf(a) - PRECEDENCE.indexOf(b))
    .map(([intent]) => intent);
  return first === undefined ? ['none'] : [first, ...rest];
}

function commandIn(masked: string): Intent | undefined {
  if (masked.length > 120) return undefined;
  const words = plainWords(masked);
  return COMMAND_RULES.find(({ pattern }) => pattern.test(words))?.intent;
}

/** Sentences, and clauses that turn to something else within one. */
function clausesOf(masked: string): Clause[] {
  return masked
    .split(
      /(?<=[.!?;])\s+|\n+|,? (?=(?:and|but|so|or) (?:how|what|when|where|why|who|is|do|does|can|could|will|should)\b)|, (?=(?:how|what|when|where|why|who|which|is|do|does|did|can|could|will|should|are|please|i need|i want|i'd|we need|we want)\b)|(?<=\b\p{L}{2,20} \p{L}{2,20} \p{L}{1,20} )(?=(?:so )?(?:what|how|where|when|why) (?:exactly )?(?:is|are|do|does|can|should|would|will)\b)| - /iu,
    )
    .filter(clause => /[\p{L}\d]/u.test(clause))
    .slice(-MOST_CLAUSES)
    .map(clause => {
      const words = plainWords(clause.slice(0, LONGEST_CLAUSE));
      return { written: clause, words, mood: moodOf(words, clause.trimEnd().endsWith('?')), isFault: isFault(words) && !FOREIGN_THING.test(words) };
    });
}

function judged({ written, words, mood, isFault: fault }: Clause): [Intent, number][] {
  if (BARE_NUMBER.test(words)) return [];
  const found = new Map<Intent, number>();
  for (const { intent, pattern, evenAsked } of INTENT_RULES) {
    if (found.has(intent) || (mood === 'asks' && !evenAsked) || !pattern.test(words)) continue;
    found.set(intent, weightOf(intent, words, mood));
  }
  // "I can't create an RMA online": a wish that failed elsewhere (R10).
  if (BROKEN_FORM.test(words) && / (?:rmas?|return|case) /.test(words) && (fault || / (?:can not|unable|could not) /.test(words))) return [['faq', WEIGHT.wish]];
  const wishes = strongest(found, words, fault);
  const asks = mood === 'asks' || (mood === 'requests' && wishes.length === 0);
  if (asks && wishes.length === 0) return fault && isPlea(words) ? [['open-case', WEIGHT.fault]] : [['faq', WEIGHT.question], ...told(fault)];
  if (wishes.length === 0 && !fault && isTopic(words, written)) return [['faq', WEIGHT.topic]];
  return [...wishes, ...told(fault)];
}

/** What somebody else said, and a status that is only talked about, give way to a question. */
function weightOf(intent: Intent, words: string, mood: Mood): number {
  if (REPORTED.test(words) && (intent === 'request-rma' || intent === 'open-case')) return WEIGHT.reported;
  const isTalk = mood === 'says' && !/ (?:xrma|xcase) | (?:i|we) (?:would like|need|want|wish|am following|am calling|am checking) /.test(words);
  return intent === 'check-status' && isTalk ? WEIGHT.talk : WEIGHT.wish;
}

/** A number alone says nothing of what is wanted with it; what it is an answer to decides. */
const BARE_NUMBER = /^ (?:(?:support|case|rma|return|number|my|the|it|is|this|ticket|no|nr|here|ok|yes|and|for) )*(?:xrma|xcase)(?: please)? $/;

function told(fault: boolean): [Intent, number][] {
  return fault ? [['open-case', WEIGHT.fault]] : [];
}

/** "what should I do?" after a fault asks for a case, not for an article. */
function isPlea(words: string): boolean {
  return / what (?:should|do|can|shall) (?:i|we) do | what (?:i|we) (?:can|should|must|could|have to) do | can (?:you|someone|somebody|anyone) help | do not know what to do /.test(words);
}

/** Of the wishes that one clause voices, those that are meant. */
function strongest(found: Map<Intent, number>, words: string, fault: boolean): [Intent, number][] {
  const has = (intent: Intent): boolean => found.has(intent);
  // "can you repair it, we agree with the price": the repair is what is approved or declined.
  if (has('cancel') && has('decline-estimate') && / (?:return|rma|xrma|request|case|xcase) /.test(words) && !/ (?:repair|fix|pay|price|estimate|quote) /.test(words)) found.delete('decline-estimate');
  if (has('decline-estimate')) for (const other of ['approve-estimate', 'request-rma', 'cancel'] as const) found.delete(other);
  if (has('approve-estimate')) found.delete('request-rma');
  // "the camera does not go ahead", "it will not be fixed": a machine approves nothing.
  if (has('cancel') && fault && !/^ (?:please |i |we )?(?:want|need|like|cancel|withdraw|void|never|forget|call)/.test(withoutFillers(words))) found.delete('cancel');
  if (has('cancel')) for (const other of ['request-rma', 'open-case', 'check-status'] as const) found.delete(other);
  if (has('talk-to-agent')) for (const other of ['open-case', 'request-rma', 'check-status', 'help'] as const) found.delete(other);
  if (has('check-status') && / (?:xrma|xcase|status|eta|news|update|still|shipped|received|sent|arrived?|track|ready|finished|done|heard|where) /.test(words)) {
    found.delete('open-case');
    if (!/ (?:need|want|issue|create|request) (?:an? |new |the |another )*(?:rma|return) /.test(words)) found.delete('request-rma');
  }
  if (has('request-rma') && has('open-case') && !/ (?:case|ticket|incident) /.test(words)) found.delete('open-case');
  // "how do I track my return?" asks for the way, not for the state of one return.
  if (has('check-status') && (/ warranty /.test(words) || (HOW_TO.test(words) && !/ (?:xrma|xcase) /.test(words)))) found.delete('check-status');
  if (found.size > 1 || / (?:rmas?|xrma|case|repair|returns?|estimate|quote|firmware|warranty|packing|pack|box|data|ship|deadline) /.test(words)) found.delete('help');
  return [...found];
}

const RETURN_RULES = INTENT_RULES.filter(({ intent }) => intent === 'request-rma');

function asksToReturn({ words, mood }: Clause): boolean {
  return mood === 'asks' && RETURN_RULES.some(({ pattern }) => pattern.test(words));
}

const HOW_TO = /^ (?:\w+ ){0,3}(?:how|where) (?:do|can|could|will|would|should|may|to) (?:i |we |you )?(?:\w+ )?(?:track|check|know|find|see|get|look|trace|follow|learn|monitor|watch)/;
const BROKEN_FORM = / (?:online|website|web|portal|page|form|site|system) /;

/** How many words a clause has at most that is worth a guess: longer ones tell a story. */
const LONGEST_GUESS = 18;

/** How likely a guess must be: more so against a question, and for a few words, which may be an answer to anything. */
const LIKELY = { otherwise: 0.55, question: 0.72, short: 0.65, fault: 0.75, helpAsked: 0.9 } as const;
const FEW_WORDS = 4;

/** Where no rule found a wish, the likeliest guess about a clause stands in, if it is likely enough. */
function guessed(weights: Map<Intent, number>, clauses: readonly Clause[], guess: GuessIntent): void {
  if (Math.max(0, ...weights.values()) >= WEIGHT.wish) return;
  const isQuestion = (weights.get('faq') ?? 0) >= WEIGHT.question;
  const guesses = clauses.flatMap(({ words, isFault: fault }) => {
    const count = words.trim().split(' ').length;
    const made = count < 2 || count > LONGEST_GUESS ? undefined : guess(withoutFillers(words));
    const likely = Math.max(isQuestion ? (made?.intent === 'help' ? LIKELY.helpAsked : LIKELY.question) : LIKELY.otherwise, count <= FEW_WORDS ? LIKELY.short : 0, fault ? LIKELY.fault : 0);
    return made && made.intent !== 'faq' && made.known >= 0.7 && made.probability >= likely ? [made] : [];
  });
  const [best] = guesses.sort((a, b) => b.probability - a.probability);
  if (best) weights.set(best.intent, SMALL.has(best.intent) ? WEIGHT.smallTalk : WEIGHT.guess);
}

const SMALL: ReadonlySet<Intent> = new Set(['greeting', 'thanks', 'goodbye']);

/** Thanks and greetings count where they are most of what is said. */
function smallTalk(clauses: readonly Clause[]): Intent[] {
  return SMALL_TALK.filter(({ pattern, intent }) =>
    clauses.some(({ words }) => pattern.test(words) && words.length <= 80 && !(intent === 'thanks' && / no (?:thanks|thank you) /.test(words))),
  ).map(({ intent }) => intent);
}

/** What the whole message makes of its parts. */
function settle(weights: Map<Intent, number>, masked: string, clauses: readonly Clause[]): void {
  const weight = (intent: Intent): number => weights.get(intent) ?? 0;
  const all = clauses.map(({ words }) => words).join('');
  if (weight('change-detail') > 0) for (const other of ['request-rma', 'open-case', 'cancel', 'faq', 'check-status'] as const) if (weight(other) <= WEIGHT.wish) weights.delete(other);
  if (weight('decline-estimate') > 0) {
    weights.delete('approve-estimate');
    if (weight('request-rma') > 0) weights.delete('request-rma');
    if (weight('open-case') <= WEIGHT.fault) weights.delete('open-case');
  }
  if (weight('approve-estimate') > 0 && !/ (?:rma number|new rma|an rma|case number) /.test(all)) weights.delete('request-rma');
  if (weight('cancel') > 0 && weight('cancel') >= weight('request-rma') && !/ need (?:an? )?(?:rma|case) /.test(all)) {
    weights.delete('request-rma');
    weights.delete('open-case');
  }
  // A story about a fault with a wish at its end: the fault alone decides nothing.
  if (weight('request-rma') >= WEIGHT.wish && weight('open-case') <= WEIGHT.fault) weights.delete('open-case');
  if (weight('check-status') >= WEIGHT.wish && weight('open-case') <= WEIGHT.fault) weights.delete('open-case');
  if (weight('talk-to-agent') >= WEIGHT.wish && weight('open-case') <= WEIGHT.fault) weights.delete('open-case');
  if (weight('open-case') > 0 || weight('request-rma') > 0) weights.delete('help');
  // "call me at …" beside a wish tells where to reach somebody.
  const others = [...weights].some(([intent, value]) => intent !== 'talk-to-agent' && value >= WEIGHT.wish);
  if (others && / (?:call|reach|contact|phone|ring|text) (?:me|us) (?:back )?(?:on|at|under|anytime)? ?(?:on|at)? ?xphone /.test(all)) weights.delete('talk-to-agent');
  // A question about one number is about its state; so is a parcel that was sent under it.
  const isNumbered = / (?:xrma|xcase) /.test(all);
  if (isNumbered && weight('faq') >= WEIGHT.question && Math.max(...weights.values()) < WEIGHT.wish) {
    weights.delete('faq');
    weights.set('check-status', WEIGHT.wish);
  }
  if (isNumbered && / (?:sent|shipped|mailed|posted|returned|dropped) /.test(all) && Math.max(0, ...weights.values()) < WEIGHT.wish) weights.set('check-status', WEIGHT.wish);
  // "how do I send it in? It is a camera that died": the way is asked for, the return is meant.
  if (weight('faq') > 0 && / xproduct /.test(all) && clauses.some(clause => clause.isFault) && clauses.some(asksToReturn)) weights.set('request-rma', WEIGHT.wish);
  // "defective dome, return please".
  if (weight('open-case') === WEIGHT.fault && weight('faq') === 0 && / return(?:ed|ing)?(?: please)? /.test(all) && !/ (?:return|returned) to /.test(all)) weights.set('request-rma', WEIGHT.wish);
  // "rma ixe22 x2 no video" has no verb, but is a wish.
  if (Math.max(0, ...weights.values()) <= WEIGHT.fault && / rma /.test(all) && !masked.includes('?') && (/ xproduct /.test(all) || weight('open-case') > 0)) {
    weights.delete('open-case');
    weights.set('request-rma', WEIGHT.wish);
  }
  if (weight('goodbye') > 0 && weights.size > 1 && [...weights].some(([intent, value]) => value >= WEIGHT.fault && intent !== 'faq')) weights.delete('goodbye');
}
