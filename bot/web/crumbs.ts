import { type Html, html } from './html.ts';

export interface Crumb {
  title: string;
  path: string;
}

/** Where a page stands below the support page; the page itself comes last, and is no link. */
export function breadcrumbs(above: readonly Crumb[], here: string): Html {
  const links = [{ title: 'Support', path: './' }, ...above].map(
    ({ title, path }) => html`<li><a href="${path}">${title}</a></li>`,
  );
  return html`<nav class="crumbs" aria-label="Breadcrumb"><ol>${links}<li aria-current="page">${here}</li></ol></nav>`;
}
