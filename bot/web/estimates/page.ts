/** An estimate as a page: what it is made of and the three ways on, then the question before one is taken. */

import { writeDate } from '../../../services/calendar.ts';
import { writeMoney } from '../../../services/money.ts';
import { writeNumber } from '../../../services/numbers.ts';
import type { EstimateOffer, OfferedProduct } from '../../../services/returns/offer.ts';
import { breadcrumbs } from '../crumbs.ts';
import { helpBand } from '../help-band.ts';
import { type Html, html } from '../html.ts';
import { layout, type Site } from '../layout.ts';
import { queryOf, type SignedQuery } from './links.ts';
import { type RepairTerms, type Way, waysOf } from './words.ts';

export interface EstimateParts {
  site: Site;
  offer: EstimateOffer;
  terms: RepairTerms;
  query: SignedQuery;
}

/** @param missed the form came without a choice */
export function estimatePage(parts: EstimateParts, missed = false): string {
  const { offer, terms, site } = parts;
  const title = `Estimate for RMA ${writeNumber(offer.rma)}`;
  const main = html`<h1 class="smaller">Estimate for RMA <span class="number">${writeNumber(offer.rma)}</span></h1>
  ${missed ? html`<p class="note" role="alert">Nothing has been decided yet: please take one of the three ways below.</p>` : ''}
  ${facts(offer)}
  ${costs(offer)}
  <section aria-labelledby="answer">
    <h2 id="answer">Your answer</h2>
    <p class="fine">Nothing is repaired, sent back or scrapped before you decide. You see what you chose once more before it counts; after that it cannot be changed here.</p>
    ${form(parts, html`<ul class="ways-on">${waysOf(offer, terms).map(way)}</ul>`)}
  </section>`;
  return page(site, title, main);
}

export function confirmPage(parts: EstimateParts, answer: Way['answer']): string {
  const { offer, terms, site, query } = parts;
  const chosen = waysOf(offer, terms).find(one => one.answer === answer);
  const { ask = '', what = '', of = '', costs: sum = '', yes = '' } = chosen ?? {};
  const main = html`<h1 class="smaller">${ask}</h1>
  ${facts(offer)}
  <div class="settle">
    <p class="sum"><b>${sum}</b> <span>${of}</span></p>
    <p>${what}</p>
    ${form(
      parts,
      html`<input type="hidden" name="answer" value="${answer}">
    <input type="hidden" name="confirmed" value="yes">
    <p class="actions"><button class="button" type="submit">${yes}</button>
    <a class="button quiet" href="${`estimates/${offer.rma}?${queryOf(query)}`}">No, back to the estimate</a></p>`,
    )}
  </div>`;
  return page(site, ask, main);
}

/** The signed query makes the form good, as it made the page. */
function form({ offer, query }: EstimateParts, content: Html): Html {
  const { estimate, until, sig } = query;
  return html`<form method="post" action="estimates/${offer.rma}">
    <input type="hidden" name="estimate" value="${estimate}">
    <input type="hidden" name="until" value="${until}">
    <input type="hidden" name="sig" value="${sig}">
    ${content}
  </form>`;
}

function way({ answer, title, costs: sum, of, what, button }: Way): Html {
  return html`<li>
      <h3 id="way-${answer}">${title}</h3>
      <p class="sum"><b>${sum}</b> <span>${of}</span></p>
      <p>${what}</p>
      <button class="button${answer === 'approve' ? '' : ' quiet'}" type="submit" name="answer" value="${answer}" aria-describedby="way-${answer}">${button}</button>
    </li>`;
}

export function facts({ rma, caseNumber, sentOn, products }: EstimateOffer): Html {
  return html`<dl class="reach about">
    <div><dt>RMA number</dt><dd>${writeNumber(rma)}</dd></div>
    <div><dt>Support Case Number</dt><dd>${writeNumber(caseNumber)}</dd></div>
    <div><dt>${products.length === 1 ? 'Product' : 'Products'}</dt><dd>${products.map((one, at) => html`${at > 0 ? html`<br>` : ''}${named(one)}`)}</dd></div>
    <div><dt>Estimate of</dt><dd>${writeDate(sentOn)}</dd></div>
  </dl>`;
}

function costs({ lines, total, currency, note }: EstimateOffer): Html {
  const money = (amount: number) => html`<bdi>${writeMoney(amount, currency)}</bdi>`;
  return html`<table class="costs">
    <caption>What the repair costs</caption>
    <thead><tr><th scope="col">Work and parts</th><th scope="col">Amount</th></tr></thead>
    <tbody>${lines.map(
      ({ text, amount, product }) =>
        html`<tr><th scope="row">${text}${product ? html` <span>${named(product)}</span>` : ''}</th><td>${money(amount)}</td></tr>`,
    )}</tbody>
    <tfoot><tr><th scope="row">Total</th><td>${money(total)}</td></tr></tfoot>
  </table>
  ${note ? html`<div class="note"><h2>From our technicians</h2>${note.split(/\n+/).map(line => html`<p>${line}</p>`)}</div>` : ''}`;
}

function named({ model, serial }: OfferedProduct): string {
  return serial === undefined ? model : `${model}, serial number ${serial}`;
}

/** What all pages of an estimate are laid out in. */
export function page(site: Site, title: string, main: Html): string {
  const { company } = site;
  return layout(site, {
    title: `${title} · ${company.name} support`,
    description: 'An estimate for a repair, and the ways to answer it.',
    styles: ['estimate.css'],
    main: html`<div class="wrap sub estimate">
  ${breadcrumbs([], 'Estimate')}
  ${main}
  ${helpBand(
    { ...company, technicalSupport: company.serviceAndRepair },
    {
      title: 'Questions about this estimate?',
      text: 'We are glad to explain it.',
      subject: 'A question about my estimate',
    },
  )}
</div>`,
  });
}
