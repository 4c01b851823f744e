/** The letters of a box that was opened: what was in it, in which state, and what was not. */
import { writeNumber } from '../../services/numbers.ts';
import type { DeskFacts } from './desk-facts.ts';
import { inTime, next, points } from './en-return-mails-wording.ts';
import { type LetterPart, says, type Wording } from './letter.ts';
import type { ReturnTold, ToldItem } from './return-told.ts';
import { list } from './wording.ts';

export function receiptMails(facts: DeskFacts, reach: string) {
  return {
    received: (told: ReturnTold): Wording => {
      const came = told.items.filter(({ id }) => told.about.items.includes(id));
      const damaged = came.filter(({ id }) => told.about.damaged.includes(id));
      const waiting = told.items.filter(({ receipt }) => receipt === undefined);
      const missing = told.items.filter(({ receipt }) => receipt === 'missing');
      const isPart = waiting.length + missing.length > 0;
      const number = writeNumber(told.rma);
      return {
        subject:
          damaged.length > 0
            ? `RMA ${number} has arrived, ${damagedWord(damaged.length, told.items.length)}damaged on its way`
            : isPart
              ? `A part of RMA ${number} has arrived`
              : `RMA ${number} has arrived`,
        preview: came.length > 0 ? `Received: ${list(came.map(({ model }) => model))}.` : 'We opened your box.',
        parts: [
          {
            kind: 'says',
            text:
              came.length > 0 ? 'Your box has arrived with us, and this was in it:' : 'Your box has arrived with us.',
          },
          ...(came.length > 0
            ? [points(came, one => (damaged.includes(one) ? `${one.name}: **damaged on its way to us**` : one.name))]
            : []),
          ...damagedIn(damaged, reach),
          ...(waiting.length > 0
            ? [
                says(`Still on ${waiting.length === 1 ? 'its' : 'their'} way:`),
                points(waiting, ({ name }) => name),
                says('If you sent everything in one box, please tell us, so that we can look for it.'),
              ]
            : []),
          ...(missing.length > 0 ? [says('Not found so far:'), points(missing, ({ name }) => name)] : []),
          ...(told.extras
            ? [
                says(
                  `There was more in the box than your return lists: **${told.extras}**. We keep it safe. Please tell us what to do with it: ${reach}.`,
                ),
              ]
            : []),
          next(
            ['received', 'diagnosing'].includes(told.status)
              ? `A technician examines ${came.length > 1 ? 'the units' : 'it'}. ${inTime(told, facts)} If the repair costs something, you get an estimate first, and decide then.`
              : 'It joins the rest of your return, which goes on as before.',
          ),
        ],
      };
    },

    missing: (told: ReturnTold): Wording => {
      const missing = told.items.filter(({ id }) => told.about.items.includes(id));
      const here = told.items.length > missing.length;
      return {
        subject: `Something is missing from RMA ${writeNumber(told.rma)}`,
        preview: `Not in the box: ${list(missing.map(({ model }) => model))}.`,
        parts: [
          says(
            `Your return lists more than we found in the box. ${missing.length === 1 ? 'This unit is' : 'These units are'} missing:`,
          ),
          points(missing, ({ name }) => name),
          says(
            `Perhaps ${missing.length === 1 ? 'it is' : 'they are'} still with you, or with the carrier. Please have a look, and ${reach}: with the tracking number we can ask the carrier. ${missing.length === 1 ? 'It is' : 'They are'} welcome later, too, under the same RMA number.`,
          ),
          ...(here ? [next('We go on with what has arrived, so that you do not wait for it.')] : []),
        ],
      };
    },
  };
}

function damagedWord(damaged: number, all: number): string {
  if (all === 1) return '';
  return damaged === 1 ? 'one unit ' : `${damaged} units `;
}

function damagedIn(damaged: readonly ToldItem[], reach: string): LetterPart[] {
  if (damaged.length === 0) return [];
  const it = damaged.length === 1 ? 'it' : 'them';
  return [
    says(
      `We are sorry that ${it === 'it' ? 'one unit was' : `${damaged.length} units were`} damaged on the way. We have put it on record and keep the packaging. Please tell the carrier that you used, as a claim comes from the sender; if you need photos or a statement for it, ${reach}.`,
    ),
  ];
}
