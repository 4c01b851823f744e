/** The mail with a one-time code (R24), in text and HTML: the code, and nothing of whom it goes to. */
import type { Texts } from '../../dialogs/texts/en.ts';
import type { Letter } from '../../services/notifications/mail.ts';
import type { Compose } from '../../services/notifications/postman.ts';
import { CODE_MINUTES, CodeOrder } from '../../services/verification/verification.ts';
import { Html, html } from '../web/html.ts';

export function createCodeMail(texts: Texts['codeMail']): Compose {
  return async order => {
    const { code, wanted } = CodeOrder.parse(order.about);
    return wanted === 'yes' ? { kind: 'letter', letter: codeLetter(code, texts) } : { kind: 'unwanted' };
  };
}

/** The subject does not tell the code: it is shown on locked screens. */
export function codeLetter(code: string, texts: Texts['codeMail']): Letter {
  const { subject } = texts;
  const opening = texts.opening(CODE_MINUTES);
  const closing = [texts.notYou, texts.never, texts.reach];
  return {
    subject,
    text: `${[opening, `    ${code}`, ...closing].join('\n\n')}\n`,
    html: html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${subject}</title><style>${new Html(SHEET)}</style></head>
<body style="${STYLE.body}"><div style="${STYLE.sheet}">
<h1 style="${STYLE.heading}">${subject}</h1>
<p style="margin:0 0 8px">${opening}</p>
<p class="code" style="${STYLE.code}">${code}</p>
<div class="faint" style="${STYLE.foot}">${closing.map(line => html`<p style="margin:0 0 8px">${line}</p>`)}</div>
</div></body></html>
`.text,
  };
}

/** Mail programs know no style sheets to rely on: what must not be missing stands at the element. */
const STYLE = {
  body: 'margin:0;padding:16px;font:16px/1.5 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif',
  sheet: 'max-width:640px;margin:0 auto',
  heading: 'font-size:20px;line-height:1.3;margin:0 0 12px',
  // Spaced by style, so that it is copied without spaces.
  code: 'font:700 36px/1.2 ui-monospace,Consolas,Menlo,monospace;letter-spacing:6px;margin:20px 0;padding:14px 18px;border:1px solid #8a94a6;border-radius:8px;display:inline-block',
  foot: 'font-size:14px;margin:12px 0 0;padding-top:12px;border-top:1px solid #8a94a6',
};

/** For those that do know them, in light and in dark. */
const SHEET = `:root{color-scheme:light dark;supported-color-schemes:light dark}
body{background:#fff;color:#1b2430}.faint{color:#536074}
@media (prefers-color-scheme:dark){body{background:#14181f!important;color:#e7ebf1!important}.faint{color:#a8b3c4!important}}`;
