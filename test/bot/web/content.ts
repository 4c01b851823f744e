import type { Site } from '../../../bot/web/layout.ts';
import type { Article } from '../../../services/knowledge/article.ts';
import { createLibrary, type Topic } from '../../../services/knowledge/topic.ts';
import { COMPANY } from './company.ts';

/** An article about lenses, say, of which only what a test is about is told. */
export function article(id: string, told: Partial<Article> = {}): Article {
  const title = `All about ${id}`;
  return {
    id,
    title,
    rule: ['R1'],
    related: [],
    speak: `This is ${id}.`,
    questions: [],
    text: `Text on ${id}.`,
    ...told,
  };
}

export const TOPICS: Topic[] = [
  { id: 'glass', title: 'Glass & "grit"', articles: ['lenses', 'filters'] },
  { id: 'six', title: 'Six of them', articles: ['a', 'b', 'c', 'd', 'e', 'f'] },
];

export const ARTICLES: Article[] = [
  ...['a', 'b', 'c', 'd', 'e', 'f'].map(id => article(id)),
  article('filters'),
  article('lenses', { related: ['filters', 'a'], text: 'Clean **lenses**, or call (800) 555-0100.' }),
  article('stray'),
];

export const LIBRARY = createLibrary(ARTICLES, TOPICS, 'Further questions');

export function site(path = ''): Site {
  return {
    company: COMPANY,
    nonce: 'n0nce',
    asset: name => `assets/v1/${name}`,
    publicUrl: 'https://desk.example.com/support',
    path,
  };
}
