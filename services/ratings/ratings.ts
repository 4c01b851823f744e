/** How conversations went, as people say at their end: scores counted by day, comments for the support lead to read. */
import { z } from 'zod';
import { dateIn } from '../calendar.ts';
import { type Index, isDuplicateKey, type Store } from '../store/port.ts';

/** 5 is the best. */
export const SCORES = [5, 4, 3, 2, 1] as const;
export const Score = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
export type Score = z.infer<typeof Score>;

/** Says nothing of who gave it, or of what. */
const Rating = z.object({ _id: z.string(), day: z.string(), score: Score, expiresAt: z.date() });
type Rating = z.infer<typeof Rating>;

const Comment = z.object({
  _id: z.string(),
  caseNumber: z.string(),
  score: Score,
  text: z.string(),
  at: z.date(),
  expiresAt: z.date(),
});
type Comment = z.infer<typeof Comment>;

export type SaidOf = Pick<Comment, 'caseNumber' | 'score' | 'text' | 'at'>;

export type Counts = Record<Score, number>;

export interface Ratings {
  /** One for each `key`, which was drawn with the question; whoever answers anew has changed their mind. */
  rate(rating: { key: string; score: Score }): Promise<void>;
  /** Under the same key; cut at `LONGEST_COMMENT`. */
  comment(comment: { key: string; score: Score; caseNumber: string; text: string }): Promise<void>;
  /** What was said of these cases, oldest first. */
  commentsOn(caseNumbers: readonly string[]): Promise<SaidOf[]>;
  /** Puts a word in the place of what was said; the score stays. */
  eraseComments(caseNumbers: readonly string[], word: string): Promise<void>;
  /** Of each of the latest days (ISO, the maker's calendar) that has any, oldest first. */
  latest(days: number): Promise<{ day: string; scores: Counts }[]>;
}

export const ratingIndexes: Index[] = [
  { collection: 'ratings', key: { day: 1 } },
  { collection: 'ratings', key: { expiresAt: 1 }, expires: true },
  { collection: 'comments', key: { caseNumber: 1 } },
  { collection: 'comments', key: { expiresAt: 1 }, expires: true },
];

const DAY_MS = 86_400_000;
export const DAYS_KEPT = 365;
export const LONGEST_COMMENT = 1_000;

export function createRatings(deps: { store: Store; now: () => Date; timeZone: string }): Ratings {
  const { store, now, timeZone } = deps;
  const ratings = store.collection<Rating>('ratings');
  const comments = store.collection<Comment>('comments');
  const ending = (at: Date) => new Date(at.getTime() + DAYS_KEPT * DAY_MS);

  return {
    async rate({ key, score }) {
      const at = now();
      try {
        await ratings.insertOne({ _id: key, day: dateIn(timeZone, at), score, expiresAt: ending(at) });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        await ratings.updateOne({ _id: key }, { $set: { score } });
      }
    },

    async comment({ key, score, caseNumber, text }) {
      const at = now();
      const said = text.slice(0, LONGEST_COMMENT);
      try {
        await comments.insertOne({ _id: key, caseNumber, score, text: said, at, expiresAt: ending(at) });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },

    async commentsOn(caseNumbers) {
      const found = await comments.find({ caseNumber: { $in: [...caseNumbers] } }, { sort: { at: 1 } }).toArray();
      return found.map(({ caseNumber, score, text, at }) => ({ caseNumber, score, text, at }));
    },

    async eraseComments(caseNumbers, word) {
      for (const { _id } of await comments.find({ caseNumber: { $in: [...caseNumbers] } }).toArray()) {
        await comments.updateOne({ _id }, { $set: { text: word } });
      }
    },

    async latest(days) {
      const from = dateIn(timeZone, new Date(now().getTime() - (days - 1) * DAY_MS));
      const counted = new Map<string, Counts>();
      for (const { day, score } of await ratings.find({ day: { $gte: from } }, { sort: { day: 1 } }).toArray()) {
        const scores = counted.get(day) ?? noCounts();
        counted.set(day, { ...scores, [score]: scores[score] + 1 });
      }
      return [...counted].map(([day, scores]) => ({ day, scores }));
    },
  };
}

export function noCounts(): Counts {
  return { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
}
