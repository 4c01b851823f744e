/** An estimate in the chat: as text for every channel, and as a card where there are cards. */

import { writeMoney } from '../../services/money.ts';
import { writeNumber } from '../../services/numbers.ts';
import { EstimateAnswer } from '../../services/returns/estimate.ts';
import type { EstimateOffer } from '../../services/returns/offer.ts';
import type { EstimateCard } from '../card.ts';
import type { DialogDependencies } from '../dependencies.ts';
import { joined, type Reply } from '../reply.ts';
import type { TurnContext } from '../step.ts';
import { versionOf } from './draft.ts';

type Showing = Pick<DialogDependencies, 'texts'>;

export const ALL = EstimateAnswer.options;

/** The estimate with its ways, and no question yet. */
export function shownReply({ texts }: Showing, offer: EstimateOffer, { locale }: TurnContext): Reply {
  const { estimate } = texts;
  return {
    text: joined([estimate.shown(offer, locale), estimate.ways(offer, locale, ALL)]),
    speak: estimate.speak(offer, locale),
    card: estimateCard({ texts }, offer, locale, estimate.cardLead(offer, locale)),
  };
}

/** The same with the question; `answers` are the ways that are left. */
export function askReply(
  { texts }: Showing,
  offer: EstimateOffer,
  { locale }: TurnContext,
  answers: readonly EstimateAnswer[],
): Reply {
  const { estimate } = texts;
  const question = answers.length === ALL.length ? estimate.ask : estimate.askDeclined;
  const lead = joined([estimate.cardLead(offer, locale), question]);
  return {
    text: joined([estimate.shown(offer, locale), estimate.ways(offer, locale, answers), question]),
    speak: estimate.speak(offer, locale),
    choices: estimate.choices(answers),
    card: estimateCard({ texts }, offer, locale, lead, answers),
  };
}

function estimateCard(
  { texts }: Showing,
  offer: EstimateOffer,
  locale: string,
  lead: string,
  answers: readonly EstimateAnswer[] = ALL,
): EstimateCard {
  const { estimate, numbersCard } = texts;
  const { card: titles, plainName } = estimate;
  const money = (amount: number) => writeMoney(amount, offer.currency, locale);
  const isOne = offer.products.length === 1;
  return {
    kind: 'estimate',
    version: versionOf(offer),
    lead,
    title: estimate.cardTitle,
    sections: [
      {
        title: `${numbersCard.rmaNumber} ${writeNumber(offer.rma)}`,
        lines: offer.products.map(product => ({ label: titles.product, value: plainName(product) })),
      },
      {
        title: titles.lines,
        lines: [
          ...offer.lines.map(({ text, amount, product }) => ({
            label: product && !isOne ? `${text} (${plainName(product)})` : text,
            value: money(amount),
          })),
          { label: titles.total, value: money(offer.total) },
          ...(offer.note ? [{ label: titles.note, value: offer.note }] : []),
        ],
      },
      {
        title: titles.ways,
        lines: answers.map(answer => ({
          label: estimate.wayName(answer),
          value: estimate.wayCosts(answer, offer, locale),
        })),
      },
    ],
    choices: estimate.choices(answers),
  };
}
