/** What is told of a product's model goes to the product in question, and to those alike. */
import { type Draft, lacksModel, type Product, productFor, withProduct, withProducts } from './draft.ts';
import { batchOf } from './product-turns.ts';

/** The product in question with its model; the first one is made by naming it. */
export function named(draft: Draft, changes: Partial<Product>): Draft {
  const told = { ...changes, claimed: undefined, maker: undefined };
  const product = productFor(draft, lacksModel) ?? draft.products.at(-1);
  if (!product) return withProducts(draft, [told]);
  const batch = product.model === undefined ? batchOf(draft, product, lacksModel) : [product];
  return batch.reduce((rest, one) => withProduct(rest, one.id, { ...told, warranty: undefined }), draft);
}

/** What is known of the product in question before its model is. */
export function noting(draft: Draft, changes: Partial<Product>): Draft {
  const product = productFor(draft, lacksModel);
  const isTold = Object.values(changes).some(value => value !== undefined);
  if (!product) return draft.products.length === 0 && isTold ? withProducts(draft, [changes]) : draft;
  return { ...withProduct(draft, product.id, changes), focus: draft.focus };
}
