/** A question of staff answered by the articles that answer customers; what none of them tells is said to be unknown. */
import type { Article } from '../../../../services/knowledge/article.ts';
import type { Knowledge } from '../../../../services/knowledge/knowledge.ts';
import type { Feature } from '../feature.ts';
import type { StaffTexts } from '../texts.ts';

export interface AskingDependencies {
  knowledge: Pick<Knowledge, 'find' | 'named'>;
  /** The address of an article's page. */
  pageOf: (article: Article) => string;
  texts: StaffTexts;
}

/** "ask …", "faq: …" in any case; a question only where an article is sure to answer it, as names are searched for too. */
const ASKED = /^\W*(?:ask|faq|question)\b[\s:,-]*/i;
const QUESTION = /\?\s*$|^\W*(?:how|what|when|where|why|which|who|do|does|is|are|can|may|must|should)\b.*\s/i;

export function createAsking({ knowledge, pageOf, texts }: AskingDependencies): Feature {
  return {
    async message(text, at) {
      const isAsked = ASKED.test(text);
      if (!isAsked && !QUESTION.test(text)) return false;
      const question = text.replace(ASKED, '').trim();
      if (question === '') return false;
      const { verdict, ranked } = await knowledge.find(question);
      const [first] = ranked;
      if (verdict === 'sure' && first) {
        await at.say({ text: `${first.article.text}\n\n[${first.article.title}](${pageOf(first.article)})` });
        return true;
      }
      if (!isAsked) return false;
      const near = verdict === 'perhaps' ? ranked.slice(0, 3).map(({ article }) => article) : [];
      await at.say({ text: texts.noAnswer(near.map(article => `[${article.title}](${pageOf(article)})`)) });
      return true;
    },
  };
}
