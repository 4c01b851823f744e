/** What the desk says in English of an estimate and its answer (R18 to R20). Part of `en.ts`. */
import { writeDate } from '../../services/calendar.ts';
import { writeMoney } from '../../services/money.ts';
import { writeNumber } from '../../services/numbers.ts';
import type { EstimateAnswer } from '../../services/returns/estimate.ts';
import type { EstimateOffer, OfferedProduct } from '../../services/returns/offer.ts';
import { type Choice, quoted } from '../reply.ts';
import type { DeskFacts } from './desk-facts.ts';
import { digitByDigit, list } from './wording.ts';

const say = (title: string, value = title): Choice => ({ title, value });

const CHOICE: Readonly<Record<EstimateAnswer, Choice>> = {
  approve: say('Authorize the repair'),
  return: say('Return it unrepaired'),
  scrap: say('Scrap it'),
};

/** `reach`: how to get hold of a person. */
export function createEstimateTexts(facts: DeskFacts, reach: string) {
  const money = ({ currency }: EstimateOffer, amount: number, locale: string) => writeMoney(amount, currency, locale);
  const when = ({ scrapBy }: EstimateOffer, locale: string) =>
    scrapBy === undefined ? 'without delay' : `by ${writeDate(scrapBy, locale)}`;
  const them = ({ items }: EstimateOffer) => (items === 1 ? 'it' : 'them');
  const fee = (offer: EstimateOffer, locale: string) =>
    offer.items === 1
      ? `the diagnostics fee of ${money(offer, offer.fee, locale)}`
      : `the diagnostics fee of ${money(offer, offer.feePerItem, locale)} for each of ${offer.items} products, ${money(offer, offer.fee, locale)} in all`;

  /** What each way costs, and its dates. */
  const way = (answer: EstimateAnswer, offer: EstimateOffer, locale: string): string =>
    ({
      approve: `${money(offer, offer.total, locale)}; the repair begins, and typically takes ${facts.turnaroundDays} business days, more for many items`,
      return: `${fee(offer, locale)}, and the freight at your expense`,
      scrap: `${fee(offer, locale)}; we scrap ${them(offer)} on site ${when(offer, locale)}, and ${offer.items === 1 ? 'it cannot' : 'they cannot'} be had back`,
    })[answer];

  const named = ({ model, serial }: OfferedProduct) =>
    `${quoted(model)}${serial === undefined ? '' : ` (serial number ${quoted(serial)})`}`;
  const NAMES: Readonly<Record<EstimateAnswer, string>> = {
    approve: 'Repair',
    return: 'Return unrepaired',
    scrap: 'Scrap',
  };

  return {
    estimate: {
      /** Offered wherever an estimate is seen to wait. */
      answerIt: say('Answer the estimate'),
      /** "Answer the estimate", "show me my estimate": by these words the dialog begins. */
      words:
        /^\W*(?:(?:please|hi|hello|yes|i want to|i(?:'?d| would) like to|can i|could i|let me|can you|could you) )*(?:(?:answer|see|show(?: me)?|open|look at|read|respond to|reply to|decide on|review|accept or decline) (?:my |the |that |your |our )?(?:repair )?(?:estimate|quote|quotation)|(?:what(?: i|'?)s|how much is) (?:my |the |our )(?:repair )?(?:estimate|quote|quotation)|(?:my |the |our )?(?:estimate|quote))(?: (?:for|of|on) (?:my |our |the )?(?:rma|return|repair|case)?[\s\d-]{0,20})?(?: now| please)*\W*$/i,
      askNumber: 'Which return is it about? Please give me its RMA number.',
      noNumber: say('I do not have it'),
      noNumberWords:
        /\b(?:(?:do ?n.?t|do not) (?:have|know|remember|recall|find)|no (?:idea|number|clue)|lost|not (?:at hand|with me)|without|all of them)\b/i,
      whyNumber: 'The RMA number tells me which estimate you mean. Without it I look for whatever waits for you.',
      whyProof: 'An estimate is shown and answered only for the owner of the return, so I have to know that it is you.',
      which: (rmas: string[]) => ({
        text: `More than one estimate waits for you: RMA ${list(rmas.map(writeNumber), 'and RMA')}. Which one first?`,
        choices: rmas.map(rma => say(writeNumber(rma))),
      }),
      /** Also where the address is another one than the return's: nobody is told which of the two is wrong (R24). */
      wrongAddress: say('Wrong address'),

      shown: (offer: EstimateOffer, locale: string) =>
        [
          `The estimate for **RMA ${writeNumber(offer.rma)}** (case ${writeNumber(offer.caseNumber)}), ${list(offer.products.map(named))}:`,
          [
            ...offer.lines.map(
              ({ text, amount, product }) =>
                `- ${quoted(text)}${product && offer.products.length > 1 ? ` for ${named(product)}` : ''}: ${money(offer, amount, locale)}`,
            ),
            `- **Total: ${money(offer, offer.total, locale)}**`,
          ].join('\n'),
          ...(offer.note ? [`Our technicians write: “${quoted(offer.note)}”`] : []),
        ].join('\n\n'),
      ways: (offer: EstimateOffer, locale: string, answers: readonly EstimateAnswer[]) =>
        [
          answers.length === 3 ? 'You decide, and there are three ways:' : 'Then there are two ways:',
          answers.map(answer => `- **${NAMES[answer]}**: ${way(answer, offer, locale)}`).join('\n'),
        ].join('\n\n'),
      oneWay: (answer: EstimateAnswer, offer: EstimateOffer, locale: string) =>
        `${NAMES[answer]}: ${way(answer, offer, locale)}.`,
      whyFee: (offer: EstimateOffer, locale: string) =>
        `A diagnostics fee applies to what is sent in for evaluation. Where the repair is declined, it is due for each product, ${money(offer, offer.feePerItem, locale)} here, whether ${offer.items === 1 ? 'it goes back or is' : 'they go back or are'} scrapped.`,
      ask: 'Which one shall it be?',
      askDeclined: 'Shall it come back to you, or be scrapped?',
      whyAsk: 'Nothing is repaired, sent back or scrapped before you decide.',
      choices: (answers: readonly EstimateAnswer[]) => answers.map(answer => CHOICE[answer]),
      speak: (offer: EstimateOffer, locale: string) =>
        `The estimate for RMA ${digitByDigit(offer.rma)} comes to ${money(offer, offer.total, locale)}. You can authorize the repair, have it returned unrepaired, or have it scrapped.`,
      /** A bare yes to three ways. */
      yesToWhat: 'To which of them?',

      readBack: (answer: EstimateAnswer, offer: EstimateOffer, locale: string) =>
        ({
          approve: `You authorize ${money(offer, offer.total, locale)} for the repair of ${list(offer.products.map(named))}. It then begins, and typically takes ${facts.turnaroundDays} business days. Shall I?`,
          return: `${list(offer.products.map(named))}: back to you unrepaired, for ${fee(offer, locale)}, and the freight at your expense. Shall I?`,
          scrap: `${list(offer.products.map(named))}: scrapped on site ${when(offer, locale)}, for ${fee(offer, locale)}. That cannot be undone. Shall I?`,
        })[answer],
      readBackChoices: (answer: EstimateAnswer) => [
        say({ approve: 'Yes, authorize it', return: 'Yes, send it back', scrap: 'Yes, scrap it' }[answer], 'Yes'),
        say('No'),
      ],
      whyReadBack: 'Once it is answered, only our people can change that.',
      yesOrNo: 'I need a plain yes or no to this.',
      notYet: 'Good: nothing has been decided.',

      answered: (answer: EstimateAnswer, offer: EstimateOffer, locale: string) =>
        ({
          approve: `Thank you: the repair of RMA ${writeNumber(offer.rma)} is authorized for ${money(offer, offer.total, locale)}, and begins now. It typically takes ${facts.turnaroundDays} business days, more for many items.`,
          return: `It is noted: RMA ${writeNumber(offer.rma)} goes back to you unrepaired. ${capital(fee(offer, locale))}, and the freight are at your expense.`,
          scrap: `It is noted: we scrap what came with RMA ${writeNumber(offer.rma)} on site ${when(offer, locale)}. What it costs is ${fee(offer, locale)}.`,
        })[answer],
      answeredBefore: (answer: EstimateAnswer, offer: EstimateOffer, on: string, locale: string) =>
        ({
          approve: `The estimate for RMA ${writeNumber(offer.rma)} was answered on ${on}: the repair is authorized for ${money(offer, offer.total, locale)}.`,
          return: `The estimate for RMA ${writeNumber(offer.rma)} was declined on ${on}: return unrepaired, for ${fee(offer, locale)}, and the freight at your expense.`,
          scrap: `The estimate for RMA ${writeNumber(offer.rma)} was declined on ${on}: to be scrapped on site, for ${fee(offer, locale)}.`,
        })[answer],
      tooLate: `Nothing has changed by what you said just now. If that answer is a mistake, ${reach} at once.`,
      replaced:
        'There is a newer estimate, so the one that you looked at does not count any more, and nothing has been answered.',
      withdrawn: (rma: string) =>
        `The estimate for RMA ${writeNumber(rma)} was withdrawn: there is nothing to answer, and you hear from us.`,
      none: (rma: string) => `No estimate waits for an answer on RMA ${writeNumber(rma)}.`,
      noneAtAll: 'No estimate waits for an answer from this address.',

      cardTitle: 'Your estimate',
      card: {
        product: 'Product',
        lines: 'What the repair costs',
        total: 'Total',
        note: 'Our technicians write',
        ways: 'The ways on',
      },
      wayName: (answer: EstimateAnswer) => NAMES[answer],
      wayCosts: (answer: EstimateAnswer, offer: EstimateOffer, locale: string) => capital(way(answer, offer, locale)),
      plainName: ({ model, serial }: OfferedProduct) =>
        serial === undefined ? model : `${model}, serial number ${serial}`,
      /** A card of another estimate, or of one that was answered. */
      oldCard: 'That button belongs to an estimate that was looked at earlier, so it did nothing.',
      cardLead: (offer: EstimateOffer, locale: string) =>
        `The estimate for **RMA ${writeNumber(offer.rma)}**: ${money(offer, offer.total, locale)}.`,
    },
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
