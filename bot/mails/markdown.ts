/** The desk's light Markdown as HTML for a mail: paragraphs, lists, line breaks and bold, everything else escaped. */
import { plain } from '../../dialogs/reply.ts';
import { Html, html } from '../web/html.ts';

const BULLET = /^- /;
const NUMBER = /^\d+\. /;

/** @param form `inline`: one line, without a paragraph around it */
export function mailHtml(markdown: string, form?: 'inline'): Html {
  if (form) return inline(markdown);
  return joined(markdown.split(/\n{2,}/).flatMap(blocksOf));
}

/** A paragraph, or the parts of one that has a list in it. */
function blocksOf(paragraph: string): Html[] {
  const runs: { mark: RegExp | undefined; lines: string[] }[] = [];
  for (const line of paragraph.split('\n')) {
    const mark = [BULLET, NUMBER].find(pattern => pattern.test(line));
    const last = runs.at(-1);
    if (last && last.mark === mark) last.lines.push(line);
    else runs.push({ mark, lines: [line] });
  }
  return runs.map(({ mark, lines }) => {
    if (!mark) return html`<p style="margin:0 0 8px">${joined(lines.map(inline), html`<br>`)}</p>`;
    const items = lines.map(line => html`<li>${inline(line.replace(mark, ''))}</li>`);
    return mark === BULLET
      ? html`<ul style="margin:0 0 8px;padding-left:20px">${items}</ul>`
      : html`<ol style="margin:0 0 8px;padding-left:20px">${items}</ol>`;
  });
}

function inline(line: string): Html {
  return joined(
    line.split(/(\*\*.+?\*\*)/).map(part => {
      const [, bold] = /^\*\*(.+)\*\*$/.exec(part) ?? [];
      return bold === undefined ? html`${plain(part)}` : html`<strong>${plain(bold)}</strong>`;
    }),
  );
}

function joined(parts: readonly Html[], between = html``): Html {
  return new Html(parts.map(({ text }) => text).join(between.text));
}
