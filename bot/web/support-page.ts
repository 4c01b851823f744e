/** The support page: what the desk does, its articles, where to call and write, and the chat. */
import type { Library } from '../../services/knowledge/topic.ts';
import { html } from './html.ts';
import { icon } from './icons.ts';
import { layout, type Site } from './layout.ts';
import { phoneNumber } from './phone-number.ts';
import { searchForm } from './search-form.ts';
import { articleLink, shelfList } from './shelves.ts';

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

/** Of as many topics the first article is named beside the search. */
const OFTEN_ASKED = 4;

export function supportPage(site: Site, { shelves }: Pick<Library, 'shelves'>): string {
  const { name, tollFree, technicalSupport, serviceAndRepair, knowledgeBase } = site.company;
  const phone = phoneNumber(tollFree.shown);
  const tel = `tel:${tollFree.e164}`;
  const often = shelves.slice(0, OFTEN_ASKED).flatMap(({ articles }) => articles.slice(0, 1));

  const main = html`<section class="hero">
  <div class="wrap">
    <h1>Something not working?<br>Let’s get it fixed.</h1>
    <p class="lead">Open a case, send a product in for repair, or find out where yours is. In one conversation, at any hour.</p>
    <p class="actions">
      <button class="button" type="button" data-caseline="open" hidden aria-haspopup="dialog">${icon('i-chat')}Chat with us</button>
      <a class="button quiet" href="${tel}">${icon('i-phone')}<span>Call ${phone}</span></a>
    </p>
    <noscript><p class="note">The chat needs JavaScript, which is off in your browser. Everything else works, phone and email too.</p></noscript>
  </div>
</section>
${
  shelves.length === 0
    ? ''
    : html`<section class="wrap finder" aria-labelledby="find">
  <div>
    <h2 id="find">Find an answer</h2>
    ${searchForm()}
    <div class="often"><h3>Often asked</h3><ul>${often.map(article => html`<li>${articleLink(article)}</li>`)}</ul></div>
  </div>
</section>`
}
<section class="wrap" aria-labelledby="does">
  <h2 id="does">What we can do for you here</h2>
  <ul class="cards">
    ${SERVICES.map(service => html`<li>${icon(service.icon)}<h3>${service.title}</h3><p>${service.text}</p></li>`)}
  </ul>
</section>
${
  shelves.length === 0
    ? ''
    : html`<section class="wrap browse" id="articles" aria-labelledby="browse">
  <h2 id="browse">Browse by topic</h2>
  ${shelfList(shelves)}
</section>`
}
<div class="wrap two">
  <section aria-labelledby="hand">
    <h2 id="hand">Good to have at hand</h2>
    <ul class="ticks">${AT_HAND.map(thing => html`<li>${icon('i-tick')}${thing}</li>`)}</ul>
    <p class="fine">Something missing? Start anyway, and add it later.</p>
  </section>
  <section aria-labelledby="reach">
    <h2 id="reach">Other ways to reach us</h2>
    <dl class="reach">
      <div><dt>Toll-free</dt><dd><a href="${tel}">${phone}</a></dd></div>
      <div><dt>Technical support</dt><dd><a href="mailto:${technicalSupport}">${technicalSupport}</a></dd></div>
      <div><dt>Service and repair</dt><dd><a href="mailto:${serviceAndRepair}">${serviceAndRepair}</a></dd></div>
      <div><dt>Knowledge base</dt><dd><a href="${knowledgeBase.url}">${knowledgeBase.name}</a></dd></div>
    </dl>
  </section>
</div>`;
  return layout(site, {
    title: `${name} support: cases, returns and repairs`,
    description: `Support cases, returns and repairs for ${name} products: by chat, phone or email.`,
    canonical: '',
    main,
  });
}
