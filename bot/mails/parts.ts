/** What a letter says, as text and as HTML: both from the same words, so that neither tells more than the other. */
import { plain } from '../../dialogs/reply.ts';
import type { Fact, LetterPart, Sum } from '../../dialogs/texts/letter.ts';
import { type Html, html } from '../web/html.ts';
import type { LetterFrame } from './letter.ts';
import { mailHtml } from './markdown.ts';

export function bodyOf(parts: readonly LetterPart[]): LetterFrame['body'] {
  return { text: parts.map(textOf).join('\n\n'), html: html`${parts.map(htmlOf)}` };
}

function textOf(part: LetterPart): string {
  switch (part.kind) {
    case 'says':
      return plain(part.text);
    case 'heading':
      return plain(part.text).toUpperCase();
    case 'points':
      return part.items.map(item => `- ${plain(item)}`).join('\n');
    case 'facts':
      return part.rows
        .map(({ label, value, url }) => `${plain(label)}: ${plain(value)}${url === undefined ? '' : `\n  ${url}`}`)
        .join('\n');
    case 'sums':
      return [...part.rows, part.total].map(({ text, amount }) => `${plain(text)}: ${amount}`).join('\n');
    case 'action':
      return `${plain(part.text)}:\n${part.url}`;
  }
}

function htmlOf(part: LetterPart): Html {
  switch (part.kind) {
    case 'says':
      return html`<div style="margin:0 0 14px">${mailHtml(part.text)}</div>
`;
    case 'heading':
      return html`<h2 style="font-size:17px;line-height:1.35;margin:24px 0 8px">${plain(part.text)}</h2>
`;
    case 'points':
      return html`<ul style="margin:0 0 14px;padding-left:22px">${part.items.map(item => html`<li style="margin:0 0 6px">${inner(item)}</li>`)}</ul>
`;
    case 'facts':
      return html`<div class="box" style="${BOX}">${part.rows.map(fact)}</div>
`;
    case 'sums':
      return html`<table style="width:100%;border-collapse:collapse;margin:0 0 16px">${part.rows.map(row => sum(row))}${sum(part.total, 'total')}</table>
`;
    case 'action':
      return html`<p style="margin:20px 0"><a class="button" href="${part.url}" style="${BUTTON}">${plain(part.text)}</a></p>
`;
  }
}

function fact({ label, value, url }: Fact): Html {
  const shown =
    url === undefined ? inner(value) : html`<a class="link" href="${url}" style="color:#0b6b62">${plain(value)}</a>`;
  return html`<p style="margin:0 0 6px"><span class="faint" style="color:#51646c;font-size:14px">${plain(label)}</span><br>${shown}</p>`;
}

function sum({ text, amount }: Sum, total?: 'total'): Html {
  const weight = total ? 'font-weight:700;' : '';
  const cell = `${weight}padding:8px 0;border-bottom:1px solid #dbe3e6;vertical-align:top`;
  const words = total
    ? html`<th class="row" scope="row" style="${cell};text-align:left">${plain(text)}</th>`
    : html`<td class="row" style="${cell}">${plain(text)}</td>`;
  return html`<tr>${words}<td class="row" style="${cell};padding-left:16px;text-align:right;white-space:nowrap">${amount}</td></tr>`;
}

/** A line of Markdown without a paragraph around it. */
function inner(markdown: string): Html {
  return mailHtml(markdown, 'inline');
}

const BOX = 'margin:0 0 16px;padding:14px 16px 8px;background:#f5f7f8;border:1px solid #dbe3e6;border-radius:8px';
const BUTTON =
  'display:inline-block;padding:12px 22px;background:#0b6b62;color:#ffffff;border-radius:8px;font-weight:600;text-decoration:none';
