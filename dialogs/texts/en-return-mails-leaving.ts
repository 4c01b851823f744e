/** The letters of a return on its way home, and at its end (R16, R17). */
import { writeNumber } from '../../services/numbers.ts';
import type { Disposition } from '../../services/returns/rma.ts';
import { next, points } from './en-return-mails-wording.ts';
import { type LetterPart, says, type Wording } from './letter.ts';
import type { ReturnTold } from './return-told.ts';
import { list } from './wording.ts';

const BECAME: Readonly<Record<Disposition, string>> = {
  repaired: 'repaired',
  replaced: 'replaced by another unit',
  'no-fault-found': 'tested, and no fault found',
  'not-economical': 'not repaired, as a repair would cost more than it is worth',
  'returned-unrepaired': 'returned unrepaired, as you decided',
  scrapped: 'scrapped, as you decided',
};

export function leavingMails(reach: string) {
  return {
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
  };
}

function parcelsOf({ parcels }: ReturnTold, reach: string): LetterPart[] {
  const [first] = parcels;
  if (!first) return [says(`If you would like to know the carrier or the tracking number, ${reach}.`)];
  const [only] = parcels.length === 1 ? parcels : [];
  return [
    {
      kind: 'facts',
      // The button below is the link of one that goes alone.
      rows: parcels.map(({ carrier, tracking, link }) => ({
        label: carrier,
        value: tracking,
        url: only ? undefined : link,
      })),
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
