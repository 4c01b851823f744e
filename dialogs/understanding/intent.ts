import { intentsOf, WEIGHT } from './clause-intents.ts';
import { type Clause, clausesOf } from './clauses.ts';
import type { GuessIntent } from './intent-guess.ts';
import { COMMAND_RULES, SMALL_TALK } from './intent-rules.ts';
import { goesOn, settle, type Weights } from './message-intents.ts';
import { plainWords } from './plain-words.ts';
import { withoutFillers } from './questions.ts';
import type { Intent } from './understood.ts';

/** Where two intents weigh the same, the one further up is meant. */
const PRECEDENCE: readonly Intent[] = [
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
];

export interface IntentContext {
  /** A correction was read (`readChange`). */
  changes: boolean;
  /** A detail was told: without a correction it is an answer, and no guess makes it one. */
  tells: boolean;
  /** Asked where no rule finds a wish. */
  guess: GuessIntent;
}

/**
 * Every intent of a message, the one that decides first. `told` is the message with its details replaced by their
 * kind (`xrma`, `xcase`, `xproduct`, `xphone`), so that no part of a number or product is taken for a wish.
 */
export function readIntents(told: string, { changes, tells, guess }: IntentContext): [Intent, ...Intent[]] {
  const masked = told.replace(RETURNING_CUSTOMER, 'customer');
  const command = commandIn(masked);
  if (command) return [command];
  const clauses = clausesOf(masked);
  const weights: Weights = new Map();
  for (const [intent, weight] of [...clauses.flatMap(intentsOf), ...smallTalkIn(clauses)]) {
    weights.set(intent, Math.max(weights.get(intent) ?? 0, weight));
  }
  if (changes) weights.set('change-detail', WEIGHT.correction);
  settle(weights, clauses);
  const isGoingOn = goesOn(clauses.map(clause => clause.words).join(''));
  addGuess(weights, clauses, words => {
    const made = guess(words);
    const isNot = (tells && made?.intent === 'change-detail') || (isGoingOn && made?.intent === 'cancel');
    return isNot ? undefined : made;
  });
  const [first, ...rest] = [...weights]
    .sort(([a, x], [b, y]) => y - x || PRECEDENCE.indexOf(a) - PRECEDENCE.indexOf(b))
    .map(([intent]) => intent);
  return first === undefined ? ['none'] : [first, ...rest];
}

/** They have come back, and send nothing back. */
const RETURNING_CUSTOMER = /\breturning (?:customer|client|user)\b/gi;

const LONGEST_COMMAND = 120;

/** "go back", "start over": only where nothing else is said. */
function commandIn(masked: string): Intent | undefined {
  if (masked.length > LONGEST_COMMAND) return undefined;
  const words = plainWords(masked);
  return COMMAND_RULES.find(({ pattern }) => pattern.test(words))?.intent;
}

const LONGEST_SMALL_TALK = 80;

/** Thanks, greetings and goodbyes; "no thanks" thanks for nothing. */
function smallTalkIn(clauses: readonly Clause[]): (readonly [Intent, number])[] {
  const short = clauses.filter(
    ({ words }) => words.length <= LONGEST_SMALL_TALK && !/ no (?:thanks|thank you) /.test(words),
  );
  return SMALL_TALK.filter(({ pattern }) => short.some(({ words }) => pattern.test(words))).map(
    ({ intent }) => [intent, WEIGHT.smallTalk] as const,
  );
}

const SMALL: ReadonlySet<Intent> = new Set(SMALL_TALK.map(({ intent }) => intent));

/** How likely a guess must be: more so against a question, and for a few words, which may be an answer to anything. */
const LIKELY = { otherwise: 0.55, short: 0.8, question: 0.72, fault: 0.75, helpAsked: 0.9 } as const;
const FEW_WORDS = 5;
/** A clause with more words tells a story, and is not worth a guess. */
const LONGEST_GUESS = 18;
/** The part of the words that the guess must know. */
const KNOWN = 0.7;

/** Where no rule found a wish, the likeliest guess about a clause stands in, if it is likely enough. */
function addGuess(weights: Weights, clauses: readonly Clause[], guess: GuessIntent): void {
  if (Math.max(0, ...weights.values()) >= WEIGHT.wish) return;
  const isQuestion = (weights.get('faq') ?? 0) >= WEIGHT.question;
  const guesses = clauses.flatMap(({ words, isFault }) => {
    const count = words.trim().split(' ').length;
    const made = count < 2 || count > LONGEST_GUESS ? undefined : guess(withoutFillers(words));
    if (!made || made.intent === 'faq' || made.known < KNOWN) return [];
    const bars = [
      LIKELY.otherwise,
      count <= FEW_WORDS ? LIKELY.short : 0,
      isFault ? LIKELY.fault : 0,
      isQuestion ? (made.intent === 'help' ? LIKELY.helpAsked : LIKELY.question) : 0,
    ];
    return made.probability >= Math.max(...bars) ? [made] : [];
  });
  const [best] = guesses.sort((a, b) => b.probability - a.probability);
  if (best) weights.set(best.intent, SMALL.has(best.intent) ? WEIGHT.smallTalk : WEIGHT.guess);
}
