/** Cover, told for each product as soon as it is known which one it is (R5). */

import type { Catalog } from '../../services/catalog/product.ts';
import type { Units } from '../../services/catalog/units.ts';
import { judgeWarranty } from '../../services/catalog/warranty.ts';
import type { DoStep } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { type Draft, isOpen, type Product, withProduct } from './draft.ts';
import { nameOf } from './product-turns.ts';

export function warrantyStep(deps: {
  texts: Texts;
  catalog: Catalog;
  units: Pick<Units, 'find'>;
  warrantyOtherwise: number;
}): DoStep<Draft> {
  const untold = (product: Product) => product.warranty === undefined && !isOpen(product);
  return {
    kind: 'do',
    name: 'warranty',
    pending: draft => draft.products.some(untold),
    async run(draft, turn) {
      let told = draft;
      const lines: string[] = [];
      for (const product of draft.products.filter(untold)) {
        const unit = product.serial ? await deps.units.find(product.serial.value) : undefined;
        const warranty = judgeWarranty(
          { family: deps.catalog.family(product.family ?? ''), shipped: unit?.shipped },
          turn.today,
          deps.warrantyOtherwise,
        );
        told = { ...withProduct(told, product.id, { warranty }), focus: draft.focus };
        const name = warranty.kind === 'unconfirmed' ? (product.model ?? '') : nameOf(draft, product);
        lines.push(deps.texts.warranty(name, warranty, turn.locale));
      }
      return { kind: 'done', draft: told, replies: [{ text: [...new Set(lines)].join('\n\n') }] };
    },
  };
}
