import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { Contact } from './layout.ts';
import { phoneNumber } from './phone-number.ts';

/** The way on to somebody who knows more: the chat for those who have it, phone and email for everybody. */
export function helpBand(
  { tollFree, technicalSupport }: Contact,
  { title, text, subject }: { title: string; text: string; subject?: string },
): Html {
  return html`<section class="band" aria-labelledby="more-help">
  <div><h2 id="more-help">${title}</h2><p>${text}</p></div>
  <p class="actions">
    <button class="button" type="button" data-caseline="open"${subject === undefined ? '' : html` data-caseline-subject="${subject}"`} hidden aria-haspopup="dialog">${icon('i-chat')}Chat with us</button>
    <a class="button quiet" href="tel:${tollFree.e164}">${icon('i-phone')}<span>${phoneNumber(tollFree.shown)}</span></a>
    <a class="button quiet" href="mailto:${technicalSupport}">${icon('i-mail')}<span>${breakable(technicalSupport)}</span></a>
  </p>
</section>`;
}

/** An email address in little room breaks where people read it in two. */
function breakable(email: string): Html {
  const [name = '', ...host] = email.split(/(?=@)/);
  return html`${name}<wbr>${host.join('')}`;
}
