import type { Field } from './understood.ts';

/** How people call the details; the first that fits counts. */
const FIELDS: readonly (readonly [field: Field, name: string])[] = [
  [
    'statusEmails',
    '(?:status|progress) (?:e-?mails?|updates?|notifications?|messages?)|notifications?|status by e-?mail',
  ],
  ['email', '(?:e-?mail|emial|mail|contact e-?mail|emali)(?: addr(?:ess)?| adress)?|contact e-?mail'],
  ['billing', '(?:billing|bill[- ]to|invoice|invoicing)(?: addr(?:ess)?| adress| info(?:rmation)?| details?)?'],
  [
    'shipTo',
    '(?:ship(?:ping|ment)?(?:[- ]to)?|delivery|return|mailing|postal)(?: addr(?:ess)?| adress| info(?:rmation)?| details?)|ship[- ]?to|destination',
  ],
  ['postcode', '(?:zip|postal|post)[- ]?codes?|zip'],
  ['address', 'addr(?:ess)?|adress'],
  ['city', 'city|town'],
  ['serial', '(?:serial|seriel|s/n|sn)(?: ?(?:number|numbr|no|nr|num|code|#))?s?'],
  ['model', '(?:model|product|part)(?: ?(?:number|numbr|no|nr|num|name|code))?'],
  [
    'phone',
    '(?:(?:tele)?phone|cell(?:phone)?|mobile|tel|contact|callback|call-back|fax)(?: ?(?:number|numbr|no|nr|num|#))|(?:tele)?phone|cell(?:phone)?|mobile|tel',
  ],
  ['company', '(?:company|organi[sz]ation|business|firm|employer)(?: name)?'],
  ['name', '(?:(?:contact|first|last|full|person|sur|family)[- ]?)?name|contact person|contact|surname'],
  [
    'quantity',
    'quantity|quantities|qty|count|amount of (?:units|cameras)|number of (?:units|cameras|products|items|domes|pieces)|how many',
  ],
  [
    'since',
    '(?:fault |failure |start |failed )?dates?(?: of (?:fault|failure|the fault|the failure))?|since when|day it (?:failed|broke|died|stopped)',
  ],
  [
    'problem',
    'problem(?: description)?|fault description|symptoms?|issue description|description(?: of the (?:problem|fault|issue))?|what is wrong',
  ],
  [
    'expedited',
    'expedit(?:e|ed|ing)(?: service| option| repair)?|rush(?: service| option| repair)?|priority|urgency|speed',
  ],
  ['firmware', 'firmware (?:answer|choice|request|option|wish|preference)'],
  ['data', 'data (?:answer|choice|request|option|copy request|recovery request)'],
  ['troubleshooting', 'troubleshooting(?: answer| steps| notes)?'],
];
/** Details that a label names ("firmware: as it is"), while "update the firmware" asks for a service. */
const LABELS: typeof FIELDS = [...FIELDS, ['firmware', 'firmware(?: version)?']];
const FIELD = `(?<field>${FIELDS.map(([, name]) => `(?:${name})`).join('|')})`;
const ITEM =
  "(?:(?<item>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th|other) (?:one(?:'s)? |camera(?:'s)? |unit(?:'s)? |product(?:'s)? |item(?:'s)? )?)?";
const ITEM_AFTER =
  '(?: (?:of|for|on) (?:the |my )?(?:(?<after>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)(?: one| camera| unit| product| item)?|(?:unit|camera|product|item|number) (?<number>\\d)))?';
const THE = '(?:(?:the|my|our|your|that|this|his|her|their|its|a|an|contact|customer|on file|current|old) ){0,3}';
const VERB =
  '(?:change|chnage|chang|cahnge|update|updte|udpate|edit|correct|corect|modify|replace|amend|switch|revise|adjust|alter|set|fix|swap|put)(?: up)?';
/** How a correction begins. */
export const REGRET =
  '(?:no|nope|nah|wait|actually|sorry|oops|whoops|correction|hold on|hang on|scratch that|my bad|my mistake|i meant|i mean|rather|ah|oh|hmm|uh|um|well|pardon|apologies|mistake|typo|not that|on second thought|no wait)';
const LINK =
  "(?:is|are|was|=|:|should be|should say|should read|should have been|must be|needs to be|has to be|would be|ought to be|is now|is actually|is really|'s|to|into|as|with|for|has changed to|changed to|instead is)";

const build = (pattern: string): RegExp => new RegExp(pattern, 'is');

/** Ways to put a change that name the field; a group `value` where they give one. */
export const NAMED: readonly RegExp[] = [
  build(
    `(?:^|[\\s,.;!])${VERB} ${THE}${ITEM}${FIELD}\\b${ITEM_AFTER}(?: (?:on|in|for|of) (?:file|my|the|this)(?: \\w+){0,2})?(?:[\\s,:=-]{1,3}(?:(?:${LINK}|from .{1,60}? to|,|->|please)(?=[\\s:=])[\\s:=]*)?(?<value>\\S.*))?`,
  ),
  build(
    `^\\W*(?:${REGRET}[\\s,.!:-]+){1,4}(?:(?:but|and|so|because|that) )?${THE}${ITEM}${FIELD}\\b${ITEM_AFTER} ?${LINK}(?=[\\s:=])[\\s:=]*(?:actually |really |now |not .{1,40}?(?:,|but|it's|it is) )?(?<value>\\S.*)`,
  ),
  build(
    `(?:^|[\\s,.;!])${THE}${ITEM}${FIELD}\\b${ITEM_AFTER} (?:should be|should say|should read|should have been|must be|needs to be|has to be|ought to be|is spelled|is spelt|is written|spells|is actually|is really|is now|has changed to|changed to|is not .{1,40}?(?:,|but|it's|it is))(?: actually)?[\\s:,]+(?<value>\\S.*)`,
  ),
  build(
    `(?:^|[\\s,.;!])(?:that(?:'s| is|s| was)? |it(?:'s| is|s| was)? |this is |you (?:have|got|wrote|noted|put|typed) |(?:i|we) (?:gave|typed|wrote|put|told|entered|said|made|have)(?: you| down| in)? ){0,2}(?:an? |the |my |our )?(?:wrong|incorrect|old|mistyped|bad|not (?:the right|my|the correct|our)) ${ITEM}${FIELD}\\b${ITEM_AFTER}(?:[\\s,.:;!-]+(?:(?:it|that|the correct one|the right one|correct is|right one|should)(?:'s| is|s| was| should be| be)?\\s)?(?:is )?(?<value>\\S.*))?`,
  ),
  build(
    `(?:^|[\\s,.;!])${THE}${ITEM}${FIELD}\\b${ITEM_AFTER}(?: (?:on|in|for|at) (?:the |my |this )?\\w+)?(?: (?:i|we|you) (?:gave|have|told|typed|wrote|entered|sent)(?: you| me| us| down)?)? (?:is|was|are|looks?|'s) (?:all |completely |still |also )?(?:wrong|incorrect|not (?:right|correct|mine)|outdated|mistyped|misspelled|misspelt|off|false|old|bad|outdated|out of date)\\b(?:[\\s,.:;!-]+(?:(?:use|it|that|the correct one|the right one)(?:'s| is|s| should be)?\\s)?(?<value>\\S.*))?`,
  ),
  build(
    `(?:^|[\\s,.;!])(?:i|we)(?: have)? (?:wrote|written|made|typed|entered|put|gave) (?:a )?(?:bad|wrong|wrongly|mistake|typo|error|incorrectly)(?: (?:in|on|with|for))? ${THE}${ITEM}${FIELD}\\b(?:[\\s,.:;!-]+(?:(?:it|that)(?:'s| is|s| should be)?\\s)?(?<value>\\S.*))?`,
  ),
  build(
    `(?:^|[\\s,.;!])(?:made a mistake|mistake|typo|error) (?:in|on|with) ${THE}${ITEM}${FIELD}\\b(?:[\\s,.:;!-]+(?:(?:it|that)(?:'s| is|s| should be)?\\s)?(?<value>\\S.*))?`,
  ),
  build(`(?:^|[\\s,.;!])use (?:this|a different|another|the) ${FIELD}\\b(?: instead)?[\\s:,-]*(?<value>\\S.*)?`),
];

/** What may stand before a label: "yes, but", "that is correct except". */
const BEFORE = `(?:(?:${REGRET}|yes|yep|yeah|ok|okay|but|and|also|except(?: that| for)?|only|just|that|this|it|is|all|everything|right|correct|fine|good|looks)\\b[\\s,.!:;-]+){0,8}`;

/** "company: Doe Inc", "the serial of the NSM5200 is N5556670", "that is correct except the zip is 62702". */
export const LABELLED = build(
  `^\\W*${BEFORE}${THE}${ITEM}(?<field>${LABELS.map(([, name]) => `(?:${name})`).join('|')})\\b${ITEM_AFTER}(?: (?:of|for|on) (?:(?:the|my|our) )?[\\w/-]+(?: address)?)? ?${LINK}(?=[\\s:=])[\\s:=]*(?<value>\\S.*)`,
);

/** The detail that is called so. */
export function fieldOf(said: string): Field | undefined {
  return LABELS.find(([, name]) => new RegExp(`^(?:${name})$`, 'i').test(said))?.[0];
}
