/** What is shown to whoever follows the link that ends status emails: one button, as programs follow links too. */
import { writeNumber } from '../../../services/numbers.ts';
import { helpBand } from '../help-band.ts';
import { type Html, html } from '../html.ts';
import { layout, type Site } from '../layout.ts';

export type UnsubscribeView =
  | { kind: 'asks' | 'stopped' | 'resumed'; rma: string }
  | { kind: 'ended' | 'expired' | 'invalid' | 'away' | 'no answer' };

export const STATUS: Record<UnsubscribeView['kind'], number> = {
  ...{ asks: 200, stopped: 200, resumed: 200, ended: 200 },
  ...{ expired: 410, invalid: 403, away: 503, 'no answer': 400 },
};

/** R11, R20. */
const STILL =
  'Estimates that wait for your answer, and notices that your own details were changed, still reach you: those are for you to decide.';

export function unsubscribePage(site: Site, view: UnsubscribeView): string {
  const { company } = site;
  const { title, text, button = '' } = wordsOf(site, view);
  const main = html`<div class="wrap sub">
  <h1 class="smaller">${title}</h1>
  ${text.map(line => html`<p class="lead">${line}</p>`)}
  ${button}
  ${helpBand(company, { title: 'Rather talk to somebody?', text: 'We are glad to help.' })}
</div>`;
  return layout(site, { title: `${title} · ${company.name} support`, description: title, main });
}

function wordsOf(site: Site, view: UnsubscribeView): { title: string; text: readonly string[]; button?: Html } {
  switch (view.kind) {
    case 'asks':
      return {
        title: 'Stop these status emails?',
        text: [`They tell where your return under RMA ${writeNumber(view.rma)} stands. ${STILL}`],
        button: form(site, 'Stop the status emails', { name: 'List-Unsubscribe', value: 'One-Click' }),
      };
    case 'stopped':
      return {
        title: 'Done: no more status emails',
        text: [`You get none for RMA ${writeNumber(view.rma)} from now on. ${STILL}`, 'Was that a slip?'],
        button: form(site, 'Send me status emails again', { name: 'wanted', value: 'yes' }, 'quiet'),
      };
    case 'resumed':
      return {
        title: 'You get status emails again',
        text: [`We tell you of every change of your return under RMA ${writeNumber(view.rma)}.`],
        button: form(site, 'Stop the status emails', { name: 'List-Unsubscribe', value: 'One-Click' }, 'quiet'),
      };
    case 'ended':
      return {
        title: 'No more emails will come',
        text: [
          'The return that they were about has ended, or its emails go to another address by now. There is nothing to stop.',
        ],
      };
    case 'expired':
      return {
        title: 'This link is too old',
        text: [
          'The newest email about your return has one that works. If emails still reach you that you do not want, tell us.',
        ],
      };
    case 'invalid':
      return {
        title: 'This link is not complete',
        text: [
          'Perhaps a part of it got lost on the way. Please open it once more from the email, or copy it as a whole.',
        ],
      };
    case 'no answer':
      return {
        title: 'That was not clear',
        text: ['Please open the link in the email once more, and use the button.'],
      };
    case 'away':
      return {
        title: 'That did not work right now',
        text: ['That is our fault, not yours. Please try again in a minute.'],
      };
  }
}

function form({ path }: Site, label: string, field: { name: string; value: string }, quiet?: 'quiet'): Html {
  return html`<form method="post" action="${path}" class="actions">
    <input type="hidden" name="${field.name}" value="${field.value}">
    <button class="${quiet ? 'button quiet' : 'button'}" type="submit">${label}</button>
  </form>`;
}
