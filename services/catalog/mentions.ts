import { createModelSearch } from './model-search.ts';
import { createNameSearch } from './name-search.ts';
import type { Names } from './names.ts';
import type { Prefixes } from './prefixes.ts';
import type { Family, Mention } from './product.ts';
import { tokensOf } from './tokens.ts';

/**
 * Builds the search for products inside sentences, in time linear in their length. What it finds is certain; what is
 * doubtful is left out, since a wrong product costs the customer more than a question.
 */
export function createMentions(
  families: readonly Family[],
  prefixes: Prefixes,
  names: Names,
): (text: string) => Mention[] {
  const models = createModelSearch(families, prefixes);
  const titles = createNameSearch(names);
  return text => {
    const tokens = tokensOf(text);
    const { found, rest } = models(text, tokens);
    return [...found, ...titles(text, rest)].sort((a, b) => a.start - b.start);
  };
}
