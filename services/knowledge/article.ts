import { z } from 'zod';

const sentence = z.string().trim().min(1);

/** What stands above an article's text. */
export const ArticleHead = z.strictObject({
  title: sentence.max(80),
  /** The rules of the domain that it tells (`R9`). */
  rule: z
    .union([z.string(), z.array(z.string())])
    .transform(rules => [rules].flat())
    .pipe(z.array(z.string().regex(/^R\d+$/, 'must be a rule such as R9')).min(1)),
  /** Ids of articles that somebody would ask for next. */
  related: z.array(z.string()).max(6),
  /** The answer for the ear: short, no Markdown. */
  speak: sentence
    .max(300, 'must be 300 characters at most: it is spoken')
    .refine(isSpeakable, 'must be plain words, without Markdown or web addresses'),
  /** How people ask for it: the desk learns from these. */
  questions: z.array(sentence.max(300)).min(6, 'must have six example questions at least'),
});

/** One thing that the desk knows. Its id is the name of its file. */
export interface Article extends z.infer<typeof ArticleHead> {
  id: string;
  /** The answer for the eye, in light Markdown. */
  text: string;
}

/** The longest text that is read in a chat window without scrolling. */
export const LONGEST_ARTICLE = 900;

function isSpeakable(text: string): boolean {
  return !/[*_`#[\]<>|]|https?:|www\./.test(text);
}
