/** Articles' Markdown as HTML. What an article holds is text, save what is listed here: raw HTML is shown, not run. */
import { type MarkedToken, marked, type Token } from 'marked';
import { type Html, html } from './html.ts';
import { phoneNumber } from './phone-number.ts';

export interface Phone {
  shown: string;
  e164: string;
}

/** Headings in an article begin below those of the page around it. */
const TOP_HEADING = 3;

/** @param phone is made a link wherever the text names it, as addresses for mail and web are */
export function renderMarkdown(text: string, phone: Phone): Html {
  return blocks(marked.lexer(text), phone);
}

/** The same without any form, cut after a word. */
export function excerpt(text: string, longest: number): string {
  const plain = wordsOf(marked.lexer(text)).replace(/\s+/g, ' ').trim();
  if (plain.length <= longest) return plain;
  return `${plain.slice(0, longest).replace(/[\s.,;:]*\s\S*$/, '')}…`;
}

function blocks(tokens: readonly Token[], phone: Phone): Html {
  return html`${tokens.map(token => shown(token as MarkedToken, phone))}`;
}

/** The lexer's own type allows for tokens of extensions as well; there are none. */
function shown(token: MarkedToken, phone: Phone): Html {
  const inside = () => blocks('tokens' in token ? (token.tokens ?? []) : [], phone);
  switch (token.type) {
    case 'paragraph':
      return html`<p>${inside()}</p>`;
    case 'heading':
      return heading(token.depth, inside());
    case 'list': {
      const items = token.items.map(item => html`<li>${blocks(item.tokens, phone)}</li>`);
      return token.ordered ? html`<ol start="${String(token.start || 1)}">${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case 'blockquote':
      return html`<blockquote>${inside()}</blockquote>`;
    case 'code':
      return html`<pre><code>${token.text}</code></pre>`;
    case 'hr':
      return html`<hr>`;
    case 'space':
    case 'def':
      return html``;
    case 'strong':
      return html`<strong>${inside()}</strong>`;
    case 'em':
      return html`<em>${inside()}</em>`;
    case 'codespan':
      return html`<code>${token.text}</code>`;
    case 'br':
      return html`<br>`;
    case 'link':
      return isSafe(token.href) ? html`<a href="${token.href}">${inside()}</a>` : inside();
    case 'escape':
      return html`${token.text}`;
    case 'text':
      return 'tokens' in token && token.tokens ? inside() : dialable(token.text, phone);
    default:
      return html`${token.raw}`;
  }
}

function heading(depth: number, inside: Html): Html {
  switch (Math.min(depth - 1 + TOP_HEADING, 5)) {
    case 3:
      return html`<h3>${inside}</h3>`;
    case 4:
      return html`<h4>${inside}</h4>`;
    default:
      return html`<h5>${inside}</h5>`;
  }
}

function isSafe(address: string): boolean {
  return /^(?:https?:|mailto:|tel:)/i.test(address);
}

function dialable(text: string, phone: Phone): Html {
  const [first = '', ...others] = text.split(phone.shown);
  return html`${first}${others.map(part => html`<a class="tel" href="tel:${phone.e164}">${phoneNumber(phone.shown)}</a>${part}`)}`;
}

function wordsOf(tokens: readonly Token[]): string {
  return (tokens as readonly MarkedToken[])
    .map(token => {
      if (token.type === 'list') return token.items.map(item => ` ${wordsOf(item.tokens)}`).join('');
      if (token.type === 'space') return ' ';
      if ('tokens' in token && token.tokens) return wordsOf(token.tokens);
      return 'text' in token ? token.text : token.type === 'br' ? ' ' : '';
    })
    .join('');
}
