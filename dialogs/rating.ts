/** "How did it go?": asked once, when the numbers are out and the person has said that nothing more is wanted. */
import { z } from 'zod';
import { type Ratings, SCORES, Score } from '../services/ratings/ratings.ts';
import type { Reply } from './reply.ts';
import type { Heard } from './step.ts';
import type { Texts } from './texts/en.ts';

/** Where that question stands; once it has been asked it is not asked again. */
export const RatingAsked = z.object({
  key: z.string(),
  caseNumber: z.string(),
  /** `scored`: a comment is welcome. */
  stage: z.enum(['asked', 'scored', 'done']),
  score: Score.optional(),
});
export type RatingAsked = z.infer<typeof RatingAsked>;

export interface RatingDependencies {
  texts: Texts;
  ratings: Pick<Ratings, 'rate' | 'comment'>;
}

/** Whether the message ends the conversation. */
export function endsConversation({ text, understood }: Heard, texts: Texts): boolean {
  return ['thanks', 'goodbye'].includes(understood.intents[0]) || texts.nothingMore.test(text);
}

/** The question, after what is said to the farewell. */
export function askRating(texts: Texts, farewell: string): Reply {
  return {
    text: `${farewell}\n\n${texts.askRating}`,
    speak: `${farewell} ${texts.askRating}`,
    choices: SCORES.map(score => texts.ratings[score]),
    asksRating: true,
  };
}

/**
 * Takes the message that follows the question, or the score. Without a reply it is about something else, and the matter
 * is closed: nobody is asked twice.
 */
export async function takeRating(
  { texts, ratings }: RatingDependencies,
  asked: RatingAsked,
  heard: Heard,
): Promise<{ asked: RatingAsked; reply?: Reply }> {
  const { key, caseNumber, stage, score } = asked;
  const closed = { ...asked, stage: 'done' as const };
  if (stage === 'done') return { asked };
  const told = scoreIn(texts, heard.text);
  if (told !== undefined) {
    await ratings.rate({ key, score: told });
    return { asked: { ...asked, stage: 'scored', score: told }, reply: { text: texts.rated(told) } };
  }
  if (texts.skipWords.test(heard.text)) return { asked: closed, reply: { text: texts.ratingSkipped } };
  if (score === undefined || !isComment(heard)) return { asked: closed };
  await ratings.comment({ key, caseNumber, score, text: heard.text });
  return { asked: closed, reply: { text: texts.commentNoted } };
}

function scoreIn({ ratings }: Texts, text: string): Score | undefined {
  const said = text
    .trim()
    .replace(/[.!]+$/, '')
    .toLowerCase();
  const digit = /^([1-5])(?: ?\/ ?5| stars?)?$/.exec(said)?.[1];
  return SCORES.find(score => ratings[score].value.toLowerCase() === said || String(score) === digit);
}

const ABOUT_THE_CHAT = /\b(?:chat(?:ting|bot)?|bot|conversation|questions|answers|waiting|experience)\b/i;

/** Words about the conversation, and nothing that wants something done. */
function isComment({ text, understood }: Heard): boolean {
  const { intents, slots } = understood;
  // "The chat was slow" has the form of a fault.
  const blames = intents[0] === 'open-case' && ABOUT_THE_CHAT.test(text);
  const wants = !blames && !['none', 'thanks', 'greeting'].includes(intents[0]);
  const names = slots.products.length > 0 || [slots.caseNumber, slots.rmaNumber, slots.mistyped].some(Boolean);
  return !wants && !names && !text.includes('?') && /\p{L}{2}/u.test(text);
}
