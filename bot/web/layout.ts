/** What all pages share: head, header, footer and the chat. */
import type { Company } from '../../services/profile/facts.ts';
import { type Html, html } from './html.ts';
import { icon, icons } from './icons.ts';
import { phoneNumber } from './phone-number.ts';

/** How the maker is reached. */
export type Contact = Pick<Company, 'name' | 'tollFree' | 'technicalSupport' | 'serviceAndRepair' | 'knowledgeBase'>;

export interface Site {
  company: Contact;
  /** Allows the page's own scripts and styles, and those that the chat makes. */
  nonce: string;
  /** The addresses of the files that pages load, from the desk's root. */
  asset: (name: string) => string;
  /** The address outside. */
  publicUrl: string;
  /** The address that was asked for, from the desk's root and with its query: empty for the support page. */
  path: string;
}

export interface Page {
  title: string;
  description: string;
  /** The one address that search machines shall know it by, from the root; a page without is not for them. */
  canonical?: string;
  /** Style sheets that it needs beside those of all pages. */
  styles?: readonly string[];
  main: Html;
}

/** Addresses inside a page are relative to the desk's root, wherever a proxy has put that. */
export function layout(site: Site, { title, description, canonical, styles = [], main }: Page): string {
  const { company, nonce, asset, publicUrl, path } = site;
  const { name, tollFree } = company;
  const up = rootOf(path);
  return html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">${
    up === ''
      ? ''
      : html`
<base href="${up}">`
  }
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
${canonical === undefined ? html`<meta name="robots" content="noindex">` : html`<link rel="canonical" href="${new URL(canonical, `${publicUrl.replace(/\/$/, '')}/`).href}">`}
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f5f7f8" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0e1518" media="(prefers-color-scheme: dark)">
<link rel="icon" href="${asset('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${asset('page.css')}">
<link rel="stylesheet" href="${asset('articles.css')}">${styles.map(
    name => html`
<link rel="stylesheet" href="${asset(name)}">`,
  )}
<script src="widget.js" defer nonce="${nonce}"></script>
</head>
<body>
${icons}
<a class="skip" href="${path}#main">Skip to the content</a>
<header class="top">
  <div class="wrap">
    <a class="brand" href="./"><img src="${asset('icon.svg')}" alt="" width="32" height="32"><span>${name} <b>Support</b></span></a>
    <nav class="ways" aria-label="Support">
      <a class="wide" href="./#articles">Articles</a>
      <a class="wide" href="./#reach">Contact</a>
      <a class="call" href="tel:${tollFree.e164}" aria-label="Call ${tollFree.shown}">${icon('i-phone')}<span>${phoneNumber(tollFree.shown)}</span></a>
    </nav>
  </div>
</header>
<main id="main" tabindex="-1">
${main}
</main>
<footer class="foot"><div class="wrap"><p>${name} support desk</p></div></footer>
</body>
</html>
`.text;
}

/** From where a page is to the desk's root; empty where it is there. */
function rootOf(path: string): string {
  const [place = ''] = path.split(/[?#]/);
  return '../'.repeat(place.split('/').length - 1);
}
