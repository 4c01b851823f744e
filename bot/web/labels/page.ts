/** The labels of one RMA, one for each box, and how to pack: made to be printed, on letter and on A4. */
import { writeDate } from '../../../services/calendar.ts';
import { writeNumber } from '../../../services/numbers.ts';
import type { PackingAdvice, PackingClass } from '../../../services/packing.ts';
import type { Company, Terms } from '../../../services/profile/facts.ts';
import { type Html, html } from '../html.ts';
import type { Codes } from './codes.ts';
import { style } from './style.ts';

export interface LabelParts {
  company: Pick<Company, 'name' | 'tollFree' | 'serviceAndRepair' | 'returnTo'>;
  terms: Pick<Terms, 'leaveAtHome'>;
  /** Nothing personal: whoever finds the box may read it all. */
  rma: { number: string; caseNumber: string; returnBy: string; activeUntil: string; items: readonly LabelItem[] };
  codes: Codes;
  nonce: string;
}

export interface LabelItem {
  model: string;
  serial?: string | undefined;
  packing: PackingAdvice;
}

export function labelPage(parts: LabelParts): string {
  const { rma, company, nonce } = parts;
  const count = rma.items.length;
  return document(
    `Labels for RMA ${writeNumber(rma.number)}`,
    nonce,
    html`<header class="screen">
  <h1>Labels for RMA ${writeNumber(rma.number)}</h1>
  <p>Print this page (Ctrl+P, or ⌘P on a Mac). ${count === 1 ? 'Put the label on the outside of the box.' : `There are ${String(count)} labels, one for each box: put each on the outside of its box.`} Pack as the last page says.</p>
</header>
<main>
${rma.items.map((item, at) => label(parts, item, at))}
${packing(parts)}
</main>
<footer class="screen"><p>${company.name} service and repair: ${company.tollFree.shown}, ${company.serviceAndRepair}</p></footer>`,
  );
}

function label({ rma, company, codes }: LabelParts, item: LabelItem, at: number): Html {
  const count = rma.items.length;
  const both = `CASE ${rma.caseNumber} RMA ${rma.number}`;
  return html`<section class="label" aria-label="Label ${String(at + 1)} of ${String(count)}">
  <div class="top">
    <p class="maker"><b>${company.name}</b> return for repair</p>
    <p class="box">Box <b>${String(at + 1)}</b> of <b>${String(count)}</b></p>
  </div>
  <div class="numbers">
    ${number('RMA number', rma.number, codes)}
    ${number('Support Case Number', rma.caseNumber, codes)}
    <div class="qr" role="img" aria-label="QR code of both numbers">${codes.qr(both)}</div>
  </div>
  <div class="below">
    <div>${destination(company)}</div>
    <dl>
      <div><dt>Product</dt><dd>${item.model}</dd></div>
      <div><dt>Serial number</dt><dd>${item.serial ?? 'not readable'}</dd></div>
      <div><dt>Send by</dt><dd>${writeDate(rma.returnBy)}</dd></div>
    </dl>
  </div>
</section>
`;
}

function number(name: string, value: string, codes: Codes): Html {
  return html`<div class="number">
      <p class="name">${name}</p>
      <p class="value">${writeNumber(value)}</p>
      <div class="bars" role="img" aria-label="Barcode of ${writeNumber(value)}">${codes.bars(value)}</div>
    </div>`;
}

/** A maker with no single address has one told by its service: room to write it down. */
function destination({ returnTo, tollFree }: LabelParts['company']): Html {
  if (returnTo.address) {
    return html`<p class="name">Ship to</p><address>${returnTo.name}${returnTo.address.map(line => html`<br>${line}`)}</address>`;
  }
  return html`<p class="name">Ship to: ${returnTo.name}</p>
      <p class="ask">Ask ${returnTo.ask} or <span class="phone">${tollFree.shown}</span> for its address, and write it here:</p>
      <p class="rule"></p><p class="rule"></p><p class="rule"></p>`;
}

function packing({ rma, terms, company }: LabelParts): Html {
  const models = rma.items.filter((item, at) => rma.items.findIndex(other => other.model === item.model) === at);
  return html`<section class="packing" aria-labelledby="packing">
  <h2 id="packing">Before you close the box</h2>
  <ul class="checks">
    <li>The case number <b>${writeNumber(rma.caseNumber)}</b> is visible on all packaging. Without it the return goes back to you at your cost.</li>
    <li>It leaves by <b>${writeDate(rma.returnBy)}</b>. The RMA is active until ${writeDate(rma.activeUntil)}; what arrives later has to start over.</li>
    <li>These stay with you: <b>${terms.leaveAtHome.join(', ')}</b>.</li>
    ${rma.items.length > 1 ? html`<li>${models[0]?.packing.several ?? ''}</li>` : ''}
  </ul>
  <h2>How to pack</h2>
  ${models.map(
    ({ model, packing: how }) => html`<h3>${model}</h3>
  <ul>
    ${how.restrain ? html`<li>${how.restrain}</li>` : ''}
    <li>${how.original}</li>
    ${how.kind === 'known' ? html`<li>Otherwise take ${box(how)}.</li>` : Object.values(how.classes).map(one => html`<li>Otherwise, for ${one.examples.join(' or ')}: ${box(one)}.</li>`)}
  </ul>`,
  )}
  <p>Questions about packing: ${company.serviceAndRepair}, ${company.tollFree.shown}.</p>
</section>`;
}

function box({ box: kind, fillInches }: PackingClass): Html {
  return html`a <b>${kind}</b> box with <b>${String(fillInches)} inches</b> of filling on all sides`;
}

/** What is shown in place of labels. */
export function noLabelPage(
  why: 'invalid' | 'expired' | 'gone' | 'away',
  { company, nonce }: Pick<LabelParts, 'company' | 'nonce'>,
): string {
  const reach = html`<p>The chat that gave you the link can tell where your return stands; so can people, at ${company.tollFree.shown} or ${company.serviceAndRepair}.</p>`;
  const words: Record<typeof why, [title: string, text: string]> = {
    invalid: [
      'This link is not complete',
      'Perhaps a part of it got lost on the way. Please open it once more from where you have it, or copy it as a whole.',
    ],
    expired: [
      'This label has expired',
      'The RMA that it belongs to is no longer active. What has not been sent yet has to start over, with a new RMA number.',
    ],
    away: ['The label cannot be shown right now', 'That is our fault, not yours. Please try again in a minute.'],
    gone: ['There is nothing to print', 'The RMA that this label belongs to is no longer active.'],
  };
  const [title, text] = words[why];
  return document(title, nonce, html`<main class="screen"><h1>${title}</h1><p>${text}</p>${reach}</main>`);
}

function document(title: string, nonce: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
${body}
</body>
</html>
`.text;
}
