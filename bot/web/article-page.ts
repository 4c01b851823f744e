/** One article, with where it stands and what somebody would ask next. */
import type { Article } from '../../services/knowledge/article.ts';
import type { Library } from '../../services/knowledge/topic.ts';
import { breadcrumbs } from './crumbs.ts';
import { helpBand } from './help-band.ts';
import { html } from './html.ts';
import { layout, type Site } from './layout.ts';
import { renderMarkdown } from './markdown.ts';
import { searchForm } from './search-form.ts';
import { articleLink } from './shelves.ts';

export function articlePage(site: Site, library: Library, article: Article): string {
  const { company } = site;
  const { id, title, speak, text } = article;
  const shelf = library.shelfOf(article);
  const related = library.related(article);
  const nearby = shelf.articles.filter(other => other.id !== id && !related.includes(other));

  const main = html`<div class="wrap sub">
  ${searchForm()}
  ${breadcrumbs([{ title: shelf.title, path: `./#topic-${shelf.id}` }], title)}
  <div class="columns">
    <article class="article">
      <h1>${title}</h1>
      <div class="prose">${renderMarkdown(text, company.tollFree)}</div>
    </article>
    <aside class="beside" aria-label="More articles">
      ${listed('Asked next', related)}
      ${listed(shelf.title, nearby)}
    </aside>
  </div>
  ${helpBand(company, {
    title: 'Not quite what you need?',
    text: 'Tell us about your product. We take it from here.',
    subject: title,
  })}
</div>`;
  return layout(site, {
    title: `${title} · ${company.name} support`,
    description: speak,
    canonical: `articles/${id}`,
    main,
  });
}

function listed(title: string, articles: readonly Article[]) {
  if (articles.length === 0) return '';
  return html`<section><h2>${title}</h2><ul>${articles.map(article => html`<li>${articleLink(article)}</li>`)}</ul></section>`;
}
