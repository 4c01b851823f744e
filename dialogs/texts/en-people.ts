/** What is said about reaching a person, by whom a chat is taken over, and when somebody calls back. */
import type { KeptFile } from '../../services/attachments/attachments.ts';
import type { Outcome } from '../../services/handoff/handoff.ts';
import { writeNumber } from '../../services/numbers.ts';
import { quoted } from '../reply.ts';
import type { DeskFacts } from './desk-facts.ts';

/** A call that was promised, as the desk's people read of it. */
interface CallTold {
  name?: string | undefined;
  company?: string | undefined;
  email?: string | undefined;
  phone: string;
  here: string;
  there: string | undefined;
  summary: string;
  caseNumber?: string | undefined;
}

const CALL_ME = { title: 'Call me back', value: 'Call me back' };

export function createPeopleTexts(facts: DeskFacts) {
  const elsewhere = `You reach a person at ${facts.phone} or ${facts.serviceEmail}`;
  const callBack = 'Or somebody calls you back at a time that suits you: just say “call me back”.';
  const bold = (name: string) => `**${quoted(name)}**`;

  return {
    people: `${elsewhere}. ${callBack} What you have told me stays here, so you can also go on with me.`,
    callMeBack: [CALL_ME],

    talk: {
      asked:
        'I have asked my colleagues, and one of them joins us here as soon as they can; they see what you have told me. I tell you in two minutes at the latest how it stands. Meanwhile you can go on with me, or say “never mind”.',
      handedOver:
        'I hand you over to my colleagues: one of them goes on with you here, and sees what you have told me.',
      askedAlready: 'I have asked, and nobody has come yet. You hear from me as soon as somebody does.',
      neverMind: [{ title: 'Never mind', value: 'Never mind' }],
      /** `opens` and `hours` name their time zone. */
      closed: (hours: string, opens: string, holiday: string | undefined) =>
        [
          `${holiday ? `It is ${holiday}, and nobody` : 'Nobody'} is at the desk right now: people are here ${hours}, next on ${opens}.`,
          `${elsewhere} then. ${callBack}`,
        ].join(' '),
      joined: (name: string) =>
        `${bold(name)} has joined the chat and can read what you have told me. I keep quiet from here; “end chat” brings you back to me.`,
      moved: (name: string) => `${bold(name)} takes over from here.`,
      said: (name: string, text: string) => `${bold(name)}: ${lines(text)}`,
      sent: (name: string, files: readonly KeptFile[]) =>
        `${bold(name)} sent ${files.map(file => quoted(file.name)).join(', ')}`,
      over: (outcome: Outcome, name: string): string => {
        switch (outcome) {
          case 'handed-back':
            return `${bold(name)} has handed you back to me.`;
          case 'closed':
            return `${bold(name)} has ended the chat. I am still here if there is anything else.`;
          case 'idle':
            return 'Nobody has written for half an hour, so I have ended the chat with my colleague. I am still here.';
          case 'lost':
            return `The connection to ${bold(name)} is lost. I am sorry for that. Say “person”, and I ask for somebody again.`;
          case 'missed':
            return `I am sorry: nobody is free right now. ${elsewhere}. ${callBack}`;
          case 'left':
          case 'withdrawn':
          case 'picked-up':
            return '';
        }
      },
      /** `code` in two groups. */
      callWith: (code: string) =>
        `If you call ${facts.phone}, press 9 and key in **${code}**: then you need not tell it again. The code counts for 10 minutes, once.`,
      left: 'All right, you are back with me.',
      withdrawn: 'All right, I have told them that it is settled.',
      withdrawWords:
        /^\W*(?:(?:oh |ok(?:ay)? |no )?(?:never ?mind|forget it|don['’]?t bother|no need(?: any ?more)?))\W*$/i,
      endWords:
        /^\W*(?:please )?(?:(?:end|leave|quit|stop|close|exit)(?: (?:the|this|our))? chat|(?:go )?back to (?:the )?(?:bot|desk|robot))(?: please)?\W*$/i,
    },

    /** From a call that goes on here. */
    fromCall: {
      right: (caseNumber: string | undefined) =>
        `Welcome from the phone: I have what you told us there${caseNumber ? `, and your case ${writeNumber(caseNumber)}` : ''}. For an RMA number I need a few things more.`,
      wrong:
        'That code does not count, or does not count any more. A code from the phone has six digits and is good for ten minutes, once. We can do without it: just tell me what it is about.',
      locked: 'Too many codes were wrong here, so I take none for an hour. Just tell me what it is about.',
    },

    callBack: {
      words:
        /\b(?:(?:call|phone|ring) (?:me|us) (?:back|bakc|bck|bak)|call[- ]?backs?|(?:give|get) (?:me|us) a (?:call|ring)|have (?:someone|somebody|a person|an agent) (?:call|phone|ring) (?:me|us))\b/i,
      askTime: (hours: string) => `When may somebody call you? We call ${hours}.`,
      times: [
        { title: 'As soon as possible', value: 'As soon as possible' },
        { title: 'Tomorrow at 10', value: 'Tomorrow at 10' },
      ],
      whyTime: 'I give it to my colleagues, so that they call when it suits you.',
      whichTime: (day: string) => `At what time on ${day}?`,
      closedThen: (hours: string, nearest: string, holiday: string | undefined) =>
        `${holiday ? `That is ${holiday}, and nobody` : 'Nobody'} is at the desk then: people are here ${hours}. Shall it be ${nearest}?`,
      past: 'That time is over already. When would suit you from now on?',
      tooFar: 'That is more than 30 days ahead. Is there a time before?',
      unclearTime: 'I did not get the time. Please name a day and a time, such as “tomorrow at 10”.',
      /** `theirs` is the same moment by the maker's clock, where that shows another time. */
      time: (yours: string, theirs: string | undefined) => (theirs ? `${yours} (${theirs} at our desk)` : yours),
      confirm: (name: string, phone: string, time: string) =>
        `We call ${quoted(name)} at **${phone}** on **${time}**. Is that right?`,
      yesNo: [
        { title: 'Yes', value: 'Yes' },
        { title: 'Another time', value: 'Another time' },
      ],
      promised: (phone: string, time: string) =>
        `Noted: somebody calls you at ${phone} on **${time}**. If something comes up: ${facts.phone}.`,
    },

    callBackMail: {
      subject: (when: string) => `A customer is to be called on ${when}`,
      /** `here` and `there`: the time by the maker's clock, and by the customer's where that differs. */
      lines: (call: CallTold) =>
        [
          `Call ${call.name ?? 'the customer'}${call.company ? ` (${call.company})` : ''} at ${call.phone}.`,
          `When: ${call.here}${call.there ? `, for them ${call.there}` : ''}.`,
          `About: ${call.summary}`,
          call.caseNumber ? `Case ${writeNumber(call.caseNumber)}.` : '',
          call.email ? `Their email: ${call.email}` : '',
        ].filter(Boolean),
      why: 'The customer asked the support desk for this call and was told that it comes. Rooms in Teams that say “announce chats here” hear of such calls there.',
    },
  };
}

/** Each line of what somebody wrote stays one. */
function lines(text: string): string {
  return text.split(/\r?\n/).map(quoted).filter(Boolean).join('\n\n');
}
