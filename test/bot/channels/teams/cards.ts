/** Holds a card against the format's own parser, and tells what stands on it. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const format = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof import('adaptivecards');

/** @returns the card, for going on */
export function assertCard<T extends object>(card: T | undefined): T {
  assert.ok(card);
  const context = new format.SerializationContext();
  const parsed = new format.AdaptiveCard();
  parsed.parse(card, context);
  const faults = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at)?.message);
  assert.deepEqual(faults, []);
  assert.deepEqual(
    parsed.validateProperties().validationEvents.map(({ message }) => message),
    [],
  );
  assert.ok(Buffer.byteLength(JSON.stringify(card), 'utf16le') < 48_000, 'a card is 24,000 characters at most');
  return card;
}

/** Every text on a card, in order. */
export function textsOf(card: unknown): string[] {
  if (Array.isArray(card)) return card.flatMap(textsOf);
  if (typeof card !== 'object' || card === null) return [];
  return Object.entries(card).flatMap(([name, value]) =>
    typeof value === 'string'
      ? ['text', 'title', 'label', 'value', 'placeholder'].includes(name)
        ? [value]
        : []
      : textsOf(value),
  );
}
