/** What people say to an estimate: which way they take, whether they mean it, and what they ask of the three. */
import type { Heard } from '../step.ts';
import { plainWords } from '../understanding/plain-words.ts';
import type { Intent } from '../understanding/understood.ts';
import type { EstimateDraft } from './draft.ts';

export type Question = 'return' | 'scrap' | 'fee' | 'all';
export type Wish = NonNullable<EstimateDraft['wish']>;

const LONGEST = 300;

const ASKING =
  /\?|^\W*(?:what|how|when|why|where|who|which|is|are|do you|does|can|could|would|will|should|what if|if)\b/i;

const SCRAP =
  / (?:scrap|scrapped|scrapping|dispose|disposed|recycle|destroy|junk|trash|bin it|toss|throw|discard|get rid) /;
const RETURN =
  / (?:return|returned|unrepaired|unfixed|(?:send|ship|mail|post) (?:\w+ ){0,3}back|want (?:it|them) back|back to (?:me|us)|as is|have (?:it|them) back) /;
const APPROVE =
  / (?:approve|approved|authori[sz]e|authori[sz]ed|accept|accepted|agree|agreed|go ahead|proceed|(?:do|start|begin|make) (?:the |with the )?(?:repair|work)|(?:repair|fix) (?:it|them|the \w+|everything|please)) |^ (?:the )?(?:repair|fix) $/;
const REPAIR = / (?:repair|repaired|repairing|fix|fixed|fixing) /;
const DECLINE =
  / (?:decline|declined|reject|rejected|refuse|refused|turn (?:it|this) down|too (?:expensive|much|high|steep)|neither) /;
const NOT_BEFORE =
  / (?:do not|not|never|no|will not|would not|rather than|instead of|without)(?: (?:want|to|be|you|the|it|them|going|have|ever|yet|a|any|please|that|need))* $/;
/** A no to what was asked, and then what is wanted: “no, send it back”. */
const LEADING_NO = /\bno\s*[.,;:!–—]+/gi;
/** Whoever mends it themselves, or has somebody else do it, authorizes nothing. */
const ELSEWHERE = / (?:myself|ourselves|elsewhere|(?:some(?:body|one)|another|other) \w+) /;

/** These want something else, whatever words they take for it. */
const OTHER_ERRANDS: readonly Intent[] = ['talk-to-agent', 'cancel', 'start-over', 'back', 'help', 'check-status'];

/** Whether a word is said, or said of what is not wanted. */
function says(text: string, pattern: RegExp): 'yes' | 'no' | undefined {
  const found = pattern.exec(text);
  if (!found) return undefined;
  return NOT_BEFORE.test(text.slice(0, found.index + 1)) ? 'no' : 'yes';
}

/**
 * The way that a message takes; `decline` where it only says no to the repair, undefined where it asks, says nothing of
 * that, or names more than one.
 */
export function readWish({ text, understood }: Heard): Wish | undefined {
  if (ASKING.test(text) || text.length > LONGEST || OTHER_ERRANDS.includes(understood.intents[0])) return undefined;
  const numbered =
    /^\W*(?:(?:number|option|the)\s+)?(1|2|3|one|two|three|first|second|third)(?:st|nd|rd)?(?: one)?\W*$/i.exec(text);
  if (numbered) return BY_NUMBER[numbered[1]?.toLowerCase() ?? ''];
  const words = wordsOf(text.replace(LEADING_NO, ' '));
  const [scrap, back, approve] = [SCRAP, RETURN, APPROVE].map(pattern => says(words, pattern));
  if (scrap === 'yes' && back === 'yes') return undefined;
  if (scrap === 'yes') return 'scrap';
  if (back === 'yes') return 'return';
  const isOpen = scrap === undefined && back === undefined;
  const refuses = says(words, DECLINE) === 'yes' || approve === 'no' || says(words, REPAIR) === 'no';
  // “No, repair it” is a no to what was asked, not to the repair.
  const isNo = understood.answer === 'no' && approve !== 'yes';
  const declines = understood.intents.includes('decline-estimate') || isNo;
  if (refuses || (declines && isOpen)) return 'decline';
  const approves = approve === 'yes' || understood.intents[0] === 'approve-estimate';
  return approves && !ELSEWHERE.test(words) ? 'approve' : undefined;
}

const BY_NUMBER: Readonly<Record<string, Wish>> = {
  ...{ 1: 'approve', one: 'approve', first: 'approve' },
  ...{ 2: 'return', two: 'return', second: 'return' },
  ...{ 3: 'scrap', three: 'scrap', third: 'scrap' },
};

/** Money hangs on a yes here: it counts where a message has no word in it that could mean anything else. */
const PLAIN_YES = new Set(
  `yes yep yeah yup sure ok okay k correct right exactly agreed agree confirm confirmed absolutely definitely certainly of
  course please do it so that is fine good go ahead proceed great perfect and thanks thank you i we shall may can all them
  sounds approve approved authorize authorise authorized authorised accept accepted repair fix return returned unrepaired
  scrap scrapped send ship back the estimate to me us am sir`.split(/\s+/),
);

/** @param wish what was read back */
export function isPlainYes(heard: Heard, wish: Wish): boolean {
  const { text, understood } = heard;
  if (ASKING.test(text)) return false;
  if (/^\s*(?:👍|✅|👌)\s*$/u.test(text)) return true;
  const said = wordsOf(text).trim().split(' ');
  const meant = readWish(heard);
  const affirms = understood.answer === 'yes' ? meant === undefined || meant === wish : meant === wish;
  return affirms && said.every(word => PLAIN_YES.has(word));
}

/** A no that is not a wish for something else. */
export function isPlainNo({ understood }: Heard): boolean {
  return understood.answer === 'no' && !OTHER_ERRANDS.includes(understood.intents[0]);
}

/** What is asked of the estimate at hand: a way's price and date, the fee, or all of it; undefined where articles know better. */
export function readQuestion({ text }: Heard): Question | undefined {
  if (text.length > LONGEST) return undefined;
  if (SHOW.test(text)) return 'all';
  if (!ASKING.test(text)) return undefined;
  if (/\bwhy\b|\bwhat\b.*\bfor\b/i.test(text)) return /\b(?:fees?|charged?|pay)\b/i.test(text) ? 'fee' : undefined;
  const words = wordsOf(text);
  if (!SUMS.test(words)) return undefined;
  if (SCRAP.test(words)) return 'scrap';
  if (RETURN.test(words)) return 'return';
  return MUCH.test(words) ? 'all' : undefined;
}

const SHOW =
  /^\W*(?:please |can you |could you )*(?:show|see|read|repeat|tell)(?: me)?(?: (?:it|that|the (?:estimate|quote|price|total|lines)))(?: again| once more| please)*\W*$/i;
const SUMS = / (?:cost|costs|much|price|pay|charge|charged|expensive|fees?|when|how soon|date|long|total|estimate) /;
const MUCH =
  / (?:how much|what (?:is|was) the (?:estimate|price|total|quote|cost|amount|sum)|what (?:does|will|would) (?:it|that|the repair|repairing) (?:\w+ )?cost) /;

function wordsOf(text: string): string {
  return ` ${plainWords(text).trim()} `;
}
