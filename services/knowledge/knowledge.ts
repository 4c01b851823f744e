/**
 * What the articles answer. Learns from their example questions which article a question means, and from
 * `otherQuestions` which questions none of them answers; finds paraphrases, slips, transcripts and stories.
 */
import { setImmediate } from 'node:timers/promises';
import type { Article } from './article.ts';
import { createFeatures } from './features.ts';
import { loadSentenceVectors } from './sentence-vectors.ts';
import { type Example, type Judge, learn } from './softmax.ts';
import { createWording } from './wording.ts';

export interface Ranked {
  article: Article;
  /** 0 to 1. */
  chance: number;
}

export interface Findings {
  /**
   * `sure`: the first article answers it. `perhaps`: one of the first three may. `none`: it is nothing that an article
   * tells, and nobody may guess at it.
   */
  verdict: 'sure' | 'perhaps' | 'none';
  /** Every article, the likeliest first. */
  ranked: readonly Ranked[];
}

export interface Knowledge {
  find(question: string): Promise<Findings>;
  /** The article with that id, or with exactly that title. */
  named(idOrTitle: string): Article | undefined;
  /** Resolves once it has learnt; a question before that waits. */
  ready(): Promise<void>;
}

/** From this chance on an article is the answer, and from that one it may be. */
const SURE = 0.4;
const PERHAPS = 0.16;
/** What the whole question counts beside its most telling sentence. */
const WHOLE = 0.5;

/** Learns when it is first asked, a few milliseconds at a time, or before that where `ready` is called. */
export function createKnowledge(deps: { articles: readonly Article[]; otherQuestions: readonly string[] }): Knowledge {
  const { articles, otherQuestions } = deps;
  let learning: ReturnType<typeof study> | undefined;
  const learnt = () => {
    learning ??= study(articles, otherQuestions);
    return learning;
  };
  const byName = new Map(
    articles.flatMap(article => [
      [article.id, article],
      [article.title.toLowerCase(), article],
    ]),
  );

  return {
    named: idOrTitle => byName.get(idOrTitle.trim().toLowerCase()),

    async ready() {
      await learnt();
    },

    async find(question) {
      const judge = await learnt();
      const chances = judge(question);
      const ranked = articles
        .map((article, at) => ({ article, chance: chances[at] ?? 0 }))
        .sort((a, b) => b.chance - a.chance);
      const best = ranked[0]?.chance ?? 0;
      return { ranked, verdict: best >= SURE ? 'sure' : best >= PERHAPS ? 'perhaps' : 'none' };
    },
  };
}

/** Resolves to what tells how likely each article is, and last, that it is none of them. */
async function study(articles: readonly Article[], otherQuestions: readonly string[]) {
  if (articles.length === 0) return () => new Float64Array(1).fill(1);
  const vectors = await loadSentenceVectors();
  const asked = [...articles.map(({ title, questions }) => [...questions, title]), otherQuestions];
  const wording = createWording(asked.flat(), vectors.knows);
  const plain = asked.map(questions => questions.map(wording.plain));
  const features = createFeatures(vectors, plain.flat());
  const examples: Example[] = plain.flatMap((questions, label) =>
    questions.map(question => ({ label, features: features.read(question) })),
  );
  const judge: Judge = await learn({
    examples,
    classes: asked.length,
    dense: vectors.dimensions,
    sparse: features.sparse,
    breathe: () => setImmediate(),
  });

  return (question: string): Float64Array => {
    const whole = judge(features.read(wording.plain(question)));
    const sentences = wording.sentences(question);
    if (sentences.length < 2) return whole;
    const parts = sentences.map(sentence => judge(features.read(sentence)));
    // The sentence that points most clearly at one article.
    const telling = parts.reduce((a, b) => (clearest(b) > clearest(a) ? b : a));
    return whole.map((chance, at) => WHOLE * chance + (1 - WHOLE) * (telling[at] ?? 0));
  };
}

function clearest(chances: Float64Array): number {
  return chances.subarray(0, -1).reduce((a, b) => Math.max(a, b), 0);
}
