/** What the customer decides when a unit comes in: firmware (R13), data on disks (R14), speed (R19), news by mail (R11). */
import type { Catalog } from '../../services/catalog/product.ts';
import type { AskStep, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { type Draft, type Product, productFor, withProduct } from './draft.ts';
import { firmwareStep, firmwareVersionStep } from './firmware.ts';
import { nameOf } from './product-turns.ts';
import { yesNoSteps } from './yes-no-wishes.ts';

export interface WishDependencies {
  texts: Texts;
  catalog: Catalog;
}

export function wishSteps(deps: WishDependencies): AskStep<Draft>[] {
  const { texts } = deps;
  return [firmwareStep(texts), firmwareVersionStep(texts), dataStep(deps), ...yesNoSteps(texts)];
}

function dataStep({ texts, catalog }: WishDependencies): AskStep<Draft> {
  const lacksData = (product: Product) =>
    product.data === undefined && Boolean(product.family && catalog.family(product.family)?.disks);
  return {
    kind: 'ask',
    name: 'data',
    field: 'data',
    pending: draft => draft.products.some(lacksData),
    ask: draft => ({
      text: texts.askData(nameOf(draft, productFor(draft, lacksData) ?? draft.products.at(-1))),
      choices: texts.dataChoices,
    }),
    why: texts.whyData,
    answer(heard, draft) {
      const product = productFor(draft, lacksData) ?? draft.products.at(-1);
      const wish = dataWish(heard);
      if (!product || !wish) return { kind: 'unclear', say: texts.unclearData };
      return { kind: 'taken', draft: withProduct(draft, product.id, { data: wish }) };
    },
    shown(draft) {
      const wish = draft.products.find(product => product.data)?.data;
      return wish && texts.writeData(wish);
    },
  };
}

function dataWish(heard: Heard): Product['data'] {
  const { text } = heard;
  if (
    /\b(do(n'?t| not) need|not needed|no need|export(ed)?|backed up|back ?up|have (it|them|a copy)|i will|myself|erase|wipe|nothing (on|important))\b/i.test(
      text,
    )
  )
    return 'kept-by-customer';
  if (/\b(quote|recover\w*|copy|copied|save|need (it|them|the)|rescue|important)\b/i.test(text))
    return 'recovery-quote';
  return heard.understood.answer === 'no' ? 'kept-by-customer' : undefined;
}
