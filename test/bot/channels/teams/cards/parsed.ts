/** Cards held against the format's own parser. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { AdaptiveCard as Card } from '../../../../../bot/channels/elements.ts';

// Its modules are for bundlers; the bundle is what Node can load.
const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof import('adaptivecards');

/** Rejects a card in which the parser of its version finds anything wrong, or that is too large for Teams. */
export function assertFit(card: Card): void {
  const context = new SerializationContext(card.version === '1.3' ? Versions.v1_3 : Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse(JSON.parse(JSON.stringify(card)), context);
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  assert.deepEqual(events, []);
  assert.deepEqual(parsed.validateProperties().validationEvents, []);
  const size = Buffer.byteLength(JSON.stringify(card));
  assert.ok(size < 24_000, `${size} bytes`);
}

/** Every object in a card, the elements and actions among them. */
export function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

/** All that a reader can read on it, folded or not, line by line. */
export function textOf(card: unknown): string {
  const blocks = objectsIn(card).filter(({ type }) => type === 'RichTextBlock');
  return blocks.map(({ inlines }) => (inlines as { text: string }[]).map(({ text }) => text).join('')).join('\n');
}
