/** Commands about the list of products that work at any question: "remove product 2", "there is a second one". */
import type { Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { plainWords } from '../understanding/plain-words.ts';
import { positionOf } from '../understanding/positions.ts';
import { readQuantity } from '../understanding/quantity.ts';
import { readSerial } from '../understanding/serial.ts';
import { blankProduct, type Draft, isOpen, MOST_PRODUCTS, withProducts } from './draft.ts';
import type { FillDependencies } from './fill.ts';
import { likeBefore, mentioned } from './mentioned.ts';

interface Obeyed {
  draft: Draft;
  say: string;
}

const REMOVE =
  /^\W*(?:please |can you |could you )*(?:remove|delete|drop|take out|leave out) (?:the )?(?:(?:product|item|unit|camera|number|no\.?|#) ?(\d{1,2})|(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)\b.*)\W*$/i;
const ADD = /^\W*(?:please |can you |could you |i (?:want|need|would like) to )*(?:also )?add\b/i;

/** "Remove product 2", "there is a second one", "add an ES3012". */
export function productCommand(deps: FillDependencies, heard: Heard, draft: Draft): Obeyed | undefined {
  if (draft.caseNumber) return undefined;
  return (
    removal(deps.texts, heard, draft) ??
    noOther(heard, draft) ??
    further(deps, heard, draft) ??
    addition(deps, heard, draft)
  );
}

function removal(texts: Texts, heard: Heard, draft: Draft): Obeyed | undefined {
  const [, digits, ordinal = ''] = REMOVE.exec(heard.text) ?? [];
  const position = positionOf(digits ?? ordinal) ?? 0;
  const product = ordinal.toLowerCase() === 'last' ? draft.products.at(-1) : draft.products[position - 1];
  if (!product) return undefined;
  if (draft.products.length < 2) return { draft, say: texts.onlyProduct };
  const products = draft.products.filter(other => other.id !== product.id);
  return {
    draft: { ...draft, products, focus: undefined },
    say: texts.removed(draft.products.indexOf(product) + 1, product.model ?? ''),
  };
}

const NO_OTHER =
  /\b((only|just) (the|this|that) one|none|nothing|by mistake|no (other|more)|that('s| is) all)\b|^\W*no(pe)?\W*$/i;

/** There is no other product after all: the one that was only announced goes. */
function noOther({ text, understood }: Heard, draft: Draft): Obeyed | undefined {
  const blank = blankProduct(draft);
  // It may still wait its turn: then a "no" is about another one.
  const isAsked = blank !== undefined && draft.products.find(isOpen) === blank;
  if (!isAsked || understood.slots.products.length > 0 || !NO_OTHER.test(text)) return undefined;
  const products = draft.products.filter(one => one.id !== blank.id);
  return { draft: { ...draft, products, complete: true }, say: '' };
}

/** A further product waits its turn: the one in question is asked about first. */
function further(deps: FillDependencies, heard: Heard, draft: Draft): Obeyed | undefined {
  const before = draft.products.at(-1);
  if (!heard.understood.further || !before) return undefined;
  const told = mentioned(heard, deps.catalog);
  const quantity = readQuantity(plainWords(heard.text)) ?? 1;
  const serial = readSerial(heard.text);
  const bare = serial.kind === 'serial' ? { serial: { raw: serial.raw, value: serial.value } } : {};
  const fresh = (told.length > 0 ? told : Array.from({ length: quantity }, () => bare)).map(one =>
    likeBefore(one, before, heard),
  );
  if (draft.products.length + fresh.length > MOST_PRODUCTS)
    return { draft, say: deps.texts.enoughProducts(MOST_PRODUCTS) };
  return {
    draft: withProducts(draft, fresh),
    say: deps.texts.further(fresh.map(nameAndSerial), draft.products.some(isOpen)),
  };
}

/** Before the list is closed, the step that asks for more takes it. */
function addition(deps: FillDependencies, heard: Heard, draft: Draft): Obeyed | undefined {
  if (!draft.complete || !ADD.test(heard.text)) return undefined;
  const named = mentioned(heard, deps.catalog);
  const fresh = named.length > 0 ? named : [{}];
  const added = withProducts(draft, fresh);
  return { draft: added, say: deps.texts.added(fresh.map(one => one.model ?? '')) };
}

function nameAndSerial({ model, serial }: { model?: string | undefined; serial?: { raw: string } | null | undefined }) {
  return { model, serial: serial?.raw };
}
