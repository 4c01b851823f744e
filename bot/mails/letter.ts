/**
 * The frame of every mail: what it says, as text and as HTML that needs neither images nor scripts and reads well in
 * light and dark. Mail programs know no style sheets to rely on: what must not be missing stands at the element.
 */
import type { Letter } from '../../services/notifications/mail.ts';
import { Html, html } from '../web/html.ts';

export interface LetterFrame {
  subject: string;
  /** The heading; the subject where it is left out. */
  title?: string | undefined;
  /** What a list of mails shows beside the subject. */
  preview?: string | undefined;
  /** The same in both forms. */
  body: { text: string; html: Html };
  /** Small print, plain words. */
  foot: readonly (string | { text: string; url: string })[];
}

export function framed({
  subject,
  title = subject,
  preview,
  body,
  foot,
}: LetterFrame): Pick<Letter, 'subject' | 'text' | 'html'> {
  const small = foot.map(line => (typeof line === 'string' ? line : `${line.text}: ${line.url}`));
  return {
    subject,
    text: `${[body.text, '——', ...small].join('\n\n')}\n`,
    html: html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<title>${title}</title><style>${new Html(SHEET)}</style></head>
<body class="ground" style="${STYLE.body}">
${preview === undefined ? '' : html`<div style="${STYLE.preview}">${preview}${new Html('&#847;&zwnj;&nbsp;'.repeat(60))}</div>`}
<div class="sheet" style="${STYLE.sheet}">
<h1 style="${STYLE.title}">${title}</h1>
${body.html}
<div class="faint foot" style="${STYLE.foot}">${foot.map(
      line =>
        html`<p style="margin:0 0 8px">${typeof line === 'string' ? line : html`<a class="faint" href="${line.url}" style="color:#51646c">${line.text}</a>`}</p>`,
    )}</div>
</div>
</body></html>
`.text,
  };
}

/** The colours are those of the pages. */
const STYLE = {
  body: 'margin:0;padding:24px 12px;background:#f5f7f8;color:#13242a;font:16px/1.55 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;-webkit-text-size-adjust:100%',
  preview: 'display:none;max-height:0;overflow:hidden;mso-hide:all;font-size:1px;line-height:1px;opacity:0',
  sheet:
    'max-width:560px;margin:0 auto;padding:28px 28px 20px;background:#ffffff;border:1px solid #dbe3e6;border-radius:12px;overflow-wrap:anywhere',
  title: 'font-size:22px;line-height:1.3;margin:0 0 16px;font-weight:700',
  foot: 'font-size:14px;color:#51646c;margin:28px 0 0;padding-top:14px;border-top:1px solid #dbe3e6',
};

const SHEET = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.ground{background:#0e1518!important;color:#e8f0f1!important}
.sheet{background:#172126!important;border-color:#2a383e!important}
.faint{color:#a3b5bb!important}.foot,.row{border-color:#2a383e!important}
.box{background:#1f2c32!important;border-color:#2a383e!important}
.link{color:#5fcfc0!important}.button{background:#5fcfc0!important;color:#06231f!important}
.you{border-left-color:#5fcfc0!important}
}
@media (max-width:480px){.ground{padding:0!important}.sheet{border-width:0!important;border-radius:0!important;padding:22px 18px!important}}`;
