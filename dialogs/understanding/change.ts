import { readExpedite } from './expedite.ts';
import { readName } from './name.ts';
import { plainWords } from './plain-words.ts';
import { readQuantity } from './quantity.ts';
import { respell } from './spelling.ts';
import type { Change, Field, Slots } from './understood.ts';

/** How people call the details; the first that fits counts. */
const FIELDS: readonly (readonly [field: Field, name: string])[] = [
  ['statusEmails', '(?:status|progress) (?:e-?mails?|updates?|notifications?|messages?)|notifications?|status by e-?mail'],
  ['email', '(?:e-?mail|emial|mail|contact e-?mail|emali)(?: addr(?:ess)?| adress)?|contact e-?mail'],
  ['billing', '(?:billing|bill[- ]to|invoice|invoicing)(?: addr(?:ess)?| adress| info(?:rmation)?| details?)?'],
  ['shipTo', '(?:ship(?:ping|ment)?(?:[- ]to)?|delivery|return|mailing|postal)(?: addr(?:ess)?| adress| info(?:rmation)?| details?)|ship[- ]?to|destination'],
  ['shipTo', 'addr(?:ess)?|adress'],
  ['serial', "(?:serial|seriel|s/n|sn)(?: ?(?:number|numbr|no|nr|num|code|#))?s?"],
  ['model', '(?:model|product|part)(?: ?(?:number|numbr|no|nr|num|name|code))?'],
  ['phone', '(?:(?:tele)?phone|cell(?:phone)?|mobile|tel|contact|callback|call-back|fax)(?: ?(?:number|numbr|no|nr|num|#))|(?:tele)?phone|cell(?:phone)?|mobile|tel'],
  ['company', '(?:company|organi[sz]ation|business|firm|employer)(?: name)?'],
  ['name', '(?:(?:contact|first|last|full|person|sur)[- ]?)?name|contact person|contact|surname'],
  ['quantity', 'quantity|quantities|qty|count|amount of (?:units|cameras)|number of (?:units|cameras|products|items|domes|pieces)|how many'],
  ['since', '(?:fault |failure |start |failed )?dates?(?: of (?:fault|failure|the fault|the failure))?|since when|day it (?:failed|broke|died|stopped)'],
  ['problem', 'problem(?: description)?|fault description|symptoms?|issue description|description(?: of the (?:problem|fault|issue))?|what is wrong'],
  ['expedited', 'expedit(?:e|ed|ing)(?: service| option| repair)?|rush(?: service| option| repair)?|priority|urgency|speed'],
  ['firmware', 'firmware (?:answer|choice|request|option|wish|preference)'],
  ['data', 'data (?:answer|choice|request|option|copy request|recovery request)'],
  ['troubleshooting', 'troubleshooting(?: answer| steps| notes)?'],
];
const FIELD = `(?<field>${FIELDS.map(([, name]) => `(?:${name})`).join('|')})`;
const ITEM = '(?:(?<item>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th|other) (?:one(?:\'s)? |camera(?:\'s)? |unit(?:\'s)? |product(?:\'s)? |item(?:\'s)? )?)?';
const ITEM_AFTER = '(?: (?:of|for|on) (?:the |my )?(?:(?<after>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)(?: one| camera| unit| product| item)?|(?:unit|camera|product|item|number) (?<number>\\d)))?';
const THE = "(?:(?:the|my|our|your|that|this|his|her|their|its|a|an|contact|customer|on file|current|old) ){0,3}";
const VERB = '(?:change|chnage|chang|cahnge|update|updte|udpate|edit|correct|corect|modify|replace|amend|switch|revise|adjust|alter|set|fix|swap|put)(?: up)?';
const REGRET = "(?:no|nope|nah|wait|actually|sorry|oops|whoops|correction|hold on|hang on|scratch that|my bad|my mistake|i meant|i mean|rather|ah|oh|hmm|uh|um|well|pardon|apologies|mistake|typo|not that|on second thought|no wait)";
const LINK = "(?:is|are|was|=|:|should be|should say|should read|should have been|must be|needs to be|has to be|would be|ought to be|is now|is actually|is really|'s|to|into|as|with|for|has changed to|changed to|instead is)";

const build = (pattern: string): RegExp => new RegExp(pattern.replace(/ \?/g, ' ?'), 'isu');

/** Ways to put a change that name the field; a group `value` where they give one. */
const NAMED: readonly RegExp[] = [
  build(`(?:^|[\\s,.;!])${VERB} ${THE}${ITEM}${FIELD}\\b${ITEM_AFTER}(?: (?:on|in|for|of) (?:file|my|the|this)(?: \\w+){0,2})?(?:[\\s,:=-]{1,3}(?:(?:${LINK}|from .{1,60}? to|,|->|please)(?=[\\s:=])[\\s:=]*)?(?<value>\\S.*))?`),
  build(`^\\W*(?:${REGRET}[\\s,.!:-]+){1,4}(?:(?:but|and|so|because|that) )?${THE}${ITEM}${FIELD}\\b${ITEM_AFTER} ?${LINK}(?=[\\s:=])[\\s:=]*(?:actually |really |now |not .{1,40}?(?:,|but|it's|it is) )?(?<value>\\S.*)`),
  build(`(?:^|[\\s,.;!])${THE}${ITEM}${FIELD}\\b${ITEM_AFTER} (?:should be|should say|should read|should have been|must be|needs to be|has to be|ought to be|is spelled|is spelt|is written|spells|is actually|is really|is now|has changed to|changed to|is not .{1,40}?(?:,|but|it's|it is))(?: actually)?[\\s:,]+(?<value>\\S.*)`),
  build(`(?:^|[\\s,.;!])(?:that(?:'s| is|s| was)? |it(?:'s| is|s| was)? |this is |you (?:have|got|wrote|noted|put|typed) |(?:i|we) (?:gave|typed|wrote|put|told|entered|said|made|have)(?: you| down| in)? ){0,2}(?:an? |the |my |our )?(?:wrong|incorrect|old|mistyped|bad|not (?:the right|my|the correct|our)) ${ITEM}${FIELD}\\b${ITEM_AFTER}(?:[\\s,.:;!-]+(?:(?:it|that|the correct one|the right one|correct is|right one|should)(?:'s| is|s| was| should be| be)?\\s)?(?:is )?(?<value>\\S.*))?`),
  build(`(?:^|[\\s,.;!])${THE}${ITEM}${FIELD}\\b${ITEM_AFTER}(?: (?:on|in|for|at) (?:the |my |this )?\\w+)? (?:is|was|are|looks?|'s) (?:all |completely |still |also )?(?:wrong|incorrect|not (?:right|correct|mine)|outdated|mistyped|misspelled|misspelt|off|false|old|bad|outdated|out of date)\\b(?:[\\s,.:;!-]+(?:(?:use|it|that|the correct one|the right one)(?:'s| is|s| should be)?\\s)?(?<value>\\S.*))?`),
  build(`(?:^|[\\s,.;!])(?:i|we)(?: have)? (?:wrote|written|made|typed|entered|put|gave) (?:a )?(?:bad|wrong|wrongly|mistake|typo|error|incorrectly)(?: (?:in|on|with|for))? ${THE}${ITEM}${FIELD}\\b(?:[\\s,.:;!-]+(?:(?:it|that)(?:'s| is|s| should be)?\\s)?(?<value>\\S.*))?`),
  build(`(?:^|[\\s,.;!])(?:made a mistake|mistake|typo|error) (?:in|on|with) ${THE}${ITEM}${FIELD}\\b(?:[\\s,.:;!-]+(?:(?:it|that)(?:'s| is|s| should be)?\\s)?(?<value>\\S.*))?`),
  build(`(?:^|[\\s,.;!])use (?:this|a different|another|the) ${FIELD}\\b(?: instead)?[\\s:,-]*(?<value>\\S.*)?`),
];

const CORRECTION = new RegExp(`^\\W*(?:${REGRET}[\\s,.!:-]+){1,4}(?:it's|its|it is|it was|that's|that is|i am|i'm|make it|make that|it should be|should be|i meant|i mean|rather)?[\\s:]*(?<value>\\S.{0,200})$`, 'isu');
/** "it's not an IXE22, it's an IXE32". */
const NOT_BUT = /^\W*(?:it's|its|it is|that's|that is|it was|this is|i'm|i am) not (?:an? |the )?[^,;]{1,40}[,;]? (?:but|it's|it is|its|rather|it should be|i'm|i am)\s+(?<value>\S.{0,100})$/isu;
/** What may be a mistyped "serial" or "should": names and codes have capitals or digits. */
const LOWER_CASE_WORD = /(?<![\p{L}\d@.-])[a-z]{4,16}(?![\p{L}\d@-])/gu;
/** Without one of these words nothing is corrected. */
const TURN =
  / (?:chang\w*|chnage|update\w*|updte|udpate|edit|correct\w*|corect|modif\w*|replace|amend|switch|revise|adjust|alter|set|fix|swap|put|no|nope|nah|not|wait|actually|sorry|oops|whoops|hold|hang|scratch|bad|mistake|typo|meant|mean|rather|ah|oh|hmm|uh|um|well|pardon|apologies|error|wrong\w*|incorrect\w*|mistyped|misspel\w*|old|outdated|different|another|instead|should|must|needs|has|ought|is (?:actually|really|now|spelled|spelt|written)|spells|use|false|off|make|after all|anymore|any more|longer|never|cancel|remove|drop|add|looks?|add) /;
const QUANTITY = / (?:make (?:it|that)|change (?:it|that) to|instead|actually|not \w+|after all) /;

/** Reads a correction of something told before; undefined where the text only tells it, or is about something else. */
export function readChange(text: string, slots: Slots): Change | undefined {
  const capped = text.slice(0, 600);
  const words = plainWords(capped);
  if (/^ (?:does|do|is|are|will|would|who|why|what happens|when|how much|how long) /.test(words)) return undefined;
  if (!TURN.test(words)) return undefined;
  const spelled = capped.replace(LOWER_CASE_WORD, word => respell(word));
  return named(spelled, slots) ?? expedited(words) ?? counted(words, slots) ?? unnamed(capped, slots);
}

function named(text: string, slots: Slots): Change | undefined {
  for (const form of NAMED) {
    const groups = form.exec(text)?.groups;
    const field = groups?.['field'] === undefined ? undefined : fieldOf(groups['field']);
    if (!groups || !field) continue;
    // "fix the problem", "replace the product" ask for a repair, "update the firmware" for a service (R13).
    if (/\b(?:fix|correct|replace|switch|set|update|change)(?: up)? (?:\w+ ){0,3}(?:problem|product|firmware|data|contact)\b/i.test(text) && !groups['value'] && field !== 'name') {
      if (field === 'problem' || field === 'model') continue;
    }
    const item = itemOf(groups['item'] ?? groups['after'] ?? groups['number']);
    const value = valueOf(field, slots, item) ?? tidyValue(groups['value']);
    return { field, ...(value === undefined ? {} : { value }), ...(item === undefined ? {} : { item }) };
  }
  return undefined;
}

function fieldOf(said: string): Field | undefined {
  return FIELDS.find(([, name]) => new RegExp(`^(?:${name})$`, 'iu').test(said))?.[0];
}

const ITEMS: Readonly<Record<string, number>> = { first: 1, '1st': 1, second: 2, '2nd': 2, other: 2, third: 3, '3rd': 3, fourth: 4, '4th': 4, fifth: 5, '5th': 5 };

function itemOf(said: string | undefined): number | undefined {
  if (said === undefined) return undefined;
  return /^\d$/.test(said) ? Number(said) : ITEMS[said.toLowerCase()];
}

/** What a reader made of the new value, where one did. */
function valueOf(field: Field, slots: Slots, item?: number): string | undefined {
  const { email, phone, products, since, quantity, name } = slots;
  const product = products.at(item !== undefined && products.length > item - 1 ? item - 1 : -1);
  if (field === 'email') return email?.kind === 'email' || email?.kind === 'slip' ? email.value : undefined;
  if (field === 'phone') return phone?.kind === 'phone' ? phone.value : undefined;
  if (field === 'serial') return product?.serial?.raw;
  if (field === 'model') return product?.model;
  if (field === 'since') return since?.kind === 'date' ? since.value : undefined;
  if (field === 'expedited') return slots.expedited === undefined ? undefined : slots.expedited ? 'yes' : 'no';
  if (field === 'quantity') return quantity === undefined ? undefined : String(quantity);
  return field === 'name' ? name : undefined;
}

function tidyValue(said: string | undefined): string | undefined {
  const value = said
    ?.replace(/^(?:to|is|it's|it is|as|:|=|,|please)[\s:=,]+/i, '')
    .replace(/,? (?:not (?!far)\S.{0,60}|instead|please|pls|thanks|thank you|after all)[\s.!]*$/i, '')
    .replace(/[\s.,;!]+$/, '')
    .trim();
  return value === undefined || value === '' || /^(?:please|pls|thanks|again|instead|it|that|this|too|also|now|first|on file)$/i.test(value) ? undefined : value;
}

function expedited(words: string): Change | undefined {
  const wish = readExpedite(words);
  if (wish === undefined) return undefined;
  const turned = / (?:after all|anymore|any more|actually|instead|on second thought|changed my mind|make it|make that|no longer|cancel|remove|drop|add|never mind) /.test(words);
  return turned && words.length < 140 && !/ (?:rma|case|report) /.test(words) ? { field: 'expedited', value: wish ? 'yes' : 'no' } : undefined;
}

function counted(words: string, slots: Slots): Change | undefined {
  const count = QUANTITY.test(words) && words.length < 100 ? readQuantity(words) : undefined;
  if (count === undefined || slots.products.some(product => product.model ?? product.serial)) return undefined;
  return / (?:days?|weeks?|months?|need|rma|case) /.test(words) ? undefined : { field: 'quantity', value: String(count) };
}

/** "actually it's Joanna", "no, B5512345": the field is that of the one thing said. */
function unnamed(text: string, slots: Slots): Change | undefined {
  const value = (CORRECTION.exec(text) ?? NOT_BUT.exec(text))?.groups?.['value'];
  if (value === undefined || text.length > 160) return undefined;
  const fields = presentFields(slots);
  const [field] = fields;
  if (field !== undefined && fields.length === 1) {
    const read = valueOf(field, slots);
    return { field, ...(read === undefined ? {} : { value: read }) };
  }
  const isIntroduced = /(?:it's|its|it is|i'm|i am|name)\s+\S+(?:\s+\S+)?[\s.!]*$/i.test(text);
  const name = fields.length === 0 && isIntroduced && !/^\W*(?:no|nope)\b/i.test(text) ? readName(value) : undefined;
  return name === undefined ? undefined : { field: 'name', value: name };
}

function presentFields(slots: Slots): Field[] {
  const { email, phone, products, since } = slots;
  const fields: Field[] = [];
  if (email?.kind === 'email' || email?.kind === 'slip') fields.push('email');
  if (phone?.kind === 'phone') fields.push('phone');
  if (products.some(product => product.serial)) fields.push('serial');
  if (products.some(product => product.model)) fields.push('model');
  if (since?.kind === 'date') fields.push('since');
  return fields;
}
