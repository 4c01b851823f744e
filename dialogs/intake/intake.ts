/** What the two intakes share: the form over the draft, whatever it ends in. */

import type { Heard, Waterfall } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import type { Change, Field } from '../understanding/understood.ts';
import { Draft, isOpen, type Product, productFor } from './draft.ts';
import { type FillDependencies, fillDraft } from './fill.ts';
import { nameOf } from './products.ts';

/** The details that each product has of its own. */
const OF_PRODUCT: readonly Field[] = ['model', 'serial', 'problem', 'since', 'firmware', 'data'];
/** What belongs to a case once it is open: changing it is not this dialog's business any more (R24). */
const OF_CASE: readonly Field[] = [
  'name',
  'email',
  'phone',
  'company',
  'billing',
  'model',
  'serial',
  'problem',
  'since',
  'quantity',
];

/** What of a product each step asks for, so that an answer and a way back find the product that was meant. */
const LACKING: Record<string, (product: Product) => boolean> = {
  model: product => product.model === undefined,
  serial: product => product.serial === undefined,
  problem: product => product.problem === undefined,
  since: product => product.since === undefined,
};

export function intakeForm(
  deps: FillDependencies,
): Pick<Waterfall<Draft>, 'draft' | 'fill' | 'aim' | 'command' | 'focus'> {
  const { texts } = deps;
  return {
    draft: Draft,
    fill: (heard, draft, turn, asked) => fillDraft(deps, heard, draft, turn, asked),
    aim: (draft, change) => aim(texts, draft, change),
    command: (heard, draft) => removal(texts, heard, draft),
    focus: (draft, step) => (LACKING[step] ? productFor(draft, LACKING[step])?.id : undefined),
  };
}

/** Finds the product that a change is about; asks where several could be meant. */
function aim(texts: Texts, draft: Draft, change: Change): { draft: Draft } | { ask: { text: string } } {
  if (draft.caseNumber && OF_CASE.includes(change.field)) return { ask: { text: texts.alreadyOpen(draft.caseNumber) } };
  if (!OF_PRODUCT.includes(change.field)) return { draft };
  const product = change.item === undefined ? undefined : draft.products[change.item - 1];
  if (change.item !== undefined && !product) {
    return { ask: { text: texts.noSuchProduct(change.item, draft.products.length) } };
  }
  const only = draft.products.length === 1 ? draft.products[0] : undefined;
  const current = draft.products.find(isOpen);
  const meant = product ?? only ?? current;
  if (meant) return { draft: { ...draft, focus: meant.id } };
  const what = texts.labels[change.field as 'model'];
  return {
    ask: texts.whichProduct(
      what,
      draft.products.map(one => nameOf(draft, one)),
    ),
  };
}

/** "Remove product 2." */
function removal(texts: Texts, heard: Heard, draft: Draft): { draft: Draft; say: string } | undefined {
  const wanted =
    /^\W*(?:please )?(?:remove|delete|drop|take out) (?:the )?(?:product|item|unit|number|#) ?(\d{1,2})\W*$/i.exec(
      heard.text,
    );
  const product = wanted && draft.products[Number(wanted[1]) - 1];
  if (!product || draft.caseNumber || draft.products.length < 2) return undefined;
  const products = draft.products.filter(other => other.id !== product.id);
  return { draft: { ...draft, products, focus: undefined }, say: texts.removed(nameOf(draft, product)) };
}
