import type { Article } from '../../services/knowledge/article.ts';
import type { Shelf } from '../../services/knowledge/topic.ts';
import { type Html, html } from './html.ts';

/** Shown of a topic at first; the rest unfolds. */
const SHOWN = 4;

export function articleLink({ id, title }: Pick<Article, 'id' | 'title'>): Html {
  return html`<a href="articles/${id}">${title}</a>`;
}

/** All articles by topic, for a section that is headed by an `h2`. */
export function shelfList(shelves: readonly Shelf[]): Html {
  return html`<div class="shelves">${shelves.map(one)}</div>`;
}

function one({ id, title, articles }: Shelf, _at: number, { length }: readonly Shelf[]): Html {
  const items = (some: readonly Article[]) =>
    html`<ul>${some.map(article => html`<li>${articleLink(article)}</li>`)}</ul>`;
  // One left over is shown as well: it takes no more room than the line that would unfold it.
  const shown = length === 1 || articles.length <= SHOWN + 1 ? articles.length : SHOWN;
  const rest = articles.slice(shown);
  return html`<section class="shelf" id="topic-${id}" aria-labelledby="heading-${id}">
  <h3 id="heading-${id}">${title}</h3>
  ${items(articles.slice(0, shown))}${
    rest.length === 0
      ? ''
      : html`
  <details><summary>${String(rest.length)} more<span class="unseen"> on ${title}</span></summary>${items(rest)}</details>`
  }
</section>`;
}
