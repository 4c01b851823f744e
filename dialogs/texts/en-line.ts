/**
 * What is said on the phone: short, for the ear alone, at most three choices in a breath. Each question has three
 * wordings: the first, and two others for whoever said nothing or was not understood.
 */
import type { DeskFacts } from './desk-facts.ts';

/** The question, and how it is asked again. */
export type Wordings = readonly [string, string, string];

export type LineTexts = ReturnType<typeof createLineTexts>;

export function createLineTexts(facts: DeskFacts) {
  const oneTwo = 'Say yes or press 1. Say no or press 2.';
  return {
    greeting: `Welcome to ${facts.company} support. What is said in this call is written down, and parts of it may be recorded.`,
    menu: [
      'For the status of a repair, say status, or press 1. For a product that is broken, say return, or press 2. For a question, say question, or press 3.',
      'You can say status, return, or question. Or press 1, 2, or 3.',
      'Please press 1 for the status of a repair, 2 for a broken product, or 3 for a question.',
    ] as Wordings,
    menuMore: 'For a person, press 0. With a code from our chat, press 9.',
    anythingElse: 'Is there anything else? Say status, return, or question. Or you can hang up.',
    allRight: 'All right.',
    notUnderstood: 'I did not understand that.',
    silence: 'I did not hear anything.',
    pressStar: 'To hear it again, press star.',
    goodbye: `Thank you for calling ${facts.company}. Goodbye.`,
    failed: `I am sorry, something went wrong on our side. Please call again in a few minutes.`,
    repeatWords:
      /^\W*(?:(?:can|could|would) you |please )*(?:repeat|(?:say|read|tell me) (?:that|it|this)(?: number)? (?:again|once more)|(?:once|one) more(?: time)?|pardon|what was that|come again|again)(?: (?:that|it|the number|please))*\W*$/i,
    menuWords: /^\W*(?:(?:go )?back to (?:the )?|the )?(?:main )?menu\W*$|^\W*start (?:over|again)\W*$/i,
    byeWords:
      /^\W*(?:no[,. ]*)?(?:thank you|thanks|good ?bye|bye|bye bye|that(?:'?s| is| was| will be) (?:all|it|everything)|nothing(?: else)?|i'?m (?:done|good|all set)|hang up)(?:[,. ]+(?:thank you|thanks|bye|good ?bye|very much))*\W*$/i,
    statusWords: /\b(?:status|where is|track(?:ing)?|progress|check on)\b/i,
    returnWords:
      /\b(?:return|repair|broken|r\.? ?m\.? ?a|replace(?:ment)?|send (?:it )?(?:in|back)|defective|faulty)\b/i,
    questionWords: /^\W*(?:(?:i have )?(?:a |another )?question|ask|f\.? ?a\.? ?q)\W*$/i,
    codeWords: /^\W*(?:i have )?(?:a |the )?(?:code|pin)(?: from (?:the|your) chat)?\W*$/i,
    yesNo: oneTwo,
    press: (choice: string, key: number) => `For “${choice}”, press ${key}.`,

    status: {
      number: [
        'Please key in the ten digits of your case number or R M A number. You can also say them.',
        'It is the number with ten digits in our mails. Key it in, or say it digit by digit.',
        'Please use the keys for it: ten digits. Without the number, press 0 for a person.',
      ] as Wordings,
      lastFour: [
        'And the last four digits of the phone number that is on file for it.',
        'Please key in the last four digits of the phone number that you gave us for this case.',
        'Four digits: the end of the phone number on file. If you do not have it, press 0 for a person.',
      ] as Wordings,
      which: ['Which one?', 'Which of them do you mean?', 'Please press the key of the one you mean.'] as Wordings,
      wrong: 'That number and those digits do not go together. Let us try once more.',
      mistyped: 'A digit of that number cannot be right.',
      tooMany: 'That did not fit too often, so I cannot look it up on this line.',
    },

    question: {
      ask: [
        'What is your question?',
        'Please ask in a few words. For example: how do I pack it?',
        'Tell me what you would like to know. Or press 0 for a person.',
      ] as Wordings,
      helped: [
        `Did that answer it? ${oneTwo}`,
        `Was that what you wanted to know? ${oneTwo}`,
        'Press 1 for yes, or 2 for no.',
      ] as Wordings,
      good: 'Good.',
      which: (titles: readonly string[]) =>
        `Do you mean ${titles.map((title, at) => `${at + 1}: ${title}`).join('; or ')}? Press its key, or ask in other words.`,
      unknown: 'That I do not know, and I would rather not guess. A person can help.',
      sorry: 'I am sorry. A person may know more.',
    },

    report: {
      begin: 'I open a case for it. You can press 0 for a person at any time.',
      name: [
        'What is your name, please?',
        'Please tell me your first and last name.',
        'Who may we ask for when we call back? Please say your name.',
      ] as Wordings,
      thanks: (name: string) => `Thank you, ${name}.`,
      ownPhone: [
        `Can we reach you at the number that you are calling from? ${oneTwo}`,
        `Shall we call back the number that you are calling from? ${oneTwo}`,
        'Press 1 if we may call you at this number, or 2 for another one.',
      ] as Wordings,
      phone: [
        'Which number can we call you at? Key it in, and press the hash key.',
        'Please key in your phone number with the area code, then the hash key.',
        'Key in the number to call, digit by digit, and end with hash.',
      ] as Wordings,
      model: [
        'Which product is it? Please say the model as it stands on its label.',
        'Please say the model, letter by letter if you like. If you cannot read it, say what it is: a camera, a recorder.',
        'What kind of product is it? For example: a dome camera.',
      ] as Wordings,
      serial: [
        'What is its serial number? Say it, or key in the digits and press hash. If you cannot read it, say: I cannot read it.',
        'Say it letter by letter, such as: b as in bravo, 5, 5. On the keys a letter is star, its key, and its place on the key: B is star, 2, 2.',
        'Please spell the serial number, or say: I cannot read it.',
      ] as Wordings,
      serialHeard: 'I have',
      phoneHeard: 'I have',
      right: [
        `Is that right? ${oneTwo}`,
        `Did I get that right? ${oneTwo}`,
        'Press 1 if that is right, or 2 if it is not.',
      ] as Wordings,
      problem: [
        'What is wrong with it? A few words are enough.',
        'What does it do, or not do any more? For example: no picture.',
        'Please describe the fault in a few words.',
      ] as Wordings,
      noted: (problem: string) => `I wrote down: ${problem}.`,
      detail:
        'Now tell us all that may help whoever repairs it, after the tone. When you are done, press any key. To leave it out, press a key right away.',
      opened: 'Your case is open. Its number is',
      onceMore: 'Once more:',
      write: 'Please write it down: it has to be on all packaging.',
      mailed: 'I have sent it to your email address as well.',
      goOn: [
        `If it has to come in for repair, you need an R M A number. That is quickest in our chat, where you go on from here with a code. Shall I give you one? ${oneTwo}`,
        `Would you like a code, to go on in the chat on our support page? ${oneTwo}`,
        'Press 1 for a code to go on in the chat, or 2 if that is all.',
      ] as Wordings,
      code: 'Open the chat on our support page, and type this code:',
      codeCounts: 'It counts once, for ten minutes.',
    },

    callBack: {
      time: [
        'When may somebody call you?',
        'Please name a day and a time. For example: tomorrow at ten.',
        'Say a day and a time, or say: as soon as possible.',
      ] as Wordings,
      about: 'Called the toll-free line',
      agreed: [oneTwo, oneTwo, 'Press 1 if that is right, or 2 for another time.'] as Wordings,
    },

    resume: [
      'A call from this number was cut off a short while ago. To go on there, key in the last four digits of the phone number that you gave us. To begin anew, press star.',
      'Key in the last four digits of the number that you gave us for calling back, or press star to begin anew.',
      'Four digits to go on with your last call. Star to begin anew.',
    ] as Wordings,
    resumed: 'Good, we go on where we were.',
    notResumed: 'Those digits do not fit. Let us begin anew.',

    pin: {
      ask: [
        'Please key in the six digits that the chat has given you.',
        'It is the code with six digits from our chat. Please key it in.',
        'Six digits, please. Or press 0 for a person.',
      ] as Wordings,
      wrong: 'That code does not count, or does not count any more.',
      locked: 'Too many codes were wrong. Please try again in an hour, or press 0 for a person.',
      right: 'Thank you. I have what you told us in the chat.',
    },

    people: {
      ringing: 'I am putting you through, and pass on what you have told me.',
      afterMisses: 'I am sorry that I do not understand you.',
      closed: (hours: string, opens: string, holiday: string | undefined) =>
        `${holiday ? `It is ${holiday}, and nobody` : 'Nobody'} is at the desk right now. People are here ${hours}. The next time is ${opens}.`,
      missed: 'I am sorry: nobody is free right now.',
      unstaffed: 'I cannot put you through from here.',
      nobody: [
        'To leave a message, press 1. To be called back, press 2. Or you can hang up.',
        'Say message, or press 1. Say call back, or press 2.',
        'Press 1 to leave a message, or 2 to be called back.',
      ] as Wordings,
      messageWords: /\b(?:message|voice ?mail|record)\b/i,
      callBackWords: /\bcall(?:ed)?(?: me| us)?[ -]?back\b|\b(?:call|phone|ring) (?:me|us)\b/i,
      message: 'Please speak after the tone, and press any key when you are done.',
      messageKept: 'Thank you. Somebody listens to it as soon as people are at the desk.',
      messageOpened: 'Your message has a case number:',
      messageProblem: 'Left a voice message',
      unnamed: 'Caller',
    },
  };
}
