import { z } from 'zod';
import type { Article } from './article.ts';

const slug = z.string().regex(/^[a-z\d]+(-[a-z\d]+)*$/, 'must be small letters, digits and dashes');

/** What articles are grouped by where people browse them. */
export const Topic = z.strictObject({
  id: slug,
  title: z.string().trim().min(1).max(40),
  /** Ids, the most useful first. */
  articles: z.array(z.string()).min(1),
});
export type Topic = z.infer<typeof Topic>;

/** A topic with its articles instead of their ids. */
export interface Shelf {
  id: string;
  title: string;
  articles: readonly Article[];
}

export interface Library {
  shelves: readonly Shelf[];
  article(id: string): Article | undefined;
  /** Where an article stands; every article stands somewhere. */
  shelfOf(article: Article): Shelf;
  related(article: Article): Article[];
}

/** @param rest the title over articles that no topic names: they come last */
export function createLibrary(articles: readonly Article[], topics: readonly Topic[], rest: string): Library {
  const byId = new Map(articles.map(article => [article.id, article]));
  const known = (ids: readonly string[]) => ids.flatMap(id => byId.get(id) ?? []);
  const named = new Set(topics.flatMap(topic => topic.articles));
  const others: Shelf = { id: 'others', title: rest, articles: articles.filter(({ id }) => !named.has(id)) };
  const shelves = [...topics.map(topic => ({ ...topic, articles: known(topic.articles) })), others].filter(
    shelf => shelf.articles.length > 0,
  );
  const shelfById = new Map(shelves.flatMap(shelf => shelf.articles.map(({ id }) => [id, shelf])));
  return {
    shelves,
    article: id => byId.get(id),
    shelfOf: ({ id }) => shelfById.get(id) ?? others,
    related: ({ related }) => known(related),
  };
}
