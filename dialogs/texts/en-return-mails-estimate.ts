/** The letters about estimates, and the customer's answer to them (R18, R20). */
import { writeNumber } from '../../services/numbers.ts';
import type { DeskFacts } from './desk-facts.ts';
import { productsOf } from './en-return-mails-wording.ts';
import { type LetterPart, says, type Wording } from './letter.ts';
import type { ReturnTold, ToldEstimate } from './return-told.ts';
import { list } from './wording.ts';

export function estimateMails(facts: DeskFacts, reach: string) {
  const begins = ({ expedited }: ReturnTold) =>
    expedited
      ? 'the repair begins at once, as you asked for expedited service'
      : `the repair begins, and typically takes ${facts.turnaroundDays} business days`;

  /** What each answer costs, and when what happens (R20). */
  function answers(told: ReturnTold, estimate: ToldEstimate): LetterPart[] {
    const several = told.items.length > 1;
    const it = several ? 'they' : 'it';
    const charged = chargedFor(estimate);
    const scrapped = estimate.isOver
      ? `The ${facts.company} service center scraps ${several ? 'them' : 'it'} without further delay, as the time for that, counted from the first estimate of ${estimate.firstAskedOn}, is over.`
      : `The ${facts.company} service center scraps ${several ? 'them' : 'it'} on site by **${estimate.scrapBy}**, counted from the first estimate of ${estimate.firstAskedOn}.`;
    return [
      { kind: 'heading', text: 'You decide' },
      {
        kind: 'points',
        items: [
          `**Repair:** you pay **${estimate.total}**; ${begins(told)}.`,
          `**Return unrepaired:** ${it} ${several ? 'come' : 'comes'} back to you at your expense. You pay the freight${charged ? ` and ${charged}` : ''}.`,
          `**Scrap:** ${scrapped} ${charged ? `You pay ${charged}.` : 'That costs you nothing.'}`,
        ],
      },
      ...(estimate.link === undefined
        ? [
            says(
              `**How to answer:** in the chat at ${told.chat} (“answer the estimate of RMA ${writeNumber(told.rma)}”), or ${reach}.`,
            ),
          ]
        : [{ kind: 'action' as const, text: 'See the estimate and answer', url: estimate.link }]),
    ];
  }

  function untilWhen({ remindedOn, callOn }: ToldEstimate): LetterPart {
    const reminders = remindedOn.length > 0 ? `We remind you on ${list(remindedOn)}. ` : '';
    return says(
      `**Until you answer, nothing is repaired and nothing is scrapped.** ${reminders}On ${callOn} our people get in touch with you.`,
    );
  }

  return {
    estimate: (told: ReturnTold): Wording => {
      const { estimate } = told;
      return {
        subject: `Your answer, please: the estimate for RMA ${writeNumber(told.rma)}`,
        preview: estimate ? `The repair would cost ${estimate.total}. You decide.` : '',
        parts: estimate
          ? [
              says('A technician has examined your return. This is what the repair would cost.'),
              productsOf(told),
              sumsOf(estimate),
              ...noteOf(estimate),
              ...answers(told, estimate),
              untilWhen(estimate),
            ]
          : [],
      };
    },

    'estimate-reminder': (told: ReturnTold): Wording => {
      const { estimate } = told;
      return {
        subject: `Still open: the estimate for RMA ${writeNumber(told.rma)}`,
        preview: estimate ? `Sent on ${estimate.sentOn}: ${estimate.total}. You decide.` : '',
        parts: estimate
          ? [
              says(
                `${estimate.daysOpen > 1 ? `${estimate.daysOpen} days ago` : 'A while ago'}, on ${estimate.sentOn}, we sent you this estimate, and wait for your answer.`,
              ),
              productsOf(told),
              sumsOf(estimate),
              ...noteOf(estimate),
              ...answers(told, estimate),
              untilWhen(estimate),
            ]
          : [],
      };
    },

    'estimate-withdrawn': (told: ReturnTold): Wording => ({
      subject: `The estimate for RMA ${writeNumber(told.rma)} is withdrawn`,
      preview: 'You need not answer it.',
      parts: [
        says(
          'We have withdrawn the estimate that we sent you. You need not answer it, and its link does not work any more.',
        ),
        productsOf(told),
        says(
          '**What happens next:** a technician looks at it once more. Either you get another estimate and decide then, or the repair is at no charge.',
        ),
      ],
    }),

    authorized: (told: ReturnTold): Wording => ({
      subject: `Thank you: RMA ${writeNumber(told.rma)} will be repaired`,
      preview: told.estimate ? `You agreed to ${told.estimate.total}.` : 'You agreed to the estimate.',
      parts: [
        says(`Thank you. You agreed to the repair${told.estimate ? ` for **${told.estimate.total}**` : ''}.`),
        ...(told.estimate ? [sumsOf(told.estimate)] : []),
        productsOf(told),
        says(
          `**What happens next:** ${begins(told)}. You get an email when the repair begins, and another with the tracking number.`,
        ),
        says(`If it was not you who agreed, ${reach} at once.`),
      ],
    }),

    declined: (told: ReturnTold): Wording => {
      const { estimate } = told;
      const isScrap = estimate?.answer === 'scrap';
      const charged = estimate && chargedFor(estimate);
      return {
        subject: `RMA ${writeNumber(told.rma)} ${isScrap ? 'will be scrapped' : 'comes back unrepaired'}`,
        preview: 'You declined the repair. What happens next, and what it costs.',
        parts: [
          says(
            isScrap
              ? 'You declined the repair, and chose to have it scrapped on site.'
              : 'You declined the repair, and chose to have it back.',
          ),
          productsOf(told),
          says(
            isScrap
              ? `**What happens next:** ${told.items.length > 1 ? 'they are' : 'it is'} scrapped ${estimate && !estimate.isOver ? `by **${estimate.scrapBy}**` : 'without further delay'}, and you get an email when that is done.`
              : `**What happens next:** ${told.items.length > 1 ? 'they are' : 'it is'} packed and sent to the address on file, at your expense. You get an email with the tracking number.`,
          ),
          says(
            isScrap
              ? charged
                ? `**What it costs:** ${charged}.`
                : 'It costs you nothing.'
              : `**What it costs:** the freight${charged ? ` and ${charged}` : ''}.`,
          ),
          says(`If you change your mind, ${reach} soon${isScrap ? ': what is scrapped cannot be brought back' : ''}.`),
        ],
      };
    },
  };
}

function sumsOf({ lines, total }: ToldEstimate): LetterPart {
  return { kind: 'sums', rows: lines, total: { text: 'Total', amount: total } };
}

function noteOf({ note }: ToldEstimate): LetterPart[] {
  return note === undefined ? [] : [says(`Note of the technician: ${note}`)];
}

/** What declining costs beside the freight (R20). */
function chargedFor({ fee }: ToldEstimate): string | undefined {
  if (!fee) return undefined;
  return `the diagnostics fee of **${fee.all}**${fee.items > 1 ? ` (${fee.each} for each of ${fee.items} units)` : ''}`;
}
