/** What is shown where there is nothing to print, or not like that. */
import type { Company } from '../../../services/profile/facts.ts';
import { html } from '../html.ts';
import { MOST_BOXES } from './choice.ts';
import { type Frame, frame, reach } from './frame.ts';

export type Refusal = 'invalid' | 'expired' | 'gone' | 'away' | 'busy' | 'paper' | 'boxes';

export const STATUS: Record<Refusal, number> = {
  invalid: 403,
  expired: 410,
  gone: 410,
  away: 503,
  busy: 429,
  paper: 400,
  boxes: 400,
};

const WORDS: Record<Refusal, [title: string, text: string]> = {
  invalid: [
    'This link is not complete',
    'Perhaps a part of it got lost on the way. Please open it once more from where you have it, or copy it as a whole.',
  ],
  expired: [
    'This label has expired',
    'The RMA that it belongs to is no longer active. What has not been sent yet has to start over, with a new RMA number.',
  ],
  gone: [
    'There is nothing to print',
    'Nothing more is to be sent for this RMA: what it was for has arrived, or it was withdrawn, or it is no longer active.',
  ],
  away: ['The label cannot be shown right now', 'That is our fault, not yours. Please try again in a minute.'],
  busy: ['One moment, please', 'Many labels were drawn for your network just now. Please try again in a minute.'],
  paper: ['Which paper?', 'We print on US letter and on A4.'],
  boxes: ['How many boxes?', `We print labels for 1 to ${MOST_BOXES} boxes at once.`],
};

/** @param back the page on which the choice is made, where the link is right */
export function refusalPage(
  why: Refusal,
  { company, nonce, back }: Frame & { company: Pick<Company, 'name' | 'tollFree' | 'serviceAndRepair'>; back?: string },
): string {
  const [title, text] = WORDS[why];
  return frame(
    { nonce },
    title,
    html`<h1>${title}</h1>
<p>${text}</p>
${back ? html`<p><a href="${back}">Choose paper and number of boxes</a></p>` : html`<p>The chat that gave you the link can tell where your return stands; so can people.</p>`}
${reach(company)}`,
  );
}
