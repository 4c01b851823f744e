import { type Html, html } from './html.ts';
import { icon } from './icons.ts';

/** More is a story, and that is what the chat is for. */
export const LONGEST_QUERY = 500;

/** A form that needs no script. There is one on each page. */
export function searchForm(query = ''): Html {
  return html`<form class="search" role="search" action="search" method="get">
  <label class="unseen" for="q">Search the articles</label>
  ${icon('i-search')}
  <input id="q" type="search" name="q" value="${query}" maxlength="${String(LONGEST_QUERY)}" placeholder="Ask in your own words" autocomplete="off" enterkeyhint="search">
  <button class="button" type="submit">${icon('i-search')}<span>Search</span></button>
</form>`;
}
