/** What people say to an estimate: which way they take, and what they ask of the three. */
import type { Heard } from '../step.ts';
import { plainWords } from '../understanding/plain-words.ts';
import type { EstimateDraft } from './draft.ts';

export type Question = 'return' | 'scrap' | 'fee' | 'all';
export type Wish = NonNullable<EstimateDraft['wish']>;

const ASKING = /\?|^\W*(?:what|how|when|why|where|who|which|is|are|do|does|can|could|would|will|should|what if|if)\b/i;

const SCRAP =
  / (?:scrap|scrapped|scrapping|dispose|disposed|recycle|destroy|junk|trash|bin it|toss|throw|discard|get rid) /;
const RETURN =
  / (?:return|returned|unrepaired|unfixed|send (?:it|them|the \w+|everything) back|ship (?:it|them|the \w+|everything) back|(?:mail|post) (?:it|them) back|send back|want (?:it|them) back|back to (?:me|us)|as is|have (?:it|them) back) /;
const APPROVE =
  / (?:approve|approved|authori[sz]e|authori[sz]ed|accept|accepted|agree|agreed|go ahead|proceed|repair|repair it|repair them|fix|fix it|fix them|do the (?:repair|work)|start (?:the )?(?:repair|work)) /;
const DECLINE = / (?:decline|declined|reject|rejected|refuse|refused|turn (?:it|this) down|too expensive|too much) /;
/** A word that is said of what is not wanted counts for nothing. */
function says(text: string, pattern: RegExp): 'yes' | 'no' | undefined {
  if (!pattern.test(text)) return undefined;
  const [word = ''] = pattern.exec(text) ?? [];
  const before = text.slice(0, text.indexOf(word) + 1);
  return NOT_BEFORE.test(before) ? 'no' : 'yes';
}

const NOT_BEFORE =
  / (?:do not|not|never|no|will not|would not|rather than|instead of|without)(?: (?:want|to|be|you|the|it|them|going|have|ever|yet|a|any|please|that|be))* $/;

/**
 * The way that a message takes; `decline` where it only says no to the repair, undefined where it asks, says nothing of
 * that, or names more than one.
 */
export function readWish({ text, understood }: Heard): Wish | undefined {
  if (ASKING.test(text) || text.length > LONGEST) return undefined;
  const numbered =
    /^\W*(?:(?:number|option|the)\s+)?(1|2|3|one|two|three|first|second|third)(?:st|nd|rd)?(?: one)?\W*$/i.exec(text);
  if (numbered) return BY_NUMBER[numbered[1]?.toLowerCase() ?? ''];
  const words = ` ${plainWords(text).trim()} `;
  const [scrap, back, approve] = [SCRAP, RETURN, APPROVE].map(pattern => says(words, pattern));
  const wanted = [
    ...(scrap === 'yes' ? (['scrap'] as const) : []),
    ...(back === 'yes' ? (['return'] as const) : []),
    ...(approve === 'yes' && back !== 'yes' && scrap !== 'yes' ? (['approve'] as const) : []),
  ];
  if (wanted.length > 1) return undefined;
  const [only] = wanted;
  if (only === 'approve' && understood.intents.includes('decline-estimate')) return 'decline';
  if (only) return only;
  if (approve === 'no' || says(words, DECLINE) === 'yes') return 'decline';
  if (understood.answer === 'no' && scrap === undefined && back === undefined) return 'decline';
  return undefined;
}

const LONGEST = 300;

const BY_NUMBER: Readonly<Record<string, Wish>> = {
  ...{ 1: 'approve', one: 'approve', first: 'approve' },
  ...{ 2: 'return', two: 'return', second: 'return' },
  ...{ 3: 'scrap', three: 'scrap', third: 'scrap' },
};

/** What is asked of the estimate at hand: which way's price and date, or all of it; undefined where articles know better. */
export function readQuestion({ text }: Heard): Question | undefined {
  if (text.length > LONGEST) return undefined;
  if (SHOW.test(text)) return 'all';
  if (!ASKING.test(text)) return undefined;
  if (/\bwhy\b|\bwhat\b.*\bfor\b/i.test(text)) return /\b(?:fees?|charged?|pay)\b/i.test(text) ? 'fee' : undefined;
  const words = ` ${plainWords(text).trim()} `;
  const sums = / (?:cost|costs|much|price|pay|charge|charged|expensive|fee|fees|when|by when|how soon|date|long) /.test(
    words,
  );
  if (!sums) return undefined;
  if (SCRAP.test(words)) return 'scrap';
  if (RETURN.test(words)) return 'return';
  return MUCH.test(words) ? 'all' : undefined;
}

const SHOW =
  /^\W*(?:please |can you |could you )*(?:show|see|read|repeat|tell)(?: me)?(?: (?:it|that|the (?:estimate|quote|price|total|lines)))(?: again| once more| please)*\W*$/i;
const MUCH =
  / (?:how much (?:is|was|does|will|would) (?:it|that|this|the (?:estimate|repair|quote)|the whole thing)|what (?:is|was) the (?:estimate|price|total|quote|cost|amount|sum)|what (?:does|will|would) (?:it|that|the repair|repairing) (?:\w+ )?cost|how much (?:all )?(?:together|in total)|how much) /;
