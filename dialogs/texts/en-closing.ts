/** What the desk says in English at the end of a conversation: the chat by email, and how it went. Part of `en.ts`. */
import { writeNumber } from '../../services/numbers.ts';
import type { Score } from '../../services/ratings/ratings.ts';
import { type Choice, quoted } from '../reply.ts';
import type { DeskFacts } from './desk-facts.ts';

const say = (title: string, value = title): Choice => ({ title, value });

/** `reach`: how to get hold of a person. */
export function createClosing(facts: DeskFacts, reach: string) {
  return {
    // — the chat by email —
    askTranscriptEmail: 'Which email address shall I send this chat to?',
    whyTranscriptEmail: 'The whole chat goes there, and nothing else.',
    transcriptSent: (to: string) => `This chat is on its way to ${quoted(to)}, as far as we have come.`,
    transcriptWaits: 'I email you this chat as soon as you have told me your email address.',
    transcriptSentEnough: `I have emailed this chat as often as I can. If it did not arrive, please look among the unwanted mail, or ${reach}.`,
    transcriptAgainWithCase: `I have emailed this chat once, and can do so again as soon as you have a case number. If it did not arrive, please look among the unwanted mail, or ${reach}.`,
    transcriptOtherAddress: (addresses: string[]) =>
      `I can send this chat to ${addresses.length === 1 ? 'one address' : `${addresses.length} addresses`} only, and have: ${addresses.map(quoted).join(', ')}.`,
    transcriptEnoughToday: 'That address has been sent so many chats today that I cannot send another one.',
    transcriptBusy: `So many chats are being emailed just now that I cannot send yours. Please ask me again in an hour, or ${reach}; once you have a case number it is sent at once.`,
    /** The mail itself: plain words, not Markdown. */
    transcriptMail: {
      title: `Your chat with ${facts.company} support`,
      subject: (caseNumber?: string) =>
        `${caseNumber ? `[CASE ${writeNumber(caseNumber)}] ` : ''}Your chat with ${facts.company} support`,
      opening: `Here is the chat with ${facts.company} support that you asked for.`,
      caseLine: (caseNumber: string) => `Support Case Number ${writeNumber(caseNumber)}`,
      you: 'You',
      desk: `${facts.company} support`,
      file: (count: number) => (count === 1 ? '(a file)' : `(${count} files)`),
      reach: (caseNumber?: string) =>
        `Anything else? Call ${facts.phone}, or write to ${facts.techEmail} about technical questions and to ${facts.serviceEmail} about returns and repairs${caseNumber ? ', with your case number' : ''}.`,
      notYou: 'If you did not ask for this, somebody mistyped their address: please delete it.',
    },

    // — how it went —
    askRating: 'How did it go?',
    ratings: {
      5: say('Very well'),
      4: say('Well'),
      3: say('So-so'),
      2: say('Not well'),
      1: say('Badly'),
    } satisfies Record<Score, Choice>,
    /** Nothing more is wanted, where the numbers are out and nothing is open. */
    nothingMore:
      /^\W*(?:no+|nope|nah|no,? thanks?(?: you)?|nothing(?: else| more)?|(?:no,? )?(?:that|this)(?:'?s| is| was| will be) (?:all|it|everything)(?: for (?:now|today))?|all (?:good|done|set)|done|i'?m (?:good|done|all set))\W*$/i,
    skipWords: /^\W*(?:skip(?: it| this)?|no|nope|no,? thanks?(?: you)?|not now|pass|never ?mind)\W*$/i,
    rated: (score: Score) =>
      score >= 4
        ? 'Thank you, that is good to hear. If you like, tell me in a sentence what was good or what was missing.'
        : score === 3
          ? 'Thank you. What could have been better? A sentence helps us; you can also leave it at that.'
          : `Thank you for telling us, and I am sorry. What went wrong? A sentence helps us; a person can help you at once: ${reach}.`,
    ratingSkipped: 'That is fine.',
    commentNoted: 'Thank you, I passed that on.',
  };
}
