/** How every numbered document comes to be: once per request, under a number that nobody else has (R21 to R23). */
import type { DrawNumber, NumberKind } from './numbers.ts';
import { type Collection, isDuplicateKey, type Stored } from './store/port.ts';

/** A document that is issued at most once for its request, however often that is repeated. */
export interface Issued extends Stored {
  requestKey: string;
}

/** Numbers run out of luck only where the kind is nearly used up: 100 million each. */
const MOST_DRAWS = 20;

/**
 * Inserts what `build` makes of a fresh number. Where the request key is taken, the document issued before is the
 * answer (R23); where the number is taken, another is drawn. One round trip unless something collides.
 */
export async function issueOnce<T extends Issued>(
  collection: Collection<T>,
  draw: DrawNumber,
  kind: NumberKind,
  build: (number: string) => T,
): Promise<T> {
  for (let draws = 0; draws < MOST_DRAWS; draws++) {
    const document = build(draw(kind));
    try {
      await collection.insertOne(document);
      return document;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const before = await collection.findOne({ requestKey: document.requestKey });
      if (before) return before;
    }
  }
  throw new Error(`no free ${kind} number after ${MOST_DRAWS} draws`);
}
