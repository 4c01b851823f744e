/** Adaptive Cards' format, as far as it is written here; the tests hold it against the format's own parser. */

export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  /** 1.3 is as much as Teams shows of an address that unfurls. */
  version: '1.5' | '1.3';
  /** Read aloud after the message's own words, and the name of the card for assistive technology. */
  speak: string;
  /** For a client that cannot render this version. */
  fallbackText: string;
  body: Element[];
  actions?: Element[];
  /** Teams asks for it anew by itself, for up to 60 of those who see it (their ids for the bot). */
  refresh?: { action: Element; userIds?: string[] };
}

export type Element = { type: string } & Record<string, unknown>;

/** For `speak`, which may be SSML: no tag is left to be one. */
export function aloud(text: string): string {
  return text.replace(/[<>&]/g, ' ');
}

/** A line that shows what it holds as it is: no Markdown, no HTML. */
export function run(text: string, look: Record<string, unknown> = {}): Element {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...look }] };
}
