/** The letters of a return at the bench (R14, R16, R19). */
import { writeNumber } from '../../services/numbers.ts';
import type { DeskFacts } from './desk-facts.ts';
import { inTime, next, points, productsOf } from './en-return-mails-wording.ts';
import { says, type Wording } from './letter.ts';
import type { ReturnTold } from './return-told.ts';

export function benchMails(facts: DeskFacts, reach: string) {
  return {
    diagnosing: (told: ReturnTold): Wording => ({
      subject: `RMA ${writeNumber(told.rma)} is being examined`,
      preview: 'A technician is looking into it.',
      parts: [
        says('A technician is examining your return, with the notes that you gave us.'),
        productsOf(told),
        next(
          `Either we repair it at no charge, or you get an estimate and decide. You hear from us in either case. ${inTime(told, facts)}`,
        ),
      ],
    }),

    'no-charge': (told: ReturnTold): Wording => ({
      subject: `RMA ${writeNumber(told.rma)} is repaired at no charge`,
      preview: 'There is nothing for you to pay or to decide.',
      parts: [
        says('Good news: the repair costs you nothing, and there is nothing for you to decide.'),
        productsOf(told),
        next(`The repair begins. ${inTime(told, facts)} You get an email when it leaves us.`),
      ],
    }),

    repairing: (told: ReturnTold): Wording => ({
      subject: `The repair of RMA ${writeNumber(told.rma)} has begun`,
      preview: 'It is at the bench now.',
      parts: [
        says('Your return is at the bench, and the repair has begun.'),
        productsOf(told),
        says(
          'The firmware stays as it is, unless you asked for a change or the repair needs a new processor module. A change is listed on the invoice.',
        ),
        next(
          `It is tested, and then goes back to you. ${inTime(told, facts)} You get an email with the tracking number.`,
        ),
      ],
    }),

    /** R14. */
    'data-recovery': (told: ReturnTold): Wording => {
      const meant = told.items.filter(({ id }) => told.about.items.includes(id));
      return {
        subject: `Your question about the data of RMA ${writeNumber(told.rma)}`,
        preview: 'You get a quote first, and decide then.',
        parts: [
          says('You asked us to copy or recover what is on the disks of:'),
          points(meant, ({ name }) => name),
          { kind: 'heading', text: 'What to know about it' },
          {
            kind: 'points',
            items: [
              'You get a quote first. Nothing is done, and nothing is charged, before you agree.',
              `It costs at least ${facts.recoveryFee}, and is not under warranty.`,
              'We try, also on damaged disks, but cannot promise that it succeeds.',
              'A disk that is replaced is not copied otherwise. Whatever you can still export yourself, please export.',
            ],
          },
          next(
            told.status === 'issued'
              ? 'When your return has arrived, a technician looks at the disks and you get the quote.'
              : `A technician looks at the disks and you get the quote. If you want to know more before, ${reach}.`,
          ),
        ],
      };
    },
  };
}
