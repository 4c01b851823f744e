import { fieldOf, LABELLED, NAMED, REGRET } from './change-forms.ts';
import { itemOf, readValue, valueFor } from './change-value.ts';
import { readExpedite } from './expedite.ts';
import { readName } from './name.ts';
import { plainWords } from './plain-words.ts';
import { readQuantity } from './quantity.ts';
import { respell } from './spelling.ts';
import type { Change, Field, Slots } from './understood.ts';

/** "actually it's Joanna", "no, B5512345"; but "no audio" is no correction. */
const CORRECTION = new RegExp(
  `^\\W*(?:(?:${REGRET})(?:\\s*[,.!:;-]+\\s*|\\s+(?=(?:it|its|it's|that|that's|i|i'm|make|should|wait|sorry|no|actually|rather)\\b)|(?<=actually|sorry|correction|oops)\\s+)){1,4}(?:it's|its|it is|it was|that's|that is|i am|i'm|make it|make that|it should be|should be|i meant|i mean|rather)?[\\s:]*(?<value>\\S.{0,200})$`,
  'is',
);
/** "it's not an IXE22, it's an IXE32". */
const NOT_BUT =
  /^\W*(?:it's|its|it is|that's|that is|it was|this is|i'm|i am) not (?:an? |the )?[^,;]{1,40}[,;]? (?:but|it's|it is|its|rather|it should be|i'm|i am)\s+(?<value>\S.{0,100})$/isu;
/** What may be a mistyped "serial" or "should": names and codes have capitals or digits. */
const LOWER_CASE_WORD = /(?<![\p{L}\d@.-])[a-z]{4,16}(?![\p{L}\d@-])/gu;
/** Without one of these words nothing is corrected. */
const TURN =
  / (?:chang\w*|chnage|update\w*|updte|udpate|edit|correct\w*|corect|modif\w*|replace|amend|switch|revise|adjust|alter|set|fix|swap|put|no|nope|nah|not|wait|actually|sorry|oops|whoops|hold|hang|scratch|bad|mistake|typo|meant|mean|rather|ah|oh|hmm|uh|um|well|pardon|apologies|error|wrong\w*|incorrect\w*|mistyped|misspel\w*|old|outdated|different|another|instead|should|must|needs|has|ought|is (?:actually|really|now|spelled|spelt|written)|spells|use|false|off|make|after all|anymore|any more|longer|never|cancel|remove|drop|add|looks?|add) /;
const QUANTITY = / (?:make (?:it|that)|change (?:it|that) to|instead|actually|not \w+|after all) /;

const LONGEST_CORRECTION = 400;

/** Reads a correction of something told before; undefined where the text only tells it, or is about something else. */
export function readChange(text: string, slots: Slots): Change | undefined {
  const capped = text.slice(0, LONGEST_CORRECTION);
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
    if (
      /\b(?:fix|correct|replace|switch|set|update|change)(?: up)? (?:\w+ ){0,3}(?:problem|product|firmware|data|contact)\b/i.test(
        text,
      ) &&
      !groups['value'] &&
      field !== 'name'
    ) {
      if (field === 'problem' || field === 'model') continue;
    }
    const item = itemOf(groups['item'] ?? groups['after'] ?? groups['number']);
    const value = valueFor(field, groups['value'], slots, item);
    return { field, ...(value === undefined ? {} : { value }), ...(item === undefined ? {} : { item }) };
  }
  return undefined;
}

/** What a label may be followed by that gives no value: "the address is right". */
const NO_VALUE =
  /^(?:(?:all |still |quite |also )*(?:right|correct|fine|good|ok(?:ay)?|wrong|incorrect|the same)|not\b.*)$/i;

/** Reads "company: Doe Inc", "the zip is 62702": a detail told by its name, which is a correction only where it is known. */
export function readLabelled(text: string, slots: Slots): Change | undefined {
  const groups = text.includes('?') ? undefined : LABELLED.exec(text.slice(0, LONGEST_CORRECTION))?.groups;
  const field = groups?.['field'] === undefined ? undefined : fieldOf(groups['field']);
  if (!groups || !field) return undefined;
  const item = itemOf(groups['item'] ?? groups['after'] ?? groups['number']);
  const value = valueFor(field, groups['value'], slots, item);
  if (value === undefined || NO_VALUE.test(value)) return undefined;
  return { field, value, ...(item === undefined ? {} : { item }) };
}

function expedited(words: string): Change | undefined {
  const wish = readExpedite(words);
  if (wish === undefined) return undefined;
  const turned =
    / (?:after all|anymore|any more|actually|instead|on second thought|changed my mind|make it|make that|no longer|cancel|remove|drop|add|never mind) /.test(
      words,
    );
  return turned && words.length < 140 && !/ (?:rma|case|report) /.test(words)
    ? { field: 'expedited', value: wish ? 'yes' : 'no' }
    : undefined;
}

function counted(words: string, slots: Slots): Change | undefined {
  const count = QUANTITY.test(words) && words.length < 100 ? readQuantity(words) : undefined;
  if (count === undefined || slots.products.some(product => product.model ?? product.serial)) return undefined;
  return / (?:days?|weeks?|months?|need|rma|case) /.test(words)
    ? undefined
    : { field: 'quantity', value: String(count) };
}

/** "actually it's Joanna", "no, B5512345": the field is that of the one thing said. */
function unnamed(text: string, slots: Slots): Change | undefined {
  const value = (CORRECTION.exec(text) ?? NOT_BUT.exec(text))?.groups?.['value'];
  if (value === undefined || text.length > 160) return undefined;
  const fields = presentFields(slots);
  const [field] = fields;
  if (field !== undefined && fields.length === 1) {
    const read = readValue(field, slots);
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
