import { plainWords } from './plain-words.ts';
import { isFault } from './problem.ts';
import { type Mood, moodOf } from './questions.ts';

/** One clause of a message, as the intent rules look at it. */
export interface Clause {
  written: string;
  /** As `plainWords` writes them. */
  words: string;
  mood: Mood;
  /** It tells that something of ours is broken. */
  isFault: boolean;
}

/** What breaks, too, but nobody here repairs. */
const FOREIGN_THINGS =
  'car|truck|laptop|fridge|refrigerator|iphone|android|tv|printer|toaster|bike|bicycle|dishwasher|washing machine|microwave|oven|heating|sink|toilet|headphones?|playstation|xbox';
const FOREIGN_THING = new RegExp(` (?:${FOREIGN_THINGS}) `);
const OWN_FOREIGN_THING = new RegExp(` (?:my|our) (?:${FOREIGN_THINGS}) `);

/** "Is my iphone covered too?": a thing of theirs that nobody here repairs. */
export function asksOfForeignThing(text: string): boolean {
  return OWN_FOREIGN_THING.test(plainWords(text.slice(-LONGEST_CLAUSE)));
}

/** Where a sentence ends, or turns from telling to asking: "…and how long", "…, can you", "… so what is that". */
const TURN =
  /(?<=[.!?;])\s+|\n+|,? (?=(?:and|but|so|or) (?:how|what|when|where|why|who|is|do|does|can|could|will|should)\b)|, (?=(?:how|what|when|where|why|who|which|is|do|does|did|can|could|will|should|are|please|i need|i want|i'd|we need|we want)\b)|(?<=\b\p{L}{2,20} \p{L}{2,20} \p{L}{1,20} )(?=(?:so )?(?:what|how|where|when|why) (?:exactly )?(?:is|are|do|does|can|should|would|will)\b)| - /iu;

const LONGEST_CLAUSE = 400;
/** Of a longer message the end is read: there people come to the point. */
const MOST_CLAUSES = 24;

export function clausesOf(text: string): Clause[] {
  return text
    .split(TURN)
    .filter(clause => /[\p{L}\d]/u.test(clause))
    .slice(-MOST_CLAUSES)
    .map(written => {
      const words = plainWords(written.slice(0, LONGEST_CLAUSE));
      return {
        written,
        words,
        mood: moodOf(words, written.trimEnd().endsWith('?')),
        isFault: isFault(words) && !FOREIGN_THING.test(words),
      };
    });
}
