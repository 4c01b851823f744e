/** Questions answered: by the articles, and where somebody asks about their own things, by catalog and return as well. */
import type { Article } from '../services/knowledge/article.ts';
import type { Knowledge, Ranked } from '../services/knowledge/knowledge.ts';
import { createOwnLines, type OwnThingsDependencies, type Scene } from './own-things.ts';
import type { Reply } from './reply.ts';
import type { Heard, Told } from './step.ts';
import { asksOfForeignThing } from './understanding/clauses.ts';

export interface Answers {
  tell(heard: Heard, scene: Scene): Promise<Told>;
  /** The article that a message names by its title, as the choices do. */
  named(text: string): Article | undefined;
  /** Titles of what is related to an article, to go on with. */
  related(article: Article): string[];
}

export interface AnswersDependencies extends OwnThingsDependencies {
  knowledge: Knowledge;
  drawKey: () => string;
}

const OFFERED = 3;
/** A second article is told along where the question asks for two things about as likely ("30 days or 90?"). */
const ALONG = 0.3;

/** Where a message turns to its next question: "how do I pack it and how long do I have?" */
const NEXT_QUESTION =
  /(?<=[?!.])\s+|(?:,? (?:and|also|plus)|,) (?=(?:how|what|when|where|why|who|which|do|does|can|could|is|are|will|by when)\b)/i;
const ASKS =
  /\?|^\W*(?:how|what|when|where|why|who|which|do|does|did|can|could|is|are|will|would|should|may|by when|until when)\b/i;
const MOST_QUESTIONS = 3;
const FOLLOW_UP = /^\W*(?:and|so|but|then|what about|how about)\b|\b(?:that|this|those|these)\b/i;
const LONGEST_FOLLOW_UP = 60;
/** How likely it must be in the light of the answer before. */
const GOES_ON = 0.1;
/** How little it counts what the follow-up would mean without that: "how much is that?" alone asks for a repair's price. */
const ALONE = 0.25;
const UNLIKELY = 0.01;
/** "What was my RMA number again?" */
const OWN_NUMBER =
  /\b(?:what|which|where|remind|tell|repeat|again|forgot|lost|give)\b.{0,30}\b(?:my|our)\b.{0,12}\b(?:case|rma|return|support|reference|ticket)\b.{0,12}\b(?:numbers?|no|id)\b/i;

export function createAnswers(deps: AnswersDependencies): Answers {
  const { texts, knowledge } = deps;
  const ownLines = createOwnLines(deps);

  async function tell(heard: Heard, scene: Scene): Promise<Told> {
    const named = knowledge.named(heard.text);
    if (named) return answered([named], heard, scene);
    if (OWN_NUMBER.test(heard.text) && scene.caseNumber) {
      return { kind: 'offered', reply: { text: texts.ownNumbers(scene.caseNumber, scene.rma?.number) } };
    }
    const { foreign } = heard.understood.slots;
    if (foreign) return { kind: 'unknown', reply: { text: texts.foreignModel(foreign) } };
    const unknown: Told = { kind: 'unknown', reply: { text: texts.unknownAnswer } };
    if (asksOfForeignThing(heard.text)) return unknown;
    const found = await articlesFor(heard.text, scene);
    if (found.sure.length > 0) return answered(found.sure, heard, scene);
    const [first, second] = found.ranked;
    if (!first) return unknown;
    // "How do I box up a Spectra?" may mean any of the articles on packing: what is told of the Spectra answers it.
    const isOneRule = second?.rule.join() === first.rule.join();
    if (isOneRule && (await ownLines(first, heard, scene)).length > 0) return answered([first], heard, scene);
    return { kind: 'offered', reply: texts.didYouAsk(found.ranked.slice(0, OFFERED).map(({ title }) => title)) };
  }

  /** The articles that answer for sure; where there are none, those that may, the likeliest first. */
  async function articlesFor(text: string, { before }: Scene): Promise<{ sure: Article[]; ranked: Article[] }> {
    const whole = await knowledge.find(text);
    const parts = text
      .split(NEXT_QUESTION)
      .filter(part => ASKS.test(part))
      .slice(-MOST_QUESTIONS);
    const isWhole = parts[0]?.length === text.length;
    const found = isWhole ? [] : await Promise.all(parts.map(part => knowledge.find(part)));
    const sure = found.flatMap(({ verdict, ranked }) => (verdict === 'sure' ? (ranked[0]?.article ?? []) : []));
    const distinct = [...new Set(sure)];
    const [first, second] = whole.ranked;
    if (distinct.length > 1 || (distinct.length > 0 && whole.verdict !== 'sure')) return { sure: distinct, ranked: [] };
    const following = before && text.length <= LONGEST_FOLLOW_UP && FOLLOW_UP.test(text) ? before : undefined;
    const meant = following && (await goingOn(text, following, whole.ranked));
    if (meant) return { sure: [meant], ranked: [] };
    if (whole.verdict === 'sure' && first) {
      return { sure: [first.article, ...(second && second.chance >= ALONG ? [second.article] : [])], ranked: [] };
    }
    return { sure: [], ranked: whole.verdict === 'perhaps' ? whole.ranked.map(({ article }) => article) : [] };
  }

  /** "And how much is that?": what fits both the question and what was answered before. */
  async function goingOn(text: string, before: Article, alone: readonly Ranked[]): Promise<Article | undefined> {
    const { ranked } = await knowledge.find(`${before.title}: ${text}`);
    const chances = new Map(alone.map(({ article, chance }) => [article, chance]));
    const both = ranked
      .filter(({ chance }) => chance >= GOES_ON)
      .map(({ article, chance }) => ({
        article,
        fits: chance * Math.max(chances.get(article) ?? 0, UNLIKELY) ** ALONE,
      }));
    return both.sort((a, b) => b.fits - a.fits)[0]?.article;
  }

  async function answered(articles: readonly Article[], heard: Heard, scene: Scene): Promise<Told> {
    const [article] = articles;
    if (!article) throw new Error('an answer needs an article');
    const own = await ownLines(article, heard, scene);
    const reply: Reply = {
      text: [...articles.map(({ text }) => text), ...own].join('\n\n'),
      speak: articles.map(({ speak }) => speak).join(' '),
      article: article.id,
      vote: deps.drawKey(),
    };
    return { kind: 'answered', reply, article };
  }

  return {
    tell,
    named: text => knowledge.named(text),
    related: ({ related }) => related.flatMap(id => knowledge.named(id)?.title ?? []).slice(0, OFFERED),
  };
}
