/** Questions answered: by the articles, and where somebody asks about their own things, by catalog and return as well. */
import type { Article } from '../services/knowledge/article.ts';
import type { Knowledge } from '../services/knowledge/knowledge.ts';
import { createOwnLines, type OwnThingsDependencies, type Scene } from './own-things.ts';
import type { Reply } from './reply.ts';
import type { Heard } from './step.ts';
import { asksOfForeignThing } from './understanding/clauses.ts';

export type Told =
  | { kind: 'answered'; reply: Reply; article: Article }
  /** Choices of what may have been meant. */
  | { kind: 'offered'; reply: Reply }
  /** No article tells that; the reply says so, and who can help. */
  | { kind: 'unknown'; reply: Reply };

export interface Answers {
  tell(heard: Heard, scene: Scene): Promise<Told>;
  /** The article that a message names by its title, as the choices do. */
  named(text: string): Article | undefined;
  /** Titles of what is related to an article, to go on with. */
  related(article: Article): string[];
}

export interface AnswersDependencies extends OwnThingsDependencies {
  knowledge: Knowledge;
}

const OFFERED = 3;
/** A second article is told along where the question asks for two things about as likely ("30 days or 90?"). */
const ALONG = 0.3;

export function createAnswers(deps: AnswersDependencies): Answers {
  const { texts, knowledge } = deps;
  const ownLines = createOwnLines(deps);

  async function tell(heard: Heard, scene: Scene): Promise<Told> {
    const named = knowledge.named(heard.text);
    if (named) return answered([named], heard, scene);
    const unknown: Told = { kind: 'unknown', reply: { text: texts.unknownAnswer } };
    const { foreign } = heard.understood.slots;
    if (foreign) return { ...unknown, reply: { text: texts.foreignModel(foreign) } };
    if (asksOfForeignThing(heard.text)) return unknown;
    const { verdict, ranked } = await knowledge.find(heard.text);
    const [first, second] = ranked;
    if (verdict === 'none' || !first) return unknown;
    // "How do I box up a Spectra?" may mean any of the articles on packing: what is told of the Spectra answers it.
    const isOneRule = second?.article.rule.join() === first.article.rule.join();
    if (verdict === 'perhaps' && isOneRule && (await ownLines(first.article, heard, scene)).length > 0) {
      return answered([first.article], heard, scene);
    }
    if (verdict === 'perhaps') {
      const titles = ranked.slice(0, OFFERED).map(({ article }) => article.title);
      return { kind: 'offered', reply: texts.didYouAsk(titles) };
    }
    const along = second && second.chance >= ALONG ? [second.article] : [];
    return answered([first.article, ...along], heard, scene);
  }

  async function answered(articles: [Article, ...Article[]], heard: Heard, scene: Scene): Promise<Told> {
    const [article] = articles;
    const own = await ownLines(article, heard, scene);
    const reply: Reply = {
      text: [...articles.map(({ text }) => text), ...own].join('\n\n'),
      speak: articles.map(({ speak }) => speak).join(' '),
      article: article.id,
    };
    return { kind: 'answered', reply, article };
  }

  return {
    tell,
    named: text => knowledge.named(text),
    related: ({ related }) => related.flatMap(id => knowledge.named(id)?.title ?? []).slice(0, OFFERED),
  };
}
