/** Adaptive Cards' format, as far as it is written here; the tests hold it against the format's own parser. */

export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  version: '1.5';
  /** Read aloud after the message's own words, and the name of the card for assistive technology. */
  speak: string;
  /** For a client that cannot render this version. */
  fallbackText: string;
  body: Element[];
  actions?: Element[];
}

export type Element = { type: string } & Record<string, unknown>;

/** A line that shows what it holds as it is: no Markdown, no HTML. */
export function run(text: string, look: Record<string, unknown> = {}): Element {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...look }] };
}
