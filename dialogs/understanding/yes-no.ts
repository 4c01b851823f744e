import { plainWords } from './plain-words.ts';
import { tidy } from './tidy.ts';

const WORD_OF: readonly (readonly [pattern: RegExp, answer: 'yes' | 'no' | undefined])[] = [
  // "no problem, go ahead" and "not a problem" are a yes; "yep that's not right" is a no: what follows the first word decides.
  [/^ (?:no|not a|no no) (?:problem|worries|issues?|objections?|trouble|doubt)\b/, 'yes'],
  [/^ (?:why not|can not complain|could not be better|by all means|do not mind|i do not mind|sure thing)\b/, 'yes'],
  [
    /^ (?:yes and no|not sure|no idea|i am not sure|maybe|perhaps|i do not know|do not know|dunno|kind of|sort of) /,
    undefined,
  ],
  [
    /\b(?:that|this|it|all|everything|these|those|they|number|address|name|email|serial|model|date|summary|some|something) (?:is|are|was|looks?|seems?|does|do|did) (?:not|in) ?(?:quite |really |all |at all |look |seem |sound )?(?:right|correct|true|good|ok|okay|mine|accurate|it)\b/,
    'no',
  ],
  [
    /\b(?:that|this|it|all|everything|these|those|they|number|address|name|email|serial|model|date|something) (?:is|are|was|looks?|seems?) (?:all |still |completely )?(?:wrong|incorrect|false|outdated|mistaken)\b/,
    'no',
  ],
  [
    /^ (?:did|has|have) not (?:really |quite )?(?:help|helped|work|worked|fix|fixed|solve|solved|change|changed)\b/,
    'no',
  ],
  [/^ (?:still )?looks? (?:wrong|incorrect|bad|off) /, 'no'],
  [
    /^ (?:yes |yep |yeah |ok |okay )?(?:not (?:really|quite|yet|exactly|at all|now|today|this time|correct|right|true|ok|okay|necessary|needed|anymore|interested|good)|never|nothing|negative|wrong|incorrect|false)\b/,
    'no',
  ],
  [
    /\b(?:(?:it|that|this|nothing|none|steps?|those|they|these) (?:did|has|have|had) not (?:help|helped|work|worked|fix|fixed|solve|solved|change|changed|make a difference|do anything|done)|(?:it|that|this|those|they|these) (?:does|do) not help|nothing (?:helped|worked|changed|happened)|none of (?:that|it|this|those|them|these) (?:helped|worked)|no (?:luck|change|difference|joy|help|success|improvement|effect)|still (?:not|does not|will not|dead|broken|the same|no|nothing|fails|failing)|same (?:problem|issue|thing|fault))\b/,
    'no',
  ],
  [
    /^ no (?:\w+ )?(?:video|picture|image|power|signal|display|sound|audio|network|response|lights?|recording|output|link|focus|movement|tilt|pan|zoom|ping|footage) /,
    undefined,
  ],
  [/^ (?:no|nope|nop|nah|na|nay|n|non|nein|nee|nej|nay|no+|negative|nada|niet) /, 'no'],
  [
    /^ (?:please |i would |i |we )?(?:do not|rather not|would rather not|do not want|leave it|skip|decline|refuse|keep it as it is)\b/,
    'no',
  ],
  [
    /^ (?:(?:oh|um|uh|well|hmm|ok|okay|so|and|ah|i think|i guess|i believe|i said|that would be(?: a)?|of) )*(?:yes|yep|yeah|yup|yea|ya|ye|yas|yess+|y|aye|si|sí|oui|ja|da|sim|hai|course|sure|certainly|definitely|absolutely|affirmative|correct|right|exactly|precisely|indeed|true|ok|okay|k|kk|okey|okie|fine|good|great|perfect|agreed|totally|always|positive|confirm|confirmed|yessir|roger|alright|all right|naturally|gladly|please|lgtm|looks?|go ahead|go for it|do it|please do|proceed|that is (?:right|correct|it|fine|good|true|ok|okay|perfect)|it is|it does|it did|it was|i do|i did|i have|i would|i am|we do|we did|we have|sounds (?:good|great|fine|right)|all good|all (?:right|correct|fine)|everything is (?:right|correct|fine|ok|okay|good)|works for me|you bet|you got it|very well|send (?:it|them)|continue|keep going|let us go|let us do it) (?!not )/,
    'yes',
  ],
  [
    / (?:is|are|all|looks?|sounds?|everything|seems?) (?:all )?(?:right|correct|good|fine|ok|okay|great|perfect|true) $/,
    'yes',
  ],
];

/** What the emoji and signs say that stand for a word. */
const SIGNS: readonly (readonly [pattern: RegExp, answer: 'yes' | 'no'])[] = [
  [/^[\s!]*(?:👎|❌|✖|🚫|🙅|⛔)/u, 'no'],
  [/^[\s!]*(?:👍|👌|✅|✔|☑|💯|🙏|🆗|🙆|✓)/u, 'yes'],
];

/** How many words an answer has at most; longer ones say something else that begins with "yes" or "right". */
const LONGEST = 14;

/** A yes or a no, however it is put; undefined where the text is neither. */
export function readYesNo(text: string): 'yes' | 'no' | undefined {
  const tidied = tidy(text);
  const sign = SIGNS.find(([pattern]) => pattern.test(tidied));
  if (sign) return sign[1];
  if (tidied.length > 160) return undefined;
  const words = plainWords(tidied);
  if (words.trim().split(' ').length > LONGEST || isQuestion(tidied, words)) return undefined;
  return WORD_OF.find(([pattern]) => pattern.test(words))?.[1];
}

/** "is that right?", "what is not right": a question back is no answer; "yes?" is. */
function isQuestion(text: string, words: string): boolean {
  return (
    /^ (?:what|why|when|where|who|which|how|is|are|do|does|can|could|will|would|should) /.test(words) &&
    (text.includes('?') || /^ (?:what|when|where|who|which|how|why (?!not))/.test(words))
  );
}
