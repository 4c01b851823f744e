/** What is said once numbers are out: a correction of what is on record, or one more product. */
import type { Memory } from './memory.ts';
import type { Heard } from './step.ts';
import type { Texts } from './texts/en.ts';
import type { Field } from './understanding/understood.ts';

type Afterwards =
  /** Our staff change what is on record; `label` is how the detail is called. */
  { kind: 'change'; caseNumber: string; label?: string | undefined } | { kind: 'another'; forReturn: boolean };

/** "Add another product", "I forgot one more camera", "a second dome"; "another question" is none. */
const ANOTHER =
  /\b(?:another|(?:one|two|some) more|(?:a|the) (?:second|third|further)|further|additional|more) (?:\w+ )?(?:product|camera|unit|item|dome|recorder|monitor|device)s?\b|\badd (?:another|one more|a second)\b|^\W*another one\W*$/i;
/** With a product or a fault: "the IX10C in the yard is dead too". */
const ALSO = /\b(?:another|too|also|as well|one more)\b/i;

/** Undefined where no case was opened or looked up here, and where the message is about something else. */
export function afterwards(memory: Memory, heard: Heard, texts: Texts): Afterwards | undefined {
  const { intents, change, slots } = heard.understood;
  const last = memory.cases.at(-1);
  const number = last?.number ?? memory.lookedUp?.number;
  if (number === undefined) return undefined;
  if (intents[0] === 'change-detail' && change) {
    return { kind: 'change', caseNumber: number, label: labelOf(texts, change.field) };
  }
  const isTold = slots.products.length > 0 || slots.problem !== undefined;
  const isMore = (intents[0] === 'none' && ANOTHER.test(heard.text)) || (isTold && ALSO.test(heard.text));
  return isMore && !slots.caseNumber && !heard.text.includes('?')
    ? { kind: 'another', forReturn: last === undefined || last.rma !== undefined || intents.includes('request-rma') }
    : undefined;
}

/** How a detail is called, where it has a name. */
function labelOf({ labels }: Texts, field: Field): string | undefined {
  const label = Object.entries(labels).find(([key]) => key === field)?.[1];
  return typeof label === 'string' ? label : undefined;
}
