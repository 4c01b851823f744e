/**
 * Everything the desk says in English. Facts come from the maker's profile; whatever a person typed arrives here as it
 * was and is quoted here. Texts are light Markdown for the eye; `speak` is given where the ear needs other words.
 */
import type { RefusedFile } from '../../services/attachments/attachments.ts';
import { writeDate } from '../../services/calendar.ts';
import type { Warranty } from '../../services/catalog/product.ts';
import { writeNumber } from '../../services/numbers.ts';
import type { PackingAdvice, PackingClass } from '../../services/packing.ts';
import { type Choice, quoted } from '../reply.ts';
import type { DeskFacts } from './desk-facts.ts';
import { englishCards } from './en-cards.ts';
import { createClosing } from './en-closing.ts';
import { createEstimateTexts } from './en-estimate.ts';
import { createOwnReturnTexts } from './en-own-return.ts';
import { createPeopleTexts } from './en-people.ts';
import { createReturnMails } from './en-return-mails.ts';
import { createStatusTexts } from './en-status.ts';
import { createVerificationTexts } from './en-verification.ts';
import { digitByDigit, list } from './wording.ts';

/** The lines of the summary: a label and what stands there now. */
export interface FormSection {
  title: string;
  lines: { label: string; value: string }[];
}

const say = (title: string, value = title): Choice => ({ title, value });

export type Texts = ReturnType<typeof createEnglish>;

export function createEnglish(facts: DeskFacts) {
  const reach = `call ${facts.phone} or write to ${facts.serviceEmail}`;

  return {
    ...createClosing(facts, reach),
    ...createStatusTexts(facts, reach),
    ...createOwnReturnTexts(facts, reach),
    ...createPeopleTexts(facts),
    ...createVerificationTexts(facts, reach),
    returnMails: createReturnMails(facts, reach),
    ...createEstimateTexts(facts, reach),
    ...englishCards,

    // — opening and closing —
    greeting: `Hello! This is the ${facts.company} support desk. Tell me in your own words what is wrong with which product. I open a support case for you, and give you an RMA number if it has to come in for repair.`,
    openingChoices: [
      say('Something is broken', 'I have a problem with a product'),
      say('I need an RMA'),
      say('Where is my repair?'),
    ],
    helloAgain: 'Hello!',
    welcomeBack: 'Welcome back. Everything you told me is still here.',
    welcome: 'You are welcome.',
    goodbye: `Goodbye. If anything else comes up, just write here, or ${reach}.`,
    goodbyeForNow: 'Goodbye for now. Your request is not finished, but it stays here: just go on when you like.',
    howCanIHelp: `I can open a support case, issue an RMA number, or tell you where a return stands. What would you like? For anything else ${reach}.`,
    emptyMessage: 'That message arrived empty.',
    /** For channels that hand over an address in place of the file. */
    fileOnly: `I received a file, but I cannot keep files that come this way. Please tell me in words, or send it to ${facts.serviceEmail}.`,
    fileToo: 'I cannot keep files that come this way, so I only read what you wrote.',
    countFiles: (count: number) => (count === 1 ? '1 file' : `${count} files`),
    filesForForm: (count: number) =>
      `Thank you, I have your ${filesWord(count)}. ${count === 1 ? 'It goes' : 'They go'} with your case.`,
    filesWithCase: (count: number, caseNumber: string) =>
      `Thank you, your ${filesWord(count)} ${count === 1 ? 'is' : 'are'} with case ${writeNumber(caseNumber)} now.`,
    filesKept: (count: number) =>
      `Thank you, I have your ${filesWord(count)}, and keep ${count === 1 ? 'it' : 'them'} for a case. Shall I open one? Then tell me what is wrong with which product.`,
    filesKeptToo: (count: number) => `Thank you, I keep your ${filesWord(count)} for when you open a case.`,
    filesRefused: (refused: readonly RefusedFile[]) =>
      [
        ...refused.map(({ name, why, more = 0 }) => {
          const others = more > 0 ? ` and ${more} more` : '';
          return `I could not take “${quoted(name)}”${others}: ${WHY_REFUSED[why]}.`;
        }),
        'I take photos (JPEG, PNG, WebP, HEIC) and PDF, up to 10 MB each and three in one message.',
      ].join(' '),
    nothingToCancel: 'There is nothing under way here, so nothing to cancel.',
    afterThis: 'We can look at that as soon as this request is done, or say “cancel” to leave it.',

    // — any question —
    yesNo: [say('Yes'), say('No')],
    noted: (items: string[]) => (items.length ? `I noted ${list(items)}.` : ''),
    changed: (now?: string) => (now ? `Changed: ${now}.` : 'Changed.'),
    asItStands: (now?: string) => (now ? `So far I have: ${now}. (Say “keep” to leave it.)` : ''),
    keepWords:
      /^\W*(keep|leave|unchanged|never ?mind|forget it|it'?s (fine|ok|right)|same|as it is)( it| that)?( as it is)?\W*$/i,
    keepWord: /^\W*keep( it| that)?\W*$/i,
    kept: 'Left as it was.',
    notUnderstood: 'I did not get that.',
    twiceNotUnderstood: `If this is going nowhere, ${reach}: what you told me so far stays here.`,
    wayOut: [say('Talk to a person'), say('Cancel')],
    help: (why?: string) =>
      `${why ? `${why} ` : ''}You can answer in your own words, and several things at once. “back” returns to the question before, “change the phone to …” corrects anything, “start over” begins anew, “cancel” drops it.`,
    nothingBefore: 'There is no earlier question to go back to.',
    unknownAnswer: `I don’t have an answer to that, and I would rather not guess. Technical support knows more: ${facts.phone} or ${facts.techEmail}; for returns and repairs ${facts.serviceEmail}.`,
    didYouAsk: (titles: string[]) => ({
      text: 'I am not sure what you are asking. Is it one of these?',
      speak: `I am not sure what you are asking. Is it ${list(titles, 'or')}?`,
      choices: [...titles.map(title => say(title)), say('None of these')],
    }),
    noneOfThese: /^\W*none of (these|those|them)\W*$/i,
    wasHelpful: 'Was this helpful?',
    helpfulChoices: [say('Yes, that helped'), say('No, it did not')],
    helpfulWords: /^\W*(yes,? that helped|that helped|helpful|very helpful|yes|yep|yes it (was|did)|👍)\W*$/iu,
    unhelpfulWords:
      /^\W*(no,? it (did not|didn.?t|was not|wasn.?t)|not (really|helpful)|no|nope|it did not help|👎)\W*$/iu,
    gladItHelped: 'Good to know. Anything else?',
    sorryNoHelp: (related: string[]) => ({
      text: `I am sorry. ${related.length ? 'Perhaps one of these is nearer, or a person can help' : 'A person can help'}: ${facts.phone}, ${facts.techEmail}.`,
      choices: [...related.map(title => say(title)), say('Talk to a person')],
    }),
    packingFor: (product: string, how: string) => `**Your ${quoted(product)}:** ${how}`,
    ownDeadline: (number: string, returnBy: string, activeUntil: string) =>
      `**Your RMA ${writeNumber(number)}:** please send it by ${returnBy}; it stays active until ${activeUntil}.`,
    ownNumbers: (caseNumber: string, rma?: string) =>
      `Your **Support Case Number is ${writeNumber(caseNumber)}**${rma ? `, your **RMA number ${writeNumber(rma)}**` : ''}.`,
    aboutMe: `I am the automatic support desk of ${facts.company}, a program. People are at ${facts.phone} and ${facts.serviceEmail}.`,
    calm: `I can hear that this is annoying, and I am sorry for the trouble. If you would rather talk to a person: ${facts.phone}.`,
    stayingInRole: 'I only do the work of this support desk: cases, returns, repairs, and questions about them.',
    reallyDrop: (what: 'cancel' | 'start-over') =>
      what === 'cancel'
        ? 'Shall I drop this request? What you have told me for it will be gone.'
        : 'Shall I begin again from the start? What you have told me will be gone.',
    dropped: 'Dropped: nothing was opened or changed. What else can I do for you?',
    startingOver: 'All right, from the beginning.',
    goingOn: 'Good, we go on.',
    /** In answer to "shall I drop this?": "continue", "I changed my mind, go on"; not "I do not want to continue". */
    goOnWords:
      /^(?!.*\b(?:not|no longer|never|yes|yep|yeah|drop|cancel|\w+n'?t)\b).*\b(?:continue|go on|carry on|keep (?:going|it)|resume|chang(?:ed?|ing) (?:my|our) minds?|on second thoughts?)\b/is,
    lostDraft:
      'I am sorry: we have to begin this request again, because it was started on an older version of this desk.',
    noSuchProduct: (position: number, count: number) =>
      `I have ${count === 1 ? 'one product' : `${count} products`} in this request, no number ${position}.`,
    noSuchModel: (model: string) => `There is no ${quoted(model)} in this request.`,
    whichProduct: (what: string, models: string[], value?: string) => ({
      text: `For which product shall I change the ${what}?`,
      choices: models.map((model, at) =>
        say(`${at + 1}: ${model}`, `Change the ${what} of product ${at + 1}${value ? ` to ${value}` : ''}`),
      ),
    }),
    whichAddress: (billing?: string, shipTo?: string) => ({
      text: 'Which address do you mean?',
      choices: [
        say('Billing address', `Change the billing address${billing ? ` to ${billing}` : ''}`),
        say('Ship-to address', `Change the ship-to address${shipTo ? ` to ${shipTo}` : ''}`),
      ],
    }),

    safety: '**Safety first:** please switch it off at the supply, keep away from it, and do not switch it on again.',
    /** A correction once the numbers are out (R24). */
    onRecord: (caseNumber: string, what?: string) =>
      `Your numbers stand. What is on record${what ? ` (${what})` : ''} is changed by our staff in service and repair: ${reach}, and name case number ${writeNumber(caseNumber)}.`,
    anotherRequest: 'That becomes a request of its own. Who you are and where it goes I know already.',
    changeByPeople: `What is on record is changed by our staff: ${reach}, with your case number.`,

    // — when something fails (R10) —
    failed: `I am sorry, that went wrong on our side. What you have told me so far is safe. Please try once more; if it fails again, ${reach}.`,
    unsaved: `I am sorry, I cannot reach our records at the moment. Nothing you typed is lost: say “try again” in a minute and I go on with it. If it is urgent, ${reach}.`,
    tryAgain: [say('Try again')],

    // — contact (R4) —
    askName: 'What is your name?',
    whyName: 'The technician has to know whom to ask for.',
    unclearName: 'I need the name of a person we can ask for.',
    askEmail: 'What is your email address?',
    whyEmail: 'The case is kept under your email address, and news about it goes there.',
    unclearEmail: 'I could not find an email address in that. It looks like name@example.com.',
    malformedEmail: (said: string) => `“${quoted(said)}” cannot be an email address. It looks like name@example.com.`,
    slipEmail: (value: string, suggestion: string) => ({
      text: `You wrote ${quoted(value)}. Did you mean ${quoted(suggestion)}?`,
      choices: [say(`Yes, ${suggestion}`, suggestion), say(`No, ${value} is right`, `No, ${value} is right`)],
    }),
    whichEmail: (values: string[]) => ({
      text: 'I see more than one email address. Which one shall I use?',
      choices: values.map(value => say(value)),
    }),
    askPhone: 'Which phone number can we reach you at?',
    whyPhone:
      'The technician calls you if something is unclear, and the last four digits let you ask for the status by phone.',
    unclearPhone:
      'I could not find a phone number in that. With area code, please; outside the US with the country code, such as +44.',
    phoneOf: (shown: string, land: string) => (land ? `${shown} (${land})` : shown),
    isThatPhone: (shown: string, others: Choice[]) => ({
      text: `Is that ${shown}?`,
      choices: [say('Yes'), ...others, say('No')],
    }),
    phoneWithCountry: 'Then with its country code, please, such as +47.',
    malformedPhone: (said: string, why: 'too-short' | 'too-long' | 'letters' | 'invalid') =>
      ({
        'too-short': `“${quoted(said)}” has too few digits for a phone number.`,
        'too-long': `“${quoted(said)}” has too many digits for a phone number.`,
        letters: `There are letters in “${quoted(said)}”. Could you give me the number in digits?`,
        invalid: `“${quoted(said)}” is not a number that can be called. Is the area code right? Outside the US, start with the country code, such as +44.`,
      })[why],
    askCompany: 'Which company is this for? If none, say “none”.',
    whichCompany: 'What is it called?',
    countryNoCompany: 'That is a country. What is the company called? If there is none, say “none”.',
    phoneNoCompany: 'That looks like a phone number, not like a company. To change yours, say “change the phone to …”.',
    unclearCompany: 'A name of up to 120 characters, please; or “none”.',
    expeditedNoted: 'expedited service',
    statusEmailsNoted: (wanted: boolean) => (wanted ? 'status emails' : 'no status emails'),
    noCompany: [say('No company', 'none')],
    whyCompany: 'It helps us to find your account. You may leave it out.',

    // — addresses (R4) —
    askBilling: 'What is the billing address? Street, city, postal code and country; one line is fine.',
    whyBilling: 'The invoice or the warranty note goes there.',
    askShipTo: 'Where shall the product go when it is ready? Say “same” if it is the billing address.',
    sameAsBilling: [say('Same as billing', 'same')],
    whyShipTo: 'The RMA carries this address, so that the unit goes back to the right place.',
    unclearAddress: 'I could not read that as an address. Please give me street, city, postal code and country.',
    missingInAddress: (shown: string, missing: string[]) => ({
      text: `I have ${quoted(shown)}. What is the ${list(missing)}?`,
      choices: [say('That is the whole address', 'that is all')],
    }),
    countryOfAddress: (shown: string) => ({
      text: `I have ${quoted(shown)}. In which country is that?`,
      choices: [say('That is the whole address', 'that is all')],
    }),
    notedAddress: (shown: string) => `Address: ${quoted(shown)}.`,
    wholeAddressWords:
      /^\W*(that('?s| is) (all|it|the whole address|complete|everything)|no more|none|it has none|complete)\W*$/i,

    // — products (R4, R5) —
    askModel: (position: number, familyName?: string) =>
      familyName
        ? `Which ${familyName} is it exactly? The model number is on its label.`
        : position > 1
          ? `What is the model of product ${position}?`
          : 'Which product is it? The model number is on its label; the family name helps too.',
    whyModel: 'Model and serial number decide whether the warranty covers it.',
    unclearModel: 'I do not recognize a product in that.',
    familyOnly: (familyName: string, examples: string[]) => ({
      text: `${familyName}: which model exactly? ${examples.length ? `The number on its label looks like ${list(examples.slice(0, 2), 'or')}.` : 'The number is on its label.'}`,
      choices: [say('I cannot read it')],
    }),
    didYouMean: (said: string, candidates: string[]) => ({
      text: `I do not find “${quoted(said)}”. Did you mean one of these?`,
      choices: [...candidates.map(candidate => say(candidate)), say('None of these')],
    }),
    unknownModel: (model: string) => ({
      text: `“${quoted(model)}” is not in my catalog. Is it exactly what the label says?`,
      choices: [say('Yes, exactly', 'Yes'), say('No')],
    }),
    modelAgain: 'Then please type it once more, as it stands on the label.',
    foreignModel: (maker: string) =>
      `That looks like a product of ${quoted(maker)}. We repair ${facts.company} products only. If you have one of ours as well, tell me its model.`,
    describeModel: 'What would you call it, then: a dome camera, a recorder, a monitor …? A few words will do.',
    modelUnknown: 'unit without a readable label',
    askSerial: (product: string) => `What is the serial number of the ${quoted(product)}?`,
    whySerial: 'It tells us when the unit was shipped, and so whether the warranty covers it.',
    cannotReadSerial: [say('I cannot find it')],
    unclearSerial: 'A serial number has 6 to 20 letters and digits. It is on the label, often after “S/N”.',
    malformedSerial: (said: string) =>
      `“${quoted(said)}” does not look like a serial number: those have 6 to 20 letters and digits. It is on the label, often after “S/N”.`,
    withoutSerial: (product: string) => ({
      text: `It is on the label of the ${quoted(product)}, often after “S/N”. Can you have another look? Without it I cannot check the warranty; the technician will when the unit arrives.`,
      choices: [say('Go on without it')],
    }),
    withoutSerialWords:
      /\b(go on|without|skip|no|can('?t|not)|don'?t|unknown|unreadable|still|gone|missing|proceed|continue)\b/i,
    serialTwice: (model: string) =>
      `That is the serial number of the ${quoted(model)} you gave me before. Each unit has its own: what does the label of this one say?`,
    serialOnOpenRma: `A return for this serial number is already open. If it is yours, you can ask me where it stands; I go on here all the same.`,
    askProblem: (product: string, count: number) =>
      count > 1 ? `What is wrong with the ${count} ${quoted(product)}?` : `What is wrong with the ${quoted(product)}?`,
    whyProblem: 'The technician starts from what you have seen.',
    unclearProblem: 'Please tell me in a few words what it does, or no longer does.',
    longProblem: 'That is more than fits; I kept the first 2,000 characters.',
    forAll: (count: number) => `I noted that for all ${count}.`,
    /** `product`: of several, the one that is meant. */
    askSince: (product?: string) =>
      `Since when${product ? `, the ${quoted(product)}` : ''}? A date, “last Tuesday”, or roughly is fine.`,
    sinceChoices: [say('Today'), say('Yesterday'), say('I do not know')],
    whySince: 'What happened at that time often leads to the cause.',
    unclearSince: 'I could not find a date in that.',
    futureSince: (date: string) => `${date} is still to come. When did it begin?`,
    since: (date: string, vague: boolean) => `${vague ? 'around ' : ''}${date}`,
    sinceNoted: (since: string) => `since ${since}`,
    sinceUnknown: 'not known',
    askMore: (count: number) => `Is there another product${count > 1 ? ` beside these ${count}` : ''}?`,
    moreChoices: [say('No, that is all'), say('Yes, another product')],
    noOtherChoice: [say('No other product')],
    allChoice: [say('No, that is all')],
    enoughProducts: (most: number) =>
      `${most} products are as many as I can take in one case. For a longer list please write to ${facts.serviceEmail}.`,
    added: (models: string[]) => {
      const known = models.filter(Boolean).map(quoted);
      return known.length ? `Added: ${list(known)}.` : 'One more, then.';
    },
    /** `waits`: another product is being asked about. */
    further: (products: { model?: string | undefined; serial?: string | undefined }[], waits: boolean) => {
      const known = products
        .map(({ model, serial }) => [model && `**${quoted(model)}**`, serial && `serial number ${quoted(serial)}`])
        .map(parts => parts.filter(Boolean).join(', '))
        .filter(Boolean);
      const named = known.length ? `: ${list(known)}` : '';
      const isOne = products.length === 1;
      const count = isOne ? 'One more' : `${products.length} more`;
      const turn = isOne ? ' It comes in its turn.' : ' They come in their turn.';
      return `${count}, then${named}.${waits ? turn : ''}`;
    },
    onlyProduct: 'That is the only product of this request. “cancel” drops the request as a whole.',
    removed: (position: number, model: string) =>
      `Removed: product ${position}${model ? `, the ${quoted(model)}` : ''}.`,
    warranty(product: string, warranty: Warranty, locale: string): string {
      const years = writeMonths(warranty.months);
      switch (warranty.kind) {
        case 'covered':
          return `**Warranty:** the ${quoted(product)} is covered until ${writeDate(warranty.until, locale)}. It was shipped on ${writeDate(warranty.shipped, locale)} and has ${years}.`;
        case 'ended':
          return `**Warranty:** the cover of the ${quoted(product)} ended on ${writeDate(warranty.until, locale)}. It was shipped on ${writeDate(warranty.shipped, locale)} and had ${years}.`;
        case 'unconfirmed':
          return `**Warranty:** the ${quoted(product)} has ${years} from the date we shipped it. I have no shipping date for this unit, so the cover is confirmed when it arrives; a copy of your invoice helps.`;
      }
    },
    writeWarranty(warranty: Warranty, locale: string): string {
      switch (warranty.kind) {
        case 'covered':
          return `covered until ${writeDate(warranty.until, locale)}`;
        case 'ended':
          return `ended on ${writeDate(warranty.until, locale)}`;
        case 'unconfirmed':
          return `${writeMonths(warranty.months)} from shipment, confirmed on arrival`;
      }
    },

    // — troubleshooting (R7) —
    stepsFor: (title: string, product: string, steps: readonly string[]) =>
      `**${title}** (${quoted(product)})\n\n${steps.map((step, at) => `${at + 1}. ${step}`).join('\n')}`,
    beforeReturn: 'Before it has to travel, please try this:',
    askHelped: 'Did it help? If you had tried all this before, a no is enough.',
    helpedChoices: [say('It did not help'), say('It is solved')],
    whyTroubleshooting: `A unit comes in only after troubleshooting, because many faults end on site. Technical support helps with it: ${facts.phone}, ${facts.techEmail}.`,
    takeYourTime: 'Take your time. Everything you told me stays here, today and tomorrow.',
    askOnRecord: 'I am glad. Shall I put it on record under a case number, in case it comes back?',
    onRecordChoices: [say('Yes, please', 'Yes'), say('No need')],
    solvedUnrecorded: 'Fine. Just write if it comes back.',
    solved: (number: string) => ({
      text: `I closed this as solved under\n\n**Support Case Number ${writeNumber(number)}**\n\nIf it comes back, give me this number and you need not explain again.`,
      speak: `I closed this as solved, under support case number ${digitByDigit(number)}.`,
    }),

    // — the wishes for a return —
    askFirmware: (product: string) =>
      `Shall the firmware of the ${quoted(product)} stay as it is? It is changed only if you ask for it, or if the repair needs a new processor module; then the latest goes on.`,
    firmwareChoices: (several: boolean) => [
      say('Leave as it is'),
      ...(several ? [say('As it is, for all')] : []),
      say('Upgrade it'),
      say('Downgrade it'),
    ],
    whyFirmware: 'New firmware can change how a product behaves in your system, so it is never changed by itself.',
    unclearFirmware: 'Leave it as it is, upgrade it, or downgrade it?',
    askFirmwareTo: (change: 'upgrade' | 'downgrade', product: string) =>
      change === 'upgrade'
        ? `Upgrade of the ${quoted(product)}: to which version? “The latest” is fine.`
        : `To which version shall the ${quoted(product)} go back?`,
    unclearVersion: 'A version looks like 2.5 or 1.9.2.',
    latest: (several: boolean) => [say('The latest'), ...(several ? [say('The latest, for all')] : [])],
    writeFirmware: (change: 'as-is' | 'upgrade' | 'downgrade', to?: string) =>
      change === 'as-is'
        ? 'as it is'
        : `${change} to ${to === undefined ? (change === 'upgrade' ? 'the latest' : 'an earlier version') : quoted(to)}`,
    askData: (product: string) =>
      `The ${quoted(product)} has disks. If one is replaced, its recordings are not copied: please export what you need first. On request we copy or try to recover data; that is not under warranty, comes with a quote first (from ${facts.recoveryFee}), and cannot be guaranteed.`,
    dataChoices: [say('I do not need the data'), say('I will export it'), say('Quote me for the data')],
    whyData: 'A disk that fails is replaced, and what is on it would be gone.',
    unclearData: 'Will you look after the recordings yourself, or shall we quote for copying them?',
    writeData: (wish: 'kept-by-customer' | 'recovery-quote') =>
      wish === 'recovery-quote' ? `quote wanted (from ${facts.recoveryFee}, no guarantee)` : 'customer keeps own copy',
    askExpedited: `A repair typically takes ${facts.turnaroundDays} business days here. Do you need it faster? Expedited service can only be asked for now, and fees may apply.`,
    expeditedChoices: [say('No, normal is fine'), say('Yes, expedite it')],
    whyExpedited: 'It has to be asked for together with the repair; afterwards only our staff can add it.',
    unclearExpedited: 'Faster, yes or no?',
    askStatusEmails:
      'Shall I send you an email when it arrives at the factory, when it is shipped back, and whenever else its status changes?',
    whyStatusEmails: 'You choose now; one click in any of the mails ends them.',
    unclearYesNo: 'A yes or a no is enough.',
    yes: 'yes',
    no: 'no',

    // — an existing case (R24) —
    askCaseEmail: (number: string) =>
      `To go on with case ${writeNumber(number)} I need the email address that it was opened with.`,
    whyCaseEmail: 'Only its owner may go on with a case.',
    mistyped: (said: string) =>
      `“${quoted(said)}” cannot be one of our numbers: a digit must be mistyped. Please check it once more.`,
    newCaseChoice: [say('A new case instead', 'a new case')],
    newCaseThen: 'All right, a new case then.',
    notACase: (number: string) => `${writeNumber(number)} is an RMA number. The case number begins with 4.`,
    unknownCase: `I find no case with that number and email address. Please check both, or ${reach}.`,
    tooManyGuesses: `I cannot look for numbers any more in this chat. Please ${reach}.`,
    caseNamed: (number: string) => `case ${writeNumber(number)}`,
    alreadyOpen: (number: string) =>
      `Case ${writeNumber(number)} is open with that. To have it corrected, ${reach} and name the number.`,
    openRma: (number: string, returnBy: string) =>
      `This case has an RMA already: **RMA ${writeNumber(number)}**, to be sent by ${returnBy}. You need no second one for the same units; if another unit is broken, say “another product”.`,
    goOnWithCase: (number: string, products: string[]) => `Case ${writeNumber(number)}: ${list(products.map(quoted))}.`,

    // — summary —
    summary: (sections: FormSection[], opening: string) =>
      `${opening}\n\n${sections
        .map(
          section => `**${section.title}**\n${section.lines.map(line => `- ${line.label}: ${line.value}`).join('\n')}`,
        )
        .join('\n\n')}\n\nIs everything right?`,
    summaryOpening: 'Here is what I have:',
    confirmCase: [say('Yes, open the case', 'Yes'), say('Change something')],
    confirmRma: [say('Yes, give me the numbers', 'Yes'), say('Change something')],
    whySummary: 'The numbers are issued for exactly this.',
    whatToChange: 'What shall I change? You can also say it in one go, such as “change the phone to …”.',
    changeChoice: (what: string, product?: number) =>
      say(
        product ? `${capital(what)} of product ${product}` : capital(what),
        product ? `Change the ${what} of product ${product}` : `Change the ${what}`,
      ),
    labels: {
      contact: 'Contact',
      name: 'name',
      email: 'email',
      phone: 'phone',
      company: 'company',
      addresses: 'Addresses',
      billing: 'billing address',
      shipTo: 'ship-to address',
      product: (position: number, model: string) => `Product ${position}: ${quoted(model)}`,
      model: 'model',
      serial: 'serial number',
      problem: 'problem',
      since: 'date it began',
      warranty: 'warranty',
      firmware: 'firmware',
      data: 'data on disks',
      repair: 'Repair',
      files: 'Photos and files',
      attached: 'attached',
      expedited: 'expedited',
      statusEmails: 'status emails',
      same: 'same as billing',
      none: 'none',
      noSerial: 'not readable',
    },

    // — the numbers —
    caseOpened: (number: string) => ({
      text: `Your case is open.\n\n**Support Case Number ${writeNumber(number)}**\n\nKeep it: it ties together everything about this problem.`,
      speak: `Your case is open. Your support case number is ${digitByDigit(number)}.`,
    }),
    offerRma: 'Does it have to come in for repair? Then I issue the RMA number right away.',
    offerRmaChoices: [say('Yes, issue an RMA', 'Yes'), say('Not now', 'No')],
    caseOnly: `Good. Technical support goes on with your case: ${facts.phone} or ${facts.techEmail}, with your case number at hand. If it has to come in after all, give me the number and I issue the RMA.`,
    rmaIssued: (rma: string, caseNumber: string) => ({
      text: `It is done.\n\n**Support Case Number ${writeNumber(caseNumber)}**\n\n**RMA number ${writeNumber(rma)}**`,
      speak: `It is done. Your support case number is ${digitByDigit(caseNumber)}. Your RMA number is ${digitByDigit(rma)}.`,
    }),
    /** R15. */
    packing(how: PackingAdvice): string {
      const box = (one: PackingClass) => `a ${one.box} box with ${one.fillInches} inches of filling on all sides`;
      const otherwise =
        how.kind === 'known'
          ? `Otherwise take ${box(how)}.`
          : `Otherwise, by weight: ${Object.values(how.classes)
              .map(one => `for ${list(one.examples, 'or')}, ${box(one)}`)
              .join('; ')}.`;
      return [how.restrain, how.original, otherwise].filter(Boolean).join(' ');
    },
    instructions: (given: {
      caseNumber: string;
      returnBy: string;
      activeUntil: string;
      label?: string | undefined;
      packing: { product: string; text: string }[];
      several: boolean;
      disks: boolean;
      expedited: boolean;
      statusEmails: boolean;
    }) =>
      [
        '**Before you send it**',
        [
          `Write the case number ${writeNumber(given.caseNumber)} visibly on all packaging. Without it the return goes back to you at your cost.`,
          `Send it by **${given.returnBy}**. The RMA stays active until ${given.activeUntil}; what arrives later has to start over.`,
          ...(given.label ? [englishCards.printLabel(given.label)] : []),
          'Leave accessories at home: no cables, disks or manuals.',
          ...given.packing.map(item => `${quoted(item.product)}: ${item.text}`),
          ...(given.several ? ['Several units in one package only if each has an inner box of its own.'] : []),
          ...(given.disks ? ['Export the video you need before it leaves: a replaced disk is not copied.'] : []),
          `It goes to the authorized service center for your area; ${facts.serviceEmail} or ${facts.phone} tell you which one that is.`,
        ]
          .map(line => `- ${line}`)
          .join('\n'),
        `A diagnostics fee applies to units sent for evaluation, and a repair that costs something begins only once you have agreed to the estimate.${given.expedited ? ' I noted that you want it expedited.' : ''}${given.statusEmails ? ' I noted that you want emails about its status.' : ''}`,
      ].join('\n\n'),
  };
}

const filesWord = (count: number) => (count === 1 ? 'file' : `${count} files`);

const WHY_REFUSED: Record<RefusedFile['why'], string> = {
  empty: 'it is empty',
  'too-large': 'it is larger than 10 MB',
  kind: 'it is neither a photo nor a PDF that I know',
  damaged: 'it seems to be damaged',
  encrypted: 'it is locked with a password',
  'too-many': 'those are more files than I can keep here',
};

function writeMonths(months: number): string {
  return months % 12 === 0
    ? `${months / 12} ${months === 12 ? 'year' : 'years'} of warranty`
    : `${months} months of warranty`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
