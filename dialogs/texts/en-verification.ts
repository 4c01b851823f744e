/** What the desk says in English where somebody proves who they are (R24). Part of `en.ts`. */

import { writeNumber } from '../../services/numbers.ts';
import { CODE_MINUTES, MOST_TRIES } from '../../services/verification/verification.ts';
import { type Choice, quoted } from '../reply.ts';
import type { DeskFacts } from './desk-facts.ts';
import { list } from './wording.ts';

const say = (title: string, value = title): Choice => ({ title, value });

/** `reach`: how to get hold of a person. */
export function createVerificationTexts(facts: DeskFacts, reach: string) {
  const goOnWithout = say('Go on without it');
  return {
    verification: {
      askEmail: (why: string) => `${why} Which email address did you use with us?`,
      whyEmail: 'I send a code of 6 digits there: whoever can read it is the owner of the address.',
      askNewEmail: (why: string) => `${why} Which email address is it?`,
      /** Said alike whether the address is known or not; `always` where one goes out in any case. */
      codeSent: (email: string, always = false) =>
        always
          ? `A code of 6 digits is on its way to ${quoted(email)}.`
          : `If ${quoted(email)} is on file here, a code of 6 digits is on its way to it.`,
      askCode: `What is the code? It counts for ${CODE_MINUTES} minutes.`,
      askCodeAgain: 'What are the 6 digits of the code that I emailed?',
      codeChoices: [say('Send it again'), say('Wrong address')],
      whyCode:
        'The code shows that you can read the mail of that address. Nothing there? It may be among the unwanted mail; or the address is another one than you used with us.',
      goOnWithout,
      sentAgain: (always = false) =>
        always
          ? 'A new code is on its way; the one before does not count any more.'
          : 'If the address is on file here, a new code is on its way; the one before does not count any more.',
      wrong: 'That is not the code. Please look once more: it is the 6 digits in the latest mail.',
      unclear: 'I am waiting for the 6 digits in the mail. You can also say “send it again” or “wrong address”.',
      several: 'I see more than one number of 6 digits there. Which one is the code?',
      usedUp: {
        text: `No code counts any more: they last ${CODE_MINUTES} minutes, work once, and allow ${MOST_TRIES} tries. Shall I send a new one?`,
        choices: [say('Send a new code'), say('Wrong address')],
      },
      tooMany: (minutes: number) =>
        `Many codes were asked for just now, so I cannot send another one ${minutes > 1 ? `for ${inMinutes(minutes)}` : 'for a minute'}. If you do not want to wait, ${reach}.`,
      whyOnFile: 'For that I only have to know that it is you.',
      beenHere: say('I have been here before'),
      takenOver:
        'I use the contact and the addresses of your latest case; the summary shows them, and you can change them there.',
      takenOverLater: 'Good: you need not tell me again what is on file.',
      nothingMissing: 'I have all the details that I need for this request already.',
      onFile: (value: string) => `${value} (on file)`,
      whySignIn: 'I can use the details that are on file, once I know that it is you.',
      /** What is there for whoever is verified; the lines are those of `caseLine`. */
      signedIn: (lines: string[]) => ({
        text: lines.length
          ? [
              'Your latest cases:',
              lines.map(line => `- ${line}`).join('\n'),
              'I can look into one of them, or begin something new with the contact and addresses on file. What would you like?',
            ].join('\n\n')
          : 'There is no case on file for this address yet. What can I do for you?',
        choices: lines.length
          ? [
              say('A new return', 'I need an RMA'),
              say('A new case', 'I have a problem with a product'),
              say('Sign out'),
            ]
          : [say('Something is broken', 'I have a problem with a product'), say('I need an RMA')],
      }),
      caseLine: (number: string, status: string, opened: string, models: string[], rmas: string[]) =>
        [
          `Case ${writeNumber(number)}, ${status}, opened on ${opened}`,
          ...(models.length ? [list(models.map(quoted))] : []),
          ...rmas.map(rma => `RMA ${writeNumber(rma)}`),
        ].join('; '),
      /** After the code was right. */
      welcome: (name?: string) => (name ? `Welcome back, ${quoted(name)}.` : 'Thank you, that is right.'),
      forgotten: 'Done: here I no longer know who you are. Your cases and returns are untouched.',
      nothingToForget: 'I do not hold you for anybody here: nobody is signed in.',

      resendWords:
        /\b(?:re-?send|(?:send|mail|email)(?: me| it| that| the code| a)* (?:again|once more|another|new)|send (?:me )?(?:a |another |the )?(?:new )?code|(?:a |another )?new (?:code|one)|another (?:code|one)|again please|(?:did ?n.?t|have ?n.?t|has ?n.?t|did not|have not|has not|never|not) (?:get|got|gotten|receive|received|arrived?|come|came)|no (?:e-?mail|mail|code)\b|nothing (?:came|arrived|there|yet|in my)|(?:code|it) (?:is |has |was )?expired|where(?: is|'?s) (?:the|my|that|your) (?:code|e-?mail|mail))/i,
      otherAddressWords:
        /\b(?:wrong|different|other|another|change (?:the|my)|not my|mistyped|typo in) (?:e-?mail|mail|address)\b|\b(?:e-?mail|address) (?:is|was) (?:wrong|mistyped|not right)\b|\bwrong address\b/i,
      withoutWords:
        /^\W*(?:go on without(?: it| the code| a code)?|without(?: it| the code| a code)?|skip(?: it| this| that)?|never ?mind|forget it|i'?ll type it|ask me instead)\W*$/i,
      /** "I've been here before", "use my details", "it's me again". */
      beenHereWords:
        /^\W*(?:(?:hi|hello|hey|yes|no|well|actually|please)\W+)*(?:(?:i(?:'?ve| have)|we(?:'?ve| have)) (?:been|written|called) here before|(?:i(?:'?m| am)|we(?:'?re| are)) (?:an? )?(?:(?:existing|returning|known|old|registered) customers?|already (?:on file|a customer|registered|in your system))|(?:you|u) (?:already )?have (?:all )?(?:my|our) (?:details|data|address(?:es)?|information|info|contact)(?: (?:already|on file))?|(?:please )?(?:re-?)?use (?:(?:all|my|our|the|those|same|stored|saved) )*(?:details|data|address(?:es)?|information|info|contact)(?: (?:again|(?:that (?:are |is )?|which (?:are )?)?on file|you have(?: on file)?|from (?:last time|before)))*|(?:the )?same (?:details|data|address(?:es)?|contact) as (?:last time|before)|(?:(?:i want to|i(?:'?d| would) like to|let me|can i|could i|please) )?(?:sign|log) ?(?:me )?in|(?:it(?:'?s| is)|this is) (?:just )?me again|been here before)\W*(?:please|thanks)?\W*$/i,
      /** The same somewhere in a longer message. */
      beenHereHint:
        /\b(?:i|we)(?:'?ve| have) been here before\b|\b(?:i(?:'?m| am)|we(?:'?re| are)) (?:an? )?(?:existing|returning) customers?\b|\b(?:you|u) (?:already |still )?have (?:all )?(?:my|our) (?:details|data|address(?:es)?|contact)\b|\buse (?:my|our|the) (?:details|data|address(?:es)?|contact)(?: that (?:is|are)| you have)? (?:on file|from (?:last time|before))\b/i,
      leaveWords:
        /^\W*(?:please )?(?:log|sign) ?(?:me )?(?:out|off)(?: please| now)?\W*$|^\W*(?:please )?forget (?:about )?me(?: please| now)?\W*$/i,
    },

    /** The mail itself: plain words, not Markdown. */
    codeMail: {
      subject: `Your code for ${facts.company} support`,
      opening: (minutes: number) =>
        `Somebody asked ${facts.company} support for a code for this address. If that was you, type it into the chat within ${minutes} minutes:`,
      notYou: 'If it was not you, there is nothing to do: without the code nobody gets in. Just delete this mail.',
      never: 'Our people never ask for this code, by phone or by mail.',
      reach: `Anything else? Call ${facts.phone} or write to ${facts.serviceEmail}.`,
    },
  };
}

function inMinutes(minutes: number): string {
  const hours = Math.ceil(minutes / 60);
  if (minutes <= 60) return `${minutes} minutes`;
  return hours === 1 ? 'an hour' : `${hours} hours`;
}
