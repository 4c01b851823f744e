/** What the pages of an estimate say of the three answers (R18 to R20). */

import { writeDate } from '../../../services/calendar.ts';
import { writeMoney } from '../../../services/money.ts';
import type { Terms } from '../../../services/profile/facts.ts';
import type { EstimateAnswer } from '../../../services/returns/estimate.ts';
import type { EstimateOffer } from '../../../services/returns/offer.ts';

export type RepairTerms = Pick<Terms, 'turnaroundBusinessDays'>;

/** One of the three ways, before it is taken. */
export interface Way {
  answer: EstimateAnswer;
  title: string;
  costs: string;
  /** What the sum is for. */
  of: string;
  what: string;
  /** The button that leads on to the question. */
  button: string;
  /** The question that settles it, and its yes. */
  ask: string;
  yes: string;
}

export function waysOf(offer: EstimateOffer, terms: RepairTerms): Way[] {
  const { currency, items, feePerItem } = offer;
  const money = (amount: number) => writeMoney(amount, currency);
  const [it, is, product] = items === 1 ? ['it', 'is', 'the product'] : ['them', 'are', 'the products'];
  const fee =
    items === 1 ? 'diagnostics fee' : `diagnostics fee, ${money(feePerItem)} for each of ${String(items)} products`;
  return [
    {
      answer: 'approve',
      title: 'Repair',
      costs: money(offer.total),
      of: 'total of the estimate',
      what: `The repair begins. It typically takes ${String(terms.turnaroundBusinessDays)} business days, more for many items.`,
      button: 'Authorize the repair',
      ask: `Authorize the repair for ${money(offer.total)}?`,
      yes: `Yes, authorize ${money(offer.total)}`,
    },
    {
      answer: 'return',
      title: 'Return unrepaired',
      costs: `${money(offer.fee)} + freight`,
      of: fee,
      what: `We do not repair ${it}, and send ${it} back at your expense: the freight comes on top.`,
      button: `Have ${it} returned`,
      ask: `Have ${product} sent back unrepaired, at your expense?`,
      yes: `Yes, send ${it} back for ${money(offer.fee)} plus freight`,
    },
    {
      answer: 'scrap',
      title: 'Scrap',
      costs: money(offer.fee),
      of: fee,
      what: `${capital(product)} ${is} scrapped on site ${scrapWhen(offer)}, and cannot be had back.`,
      button: `Have ${it} scrapped`,
      ask: `Have ${product} scrapped?`,
      yes: `Yes, scrap ${it} for ${money(offer.fee)}`,
    },
  ];
}

/** R20: within 30 days of the original date of the request. */
function scrapWhen({ scrapBy }: EstimateOffer): string {
  return scrapBy === undefined ? 'without delay' : `by ${writeDate(scrapBy)}`;
}

/** The same once it has been decided: a title and what follows from it. */
export function decided(
  answer: EstimateAnswer,
  offer: EstimateOffer,
  terms: RepairTerms,
): [title: string, what: string] {
  const { currency, items, total, fee } = offer;
  const [it, product] = items === 1 ? ['It', 'the product'] : ['They', 'the products'];
  const money = (amount: number) => writeMoney(amount, currency);
  switch (answer) {
    case 'approve':
      return [
        'The repair is authorized',
        `The estimate of ${money(total)} was approved. A repair typically takes ${String(terms.turnaroundBusinessDays)} business days, more for many items.`,
      ];
    case 'return':
      return [
        `${items === 1 ? 'It goes' : 'They go'} back unrepaired`,
        `The estimate was declined. We send ${product} back; the diagnostics fee of ${money(fee)} and the freight are at your expense.`,
      ];
    case 'scrap':
      return [
        `${it} will be scrapped`,
        `The estimate was declined. We scrap ${product} on site ${scrapWhen(offer)}; the diagnostics fee is ${money(fee)}.`,
      ];
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
