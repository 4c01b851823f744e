import { badArgument } from './refusal.ts';

/** How many messages a client has seen; none where it says nothing, or `-`. @throws {Refusal} for anything else. */
export function readWatermark(text: string | null): number {
  if (!text || text === '-') return 0;
  if (!/^\d{1,9}$/.test(text)) throw badArgument('The watermark must be one that this service gave out.');
  return Number(text);
}
