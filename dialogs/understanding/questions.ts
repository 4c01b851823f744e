/** Words that lead in before what somebody actually says. */
const FILLERS =
  /^ (?:(?:hi|hello|hey|hiya|good morning|good afternoon|good evening|good day|there|um|uh|er|so|yeah|yes|ok|okay|well|and|but|also|please|just|like|oh|hmm|actually|you know what|quick question|question|one question|another question|one more thing|sorry|excuse me|morning|all|guys|team|sir|i mean|you know|then|now|no|first|btw|by the way|before i call|before i do|again|because|or|cause|plus|listen|look|right|alright|anyway|basically|mate|dear|support) )+/;

const ASKS_TO_KNOW =
  /^ (?:(?:i|we) (?:would like|want|need|wish|like|was wondering|am wondering|wonder|just want|only want|have to|was going|am trying)(?: to)? ?(?:know|ask|understand|find out|learn|hear|check)?|(?:can|could|would|will) (?:you|someone|somebody|anyone) (?:please |kindly )?(?:tell|explain|clarify|say|inform|advise|let|remind)(?: to)?(?: me| us)?(?: know)?|(?:please )?(?:tell|explain|advise|inform|clarify|let me know|say)(?: to)?(?: me| us)?|do you (?:know|happen to know)|any idea|(?:i|we) (?:do not|did not) (?:know|understand|get)|wondering|not sure|curious|may i (?:know|ask)|can i ask|could i ask) (?:you )?(?:about |please |if |whether |that )?/;

const WH =
  /^ (?:what|whats|when (?:is|are|do|does|did|can|could|will|would|should|must|have|has|am|was|were|to|i must|it ships|it will)|where|why|who|whose|whom|which|how|by when|until when|till when|for how long|in how many|within how many|in what|at what|on what|in which|with which|to (?:whom|which|what|where)|since when|how come|what if|before (?:i|to|we)|after how|if i|if we|about the|per|were (?:can|do|should|to|is|are|would)|explain|describe|define|translate|(?:information|info|steps|requirements|process|procedure|definition|meaning|reasons?|purpose|difference|thickness|backup) (?:required|needed|before|for|to|of|between|in)) /;
const AUX =
  /^ (?:(?:do|does|did|is|are|was|were|will|should|shall|must|may|might|has) (?:not )?(?:i|we|you|it|he|she|they|the|a|an|this|that|these|there|my|our|your|sure|any|anyone|anybody|all|both|each|every|one|some|someone|everything|xproduct|xrma|xcase|expedited|warranty|shipping|data|firmware|case|rma|customers?|pelco|two|three|it|here|overseas|international|repair|repairs|accessories|cables)|(?:have|had|am|need) (?:not )?(?:i|we|you|they)) /;
const ASKING_CAN =
  /^ (?:can|could) (?:i|we|you|it|they|the|my|someone|a|an|this|that|two|three|four|\d+|one|multiple|several|xproduct|these|those|people|anyone|anybody|everything|both|cameras|units) /;
/** "can I send two units in one box?", "can I get a repair without a case number?": asks for a rule, not for the thing. */
const CONDITION =
  / (?:without|in (?:one|a single|the same) (?:box|carton|package|parcel|crate)|together|myself|even if|before i|before we|after the|later than|past the|faster|sooner|quicker|more than one|multiple|still|also|too) /;
const NONNATIVE =
  / (?:what (?:i|we|you) (?:should|must|have to|need|can) |what (?:it|rma|this) |how (?:i|you|we|it|long|many|much) |is (?:obligatory|necessary|possible|needed|required|mandatory|sure) |(?:it is|is it) (?:obligatory|necessary|possible|mandatory|needed|required|allowed|ok|okay) |where (?:i|we|to) |when (?:i|we|you) (?:must|have|should|can|will|get|receive) )/;
const LATE_WH =
  / (?:what|how|when|where|why|who) (?:exactly )?(?:is|are|do|does|did|can|should|would|will|could|much|many|long|stuff|kind|sort|happens|size|type|thick|deep|big)(?! not know) /;

/** How a clause speaks: it asks to be told something, it asks politely for something, or it just says. */
export type Mood = 'asks' | 'requests' | 'says';

/** The mood of a clause in words as `plainWords` writes them; `marked` where a question mark ended it. */
export function moodOf(words: string, marked: boolean): Mood {
  const bare = withoutFillers(words);
  if (/^ (?:(?:would|do) you (?:mind|please|kindly|be so kind)|would you) /.test(bare)) return 'requests';
  if (
    WH.test(bare) ||
    AUX.test(bare) ||
    /^ would (?:i|we|it|he|she|they|the|a|an|this|that|these|there|my|our) /.test(bare)
  )
    return 'asks';
  const told = bare.replace(ASKS_TO_KNOW, ' ');
  if (told !== bare && told.length > 6 && (WH.test(told) || AUX.test(told) || / (?:if|whether) /.test(bare)))
    return 'asks';
  if (ASKING_CAN.test(bare)) return CONDITION.test(bare) ? 'asks' : 'requests';
  if (marked || / in (?:one|a single|the same) (?:box|carton|package|parcel) /.test(bare)) return 'asks';
  return LATE_WH.test(bare) || (NONNATIVE.test(bare) && !/ (?:know|knows) /.test(bare)) ? 'asks' : 'says';
}

export function withoutFillers(words: string): string {
  return words.replace(FILLERS, ' ');
}

const TOPIC =
  / (?:fees?|costs?|rates?|price|prices|pricing|charges?|turnaround|turn around|lead time|packing|packaging|pack|box|boxes|carton|cartons|firmware|software|warranty|labou?r|bench|recovery|recover|retrieve|deadline|tracking|track|risks?|upgrades?|downgrade|international|overseas|accessories|cables?|addr|address|shipping|data|disk|disks|drive|hard drive|troubleshooting|policy|hours|expired|estimates?|service cent(?:er|re)s?|customs|invoice|diagnostics?|evaluation|eval|expedite|expedited|recordings|foam|padding|cushion\w*|label|packaging|meaning|means|definition|duration|validity|valid|time limit|time|contact|phone number|email|process|procedure|steps|requirements?|info|information|needed|difference|vs|versus|case number|rma|original box|scrapp?ed|quote|workshops?|faq|warrantee|guarantee|refund|credit) /;

/**
 * A few words that name something the desk has articles about: "eval fee", "international rma time". `written` is the
 * clause as it was typed: with capitals inside it is rather a company ("First Data").
 */
export function isTopic(words: string, written: string): boolean {
  if (/\S \p{Lu}\p{Ll}/u.test(written)) return false;
  const bare = withoutFillers(words).trim();
  return (
    bare.split(' ').length <= 6 &&
    TOPIC.test(` ${bare} `) &&
    !/ (?:i|we|my|our|me|xrma|xcase|xproduct|please) /.test(` ${bare} `)
  );
}
