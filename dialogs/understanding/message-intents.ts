import { asksToReturn, PLEA, WEIGHT } from './clause-intents.ts';
import type { Clause } from './clauses.ts';
import type { Intent } from './understood.ts';

/** The intents of a message, each with the weight of the clause that voices it most surely. */
export type Weights = Map<Intent, number>;

/** A message as a whole: what its clauses are together. */
interface Message {
  clauses: readonly Clause[];
  /** The words of all clauses. */
  words: string;
  weight(intent: Intent): number;
  /** The weight of the surest intent. */
  most: number;
}

/** Makes of what the clauses want what the message wants: drops what only accompanies, adds what only the whole tells. */
export function settle(weights: Weights, clauses: readonly Clause[]): void {
  const words = clauses.map(clause => clause.words).join('');
  const weight = (intent: Intent): number => weights.get(intent) ?? 0;
  for (const { where, drop = [], add } of SETTLEMENTS) {
    if (!where({ clauses, words, weight, most: Math.max(0, ...weights.values()) })) continue;
    for (const intent of drop) weights.delete(intent);
    if (add) weights.set(add, WEIGHT.wish);
  }
}

interface Settlement {
  where: (message: Message) => boolean;
  drop?: readonly Intent[];
  add?: Intent;
}

const NUMBERED = / (?:xrma|xcase) /;
const SENT = / (?:sent|shipped|mailed|posted|returned|dropped) /;
const CALL_ME_AT =
  / (?:call|reach|contact|phone|ring|text) (?:me|us) (?:back )?(?:on|at|under|anytime)? ?(?:on|at)? ?xphone /;

/** A fault told beside a wish is the reason of the wish, no wish of its own. */
function onlyTold({ weight }: Message): boolean {
  return weight('open-case') > 0 && weight('open-case') <= WEIGHT.fault;
}

/** "I changed my mind, please continue": the mind was changed about giving up. */
export function goesOn(words: string): boolean {
  return / mind /.test(words) && / (?:continue|go on|carry on|keep going|resume) /.test(words) && !/ not /.test(words);
}

/** In order; each sees what those before it have left. */
const SETTLEMENTS: readonly Settlement[] = [
  {
    where: ({ weight }) => weight('change-detail') > 0,
    drop: ['request-rma', 'open-case', 'cancel', 'faq', 'check-status'],
  },
  { where: ({ weight }) => weight('decline-estimate') > 0, drop: ['approve-estimate', 'request-rma'] },
  {
    where: ({ weight, words }) =>
      weight('approve-estimate') > 0 && !/ (?:rma number|new rma|an rma|case number) /.test(words),
    drop: ['request-rma'],
  },
  { where: ({ words }) => goesOn(words), drop: ['cancel'] },
  {
    where: ({ weight, words }) =>
      weight('cancel') > 0 && weight('cancel') >= weight('request-rma') && !/ need (?:an? )?(?:rma|case) /.test(words),
    drop: ['request-rma', 'open-case'],
  },
  {
    where: message =>
      onlyTold(message) &&
      (['decline-estimate', 'request-rma', 'check-status', 'talk-to-agent'] as const).some(
        intent => message.weight(intent) >= WEIGHT.wish,
      ),
    drop: ['open-case'],
  },
  { where: ({ weight }) => weight('open-case') > 0 || weight('request-rma') > 0, drop: ['help'] },
  // "my RMA expired, what do I do?" asks for an article, "the video cuts out, what can I do?" for a case.
  {
    where: ({ weight, words }) => weight('help') > 0 && / (?:rma|expired|estimate|quote|package|parcel) /.test(words),
    drop: ['help'],
    add: 'faq',
  },
  {
    where: ({ clauses }) =>
      clauses.some(({ isFault }) => isFault) &&
      clauses.some(({ mood }) => mood === 'asks') &&
      clauses.every(({ mood, words }) => mood !== 'asks' || PLEA.test(words)),
    drop: ['faq'],
  },
  // "call me at …" beside a wish tells where to reach somebody.
  {
    where: ({ weight, words }) =>
      CALL_ME_AT.test(words) &&
      (['request-rma', 'open-case', 'check-status', 'approve-estimate', 'decline-estimate'] as const).some(
        intent => weight(intent) >= WEIGHT.wish,
      ),
    drop: ['talk-to-agent'],
  },
  // A question about one number is about its state; so is a parcel that was sent under it.
  {
    where: ({ weight, words, most }) => NUMBERED.test(words) && weight('faq') >= WEIGHT.question && most < WEIGHT.wish,
    drop: ['faq'],
    add: 'check-status',
  },
  {
    where: ({ words, most }) => NUMBERED.test(words) && SENT.test(words) && most < WEIGHT.wish,
    add: 'check-status',
  },
  // "how do I send it in? It is a camera that died": the way is asked for, the return is meant.
  {
    where: ({ clauses, weight, words }) =>
      weight('faq') > 0 &&
      / xproduct /.test(words) &&
      clauses.some(({ isFault }) => isFault) &&
      clauses.some(asksToReturn),
    add: 'request-rma',
  },
  // "defective dome, return please".
  {
    where: message =>
      onlyTold(message) &&
      message.weight('faq') === 0 &&
      / return(?:ed|ing)? /.test(message.words) &&
      !/ (?:return|returned) to /.test(message.words),
    add: 'request-rma',
  },
  // "rma ixe22 x2 no video" has no verb, but is a wish.
  {
    where: ({ clauses, weight, words, most }) =>
      most <= WEIGHT.fault &&
      / rma /.test(words) &&
      clauses.every(({ mood }) => mood === 'says') &&
      (/ xproduct /.test(words) || weight('open-case') > 0),
    drop: ['open-case'],
    add: 'request-rma',
  },
  { where: ({ most }) => most >= WEIGHT.fault, drop: ['goodbye'] },
];
