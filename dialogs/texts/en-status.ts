/** What the desk says in English about where a case or a return stands (R24: nothing personal). Part of `en.ts`. */
import { writeNumber } from '../../services/numbers.ts';
import type { Disposition } from '../../services/returns/rma.ts';
import type { RmaStatus } from '../../services/returns/status.ts';
import type { Choice } from '../reply.ts';
import type { DeskFacts } from './desk-facts.ts';
import { list } from './wording.ts';

const say = (title: string, value = title): Choice => ({ title, value });

/** A day and how far off it is: "Thursday, December 10, 2026 (in 3 days)". */
export interface Day {
  date: string;
  distance: string;
}

const whole = ({ date, distance }: Day) => `${date} (${distance})`;

/**
 * Lines are plain text, as they are to be seen: the dialog quotes them where they become Markdown, since models and
 * carriers in them are people's own words. `reach`: how to get hold of a person.
 */
export function createStatusTexts(facts: DeskFacts, reach: string) {
  const turnaround = `A repair typically takes ${facts.turnaroundDays} business days, and longer for many items.`;
  return {
    // — finding it —
    askStatusNumber: 'What is your case or RMA number?',
    whyStatusNumber: 'Status is shown to whoever knows the number and the email address on file.',
    unclearNumber: 'Our numbers have ten digits, such as 4123-4567-89. Please type it as you have it.',
    askStatusEmail: 'And the email address that it was opened with?',
    /** The same for a number of somebody else as for one that is nobody’s. */
    unknownNumber: `I find nothing with that number and email address. Please check both, or ${reach}.`,

    status: {
      whichReturn: 'Which of these do you mean?',
      whichAgain: 'Please tell me its number, or its place in the list.',
      all: say('All of them', 'all of them'),
      /** "All of them", "both". */
      allWords:
        /^\W*(?:all(?: of (?:them|these|it))?|both(?: of them)?|every ?(?:one|thing)|the lot)\W*(?:please)?\W*$/i,
      choices: [say('What happened so far?'), say('I want to change something')],
      title: (rma: string) => `RMA ${writeNumber(rma)}`,
      ofCase: (caseNumber: string) => `Case ${writeNumber(caseNumber)}`,
      caseLine: (number: string, status: 'open' | 'solved' | 'withdrawn' | 'closed', opened: string) =>
        `Case ${writeNumber(number)}, opened on ${opened}: ${{ open: 'open', solved: 'closed as solved', withdrawn: 'withdrawn', closed: 'closed' }[status]}.`,
      noReturns: 'No return has been requested on it.',
      otherReturns: (numbers: string[]) =>
        `Also on this case, and finished: ${list(numbers.map(number => `RMA ${writeNumber(number)}`))}.`,
      follow: 'Follow the parcel',

      state: {
        issued: 'not here yet',
        received: 'arrived at our factory',
        diagnosing: 'being examined',
        'estimate-sent': 'waiting for your answer to the estimate',
        authorized: 'estimate approved, the repair is next',
        'no-charge': 'repair without charge, it is next',
        'declined-return': 'coming back unrepaired, as you decided',
        'declined-scrap': 'to be scrapped, as you decided',
        repairing: 'in repair',
        shipped: 'on its way back to you',
        closed: 'finished',
        withdrawn: 'withdrawn',
        lapsed: 'lapsed',
      } satisfies Record<RmaStatus, string>,
      arrivedInPart: 'arrived in part',
      onItsWay: 'on its way to us',

      sendBy: (returnBy: Day, activeUntil: Day) =>
        `Please send it by ${whole(returnBy)}. The RMA stays active until ${activeUntil.date}.`,
      sendNow: (returnBy: Day, activeUntil: Day) =>
        `It was to be sent by ${returnBy.date}. The RMA is still active until ${whole(activeUntil)}: please send it now, as what arrives later has to start over.`,
      movedDay: (day: string) => `The last day to send it was moved on ${day}.`,
      onItsWayIn: (carrier: string, tracking: string) => `Your parcel to us: ${carrier}, tracking number ${tracking}.`,
      /** What was sent in one box, as its tracking number tells. */
      waitsFor: (activeUntil: Day, emails: boolean) =>
        `Nothing is left for you to do${emails ? ': you get an email when it arrives' : '; ask me again whether it has arrived'}. The RMA stays active until ${whole(activeUntil)}.`,
      tellTracking: 'Once it is on its way, you can tell me its carrier and tracking number.',
      arrived: (day: string) => `It arrived on ${day}.`,
      toBeExamined: 'Next, a technician finds out what is wrong.',
      damaged: (items: string[]) =>
        `I am sorry: ${list(items)} came out of the box damaged. It is on record, and the packaging is kept: a claim comes from whoever sent it. For photos or a statement for the carrier, ${reach}.`,
      missing: (items: string[]) =>
        `We did not find ${list(items)} in what arrived. Please look whether it is still with you; if it was sent, tell me its tracking number.`,
      awaited: (items: string[]) =>
        `Not here yet: ${list(items)}. Please send what is missing under the same RMA number.`,
      extra: (models: string[]) =>
        `Also in the box: ${list(models)}, not part of this return. It is kept safe. Please tell us what to do with it: ${reach}.`,
      examined: (day: string) =>
        `A technician has been looking at it since ${day}. Next you get an estimate, or it is repaired without charge where the warranty covers it.`,
      estimateWaits: (since: Day, called: string) =>
        `The estimate has been waiting for your answer since ${whole(since)}. Use the link in its email, or tell me “approve the estimate” or “decline the estimate”. Nothing is done without your answer; without one by ${called} a person here gets in touch with you.`,
      approved: (day: string) => `You approved the estimate on ${day}. ${turnaround}`,
      noCharge: `Nothing to pay and nothing to approve. ${turnaround}`,
      repairing: (day: string) => `It has been in repair since ${day}. ${turnaround} Then it is shipped back to you.`,
      goesBack: `It is shipped next, at your expense as agreed. ${facts.diagnosticsFee ? 'The diagnostics fee applies.' : ''}`,
      scrap: (by: Day | undefined) =>
        `It is scrapped here${by ? ` by ${whole(by)}` : ''}; nothing comes back. ${facts.diagnosticsFee ? 'The diagnostics fee applies.' : ''}`,
      expedited: 'Expedited service is noted for it.',
      recoveryAsked: 'You asked for a quote for the data on it; it comes from service and repair.',
      shipped: (day: string) => `It left us on ${day}.`,
      onItsWayOut: (carrier: string, tracking: string) => `${carrier}, tracking number ${tracking}.`,
      closed: (day: string) => `It was finished on ${day}.`,
      withdrawn: (day: string) =>
        `You withdrew it on ${day}, so nothing is expected. If it has to come in after all, I issue a new RMA on the case.`,
      lapsed: (activeUntil: string) =>
        `It was not used until ${activeUntil}, and was removed then. If the product still needs repair, I issue a new RMA on this case; please do not send it under the old number.`,

      item: (model: string, serial: string | undefined) => (serial ? `${model}, serial ending in ${serial}` : model),
      itemState: {
        issued: 'not here yet',
        expected: 'not here yet',
        intact: 'arrived',
        damaged: 'arrived damaged',
        missing: 'was not in the box',
      },
      disposition: {
        repaired: 'repaired',
        replaced: 'replaced by another unit',
        'no-fault-found': 'no fault found',
        'not-economical': 'not worth repairing',
        'returned-unrepaired': 'goes back unrepaired',
        scrapped: 'scrapped',
      } satisfies Record<Disposition, string>,
      firmware: (to: string) => `firmware now ${to}`,

      // — what happened so far —
      history: (rma: string) => `What happened to RMA ${writeNumber(rma)} so far`,
      happened: {
        issued: 'RMA issued',
        parcel: 'tracking number noted',
        received: 'arrived at our factory',
        missing: 'something was found missing',
        diagnosing: 'examined by a technician',
        'estimate-sent': 'estimate sent to you',
        'estimate-replaced': 'a new estimate replaced the one before',
        'estimate-withdrawn': 'estimate withdrawn',
        authorized: 'estimate approved',
        'declined-return': 'estimate declined, product to come back',
        'declined-scrap': 'estimate declined, product to be scrapped',
        'no-charge': 'to be repaired without charge',
        repairing: 'repair begun',
        'firmware-changed': 'firmware changed',
        shipped: 'shipped back to you',
        closed: 'finished',
        withdrawn: 'withdrawn',
        extended: 'more time to send it',
        'ship-to': 'ship-to address changed',
        contact: 'contact details changed',
        'status-emails': 'status emails turned on or off',
        'data-recovery': 'quote for the data asked for',
        'firmware-request': 'wish for the firmware noted',
        'customer-note': 'your note added',
        'return-reminder': 'reminder to send it',
        'estimate-reminder': 'reminder of the estimate',
      } as Readonly<Record<string, string>>,
    },
  };
}
