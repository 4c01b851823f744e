/** What a search finds, as plainly as the chat would say it: the answer, what comes close, or that there is none. */
import type { Article } from '../../services/knowledge/article.ts';
import type { Knowledge } from '../../services/knowledge/knowledge.ts';
import type { Library } from '../../services/knowledge/topic.ts';
import { breadcrumbs } from './crumbs.ts';
import { helpBand } from './help-band.ts';
import { type Html, html } from './html.ts';
import { layout, type Site } from './layout.ts';
import { excerpt, renderMarkdown } from './markdown.ts';
import { LONGEST_QUERY, searchForm } from './search-form.ts';
import { articleLink, shelfList } from './shelves.ts';

export type Found =
  | { kind: 'nothing asked' }
  | { kind: 'answer'; article: Article; close: Article[] }
  | { kind: 'close'; close: Article[] }
  | { kind: 'none' };

const MOST_CLOSE = 5;
/** So likely at least, to be shown beside what is likelier. */
const CLOSE = 0.02;
const EXCERPT = 150;
/** Of a question, what a heading repeats. */
const HEADING = 90;

/** A query as it is looked for: on one line, and no longer than the form allows. */
export function readQuery(typed: string): string {
  return [...typed.replace(/[\s\p{Cc}]+/gu, ' ').trim()].slice(0, LONGEST_QUERY).join('');
}

/** Waits where the engine still learns. */
export async function search(knowledge: Knowledge, library: Library, query: string): Promise<Found> {
  if (query === '') return { kind: 'nothing asked' };
  const { verdict, ranked } = await knowledge.find(query);
  const likely = ranked.filter(({ chance }) => chance >= CLOSE).map(({ article }) => article);
  const article = knowledge.named(query) ?? (verdict === 'sure' ? likely[0] : undefined);
  if (article) {
    const others = new Set([...likely, ...library.related(article)]);
    others.delete(article);
    return { kind: 'answer', article, close: [...others].slice(0, MOST_CLOSE) };
  }
  return verdict === 'perhaps' ? { kind: 'close', close: likely.slice(0, MOST_CLOSE) } : { kind: 'none' };
}

export function searchPage(site: Site, library: Library, query: string, found: Found): string {
  const { company } = site;
  const asked = shortened(query);
  const title = asked === '' ? 'Search the articles' : `“${asked}”`;
  const main = html`<div class="wrap sub">
  ${searchForm(query)}
  ${breadcrumbs([], 'Search')}
  ${results(site, library, asked, found)}
</div>`;
  return layout(site, {
    title: `${title} · ${company.name} support`,
    description: `Answers on cases, returns and repairs of ${company.name} products.`,
    main,
  });
}

function results({ company }: Site, library: Library, asked: string, found: Found): Html {
  const browse = html`<section class="browse" aria-labelledby="browse"><h2 id="browse">Browse by topic</h2>${shelfList(library.shelves)}</section>`;
  const further = (title: string, text: string) =>
    helpBand(company, { title, text, ...(asked === '' ? {} : { subject: asked }) });
  switch (found.kind) {
    case 'nothing asked':
      return html`<h1 class="smaller">Search the articles</h1><p class="lead">Ask in your own words, as you would ask a person.</p>${browse}`;
    case 'answer':
      return html`<h1 class="smaller">Answer to <q>${asked}</q></h1>
  <article class="answer">
    <h2>${articleLink(found.article)}</h2>
    <div class="prose">${renderMarkdown(found.article.text, company.tollFree)}</div>
  </article>
  ${closeOnes('Also close', found.close)}
  ${further('Not what you meant?', 'Put it another way above, or talk to us.')}`;
    case 'close':
      return html`<h1 class="smaller">These come close to <q>${asked}</q></h1>
  ${closeOnes('Articles', found.close)}
  ${further('None of these?', 'Put it another way above, or talk to us.')}`;
    case 'none':
      return html`<h1 class="smaller">Nothing found for <q>${asked}</q></h1>
  <p class="lead">None of our articles tells that, and we would rather not guess.</p>
  ${further('Ask us directly', 'Our people know more than our articles do.')}
  ${browse}`;
  }
}

function closeOnes(title: string, articles: readonly Article[]): Html | string {
  if (articles.length === 0) return '';
  return html`<section class="results" aria-labelledby="close"><h2 id="close">${title}</h2><ul>${articles.map(
    article => html`<li><h3>${articleLink(article)}</h3><p>${excerpt(article.text, EXCERPT)}</p></li>`,
  )}</ul></section>`;
}

function shortened(query: string): string {
  const letters = [...query];
  return letters.length <= HEADING ? query : `${letters.slice(0, HEADING).join('').trimEnd()}…`;
}
