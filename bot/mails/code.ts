/** The mail with a one-time code (R24), in text and HTML: the code, and nothing of whom it goes to. */
import type { Texts } from '../../dialogs/texts/en.ts';
import type { Letter } from '../../services/notifications/mail.ts';
import type { Compose } from '../../services/notifications/postman.ts';
import { CODE_MINUTES, CodeOrder } from '../../services/verification/verification.ts';
import { html } from '../web/html.ts';
import { framed } from './letter.ts';

export function createCodeMail(texts: Texts['codeMail']): Compose {
  return async order => {
    const { code, wanted } = CodeOrder.parse(order.about);
    return wanted === 'yes' ? { kind: 'letter', letter: codeLetter(code, texts) } : { kind: 'unwanted' };
  };
}

/** The subject does not tell the code: it is shown on locked screens. */
export function codeLetter(code: string, texts: Texts['codeMail']): Letter {
  const opening = texts.opening(CODE_MINUTES);
  return framed({
    subject: texts.subject,
    body: {
      text: `${opening}\n\n    ${code}`,
      html: html`<p style="margin:0 0 8px">${opening}</p>
<p class="box" style="${CODE}">${code}</p>`,
    },
    foot: [texts.notYou, texts.never, texts.reach],
  });
}

/** Spaced by style, so that it is copied without spaces. */
const CODE =
  'font:700 36px/1.2 ui-monospace,Consolas,Menlo,monospace;letter-spacing:6px;margin:20px 0;padding:14px 18px;border:1px solid #8a94a6;border-radius:8px;display:inline-block';
