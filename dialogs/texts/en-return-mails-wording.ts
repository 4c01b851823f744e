/** What several letters about a return say alike, in English. */
import type { DeskFacts } from './desk-facts.ts';
import { type LetterPart, says } from './letter.ts';
import type { ReturnTold, ToldItem } from './return-told.ts';

export const next = (text: string): LetterPart => says(`**What happens next:** ${text}`);

export function points(items: readonly ToldItem[], line: (item: ToldItem) => string): LetterPart {
  return { kind: 'points', items: items.map(line) };
}

/** R19. */
export function inTime({ expedited, items }: ReturnTold, facts: DeskFacts): string {
  return expedited
    ? 'You asked for expedited service, so it comes first.'
    : `A repair typically takes ${facts.turnaroundDays} business days${items.length > 1 ? ', more for several items' : ''}.`;
}

export function productsOf({ items }: Pick<ReturnTold, 'items'>): LetterPart {
  const [only] = items.length === 1 ? items : [];
  const names = items.map(({ name }) => name);
  return says(only ? `Product: ${only.name}` : `Products:\n${names.map(name => `- ${name}`).join('\n')}`);
}
