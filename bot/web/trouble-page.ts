/** A page that cannot be shown: what is the matter, and how to go on all the same. */
import type { Library } from '../../services/knowledge/topic.ts';
import { breadcrumbs } from './crumbs.ts';
import { helpBand } from './help-band.ts';
import { html } from './html.ts';
import { layout, type Site } from './layout.ts';
import { searchForm } from './search-form.ts';
import { shelfList } from './shelves.ts';

export type Trouble = 'no such article' | 'search is away' | 'too many searches';

export const STATUS: Record<Trouble, number> = {
  'no such article': 404,
  'search is away': 503,
  'too many searches': 429,
};

const WORDS: Record<Trouble, { title: string; text: string }> = {
  'no such article': {
    title: 'We have no such article',
    text: 'It may have been renamed since the link was made. Search for it, or browse below.',
  },
  'search is away': {
    title: 'The search is not available right now',
    text: 'Please try again in a moment. All articles are below.',
  },
  'too many searches': {
    title: 'One moment, please',
    text: 'There were many searches from your network just now. Try again in a minute; all articles are below.',
  },
};

/** @param query what the search form is filled with */
export function troublePage(site: Site, library: Library, trouble: Trouble, query: string): string {
  const { company } = site;
  const { title, text } = WORDS[trouble];
  const main = html`<div class="wrap sub">
  ${searchForm(query)}
  ${breadcrumbs([], title)}
  <h1 class="smaller">${title}</h1>
  <p class="lead">${text}</p>
  <section class="browse" aria-labelledby="browse"><h2 id="browse">Browse by topic</h2>${shelfList(library.shelves)}</section>
  ${helpBand(company, { title: 'Rather talk to somebody?', text: 'We are glad to help.' })}
</div>`;
  return layout(site, { title: `${title} · ${company.name} support`, description: text, main });
}
