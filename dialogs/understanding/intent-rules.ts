import type { Intent } from './understood.ts';

/** A wish as a clause puts it, on words as `plainWords` writes them; details already found are named `xrma`, `xcase`, `xproduct`. */
export interface IntentRule {
  intent: Intent;
  pattern: RegExp;
  /** Also where the clause asks for information: "where is my camera?" is about a status, "where is the label?" is not. */
  evenAsked?: boolean;
}

/** Up to so many words in between. */
const gap = (most: number): string => `(?:[^ ]+ ){0,${most}}`;
const G1 = gap(1);
const G2 = gap(2);
const G3 = gap(3);
const G5 = gap(5);

const RMA =
  '(?:rma|rmas|xrma|return (?:number|authori[sz]ation|label|merchandise|form|material|slip|code)|returns? number|number (?:for|to) (?:the |a )?return|return for|returns? (?:request|authori[sz]ation))';
const CASE =
  '(?:case|cases|ticket|tickets|incident|support request|service request|trouble report|fault report|claim|complaint|service call|inquiry|support ticket)';
const PRODUCT =
  '(?:xproduct|cameras?|domes?|recorders?|monitors?|lens|encoders?|decoders?|keyboards?|units?|products?|devices?|equipment|items?|dvrs?|nvrs?|illuminators?|ptz|pieces?|thing|things|it|this|that|them|these|those|one|joystick|box|server)';
const ESTIMATE =
  '(?:estimates?|estimation|quotes?|quotation|quoted|prices?|pricing|costs?|amount|charges?|offer|proposal|fee|sum)';
const WHO =
  '(?:agent|human|person|people|representative|rep|supervisor|manager|operator|technician|tech|techs|somebody|someone|specialist|engineer|advisor|adviser|expert|anyone|anybody|customer (?:service|care|support)|tech(?:nical)? support|support (?:team|staff|person)|staff|team member|employee|personnel|colleagues?|engineers|technicians|agents|specialists|real one|live (?:chat|one|help)|human being|boss|guy|lady)';
const SELF =
  '(?:i|we|you|my|our|boss|manager|management|company|they|he|she|please|just|to|so|and|but|no|ok|okay|then|customer|client|finance)';
const POLITE =
  '(?:no|ok|okay|please|actually|sorry|well|uh|um|hey|hi|hello|you know what|let us|just|can you|could you|can i|can we|could i|could we|i want to|i would like to|i like to|i need to|we want to|we need to|we would like to|i wish to|we wish to|i wanna|go ahead and|would you|i have to|so|wait|kindly|will you|i think i will|i think i|i will|we will|now|then|i changed my mind|we changed our mind|nevermind|never mind|stop|to|and|oh|yeah|i am going to|we have to|i would rather|better|help me|pls)';

const rule = (intent: Intent, pattern: string, evenAsked = false): IntentRule => ({
  intent,
  pattern: new RegExp(pattern),
  evenAsked,
});

/** Said of a wish by somebody else: "the guy on the phone said get an RMA". */
export const REPORTED = / (?:said|told (?:me|us)|says|telling me|asked me|asks me) /;

const CANCELLABLE = `(?:it|this|that|everything|all|requests?|xrma|xcase|rmas?|${CASE}|returns?|orders?|repairs?|process|conversation|whole thing|application|lot|submission|intake|form)`;

export const INTENT_RULES: readonly IntentRule[] = [
  rule(
    'request-rma',
    ` (?:need|needs|want|get|require|issue|create|start|open|set up|setup|raise|make|send me|send us|give|generate|obtain|begin|arrange|do|like|apply for|provide|initiate|process|organi[sz]e|assign|request|requesting|grant|register|file|log|submit|new|looking for|asking for|another|ask) ${G5}${RMA} `,
  ),
  rule(
    'request-rma',
    ` ${RMA} ${G2}(?:please|needed|required|request|requested|wanted|asap|urgent|urgently|necessary) `,
  ),
  rule(
    'request-rma',
    `^ (?:please |new |an? |the |another )*(?:rma|return) (?:please )?(?:for|because|xproduct|request|needed|required|on|\\d)`,
  ),
  rule(
    'request-rma',
    `^ (?:an? |new )*(?:rma|return (?:number|authori[sz]ation|label)|repair|return)(?: please| now| asap| request)* $`,
  ),
  rule(
    'request-rma',
    ` (?:return|send|ship|mail|post|bring|get|hand|give) ${G5}(?:back|in|for (?:a )?(?:repair|service|fixing|reparation|warranty|evaluation|exchange|replacement|inspection|diagnosis)|for ${G3}repair|to (?:you|pelco|factory|the factory|your (?:shop|factory|service center|depot)|be (?:repaired|fixed|serviced|looked at)))(?! to (?:me|us) )(?= )`,
  ),
  rule(
    'request-rma',
    ` (?:want|wants|need|needs|like|going|have|has|wish|must|able|can i|could i|can we|could we|may i|how can i|trying) (?:to )?${G2}(?:return|returning|send back|send in|ship back) ${G3}${PRODUCT} `,
  ),
  rule(
    'request-rma',
    ` (?:needs?|has|have|must|got|should) (?:to )?${G1}(?:go|be sent|be returned|be shipped|sending) ${G2}(?:back|in|to (?:you|the factory|factory|repair)) `,
  ),
  rule('request-rma', ` must (?:to )?(?:send|return|ship) ${G3}(?:for|to|back) `),
  rule(
    'request-rma',
    ` (?:need|needs|want|wants|require|requires|request|get|have|like|arrange|book|schedule|please|can you|could you|would you|will you|looking for|must) ${G5}(?:repaired|repairing|fixed|serviced|exchanged|swapped|reparation|repair|replaced|fixing)(?! (?:status|cost|price|estimate|quote|center|shop|invoice)) `,
  ),
  rule('request-rma', ` (?:can|could|would|will) you ${G1}(?:repair|fix|service|replace|exchange|swap) `),
  rule(
    'request-rma',
    ` (?:repair|fix|service|replace|exchange|swap) (?:my|our|this|these|the|a|an|xproduct|one|two|three|\\d+) `,
  ),
  rule('request-rma', ` (?:repair|reparation) (?:needed|please|required|asap|request|urgent|wanted|necessary) `),
  rule(
    'request-rma',
    ` (?:doa|advance|warranty|under warranty) (?:replacement|exchange|return|repair)(?: please| needed| request) `,
  ),

  rule(
    'open-case',
    ` (?:open|opening|create|start|log|register|raise|file|make|begin|new|submit|need|needs|want|get|like|give me|set up|record|put in|issue|lodge|enter|build|opening of|initiate|request|require|place|do) ${G5}${CASE}(?! (?:updated|closed|status|cancelled)) `,
  ),
  rule('open-case', ` ${CASE} (?:number )?(?:please|needed|required|wanted|asap|request) `),
  rule('open-case', `^ (?:an? |new |support |please |service |trouble )*(?:case|ticket|incident)(?: please| now)* $`),
  rule('open-case', ` (?:do|does) not have ${G2}(?:case|ticket)(?: number)? `),
  rule(
    'open-case',
    ` report(?:ing)? (?:an? |the |this |that |my |our |some |one |two )?${G3}(?:fault|faulty|faults|problem|problems|issue|issues|defect|failure|outage|malfunction|damage|damaged|broken|dead|defective|camera|cameras|product|xproduct|incident|error|breakdown|unit|dome|bug|something|trouble) `,
  ),
  rule(
    'open-case',
    ` (?:have|having|has|got|experiencing|facing|there is|there are|with|get|getting|encounter\\w*|run into|ran into|seeing) (?:a |an |the |some |this |big |serious |small |any |technical |ongoing |another |had |got )*(?:problems?|issues?|troubles?|difficult\\w*|defects?|malfunctions?|faults?) `,
  ),
  rule(
    'open-case',
    ` (?:something|anything|what is) ${G1}wrong with ${G3}(?:xproduct|camera|cameras|dome|domes|recorder|unit|units|monitor|my|our|one) `,
  ),
  rule(
    'open-case',
    ` (?:need|want|require|get|looking for|like|seeking) ${G2}(?:help|support|assistance) (?:with|for|on|regarding|about) ${G3}(?:xproduct|camera|cameras|dome|domes|recorder|unit|monitor|broken|faulty|dead|lens|encoder|keyboard) `,
  ),
  rule('open-case', ` (?:look|looking|looked) into (?:it|this|that|the|my|our|why) `),
  rule(
    'open-case',
    ` (?:on record|put (?:it|this) on file|for the record|register (?:my|our|a|the|this) (?:camera|product|unit|fault|problem|issue|defect)) `,
  ),
  rule(
    'open-case',
    ` (?:make|log|register|open|file|raise|create) (?:a |an |the |new |this |my )*(?:report|fault|issue|problem|defect)(?: |$)`,
  ),

  rule(
    'check-status',
    ` (?:status|state|progress|whereabouts) (?:of|on|for|about|update|report|check|with|xrma|xcase|please) `,
    true,
  ),
  rule(
    'check-status',
    `^ (?:what is |check |the |my |repair |rma |return |case |order |current |show |please |get |give me |see )*(?:status|progress)(?: please| update| check| now| my| rma| repair| return| case)* $`,
    true,
  ),
  rule(
    'check-status',
    ` (?:check|know|see|get|tell me|what is|have|about|find out|learn|ask) ${G3}status (?!emails?|updates? by|notif)`,
  ),
  rule(
    'check-status',
    ` (?:my|our|repair|rma|case|return|its|xrma|xcase|current) (?:repair |rma |return |case )?status `,
  ),
  rule(
    'check-status',
    ` where (?:is|are|has|did) (?:now )?(?:(?:my|our|xrma|it|that|this)|the (?:repair|rma|return|camera|unit|package|box|parcel|dome|recorder|shipment|xproduct|xrma|thing|monitor)) (?!serial|model|label|address|number|sticker|nearest|service|support|case number|rma number|form|manual|case go|button|factory|shipping label)`,
    true,
  ),
  rule(
    'check-status',
    ` (?:did|have|has|do|does) (?:you|you guys|your \\w+|they|it|anyone|anybody|somebody|my|our|the|factory|xrma|that|this|xproduct) ${G5}(?:got|get|received?|gotten|arrived?|shipped|ship|finish|finished|repaired|fixed|looked at|sent|left|started|done|reached?|shown up|show up|turned up|come (?:in|back)|landed|back yet|back from|been (?:looked|repaired|fixed|shipped|sent|diagnosed|tested|received|checked)|made it|moving|progress\\w*|show) `,
    true,
  ),
  rule(
    'check-status',
    ` (?:if|whether|that) (?:you|they|it|factory|my ${G2}|the ${G2}) ?(?:have|has|had|did|already|yet|also|now) ${G1}(?:received|got|gotten|shipped|finished|repaired|arrived|looked at) `,
    true,
  ),
  rule(
    'check-status',
    ` (?:is|are) (?:my|the|our|it|this|that|they|xrma|xcase|xproduct|these) ${G5}(?:ready|done|finished|fixed|repaired|complete|completed|here yet|on its way|on the way|shipped|received|back yet|being (?:repaired|worked|looked|processed)|in progress|there yet|delivered|processed) `,
    true,
  ),
  rule(
    'check-status',
    ` (?:any|some|give me an?|get an|want an|need an|like an|have an|the latest|latest|an|for) (?:news|update|updates|progress|word|movement) (?!to |the |firmware|my |of firmware)`,
    true,
  ),
  rule('check-status', `^ (?:any |an )?(?:updates?|news)(?: please| yet)* $`, true),
  rule(
    'check-status',
    ` (?:update|news|information|info|details) (?:on|for|about|regarding) (?:my|our|the|xrma|xcase|it|this|that|case|rma) ${G2}(?:rma|repair|return|case|xrma|xcase|camera|unit|shipment|order|xproduct|dome|it) `,
    true,
  ),
  rule('check-status', ` (?:how far along|what stage|how far) (?:is|are|has|my|the|it|are you)?`, true),
  rule(
    'check-status',
    ` how (?:is|are|goes) (?:going )?(?:it (?:going|coming|looking) (?:with|on)|(?:going )?(?:my|our|the|xrma|xcase) ${G3}(?:repair|rma|case|camera|reparation|return|going|doing|coming|progressing|xrma|xproduct|unit|order))`,
    true,
  ),
  rule(
    'check-status',
    ` what (?:is happening|is going on|is up|happened|has happened|about) (?:with|to|of) (?:my|our|the|xrma|xcase) ${G2}(?:rma|repair|return|camera|case|unit|dome|order|shipment|xrma|xcase|xproduct|box|package) `,
    true,
  ),
  rule(
    'check-status',
    ` when (?:will|can|do|should|is|are|would|might) (?:i|we|it|my|our|the|xrma|you|they|xproduct) ${G3}(?:get|have(?! to)|receive|expect|be|back|ready|finish|return|come|expecting) ${G2}(?:my|our|xproduct|xrma|back (?:my|our)|it back|them back|ready|repaired|fixed|shipped|done|returned|finished|here|back)(?! (?:from customs)) `,
    true,
  ),
  rule(
    'check-status',
    ` (?:track|trace|look up|lookup|check|check on|find|locate|follow|follow up on|pull up|see|show me|show|search) ${G3}(?:rma|repair|return|case|xrma|xcase|shipment|package|order|returned)(?! (?:number|label|form|policy|address|center|centre|centers|shop|shops|facility)) `,
  ),
  rule(
    'check-status',
    ` (?:(?:am|are|just) asking|calling|enquiring|inquiring|writing|wondering|following up|follow up|checking|want to know|wants to know|like to know|need to know|would to know|curious|check|see|tell me|say me|let me know|confirm|inform me|know|find out|keeps asking|advise) ${G2}(?:about|on|if|whether|where|for|when|how) ${G5}(?:repair|repaired|rma|xrma|case|xcase|shipment|fixed|ready|done|arrived|received|got|looked at|shipped|back|finished|my return|return is|is it|it is|status)(?! (?:emails?|is (?:needed|required|mandatory|valid|good|active))) `,
    true,
  ),
  rule(
    'check-status',
    ` (?:have|has) not (?:heard|received|gotten|got|seen) ${G2}(?:anything|thing|back|from|any|yet|word|news|it|update|reply|my) `,
  ),
  rule(
    'check-status',
    ` (?:still )?(?:waiting|waited) (?:for|on|to (?:hear|get|receive)) ${G3}(?:repair|camera|rma|return|xrma|xcase|unit|back|news|update|it|xproduct|dome|recorder) `,
  ),
  rule('check-status', ` look (?:where|what|how|it up|for (?:it|my)|up) `),
  rule(
    'check-status',
    ` (?:still|yet) (?:without|waiting|missing|have not|has not|had not|nothing|no word|no news|not (?:received|heard|gotten|back|seen)) `,
  ),
  rule('check-status', ` eta (?:on|for|of) (?:my|our|the|xrma|xcase) `, true),
  rule(
    'check-status',
    ` (?:calling|writing|here) about (?:my|our|xrma|xcase|rma|the) (?:repair|rma|xrma|return|xcase|case|order) `,
  ),

  rule(
    'approve-estimate',
    ` (?<!not )(?:approve|approved|approving|accept|accepted|accepting|authori[sz]e|authori[sz]ed|agree|agreed|ok with|okay with|fine with|happy with|accord with|accord|agree to|agree with|good with|confirm|consent to|signed off|green light|sign off|satisfied with|pleased with|on board with|ok) ${G5}(?:${ESTIMATE}|repair|repairs|work|xrma|to fix)(?! (?:number|status|center|centre|centers|shop|shops|facility|facilities))(?: |$)`,
  ),
  rule(
    'approve-estimate',
    ` (?:${ESTIMATE}) ${G3}(?:looks?|is|sounds?|seems?|are) ${G2}(?<!not )(?:fine|good|ok|okay|acceptable|approved|accepted|reasonable|fair|alright|great|agreed|all right|authori[sz]ed|confirmed|right) `,
  ),
  rule(
    'approve-estimate',
    ` (?:go ahead|proceed|carry on|move forward|going ahead|crack on|go on) (?:with |and |on |to )?(?:the |my |our |it |this |that |xrma |make )*(?:repair|repairs|repairing|fix|fixing|work|xrma|quoted|reparation|estimate|quote) `,
  ),
  rule(
    'approve-estimate',
    ` ${ESTIMATE} ${G2}(?<! not )(?:ok|okay|fine|accepted|approved|good|agreed|confirmed|authori[sz]ed)(?: thanks| thank you| please)* $`,
  ),
  rule(
    'approve-estimate',
    `^ (?:we |i |it is |is |yes |ok |consider it )*(?:approved?|authori[sz]ed?) (?:xrma|xcase|for|please|$)`,
  ),
  rule(
    'approve-estimate',
    ` (?:i|we) ${G1}(?:will|shall|are going to|are willing to|am willing to|agree to|can|would) (?:gladly |happily )?(?:pay|cover) `,
  ),
  rule(
    'approve-estimate',
    ` (?:you|they) (?:can|may|could|are (?:free|cleared|authori[sz]ed) to|should|have my (?:ok|approval|permission) to) ${G2}(?:repair|fix|start|begin|proceed|go ahead)(?: |$)`,
  ),
  rule(
    'approve-estimate',
    ` (?:please |just |kindly |ok |okay |yes )(?:proceed|go ahead|continue with the repair|carry on with|do the repair|start the (?:repair|work)|begin the (?:repair|work)|make the repair) `,
  ),
  rule('approve-estimate', `^ ${`(?:${POLITE} )*`}(?:do|start|make|perform|begin) the (?:repair|work|reparation) `),
  rule(
    'approve-estimate',
    ` (?:signed off on|gave (?:the|his|her|their) (?:ok|okay|approval|go ahead)|got (?:approval|sign off|the ok|the okay|the go ahead)|have (?:approval|the go ahead)|green light|give (?:my|our|you) (?:ok|okay|approval|consent|permission|go ahead)) `,
  ),

  rule(
    'decline-estimate',
    ` (?:decline|declined|declining|reject|rejected|rejecting|refuse|refused|refusing|turn down|turning down|disapprove|deny|denied) ${G5}(?:${ESTIMATE}|repair|repairs|it|xrma|xcase|work|reparation) `,
  ),
  rule(
    'decline-estimate',
    ` ${SELF} (?:really |also |have decided to |would |do |will |can |are |am )*(?:not|never) ${G2}(?:be )?(?:approve|approved|approving|accept|accepting|agree|pay|paying|authori[sz]e|authori[sz]ing|repair|repaired|fix|fixed|proceed|proceeding|go ahead|going ahead|want the (?:repair|reparation)|want (?:it|them) (?:repaired|fixed)|want you to (?:repair|fix)|want to (?:repair|pay|fix|spend|proceed))(?: |$)`,
  ),
  rule(
    'decline-estimate',
    `^ (?:please |ok |just |no |so |then |and |but )*do not (?:repair|fix|proceed|accept|approve|go ahead|do the repair|bother (?:repairing|fixing)|touch|perform|start) `,
  ),
  rule(
    'decline-estimate',
    ` ${ESTIMATE} ${G2}(?:is |was |are )?(?:rejected|declined|refused|denied|not (?:ok|okay|accepted|approved|acceptable|agreed|authori[sz]ed))(?: |$)`,
  ),
  rule(
    'decline-estimate',
    ` (?:do|does) not want ${G2}(?:continue|go on|go ahead|reparation|repair)(?! with (?:the |this |my )?(?:return|rma|case|request|process)) `,
  ),
  rule(
    'decline-estimate',
    ` (?:too (?:much )?(?:expensive|much|high|pricey|dear|costly|steep|rich)|(?:very|so|quite|rather|really|extremely|ridiculously|pretty) (?:expensive|pricey|costly)|for that (?:kind of )?(?:money|price|amount))(?! (?:noise|heat|light|brightness|voltage|temperature|contrast)) `,
  ),
  rule(
    'decline-estimate',
    ` (?:scrap|dispose|recycle|destroy|junk|trash|bin|throw|get rid|discard|toss) ${G3}(?:it|unit|units|camera|them|away|product|one|xproduct|xrma|dome|out|of|recorder|device|old) `,
  ),
  rule('decline-estimate', `^ (?:please |just )*scrap(?: it| please)* $`),
  rule(
    'decline-estimate',
    ` (?:return|send|ship|returned|sent|want|get|give|mail) ${G5}(?:unrepaired|unfixed|as (?:it )?is|not repaired|without (?:repair|repairing|fixing|the repair)|back to (?:me|us)) `,
  ),
  rule(
    'decline-estimate',
    ` (?:not worth|is no good to us|no repair|without repair|can not afford|can not justify|cheaper to (?:buy|replace|get)|buy a new one|over (?:our |my |the )?budget|more than (?:i|we) (?:wanted|want|can|could|expected|budgeted|planned)|rather (?:buy|get|have it back)|pass on (?:the|this|that) (?:${ESTIMATE}|repair)|no (?:to|on) the (?:${ESTIMATE}|repair)|says no|say no|said no) `,
  ),
  rule(
    'decline-estimate',
    ` costs? (?:barely |way |much |far |a lot )?(?:more|less) than ${G5}(?:${ESTIMATE}|new|worth|camera|it) `,
  ),

  rule(
    'talk-to-agent',
    ` (?:talk|speak|chat|talking|speaking|connect|transfer|put|get|need|want|give|escalate|reach|deal|route|switch|hand|forward|direct|pass|prefer|like|find|bring|see|demand|request|conversation|contact|call|dealing|through) ${G5}${WHO}(?! (?:told|said|number|who|fix|at|to know|to tell|to (?:look into|repair|fix|check)|come|came|can fix) ) `,
  ),
  rule(
    'talk-to-agent',
    ` (?:speak|talk|chat) (?:to|with) (?:an? |the |some |real |actual |live |your |one of |my )*(?:${WHO}|you guys|your)`,
    true,
  ),
  rule(
    'talk-to-agent',
    ` (?:is|are) (?:there )?(?:anyone|anybody|someone|somebody|a human|a person|any human|a real person) (?:there|here|around|available|i can|that can|who can|online) `,
    true,
  ),
  rule(
    'talk-to-agent',
    ` (?:escalate|escalation|call ?back|call me|phone me|ring me|contact me by phone|give me a (?:call|ring)) `,
  ),
  rule(
    'talk-to-agent',
    ` (?:have|let|ask|get|tell) ${G3}${WHO} (?:to )?(?:call|contact|phone|ring|reach|reach out|get back|come|help|email|get in touch) `,
  ),
  rule(
    'talk-to-agent',
    ` (?:can|could|would|will|let) (?:an? |some |any |one of your )?(?:real |live |actual )?(?:human|humans|person|agent|agents|representative|rep|operator|technician|supervisor|human being) (?:please )?(?:help|assist|talk|speak|call|contact|take over|answer|handle|deal) `,
  ),
  rule(
    'talk-to-agent',
    `^ (?:a |an |real |live |the |please |to |get |your |technical |actual |speak |some )*(?:agent|human|operator|representative|person|rep|live chat|live agent|supervisor|manager|human being|technician|someone|somebody|customer service|support agent|tech support|technical support)(?: please| now| here| help| asap)* $`,
  ),
  rule('talk-to-agent', ` (?:real|actual|live|sentient) (?:person|human|agent|people|operator) (?!tell)`),
  rule(
    'talk-to-agent',
    ` (?:not|instead of|rather than|no|than|sick of|tired of|hate) (?:an? |this |the |some |talking to )*(?:bot|bots|robot|machine|computer|chatbot|ai) `,
  ),

  rule(
    'cancel',
    `^ (?:${POLITE} )*(?:cancel|canceled|cancelled|withdraw|abort|annul|void|revoke|rescind|scrub|retract|scratch|kill|drop|stop|end|quit|discard|delete|close|terminate|nix|halt|pull|annulate|anulate|anular|take back|remove|erase|call off|abandon|undo) (?:the |my |our |this |that |whole |entire |all |of |a |an |open |current |support |repair |rma |return |service |pending |existing |it )*${CANCELLABLE}(?: |$)`,
  ),
  rule(
    'cancel',
    `^ (?:${POLITE} )*(?:cancel|quit|exit|abort|cancel all)(?: please| now| it| this| that| all| everything| pls| thanks| thank you| sorry| here)* $`,
  ),
  rule(
    'cancel',
    `^ (?:stop|end|no stop|stop stop|enough|drop it|forget it|bail|stop it|stop now|stop please|please stop|stop this)(?: please| now| here)* $`,
  ),
  rule(
    'cancel',
    ` (?:never mind|nevermind|nvm|forget (?:it|about (?:it|this|that|the)|that|this|the whole|the (?:request|return|rma|case))|changed my mind|changed our minds?|change my mind|call (?:it |this |that |the whole thing |everything )?(?:all )?off|let it go|let it be|leave it be|drop the whole) `,
  ),
  rule(
    'cancel',
    ` (?:do not|no longer|not) (?:want|need|wish|wanna|require) (?:to (?:return|send|continue|go on|proceed with (?:this|the request)|go through|do this|open|keep going)|it|the rma|this|an? rma|the case|a case|any of this|xrma|xcase|the return|that|to continue) ?(?:anymore|any more|after all|now|any longer|it|this|the)? `,
  ),
  rule(
    'cancel',
    ` (?:ignore|disregard|forget) (?:my|that|the|this|our) (?:last |previous |earlier |first |rma |return |case |repair )*(?:request|message|rma|case|return|one|order|enquiry|inquiry) `,
  ),
  rule(
    'cancel',
    ` (?:do|does) not want to (?:continue|go on|go ahead|proceed)(?: with (?:it|this|that))?(?: any ?more| please| now| sorry)* $`,
  ),
  rule(
    'cancel',
    ` (?:do|will) not (?:go ahead|proceed|continue) with (?:the |this |my |our )?(?:return|rma|xrma|case|xcase|request|process) `,
  ),
  rule(
    'cancel',
    ` (?:no need for|do not need|no longer need) (?:the |this |that |an? |my |our )?(?:return|rma|xrma|case|xcase|request|repair)(?: |$)`,
  ),
  rule(
    'cancel',
    ` (?:i|we) (?:no longer (?:wish|want|care)|do not (?:wish|want|care)) (?:any ?more )?(?:to )?(?:continue|go on|proceed|do|make|go through|pursue|keep) (?:with |on )?(?:this|it|that|any of) `,
  ),
  rule(
    'cancel',
    ` (?:want|need|like|wish|have|please|can|could|decided) (?:to |you |i |we )*(?:cancel|withdraw|annul|abort|void|call off|take back|rescind)(?! (?:button|key|option|screen)) `,
  ),

  rule(
    'help',
    `^ (?:please |i |need |some |want |can i get |hi |hello |hey |ok |um |get |more |a little |little |bit of |any )*help(?: me| please| pls| now| out| here| us| menu)* $`,
    true,
  ),
  rule(
    'help',
    `^ (?:can|could|will|would) (?:you|someone|somebody|anyone) (?:please )?help(?: me| us)?(?: out| please| here)* $`,
    true,
  ),
  rule(
    'help',
    ` what (?:all |else |exactly |(?:(?:kind|kinds|sort|type|types) of )?(?:things |stuff |questions |requests )?)(?:can|could|do|are|is|will|does) (?:you|i|this bot|we|this chat|this thing|it|the bot|this|you guys|able) ?(?:to |able )*(?:do|ask|say|type|help|helps|capable|for|here|able|good for|offer|here for)(?: (?:you|in|chat|me|with|for|here|about|of|do|now|this|help|us|exactly|in this chat|to))* $`,
    true,
  ),
  rule(
    'help',
    ` (?:explain|tell me|know|show me|say) what (?:i|you|we|this bot|one) (?:can|could|am able to|are able to) (?:do|ask|say|help)(?: |$)`,
    true,
  ),
  rule(
    'help',
    ` (?:what|which) (?:are|is|were) (?:all )?(?:my|the|your|available|possible|these) (?:available |possible |different )?(?:options?|choices|commands?|possibilities|functions?|features|abilities|capabilities) (?!for (?:packing|shipping|repair|warranty))`,
    true,
  ),
  rule(
    'help',
    ` (?:show|list|give|display|see|tell|print|what are|know|main|view|bring up|open) ${G3}(?:commands?|options|menu|choices|features|functions|things you|what you (?:can|do)|instructions) `,
  ),
  rule(
    'help',
    `^ (?:the |main |show |please |help )*(?:menu|options|commands?|instructions|main menu|usage|guide|examples?|options please)(?: please)? $`,
    true,
  ),
  rule(
    'help',
    ` how (?:do|can|does|should|to|could|would) (?:i |this |it |we |you |one )?(?:can )?(?:actually |even )?(?:use|work|operate|works|talk to|interact|navigate|function)(?: with)? (?:this|the|that|here|it|you|chat|with|$) ?(?:chat|chatbot|bot|thing|assistant|tool|system|app|site|window|service|page|you)? ?$`,
    true,
  ),
  rule(
    'help',
    ` how (?:i can|can i|to|do i|i) use (?:this|the|it) ?(?:chat|bot|chatbot|service|assistant|tool|thing)? `,
    true,
  ),
  rule(
    'help',
    `^ ${G5}(?:i|we) (?:am|are|feel|get|got|m) (?:a bit |a little |really |so |kind of |totally |completely |sort of |very |just )*(?:lost|confused|puzzled|stuck here|not sure what to (?:do|say|type)|unsure) `,
  ),
  rule(
    'help',
    ` what (?:am i|do i|should i|are we|do we|can i|must i|shall i|i should|have i) (?:supposed to |to |need to |have to |meant to )*(?:do|say|type|write|answer|enter|respond|click) (?:here|next|then|to start|to begin|in this chat|now here|first|with this chat)? ?$`,
    true,
  ),
  rule(
    'help',
    ` (?:do|does|did|can) not (?:understand|get|follow|know) (?:what (?:you|this|i|to)|how (?:this|to use|it works)|the question|this|that|you|your question|where to (?:start|begin))(?: .{0,60})? (?:want|mean|do|say|type|answer|question|works?|bot|chat|need|here|$) ?`,
    true,
  ),
  rule(
    'help',
    ` (?:how|what) (?:can|could|do|will|else can|all can) you (?:help|assist|do)(?: (?:me|us|with|for|here|out|exactly))* $`,
    true,
  ),
  rule(
    'help',
    ` (?:how does this (?:work|thing work|chat work|bot work|go)|what now|guide me|walk me through (?:this|it)|what is this (?:chat|bot|thing|for|place)|what next|where do i (?:start|begin)|how to start|how do i (?:start|begin|get started)) ?$`,
    true,
  ),
];

/** Commands of the conversation: only where the message is nothing else. */
export const COMMAND_RULES: readonly IntentRule[] = [
  rule(
    'back',
    '^ (?:please |can we |can i |could we |could i |could you |can you |let us |i want to |i need to |i would like to |ok |okay |no |wait |sorry |hold on |oops |just |actually )*(?:go |take me |step |move |jump |return |get |going )*(?:one |a |to the |to |the |my )*(?:(?:step |question )?back|previous|undo|last (?:question|step|one)|prior (?:question|step))(?: (?:one|a|1|step|question|please|up|to|the|previous|last|page|screen|now|that|pls|again|answer|before))* $',
  ),
  rule(
    'start-over',
    '^ (?:please |can we |can i |could we |could i |let us |i want to |i need to |i would like to |we should |ok |okay |no |wait |sorry |oops |just |actually |hold on )*(?:(?:start|begin|restart|go|do it|take it|do this|try)(?: (?:this|it|all|everything|the whole thing|the conversation|everything|right))* ?(?:over|again|anew|afresh|new|fresh|from (?:the )?(?:beginning|scratch|start|top|zero))|restart|reset|start a new (?:one|conversation)|from the (?:top|beginning|start)|new (?:start|conversation)|clean slate)(?: (?:please|again|from|the|beginning|scratch|start|now|everything|conversation|chat|it|this|over|all|pls))* $',
  ),
];

export const SMALL_TALK: readonly IntentRule[] = [
  rule(
    'greeting',
    '^ (?:oh |well |and |a |very |to you )*(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|yo|sup|g day|morning|evening|afternoon|hallo|hola|bonjour|guten (?:tag|morgen)|hullo|heya|aloha|salut|namaste|ciao|hej|ola|what is up|how are you|how is it going|how do you do|nice to meet you)(?: (?:there|mate|all|team|everyone|folks|again|guys|sir|madam|bot|pelco|to|you|support|anyone|everybody|friend|how|are|doing|today|is|it|going|hi|hello|hey|good|morning|day|afternoon|evening|from|here|dear|yall|y|buddy|pal|man|desk|caseline|up|and|a|very|i|hope|well|fine|anyone|home|you guys))* $',
  ),
  rule(
    'goodbye',
    ' (?:bye|goodbye|good bye|byebye|see you|see ya|cya|farewell|take care|have a (?:good|nice|great|lovely|wonderful) (?:day|one|evening|weekend|night|afternoon|time)|good night|that is all(?: for (?:now|today))?|that will be all|that is it(?: for (?:now|today))?|i am (?:all )?done(?: here)?|we are done(?: here)?|i am off|talk (?:to you )?(?:later|soon)|catch you later|so long|ttyl|signing off|got to go|have to go|until next time|later|adios|au revoir|tschuss|nothing else|i am good now|all set|adieu|cheerio|over and out|until then|logging off) ',
  ),
  rule(
    'thanks',
    ' (?:exactly what (?:i|we) (?:needed|wanted)|thanks|thank you|thank|thankyou|cheers|appreciated?|grateful|gracias|merci|danke|obrigado|arigato|great help|that helped|helped a lot|helpful|you are (?:the best|a star|great|awesome|a lifesaver)|you have been|life ?saver|great job|good job|well done|nice one|awesome|brilliant|wonderful|perfect|excellent|lovely|good bot|kind of you|that (?:did|does) it|solved it|problem solved|bless you|you rock|legend|kudos|ta) ',
  ),
];
