/** What is shown where an estimate cannot be answered, or has been: always a way on. */

import { writeDate } from '../../../services/calendar.ts';
import type { EstimateAnswer } from '../../../services/returns/estimate.ts';
import type { EstimateOffer } from '../../../services/returns/offer.ts';
import { html } from '../html.ts';
import type { Site } from '../layout.ts';
import { facts, page } from './page.ts';
import { decided, type RepairTerms } from './words.ts';

export function answeredPage(
  parts: { site: Site; offer: EstimateOffer; terms: RepairTerms },
  /** `on`: the day (ISO); `refused`: another answer was sent just now, and came too late. */
  { answer, on, refused }: { answer: EstimateAnswer; on: string; refused?: boolean },
): string {
  const { site, offer, terms } = parts;
  const [title, what] = decided(answer, offer, terms);
  return page(
    site,
    title,
    html`<h1 class="smaller">${title}</h1>
  ${refused ? html`<p class="note" role="alert">This estimate had been answered before: what you chose just now has changed nothing.</p>` : ''}
  <p class="lead">${what}</p>
  <p class="fine">Answered on ${writeDate(on)}. If that is a mistake, call or write to us at once.</p>
  ${facts(offer)}`,
  );
}

export type Trouble = 'invalid' | 'expired' | 'gone' | 'withdrawn' | 'replaced' | 'away' | 'busy' | 'unread';

export const STATUS: Readonly<Record<Trouble, number>> = {
  invalid: 403,
  expired: 410,
  gone: 410,
  withdrawn: 410,
  replaced: 410,
  away: 503,
  busy: 429,
  unread: 400,
};

const WORDS: Readonly<Record<Trouble, [title: string, text: string]>> = {
  invalid: [
    'This link is not complete',
    'Perhaps a part of it got lost on the way. Please open it once more from the mail, or copy it as a whole.',
  ],
  expired: [
    'This link has expired',
    'Nothing has been decided by it. Where your return stands, the chat can tell you; there an estimate that waits can still be answered.',
  ],
  gone: [
    'There is no such return any more',
    'The estimate that this link belongs to is no longer on file, so there is nothing to answer.',
  ],
  withdrawn: [
    'This estimate was withdrawn',
    'We have taken it back, so there is nothing to answer. We look into your return again, and you hear from us.',
  ],
  replaced: [
    'There is a newer estimate',
    'This one does not count any more. The link in the newer mail opens the one that does.',
  ],
  away: [
    'The estimate cannot be shown right now',
    'That is our fault, not yours. Please try again in a minute; nothing has been decided twice.',
  ],
  busy: ['One moment, please', 'There were many requests from your network just now. Please try again in a minute.'],
  unread: [
    'That was not complete',
    'Your answer did not arrive as a whole, and nothing has been decided. Please open the link from the mail once more.',
  ],
};

export function troublePage(site: Site, trouble: Trouble): string {
  const [title, text] = WORDS[trouble];
  return page(
    site,
    title,
    html`<h1 class="smaller">${title}</h1>
  <p class="lead">${text}</p>`,
  );
}
