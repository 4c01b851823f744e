/** `GET /chat`: the page inside the widget's frame. It looks as the site that embeds it asks, within bounds. */
import { z } from 'zod';
import { AUTOCOMPLETE } from '../channels/direct-line/form-card.ts';
import { accentOn } from './accent.ts';
import type { Assets } from './assets.ts';
import { type Html, html, json } from './html.ts';
import type { Contact } from './layout.ts';

/** The chat's grounds, as `chat.css` has them; the accent is made readable on each. */
const SURFACE = { light: '#ffffff', dark: '#172126' };
const RIGHT_TO_LEFT = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'ha',
  'he',
  'iw',
  'khw',
  'ks',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi',
]);

/** From best to worst, with the words of the desk. */
const RATINGS = [
  ['5', 'Very well'],
  ['4', 'Well'],
  ['3', 'So-so'],
  ['2', 'Not well'],
  ['1', 'Badly'],
] as const;

const text = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .transform(value => value.slice(0, longest))
    .optional()
    .catch(undefined);

/** What a site may choose, from the frame's query. Whatever is not right is as if it were not there. */
export const Look = z.object({
  title: text(60),
  greeting: text(160),
  color: z
    .string()
    .regex(/^#[\da-f]{6}$/i)
    .optional()
    .catch(undefined),
  lang: z
    .string()
    .regex(/^[a-z]{2,3}(-[a-z\d]{2,8}){0,3}$/i)
    .optional()
    .catch(undefined),
});
export type Look = z.infer<typeof Look>;

export interface ChatPageParts {
  company: Contact;
  nonce: string;
  assets: Pick<Assets, 'path' | 'integrity'>;
  look: Look;
}

export function chatPage({ company, nonce, assets, look }: ChatPageParts): string {
  const { tollFree, technicalSupport } = company;
  const title = look.title ?? `${company.name} Support`;
  const lang = look.lang ?? 'en';
  const imports = Object.fromEntries(
    ['connection', 'patience', 'session'].map(name => [`caseline/${name}`, `./${assets.path(`${name}.js`)}`]),
  );
  const loaded = (name: string) =>
    html`src="${assets.path(name)}" integrity="${assets.integrity(name)}" nonce="${nonce}"`;

  return html`<!doctype html>
<html lang="${lang}" dir="${RIGHT_TO_LEFT.has(lang.split('-')[0]?.toLowerCase() ?? '') ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="${assets.path('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.path('chat.css')}">
${look.color ? colours(look.color, nonce) : ''}
<script type="importmap" nonce="${nonce}">${json({ imports })}</script>
<script type="application/json" data-autocomplete>${json(AUTOCOMPLETE)}</script>
<script defer ${loaded('webchat.js')}></script>
<script type="module" ${loaded('chat.js')}></script>
</head>
<body>
<header>
  <div class="who"><h1>${title}</h1><p>${look.greeting ?? 'Cases, returns and repairs'}</p></div>
  <button type="button" class="icon" data-end aria-label="End the chat" title="End the chat">${icon('M15 4h4v16h-4M10 8l-4 4 4 4M6 12h9')}</button>
  <button type="button" class="icon" data-close hidden aria-label="Close the chat" title="Close">${icon('m6 6 12 12M18 6 6 18')}</button>
</header>
<div class="ending" data-ending hidden role="alertdialog" aria-labelledby="ending">
  <p id="ending">End this chat? It is forgotten on this device. Case and RMA numbers that you were given stay good.</p>
  <p><button type="button" class="button" data-end-yes>End the chat</button>
  <button type="button" class="button quiet" data-end-no>Go on</button></p>
</div>
<p class="lost" role="status" data-lost hidden>No connection right now. What you write is sent as soon as it is back.</p>
<main class="transcript" data-transcript></main>
<p class="unseen" role="status" data-said></p>
<div class="state" data-state>
  <p data-waiting role="status"><span class="spinner" aria-hidden="true"></span>Opening the chat…</p>
  <div data-trouble role="alert" hidden>
    <p class="why" data-why></p>
    <p>${reach(tollFree, technicalSupport)}</p>
    <button class="button" type="button" data-retry>Try again</button>
  </div>
  <div data-over role="status" hidden>
    <p class="why">This chat has ended.</p>
    <p data-thanks>Thank you for talking to us.</p>
    <div class="rating" data-rating role="group" aria-labelledby="rating" hidden>
      <p id="rating">How did it go?</p>
      <p>${RATINGS.map(([score, words]) => html`<button type="button" class="button quiet" data-score="${score}">${words}</button> `)}</p>
    </div>
    <button class="button" type="button" data-again>Start a new chat</button>
  </div>
  <noscript><p class="why">The chat needs JavaScript, which is off in your browser.</p><p>${reach(tollFree, technicalSupport)}</p></noscript>
</div>
</body>
</html>
`.text;
}

function reach(tollFree: Contact['tollFree'], email: string): Html {
  return html`You can also call <a href="tel:${tollFree.e164}">${tollFree.shown}</a> or write to <a href="mailto:${email}">${email}</a>.`;
}

function colours(color: string, nonce: string): Html {
  const rule = (surface: string) => {
    const { accent, strong, onAccent } = accentOn(color, surface);
    return `:root{--accent:${accent};--accent-strong:${strong};--on-accent:${onAccent}}`;
  };
  return html`<style nonce="${nonce}">${rule(SURFACE.light)}@media (prefers-color-scheme:dark){${rule(SURFACE.dark)}}</style>`;
}

function icon(path: string): Html {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"></path></svg>`;
}
