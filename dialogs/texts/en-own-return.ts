/** What the desk says in English where somebody wants something changed on a case or return of theirs. Part of `en.ts`. */
import { writeNumber } from '../../services/numbers.ts';
import { type Choice, quoted } from '../reply.ts';
import type { DeskFacts } from './desk-facts.ts';
import { list } from './wording.ts';

const say = (title: string, value = title): Choice => ({ title, value });

/** `reach`: how to get hold of a person. */
export function createOwnReturnTexts(facts: DeskFacts, reach: string) {
  const named = (rma: string | undefined, caseNumber: string) =>
    rma === undefined ? `case ${writeNumber(caseNumber)}` : `RMA ${writeNumber(rma)}`;
  return {
    ownReturn: {
      whyProof: 'Nobody but you shall be able to change your case or return, so I make sure first that it is you.',
      whyList: 'I show cases only to whom they belong.',
      askWhat: 'What would you like to change or add?',
      whatChoices: [
        say('Ship-to address', 'Change the ship-to address'),
        say('Phone', 'Change the phone number'),
        say('Email', 'Change the email address'),
        say('Tracking number', 'I have a tracking number'),
        say('Firmware', 'Please upgrade the firmware'),
        say('Add a note'),
        say('Withdraw it', 'Cancel the return'),
      ],
      unclearWhat:
        'I can change the ship-to address, phone, email or status emails, note a tracking number, a wish for firmware or data, add a note or photos, or withdraw it.',
      noCases: `There is no open case under that address. If you expected one, ${reach}.`,
      noReturn:
        'There is no return under way there, so there is nothing to change. I can issue an RMA for it if you like.',
      whichReturn: 'For which return?',
      gone: (rma: string) =>
        `RMA ${writeNumber(rma)} is there no more: it was not used in time and has lapsed. I can issue a new one on the case.`,
      /** `what`: one of `tooLateFor`. */
      tooLate: (what: string, rma: string, state: string) =>
        `RMA ${writeNumber(rma)} is ${state}, so ${what} any more. If you need it all the same, ${reach}.`,
      tooLateFor: {
        withdraw: 'it cannot be withdrawn',
        'ship-to': 'its address cannot be changed here',
        tracking: 'a parcel to us cannot be added',
        'data-recovery': 'the data cannot be asked for here',
        firmware: 'the firmware cannot be asked for here',
      } as Readonly<Record<string, string>>,

      // — withdraw —
      askWithdraw: (rma: string) => ({
        text: `Shall I withdraw RMA ${writeNumber(rma)}? The number does not count from then on, so please send nothing under it. Your case stays, and if the product has to come in after all, I issue a new RMA.`,
        choices: [say('Yes, withdraw it'), say('No, keep it')],
      }),
      askWithdrawCase: (caseNumber: string, rmas: string[]) => ({
        text: `Shall I withdraw case ${writeNumber(caseNumber)}${rmas.length ? ` with ${list(rmas.map(rma => `RMA ${writeNumber(rma)}`))}` : ''}? Nobody works on it from then on${rmas.length ? ', and nothing is expected: please send nothing under these numbers' : ''}. If the problem comes back, give me the number or open a new case.`,
        choices: [say('Yes, withdraw it'), say('No, keep it')],
      }),
      /** "Yes cancel it": an answer to whether to withdraw, no command. */
      withdrawWords: /^\W*(?:(?:yes|yep|yeah|sure|ok(?:ay)?|please|do)\W+){0,3}(?:withdraw|cancel|void|call off)\b/i,
      keepWords: /\b(?:keep|don'?t|do not|not|no|leave)\b/i,
      withdrawn: (rma: string) =>
        `RMA ${writeNumber(rma)} is withdrawn: please send nothing under it. Your case stays.`,
      withdrawnCase: (caseNumber: string) => `Case ${writeNumber(caseNumber)} is withdrawn.`,
      withdrawnAlready: (rma: string | undefined, caseNumber: string) =>
        `It is so already: ${named(rma, caseNumber)} is withdrawn.`,
      caseOver: (caseNumber: string, status: string) =>
        `Case ${writeNumber(caseNumber)} is ${status} already, so there is nothing to withdraw.`,
      caseHasArrived: (caseNumber: string, rmas: string[]) =>
        `Case ${writeNumber(caseNumber)} cannot be withdrawn here, as ${list(rmas.map(rma => `RMA ${writeNumber(rma)}`))} has arrived at our factory. To have the work stopped, ${reach}.`,
      kept: (rma: string | undefined, caseNumber: string) => `Good, ${named(rma, caseNumber)} stays as it is.`,

      // — address, phone, email —
      askShipTo: 'Where shall it go when it is ready? Street, city, postal code and country; one line is fine.',
      shipTo: (rma: string, address: string) => `Changed: RMA ${writeNumber(rma)} goes back to ${quoted(address)}.`,
      shipToOfCase: (caseNumber: string, address: string) =>
        `Changed: the ship-to address of case ${writeNumber(caseNumber)} is ${quoted(address)}.`,
      askPhone: 'What is the new phone number?',
      phone: (shown: string, numbers: string[]) => `Changed: we reach you at ${shown} ${forCases(numbers)}.`,
      askEmail: 'What is the new email address?',
      sameEmail: 'That is the address that it has already. What is the new one?',
      proofOver:
        'Too much time has passed since the old address was proven, so nothing was changed. Please begin again.',
      whyNewEmail: 'The new address has to be proven as well.',
      email: (email: string, numbers: string[]) =>
        `Changed: ${quoted(email)} is the address ${forCases(numbers)} and the returns under way. The old address is told of it.`,
      nothingNew: 'It is so already: nothing had to be changed.',

      // — the parcel —
      askCarrier: 'Who carries it?',
      carriers: ['UPS', 'FedEx', 'DHL', 'USPS'].map(name => say(name)),
      unclearCarrier: 'The name of the carrier, please, such as UPS.',
      askTracking: (carrier: string) => `And the tracking number of ${quoted(carrier)}?`,
      unclearTracking:
        'A tracking number has digits, such as 1Z999AA10123456784. It stands on the receipt of the carrier.',
      parcel: (rma: string, carrier: string, tracking: string) =>
        `Noted for RMA ${writeNumber(rma)}: ${quoted(carrier)}, tracking number ${quoted(tracking)}. No reminders to send it any more.`,
      parcelKnown: 'I have that tracking number already.',

      // — wishes —
      statusEmails: (rma: string, wanted: boolean) =>
        wanted
          ? `You get an email whenever the status of RMA ${writeNumber(rma)} changes.`
          : `No more status emails for RMA ${writeNumber(rma)}. An estimate to be answered, and changes of your details, are still sent.`,
      askRecovery: (items: string[]) => ({
        text: `About the data on ${list(items.map(quoted))}: our service desk can copy it or try to recover it. You get a quote first, from ${facts.recoveryFee}; it is not under warranty, and nobody can guarantee that it works. Shall I ask for a quote?`,
        choices: [say('Yes, please quote it', 'Yes'), say('No')],
      }),
      recovery: (rma: string) =>
        `Noted for RMA ${writeNumber(rma)}: service and repair send you a quote for the data before anything is done about it.`,
      recoveryKnown: 'The quote for the data is asked for already; it comes from service and repair.',
      noRecovery:
        'All right, nothing is done about the data. Please keep in mind that what is on a replaced disk is gone.',
      askWhichItem: 'For which product?',
      allItems: say('All of them', 'all of them'),
      unclearItem: 'Please tell me its place in the list, or its model.',
      firmware: (rma: string, lines: string[]) =>
        `Noted for RMA ${writeNumber(rma)}: firmware of ${list(lines)}. It is done with the repair, and listed on the invoice.`,
      firmwareLine: (item: string, wish: string) => `${quoted(item)}: ${wish}`,
      askFirmware: 'Shall the firmware be upgraded or downgraded?',
      firmwareChoices: [say('Upgrade it'), say('Downgrade it'), say('Leave it as it is')],
      askVersion: (change: 'upgrade' | 'downgrade') =>
        change === 'upgrade' ? 'Upgrade to which version? “The latest” is fine.' : 'Back to which version?',
      latest: say('The latest'),
      expeditedAlready: (rma: string) => `Expedited service is noted for RMA ${writeNumber(rma)} already.`,
      askExpediteNote: () => ({
        text: `Expedited service has to be asked for together with the repair; now only our staff can add it, and fees may apply: ${facts.phone} or ${facts.serviceEmail}. Shall I leave them a note that you need it faster?`,
        choices: [say('Yes, leave a note', 'Yes'), say('No')],
      }),
      /** On record, for staff. */
      expediteNote: 'Asked in the chat whether the repair can be expedited.',
      expediteNoted: `The note is there. If it is really urgent, please ${reach} as well.`,
      expediteUnnoted: `All right. If it becomes urgent, ${reach}.`,

      // — notes and photos —
      askNote: 'What shall I note? It is for the people who work on it.',
      unclearNote: 'A few words, please, up to 1,000 letters.',
      note: (rma: string | undefined, caseNumber: string) => `Your note is with ${named(rma, caseNumber)} now.`,
      photo: (caseNumber: string) =>
        `Please send the photos or papers here: they go with case ${writeNumber(caseNumber)}. I take photos and PDF, up to 10 MB each and three in one message.`,

      // — the list —
      yourCases: 'Your cases, the newest first:',
      caseLine: (number: string, status: string, opened: string, models: string[]) =>
        `**Case ${writeNumber(number)}**, ${status}, opened on ${opened}: ${list(models.map(quoted))}`,
      returnLine: (rma: string, state: string) => `RMA ${writeNumber(rma)}: ${state}`,
      listChoices: [say('Where is my repair?'), say('I want to change something')],
    },
  };
}

function forCases(numbers: string[]): string {
  const written = numbers.map(writeNumber);
  return written.length === 1 ? `for case ${written[0]}` : `for the cases ${list(written)}`;
}
