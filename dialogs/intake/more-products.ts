/** Any number of products in one case: is there another? */
import type { Catalog } from '../../services/catalog/product.ts';
import type { AskStep, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { type Draft, isOpen, MOST_PRODUCTS, type Product, withProducts } from './draft.ts';
import { likeBefore, mentioned } from './mentioned.ts';

/** "We have tried all of that": a "we have" that says nothing about another product. */
const TRIED =
  /^\W*(?:(?:yes|yeah|yep)\W+)?(?:i|we)(?: have|'ve| did|)(?: already)? (?:tried|done|did|checked|gone through)\b/i;

export function moreProductsStep({ texts, catalog }: { texts: Texts; catalog: Catalog }): AskStep<Draft> {
  /** "Same model" is that of the last one. */
  function alike(heard: Heard, draft: Draft, told: Partial<Product> = {}): Partial<Product> {
    const before = draft.products.at(-1);
    return before ? likeBefore(told, before, heard) : told;
  }
  return {
    kind: 'ask',
    name: 'more-products',
    pending: draft => draft.products.length > 0 && !draft.products.some(isOpen) && draft.complete === undefined,
    ask: draft =>
      draft.products.length < MOST_PRODUCTS
        ? { text: texts.askMore(draft.products.length), choices: texts.moreChoices }
        : { text: texts.enoughProducts(MOST_PRODUCTS), choices: texts.allChoice },
    answer(heard, draft) {
      const count = heard.understood.slots.quantity ?? 1;
      const room = MOST_PRODUCTS - draft.products.length;
      // "Is that all, or is there another?": "yes, that's all" and "no" both end the list.
      const done =
        !/\?|\bnot (all|yet|everything)\b|\b(one more|another)\b/i.test(heard.text) &&
        /^\W*(no(pe)?|nah|yes,? )?\W*(that'?s|that is|that was|that will be|it'?s)?\W*(all|it|everything|just (this|that|the) one|only (this|that|the|one).*|nothing else|no more|none|done|finished)\b/i.test(
          heard.text,
        );
      const named =
        heard.understood.slots.products.length > 0 || ['model', 'family'].includes(catalog.match(heard.text).kind);
      const more =
        /\bnot (all|yet|everything)\b|\b(same (?:model|type|kind)|another|(?<!\b(?:no|nothing|not any) )more|also|add|second one|other one)\b/i.test(
          heard.text,
        );
      if (!named && !more && (heard.understood.answer === 'no' || done))
        return { kind: 'taken', draft: { ...draft, complete: true } };
      if (room < count)
        return { kind: 'taken', draft: { ...draft, complete: true }, say: texts.enoughProducts(MOST_PRODUCTS) };
      if (named)
        return {
          kind: 'taken',
          draft: withProducts(
            draft,
            mentioned(heard, catalog, true).map(one => alike(heard, draft, one)),
          ),
        };
      if (TRIED.test(heard.text)) return { kind: 'unclear' };
      if (more || heard.understood.answer === 'yes') {
        return {
          kind: 'taken',
          draft: withProducts(
            draft,
            Array.from({ length: count }, () => alike(heard, draft)),
          ),
        };
      }
      return { kind: 'unclear' };
    },
  };
}
