/**
 * What a customer wants done about a case or return that exists ("pls cancel my rma", "i moved, send it to …"). It is
 * asked for only where no intake is under way: there the same words answer questions and correct what was told.
 */
import { z } from 'zod';
import { readExpedite } from './expedite.ts';
import { findNumbers } from './our-numbers.ts';
import { plainWords } from './plain-words.ts';
import { withoutFillers } from './questions.ts';
import { readTracking } from './tracking.ts';
import type { Field, Understood } from './understood.ts';

export const ErrandKind = z.enum([
  'history',
  'my-cases',
  'withdraw',
  'ship-to',
  'phone',
  'email',
  'status-emails',
  'tracking',
  'data-recovery',
  'firmware',
  'expedite',
  'photo',
  'note',
  /** Something is to be changed; what, has to be asked. */
  'change',
]);
export type ErrandKind = z.infer<typeof ErrandKind>;

export interface Errand {
  kind: ErrandKind;
  /** The words themselves speak of a case or return that is there; else only the conversation can tell. */
  sure: boolean;
}

const LONGEST = 600;

export function readErrand(understood: Understood): Errand | undefined {
  const { text, slots } = understood;
  if (text.length > LONGEST) return undefined;
  const words = plainWords(masked(text));
  const kind = isStory(understood, words) ? undefined : kindOf(words, understood);
  if (kind === undefined) return undefined;
  const isNumbered = slots.rmaNumber !== undefined || slots.caseNumber !== undefined || slots.mistyped !== undefined;
  return { kind, sure: isNumbered || kind === 'my-cases' || EXISTING.test(words) };
}

function masked(text: string): string {
  return [...findNumbers(text)].reverse().reduce((rest, { start, end, kind }) => {
    return `${rest.slice(0, start)} ${kind === 'case' ? 'xcase' : 'xrma'} ${rest.slice(end)}`;
  }, text);
}

const THING = '(?:rmas?|xrma|xcase|returns?|repairs?|cases?|tickets?|requests?|orders?|shipments?)';
/** "My RMA", "the return", "that you have there already". */
const EXISTING = new RegExp(
  ` (?:my|our|the|this|that|existing|open|current|same) (?:\\w+ ){0,2}${THING} | (?:xrma|xcase) | (?:you|already) (?:have|got) (?:it|them|my|our|there) | (?:on|at|for) ${THING} | (?:forgot|forgotten) to (?:say|mention|tell|ask|add) `,
);

/** What is wrong may be told for a note, too. */
const TOLD_TO =
  / (?:tell|inform|let) (?:the |your )?(?:technicians?|techs?|engineers?|staff|repair) | (?:add|put|leave|make) (?:a |another |this )?(?:note|comment|remark) /;

/** Somebody tells of a fault or asks for a new return: that is no errand, unless it names the return it is about. */
function isStory({ intents, slots }: Understood, words: string): boolean {
  if (intents[0] === 'change-detail' || / (?:xrma|xcase|forgot|forgotten) /.test(words) || TOLD_TO.test(words))
    return false;
  const isTold = slots.problem !== undefined || slots.products.some(({ serial }) => serial !== undefined);
  const isNew = intents[0] === 'request-rma' || intents[0] === 'open-case';
  return (
    isTold ||
    (isNew &&
      / (?:need|want|get|new|open|issue|request|another|like) (?:\w+ ){0,2}(?:rma|case|return|number) /.test(words))
  );
}

/** "How do I …", "do you …": wants to know, and nothing done. "Can you …" wants it done. */
const WANTS_TO_KNOW =
  /^ (?:how|what|when|where|why|which|who|do|does|is|are|was|were|did|has|have you|will|would (?:it|that|this)|should|must|may|what if|if) /;

function kindOf(words: string, understood: Understood): ErrandKind | undefined {
  const { intents, slots } = understood;
  const tells = slots.email !== undefined || slots.phone !== undefined;
  const bare = withoutFillers(words);
  if (LISTS.test(words) || LIST_ASKED.test(bare)) return 'my-cases';
  if (HISTORY.test(words)) return 'history';
  if (/^ i want to change something $/.test(words)) return 'change';
  if (isParcelTold(words, understood)) return 'tracking';
  if (intents[0] === 'check-status' || (intents[0] === 'faq' && !isPlea(bare) && !tells) || WANTS_TO_KNOW.test(bare)) {
    return undefined;
  }
  const rule = RULES.find(({ pattern, not }) => pattern.test(words) && !not?.test(words));
  if (rule?.first) return rule.kind;
  return tracked(words, understood) ?? corrected(understood) ?? rule?.kind ?? wished(words, understood);
}

/** "Can you also …", "I need …": asked for, though it may sound like a question. */
function isPlea(words: string): boolean {
  const isAsked =
    /^ (?:(?:can|could|would|will) (?:you|i|we|u)|(?:i|we) (?:also |still |just )?(?:want|need|would like)|forgot(?:ten)?|upgrade|update|downgrade|flash|install|put|recover|rescue|retrieve|restore|save|add|attach|send|turn|stop|change|expedite) | please | tracking /;
  return isAsked.test(words) && !/ (?:if (?:i|we|you|it|they)|how|what|whether|why) /.test(words);
}

const LISTS =
  / (?:list|show|see|view|display|give|get|check|look at|have) (?:me )?(?:of )?(?:a list of )?(?:all )?(?:of )?(?:my|our|the) (?:\w+ ){0,2}(?:cases|returns|rmas|tickets|repairs|requests|orders) |^ (?:please )?(?:list )?(?:all )?(?:my|our) (?:open |own |current |pending |other |active )*(?:cases|returns|rmas|tickets|repairs)(?: please)? $|^ (?:list|all)(?: all)?(?: my| our)? (?:cases|returns|rmas|repairs)(?: please)? $/;
const LIST_ASKED =
  /^ (?:what|which) (?:\w+ ){0,2}(?:do|have) (?:i|we) (?:have|got|gotten)?(?: still)? ?(?:open|with you|here|there|pending|under way|in repair|at your place)(?: with you| here| now| right now)* $|^ (?:what|which|how many) (?:open )?(?:cases|returns|rmas|repairs|tickets) (?:do|have) (?:i|we) /;
const HISTORY =
  / what (?:has |have |had )?(?:happened|been done|was done|did you do) (?:\w+ ){0,4}(?:so far|until now|up to now|to date|already|since then) |^ (?:please )?(?:the |show |show me |give me |see |what is |tell me )*(?:full |whole |complete )?(?:history|timeline)(?: please| of (?:it|that|this|my \w+|the \w+|xrma|xcase|rma xrma|case xcase))* $| (?:history|timeline) (?:of|for) (?:my |the |this |that )?(?:rma|return|repair|case|xrma|xcase) /;

interface Rule {
  kind: ErrandKind;
  pattern: RegExp;
  not?: RegExp;
  /** Before whatever else the words could mean. */
  first?: true;
}

const IT = '(?:it|them|this|that|these|those|everything|the whole thing)';
const AN =
  '(?:(?:the|my|our|your|this|that|an?|another|some|whole|entire|open|current|of|both|all|one|two|more|new|latest) )*';
const UNIT =
  '(?:unit|units|camera|cameras|dome|domes|recorder|recorders|product|products|device|package|parcel|box|stuff|xproduct)';
/** "Since the firmware update it is dead" tells of a fault. */
const FAULTY =
  / (?:after|since|during|following|because of|failed|fails|failing|did not|does not|will not|problem|issue|broken|dead|stuck|error|never|not) (?:\w+ ){0,4}(?:firmware|software|upgrad\w*|updat\w*) | (?:firmware|software) (?:\w+ ){0,2}(?:failed|fails|broke|crashed|killed|bricked|stuck|does not|did not|error) /;

const RULES: readonly Rule[] = [
  {
    kind: 'withdraw',
    first: true,
    pattern: new RegExp(
      ` (?:cancel|cancell?ed|cancelling|withdraw|withdrawing|void|annul|abort|revoke|rescind|call off|drop|close|delete|scratch|retract) ${AN}(?:rma |case |repair |return |support )*${THING} | (?:cancel|withdraw|void|annul|call off|revoke) ${IT}(?: please| again| now| after all| thanks)* $| (?:do|will|am|are|is) not (?:want(?:ing)? (?:to )?|need (?:to )?|going to |gonna )?(?:send|sending|return|returning|ship|shipping) (?:${IT}|${AN}${UNIT}) ?(?:in|back|to you)? ?(?:after all|any ?more|in any ?more|now)? $| (?:no longer|do not|not) need ${AN}(?:rma|xrma|return|repair|case|xcase)(?: xrma| xcase| number| any ?more| after all)* $| no need for ${AN}(?:rma|return|repair|case) | changed? (?:my|our) minds? (?:about|on) ${AN}(?:rma|return|repair|case)`,
    ),
    not: / (?:estimate|quote|status|emails?|notifications?|unrepaired|conversation|chat) | what (?:if|happens) | (?:not|never|why|who|wrongly|accidentally) (?:\w+ )?(?:cancell?ed|cancel|withdraw|void|close|drop|delete) /,
  },
  {
    kind: 'ship-to',
    pattern: new RegExp(
      `(?:^| )(?:i|we|our (?:office|company|shop|warehouse)) (?:have |has |are |am |just |recently |since )*(?:moved|moving|relocated|relocating)(?! (?:it|the|my|our|them|this|that|camera|cameras|dome|unit)) |(?:send|ship|return|deliver|mail|forward) (?:${IT}|${AN}${UNIT}) (?:back )?(?:to|at) (?:${AN})?(?:new|different|other|another) (?:\\w+ )?(?:address|place|location|office|site|branch|warehouse) | (?:new|different|another|wrong|other|old|incorrect) (?:shipping |ship to |delivery |return |mailing )?address | address (?:has |is |was )?(?:changed|wrong|different|incorrect|out of date|outdated|old) | change (?:${AN})?(?:shipping |ship to |delivery |return )?address |(?:send|ship|return|deliver) (?:${IT}|${AN}${UNIT}) (?:back )?(?:to|at) \\d+ .* (?:instead|rather|please) $|(?:send|ship|return|deliver) (?:${IT}|${AN}${UNIT}) back to \\d+ `,
    ),
    not: / (?:email|mail|ip|network|mac|billing|bill|invoice|web) address /,
  },
  {
    kind: 'phone',
    pattern:
      / (?:wrong|new|different|another|old|incorrect|changed|change|update|correct|mistyped|typo in) (?:my |our |the |your |a )*(?:tele)?(?:phone|cell|mobile|cellphone|contact|callback)(?: (?:number|numbers|no|nr|num))? | (?:phone|cell|mobile|contact|telephone) (?:number |no |nr )?(?:has |is |was )?(?:changed|wrong|different|incorrect|outdated) | (?:phone|telephone) (?:number |no |nr )?(?:on|in) (?:\w+ )?(?:rma|return|case|xrma|xcase) (?:is|was) /,
  },
  {
    kind: 'email',
    pattern:
      / (?:wrong|new|different|another|old|incorrect|change|update|correct|mistyped|misspelled|misspelt|typo in) (?:my |our |the |your |an |a )*(?:email|mail) ?(?:address|adress|addr|adres)? | (?:email|mail) (?:address |adress )?(?:has |is |was )?(?:changed|wrong|different|incorrect|outdated) /,
    not: / status | (?:stop|no more|unsubscribe) /,
  },
  {
    kind: 'status-emails',
    pattern:
      / (?:unsubscribe|stop (?:the |these |those |all |your )*(?:e?mails?|mailing|notifications?|updates|messages)|stop (?:e?mailing|mailing|notifying|sending) me|no more (?:e?mails?|notifications?|updates)|turn (?:on|off) (?:the |my )?(?:e?mails?|notifications?|status|updates)|turn (?:the |my )?(?:status )?(?:e?mails?|notifications?|updates) (?:on|off)|keep me (?:posted|updated|informed)|notify me|let me know by e?mail) /,
    not: / (?:camera|recorder|dvr|nvr) (?:sends?|does) /,
  },
  {
    kind: 'data-recovery',
    pattern: new RegExp(
      ` (?:recover|rescue|retrieve|restore|save|salvage|extract|copy|get|pull|keep|need|want|have|back up|backup) (?:me |us |back |off )?${AN}(?:\\w+ )?(?:data|videos?|recordings?|footage|films?|clips|recorded files) ?(?:back|off|from|that|which|on|out|copied|recovered|saved|please|too|also|$)| (?:recover|rescue|retrieve|salvage|restore) ${AN}(?:data|videos?|recordings?|footage|films?|files|disks?|drives?|hard drive)| data (?:recovery|rescue)(?! (?:fee|cost|price|policy|guarantee))`,
    ),
    not: / (?:no|live|blank|black|lost|loses|losing) (?:video|recording|footage) | (?:video|picture|image) (?:loss|signal|output) /,
  },
  {
    kind: 'firmware',
    pattern:
      / (?:upgrade|update|downgrade|flash|install|put|roll back|rollback|load|refresh|bring|change) (?:me |us |it |them |to |on |back |up |also )*(?:the |its |my |our |their |a |an |newest |latest |newer |new |older |old |previous |current |to |xproduct |camera |unit )*(?:firmware|software|fw|version)(?: |$)| (?:firmware|software|fw) (?:upgrade|update|downgrade|version|change|to|upgraded|updated)(?: |$)| (?:latest|newest|older|previous) (?:firmware|software|fw) /,
    not: FAULTY,
  },
  {
    kind: 'photo',
    pattern:
      / (?:add|attach|send|upload|submit|give|have|include|forward) (?:you |me |us |in )?(?:(?:a|an|another|some|the|more|these|my|our|two|three|this|few|couple|of|you) )*(?:photos?|pictures?|images?|pics?|screenshots?|documents?|invoice|pdf|files?|proof of purchase|receipt) (?!quality|loss|is|was|from the camera)/,
    not: / (?:no|live|blank|black) (?:picture|image) | (?:need|want) (?:a |the )?(?:rma|label) | (?:send|give|get) (?:me|us) | (?:invoice|receipt|document) to /,
  },
  {
    kind: 'note',
    pattern: new RegExp(
      ` (?:add|put|leave|make|attach|write|append|include|take) ${AN}(?:note|notes|comment|comments|remark|remarks|message|information|info|details|detail|hint)(?: |$)| (?:note|message|info|information|hint|comment) (?:for|to) (?:the |your |my )?(?:technicians?|techs?|repair|engineers?|bench|staff|team|desk) | (?:tell|inform|let) (?:the |your )?(?:technicians?|techs?|repair (?:guys|people|team|desk)|engineers?|staff) (?:that|to|know|about|it|the) | (?:forgot|forgotten) to (?:say|mention|tell|add|write|note) `,
    ),
    not: / (?:e?mail|call|text) me | transcript /,
  },
];

/** "I sent it with UPS", "the tracking number is …". */
const SENT =
  / (?:i|we|it|they|package|parcel|box|unit|camera|dome|recorder|has|have) (?:\w+ ){0,3}(?:sent|shipped|mailed|posted|dispatched|dropped|handed|went|gone|picked up|on (?:its|the) way) | tracking | (?:waybill|consignment) | shipped (?:it|with|by|via|on) |^ (?:sent|shipped) /;

/** "I sent rma 7… with UPS 1Z…": both told, so nothing is asked, though the number alone would be about its state. */
function isParcelTold(words: string, { text }: Understood): boolean {
  const { carrier, tracking } = readTracking(text);
  const isTold = carrier !== undefined && tracking !== undefined && !text.includes('?');
  return isTold && / (?:i|we) (?:\w+ ){0,2}(?:sent|shipped|mailed|posted|dispatched) /.test(words);
}

function tracked(words: string, { text }: Understood): ErrandKind | undefined {
  if (!SENT.test(words)) return undefined;
  const { carrier, tracking } = readTracking(text);
  const isNumbered =
    tracking !== undefined && (carrier !== undefined || / (?:tracking|waybill|consignment|sent|shipped) /.test(words));
  const isTold = carrier !== undefined && / (?:sent|shipped|mailed|posted|dispatched|dropped|went) /.test(words);
  const isAnnounced = / (?:have|got|here is|add|give you|this is|with) (?:the |my |a |your )?(?:\w+ )?tracking /.test(
    words,
  );
  return isNumbered || isTold || isAnnounced ? 'tracking' : undefined;
}

const CORRECTED: Partial<Record<Field, ErrandKind>> = {
  phone: 'phone',
  email: 'email',
  shipTo: 'ship-to',
  address: 'ship-to',
  postcode: 'ship-to',
  city: 'ship-to',
  statusEmails: 'status-emails',
  expedited: 'expedite',
};

/** "Change my phone to …". */
function corrected({ intents, change }: Understood): ErrandKind | undefined {
  return change && intents[0] === 'change-detail' ? CORRECTED[change.field] : undefined;
}

function wished(words: string, { slots, intents }: Understood): ErrandKind | undefined {
  if (slots.statusEmails !== undefined) return 'status-emails';
  const isFaster =
    / (?:make|do|repair|get) (?:it|this|that|my repair) (?:\w+ )?(?:faster|quicker|sooner) | hurry (?:it |this )?up /.test(
      words,
    );
  const isNew = intents[0] === 'request-rma' || intents[0] === 'open-case';
  return !isNew && (readExpedite(words) === true || isFaster) ? 'expedite' : undefined;
}
