/** The support page: what the desk does, where to call and write, and the chat for whoever has JavaScript. */
import type { Company } from '../../services/profile/facts.ts';
import { type Html, html } from './html.ts';

/** How the maker is reached. */
export type Contact = Pick<Company, 'name' | 'tollFree' | 'technicalSupport' | 'serviceAndRepair' | 'knowledgeBase'>;

export interface PageParts {
  company: Contact;
  /** Allows the page's own scripts and styles, and those that the chat makes. */
  nonce: string;
  /** The addresses of the files that the page loads. */
  asset: (name: string) => string;
}

const SERVICES = [
  {
    icon: 'i-case',
    title: 'Open a support case',
    text: 'Describe the problem once. You get a case number that ties everything together, and it goes on every box you send.',
  },
  {
    icon: 'i-return',
    title: 'Return a product',
    text: 'Try the steps that fit the symptom. If they do not help, you get an RMA number and how to pack the unit.',
  },
  {
    icon: 'i-track',
    title: 'See where it is',
    text: 'Received, on the bench, on its way back: ask with your case or RMA number and the email address on file.',
  },
  {
    icon: 'i-ask',
    title: 'Send it safely',
    text: 'Warranty cover, how to pack each product, what stays at home, and the date by which it has to leave: told at once, day or night.',
  },
];

const AT_HAND = [
  'Model and serial number of each product, from its label',
  'What happens, and since when',
  'Your name, email address and phone number',
  'Where to bill, and where the unit goes back to',
];

export function supportPage({ company, nonce, asset }: PageParts): string {
  const { name, tollFree, technicalSupport, serviceAndRepair, knowledgeBase } = company;
  const phone = tollFree.shown;
  const tel = `tel:${tollFree.e164}`;

  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Support cases, returns and repairs for ${name} products: by chat, phone or email.">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f5f7f8" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0e1518" media="(prefers-color-scheme: dark)">
<title>${name} support: cases, returns and repairs</title>
<link rel="icon" href="${asset('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${asset('page.css')}">
<script src="widget.js" defer nonce="${nonce}" data-label="Chat"></script>
</head>
<body>
${icons}
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
  <div class="wrap">
    <a class="brand" href="./"><img src="${asset('icon.svg')}" alt="" width="32" height="32"><span>${name} <b>Support</b></span></a>
    <a class="call" href="${tel}" aria-label="Call ${phone}">${icon('i-phone')}<span>${phone}</span></a>
  </div>
</header>
<main id="main">
  <section class="hero">
    <div class="wrap">
      <h1>Something not working?<br>Let’s get it fixed.</h1>
      <p class="lead">Open a case, send a product in for repair, or find out where yours is. In one conversation, at any hour.</p>
      <p class="actions">
        <button class="button" type="button" data-caseline="open" hidden aria-haspopup="dialog">${icon('i-chat')}Chat with us</button>
        <a class="button quiet" href="${tel}">${icon('i-phone')}Call ${phone}</a>
      </p>
      <noscript><p class="note">The chat needs JavaScript, which is off in your browser. Phone and email work all the same.</p></noscript>
    </div>
  </section>
  <section class="wrap" aria-labelledby="does">
    <h2 id="does">What we can do for you here</h2>
    <ul class="cards">
      ${SERVICES.map(service => html`<li>${icon(service.icon)}<h3>${service.title}</h3><p>${service.text}</p></li>`)}
    </ul>
  </section>
  <section class="wrap two">
    <div aria-labelledby="hand">
      <h2 id="hand">Good to have at hand</h2>
      <ul class="ticks">${AT_HAND.map(thing => html`<li>${icon('i-tick')}${thing}</li>`)}</ul>
      <p class="fine">Something missing? Start anyway, and add it later.</p>
    </div>
    <div aria-labelledby="reach">
      <h2 id="reach">Other ways to reach us</h2>
      <dl class="reach">
        <div><dt>Toll-free</dt><dd><a href="${tel}">${phone}</a></dd></div>
        <div><dt>Technical support</dt><dd><a href="mailto:${technicalSupport}">${technicalSupport}</a></dd></div>
        <div><dt>Service and repair</dt><dd><a href="mailto:${serviceAndRepair}">${serviceAndRepair}</a></dd></div>
        <div><dt>Knowledge base</dt><dd><a href="${knowledgeBase.url}">${knowledgeBase.name}</a></dd></div>
      </dl>
    </div>
  </section>
</main>
<footer><div class="wrap"><p>${name} support desk</p></div></footer>
</body>
</html>
`.text;
}

function icon(id: string): Html {
  return html`<svg class="i" aria-hidden="true"><use href="#${id}"></use></svg>`;
}

/** Drawn here, on a grid of 24, with the colour and weight of the style sheet. */
const icons = html`<svg width="0" height="0" aria-hidden="true" class="defs"><defs>
<symbol id="i-chat" viewBox="0 0 24 24"><path d="M4 5h16v11H10l-4.5 4v-4H4z"/><path d="M8 9.5h8M8 12.5h5"/></symbol>
<symbol id="i-phone" viewBox="0 0 24 24"><path d="M6 3.5h3l1.5 4.5-2 1.5a12 12 0 0 0 6 6l1.5-2 4.5 1.5v3a2 2 0 0 1-2 2A15.5 15.5 0 0 1 4 5.5a2 2 0 0 1 2-2z"/></symbol>
<symbol id="i-case" viewBox="0 0 24 24"><path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/></symbol>
<symbol id="i-return" viewBox="0 0 24 24"><path d="M3.5 8 12 3.5 20.5 8v8.5L12 21l-8.5-4.5z"/><path d="M3.5 8 12 12.5 20.5 8M12 12.5V21M7.8 5.7l8.5 4.6"/></symbol>
<symbol id="i-track" viewBox="0 0 24 24"><circle cx="12" cy="10" r="2.5"/><path d="M12 21s7-6 7-11a7 7 0 0 0-14 0c0 5 7 11 7 11z"/></symbol>
<symbol id="i-ask" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.7a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.8M12 16.6v.1"/></symbol>
<symbol id="i-tick" viewBox="0 0 24 24"><path d="m5 12.5 4.5 4.5L19 7.5"/></symbol>
<symbol id="i-close" viewBox="0 0 24 24"><path d="m6 6 12 12M18 6 6 18"/></symbol>
</defs></svg>`;
