/** Whose turn it is: one product is asked about after another, and units alike are asked about together. */
import { type Draft, isOpen, type Product, productFor } from './draft.ts';

/** Whether the product whose turn it is lacks this, and everything asked before it is there. */
export function due(lacks: (product: Product) => boolean) {
  return (draft: Draft) => {
    const product = draft.products.find(isOpen);
    return product !== undefined && lacks(product);
  };
}

/** Products named together ("three ES30C") answer together while nothing tells them apart. */
export function batchOf(draft: Draft, product: Product, lacks: (product: Product) => boolean): Product[] {
  const alike = (other: Product) =>
    Boolean(product.model ?? product.family) && other.model === product.model && other.family === product.family;
  return draft.products.filter(other => other.id === product.id || (lacks(other) && alike(other)));
}

/** How a product is called in a question: its model, and which one of several alike. */
export function nameOf(draft: Draft, product: Product | undefined): string {
  if (!product?.model) return 'product';
  const alike = draft.products.filter(other => other.model === product.model);
  return alike.length > 1
    ? `${product.model} (number ${alike.indexOf(product) + 1} of ${alike.length})`
    : product.model;
}

/** The answer of the product in question as it stands. */
export function shownOf(
  draft: Draft,
  lacks: (product: Product) => boolean,
  show: (product: Product) => string | null | undefined,
): string | undefined {
  const product = productFor(draft, lacks) ?? draft.products.at(-1);
  return product ? (show(product) ?? undefined) : undefined;
}
