/** What staff read where they move a case or a return along, in English. */

import type { Hit } from '../../../services/finding/finding.ts';
import { writeMoney } from '../../../services/money.ts';
import { writeNumber } from '../../../services/numbers.ts';
import { type Estimate, feeOf, totalOf } from '../../../services/returns/estimate.ts';
import type { FirmwareWish } from '../../../services/returns/rma.ts';

/** On the button, and above the form. */
const DEEDS: Readonly<Record<string, string>> = {
  received: 'Box arrived',
  diagnosing: 'Start diagnosis',
  'no-charge': 'No charge',
  estimate: 'Send estimate',
  answered: 'Answered by phone',
  repairing: 'Start repair',
  outcome: 'Outcome per item',
  shipped: 'Shipped',
  closed: 'Close',
  attended: 'Seen to',
  take: 'Take it',
  note: 'Note',
  assign: 'Assign',
  'estimate-withdrawn': 'Withdraw the estimate',
  extend: 'More time to send',
  withdrawn: 'Will not be sent',
  solved: 'Solved',
  reopened: 'Open again',
  merge: 'Is a duplicate',
};

function since(done: readonly string[]): string {
  return done.length > 0 ? `${done.join('; ')}.` : 'It was changed meanwhile.';
}

export function createMovingTexts() {
  return {
    deed(deed: string, hit: Hit): string {
      if (deed === 'estimate' && hit.kind === 'return' && hit.rma.status === 'estimate-sent') return 'Other estimate';
      if (deed === 'withdrawn' && hit.kind === 'case') return 'Not needed any more';
      return DEEDS[deed] ?? deed;
    },
    titleOf: (hit: Hit) =>
      hit.kind === 'return' ? `RMA ${writeNumber(hit.rma._id)}` : `Case ${writeNumber(hit.case._id)}`,
    more: 'More …',
    send: 'Save',
    gone: (number: string) => `${writeNumber(number)} is not there any more: it has lapsed, or was removed.`,
    /** @param done what others did since, the latest last */
    older: (done: readonly string[]) => `${since(done)} This card was old, so nothing was done: now it is up to date.`,
    olderForm: (done: readonly string[]) =>
      `${since(done)} Nothing is saved yet: look again at what you typed, and save it.`,
    tooLate: (done: readonly string[]) => `${since(done)} That cannot be done any more. The card shows what can.`,
    nowPartOf: (into: string) =>
      `The card was of a duplicate, which is part of case ${writeNumber(into)} by now. Nothing was done.`,
    sinceThen: (done: readonly string[]) => `Since the card was drawn: ${done.join('; ')}.`,
    didBefore: (count: number) => (count === 1 ? 'One thing before that' : `${count} things before that`),
    did: (who: string, what: string, when: string) => `${who}, ${when}: ${what}`,
    partly: (why: string) => `A part is saved. Then: ${why}`,

    item: (id: string, model: string, serial: string | undefined) =>
      [`${id} · ${model}`, serial].filter(Boolean).join(', '),
    extra: (at: number) => `Also in the box ${at}`,
    allItems: 'All of it',
    replacesAll: (lines: number) =>
      `The estimate that was sent has ${lines} lines, more than fit here. What you write replaces all of them.`,
    notYet: 'Not known yet',
    nobody: 'Nobody',
    arrival: {
      later: 'Not in this box',
      stillMissing: 'Still missing',
      intact: 'Arrived',
      damaged: 'Arrived damaged',
      missing: 'Missing, does not come',
    },
    answer: {
      approve: 'Go ahead with the repair',
      return: 'No: send it back as it is',
      scrap: 'No: scrap it here',
    },
    answerTo(open: Estimate | undefined): string {
      if (!open) return 'What the customer decided';
      const money = (amount: number) => writeMoney(amount, open.currency);
      return `What the customer decided: ${money(totalOf(open))} for the repair, or ${money(feeOf(open))} for the diagnosis`;
    },
    disposition: {
      repaired: 'Repaired',
      replaced: 'Replaced',
      'no-fault-found': 'No fault found',
      'not-economical': 'Not worth repairing',
      'returned-unrepaired': 'Goes back unrepaired',
      scrapped: 'Scrapped',
    },
    why: { asked: 'The customer asked for it', 'new-processor-module': 'A new processor module needs it' },
    attention: {
      'estimate-unanswered': 'The estimate has no answer',
      'damaged-in-transit': 'It came damaged',
      'item-missing': 'Something was missing',
      'extra-unit': 'A unit that is on no list',
      'data-recovery': 'A quote for data recovery',
      'firmware-request': 'The wish for its firmware',
      'customer-note': 'The customer’s note',
      'mail-bounced': 'A mail that did not arrive',
    },
    label: {
      arrived: 'How it came',
      allElse: 'All came undamaged, except what is told below',
      itemNote: 'Note on it',
      model: 'Model',
      serial: 'Serial number',
      note: 'Note',
      customerNote: 'Note to the customer',
      line: (row: number) => `Line ${row}`,
      amount: 'Amount',
      forItem: 'For',
      currency: 'Currency (ISO 4217)',
      fee: 'Diagnostics fee per item, if declined',
      said: 'What they said, and who',
      became: 'What became of it',
      firmwareFrom: 'Firmware before',
      firmwareTo: (wish: FirmwareWish | undefined) =>
        wish && wish.change !== 'as-is'
          ? `Firmware now (${wish.change} wanted${wish.to ? `: ${wish.to}` : ''})`
          : 'Firmware now, if it was changed',
      firmwareWhy: 'Why it was changed',
      carrier: 'Carrier',
      tracking: 'Tracking number',
      lastDay: (day: string) => `New last day to send (now ${day})`,
      reason: 'Reason',
      attention: 'What was seen to',
      assignee: 'Who looks after it',
      into: 'It is a duplicate of case',
      across: 'Also where that is another customer’s',
    },
    fault: {
      nothingArrived: 'Say of at least one item how it came, or what else was in the box.',
      onlyMissing: 'Nothing has come yet, so nothing is missing: say first what was in the box.',
      extraModel: 'Also in the box: its model is needed.',
      currency: 'Currency: three letters of ISO 4217, such as USD.',
      noLine: 'At least one line with a text and an amount is needed.',
      lineText: (row: number) => `Line ${row}: say what the amount is for.`,
      amount: (what: string, currency: string) =>
        `${what}: an amount in ${currency}, such as ${writeMoney(18_500, currency)}.`,
      tooMuch: (what: string) => `${what}: that is more than an estimate can hold.`,
      answer: 'Choose what the customer decided.',
      said: 'Write down what they said, and who it was.',
      firmwareTo: (id: string) => `Item ${id}: which firmware is on it now?`,
      nothingChanged: 'Nothing is different from before.',
      carrierAndTracking: 'Carrier and tracking number go together: both, or neither where it was fetched.',
      tracking: 'Tracking number: 4 to 60 signs.',
      day: 'New last day: a day, such as 2027-01-31.',
      reason: 'A reason is needed.',
      attention: 'Choose what was seen to.',
      assignee: 'Choose somebody, or nobody.',
      note: 'Write a note first.',
      caseNumber: 'A case number is ten digits and begins with 4: please check it.',
      noCase: 'There is no case with this number.',
      otherCustomer:
        'That case is another customer’s. If they are the same people, tick the box: from then on only that customer’s address opens both.',
    },
    refused: {
      notNow: (state: string) => `That is not possible where it stands: ${state}.`,
      notDecidedSo: (state: string) => `What becomes of it is for the customer to decide, and it stands at: ${state}.`,
      hereAlready: (items: readonly string[]) => `Here already: item ${items.join(', ')}.`,
      unaccounted: (items: readonly string[]) =>
        `Say first what became of item ${items.join(', ')}, or that it is missing.`,
      firmwareNotAsked: (item: string) =>
        `Item ${item}: nobody asked for other firmware. Only a new processor module is a reason for it.`,
      noOpenEstimate: 'No estimate waits for an answer any more.',
      lastDay: (latest: string) =>
        `New last day: later than the present one, not past, and by ${latest} at the latest.`,
      hasReturns: (rmas: readonly string[]) =>
        `Returns of it are under way, and have to end first: ${rmas.map(writeNumber).join(', ')}.`,
      elsewhere: 'Somebody else was faster. The card shows how it stands.',
      erased: 'Whose it is has been erased: nothing personal can be added.',
      itself: 'That is this very case.',
      merged: (into: string) => `It is part of case ${writeNumber(into)} already.`,
      merging: (other: string) =>
        `Case ${writeNumber(other)} was just said to be a duplicate of this one: do that first.`,
    },
  };
}
export type MovingTexts = ReturnType<typeof createMovingTexts>;
