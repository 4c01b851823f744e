/** The mail to the desk's people of a call that a customer was promised, where no room in Teams hears of such things. */
import type { Texts } from '../../dialogs/texts/en.ts';
import { writePhone } from '../../dialogs/texts/phone.ts';
import { type CallBacks, clocksOf } from '../../services/handoff/call-backs.ts';
import type { Compose } from '../../services/notifications/postman.ts';
import { html } from '../web/html.ts';
import { framed } from './letter.ts';

export function createCallBackMail(deps: {
  callBacks: Pick<CallBacks, 'find'>;
  texts: Texts['callBackMail'];
  /** The maker's: IANA zone, and ISO country. */
  company: { timeZone: string; country: string };
}): Compose {
  const { callBacks, texts, company } = deps;
  return async order => {
    const callBack = await callBacks.find(order.about['call'] ?? '');
    if (!callBack) return { kind: 'gone' };
    const { caller, summary, caseNumber } = callBack;
    const clocks = clocksOf(callBack, company.timeZone);
    const phone = writePhone(caller.phone, company.country);
    const lines = texts.lines({ ...caller, ...clocks, phone, summary, caseNumber });
    return {
      kind: 'letter',
      letter: framed({
        subject: texts.subject(clocks.here),
        body: { text: lines.join('\n'), html: html`${lines.map(line => html`<p style="margin:0 0 8px">${line}</p>`)}` },
        foot: [texts.why],
      }),
    };
  };
}
