/** The letters of a return that has arrived: what came, the bench, the way home (R14, R16, R17, R19). */
import { writeNumber } from '../../services/numbers.ts';
import type { Disposition } from '../../services/returns/rma.ts';
import type { DeskFacts } from './en.ts';
import { productsOf } from './en-return-mails-sending.ts';
import type { LetterPart, Wording } from './letter.ts';
import type { ReturnTold, ToldItem } from './return-told.ts';
import { list } from './wording.ts';

const BECAME: Readonly<Record<Disposition, string>> = {
  repaired: 'repaired',
  replaced: 'replaced by another unit',
  'no-fault-found': 'tested, and no fault found',
  'not-economical': 'not repaired, as a repair would cost more than it is worth',
  'returned-unrepaired': 'returned unrepaired, as you decided',
  scrapped: 'scrapped, as you decided',
};

export function benchMails(facts: DeskFacts, reach: string) {
  const inTime = ({ expedited, items }: ReturnTold) =>
    expedited
      ? 'You asked for expedited service, so it comes first.'
      : `A repair typically takes ${facts.turnaroundDays} business days${items.length > 1 ? ', more for several items' : ''}.`;

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
            `A technician examines ${came.length > 1 ? 'the units' : 'it'} next. ${inTime(told)} If the repair costs something, you get an estimate first, and decide then.`,
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

    diagnosing: (told: ReturnTold): Wording => ({
      subject: `RMA ${writeNumber(told.rma)} is being examined`,
      preview: 'A technician is looking into it.',
      parts: [
        says('A technician is examining your return, with the notes that you gave us.'),
        productsOf(told),
        next(
          `Either we repair it at no charge, or you get an estimate and decide. You hear from us in either case. ${inTime(told)}`,
        ),
      ],
    }),

    'no-charge': (told: ReturnTold): Wording => ({
      subject: `RMA ${writeNumber(told.rma)} is repaired at no charge`,
      preview: 'There is nothing for you to pay or to decide.',
      parts: [
        says('Good news: the repair costs you nothing, and there is nothing for you to decide.'),
        productsOf(told),
        next(`The repair begins. ${inTime(told)} You get an email when it leaves us.`),
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
        next(`It is tested, and then goes back to you. ${inTime(told)} You get an email with the tracking number.`),
      ],
    }),

    shipped: (told: ReturnTold): Wording => ({
      subject: `RMA ${writeNumber(told.rma)} is on its way to you`,
      preview:
        told.parcels.length > 0
          ? `Sent with ${list(told.parcels.map(({ carrier }) => carrier))}.`
          : 'It has left our service center.',
      parts: [
        says('Your return has left us and is on its way to the address on file.'),
        ...parcelsOf(told, reach),
        ...becameOf(told),
        ...firmwareOf(told),
        next('Please look at it when it arrives. If anything is not right, tell us, and name your case number.'),
        ...warrantyOf(told),
      ],
    }),

    closed: (told: ReturnTold): Wording => {
      const isScrapped = told.items.every(
        ({ disposition, receipt }) => disposition === 'scrapped' || receipt === 'missing',
      );
      return {
        subject: `RMA ${writeNumber(told.rma)} is closed`,
        preview: 'Everything about this return is done.',
        parts: [
          says(
            isScrapped
              ? 'As you decided, what you sent us has been scrapped on site. With that your return is closed.'
              : 'Your return is done and closed. Thank you for your patience.',
          ),
          ...becameOf(told),
          ...(isScrapped ? feeOf(told) : warrantyOf(told)),
          says(
            `Case ${writeNumber(told.caseNumber)} keeps all of it on record. If the trouble comes back, name that number and you need not explain again.`,
          ),
        ],
      };
    },

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

const says = (text: string): LetterPart => ({ kind: 'says', text });
const next = (text: string): LetterPart => says(`**What happens next:** ${text}`);

function points(items: readonly ToldItem[], line: (item: ToldItem) => string): LetterPart {
  return { kind: 'points', items: items.map(line) };
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

function parcelsOf({ parcels }: ReturnTold, reach: string): LetterPart[] {
  const [first] = parcels;
  if (!first) return [says(`If you would like to know the carrier or the tracking number, ${reach}.`)];
  const [only] = parcels.length === 1 ? parcels : [];
  return [
    {
      kind: 'facts',
      rows: parcels.map(({ carrier, tracking, link }) => ({ label: carrier, value: tracking, url: link })),
    },
    ...(only?.link ? [{ kind: 'action' as const, text: 'Follow the parcel', url: only.link }] : []),
  ];
}

function becameOf({ items }: ReturnTold): LetterPart[] {
  const told = items.filter(({ disposition, receipt }) => disposition !== undefined || receipt === 'missing');
  if (told.length === 0) return [];
  return [
    { kind: 'heading', text: told.length === 1 ? 'What was done' : 'What was done with each unit' },
    points(told, ({ name, disposition }) => `${name}: **${disposition ? BECAME[disposition] : 'did not arrive'}**`),
  ];
}

/** R16, R17. */
function firmwareOf({ items }: ReturnTold): LetterPart[] {
  const changed = items.filter(({ firmwareChanged }) => firmwareChanged);
  if (changed.length === 0) return [];
  return [
    { kind: 'heading', text: 'Firmware that was changed' },
    points(changed, ({ name, firmwareChanged: done }) => {
      const from = done?.from === undefined ? '' : ` from ${done.from}`;
      const why = done?.why === 'asked' ? 'as you asked' : 'as the new processor module needs it';
      return `${name}:${from} to ${done?.to ?? ''}, ${why}`;
    }),
    says('This is also listed on the repair invoice. New firmware can change how a product behaves in your system.'),
  ];
}

function warrantyOf({ items, repairWarrantyDays }: ReturnTold): LetterPart[] {
  const isMended = items.some(({ disposition }) => disposition === 'repaired' || disposition === 'replaced');
  return isMended ? [says(`Repairs and replacement parts have a warranty of ${repairWarrantyDays} days.`)] : [];
}

function feeOf({ estimate }: ReturnTold): LetterPart[] {
  return estimate?.fee ? [says(`The diagnostics fee of ${estimate.fee.all} is invoiced.`)] : [];
}
