/** What staff read about customers who talk to them, and calls that were promised, in English. */
import type { RefusedFile } from '../../../services/attachments/attachments.ts';
import type { Caller, Outcome } from '../../../services/handoff/handoff.ts';
import { writeNumber } from '../../../services/numbers.ts';

const WHY: Readonly<Record<RefusedFile['why'], string>> = {
  empty: 'is empty',
  'too-large': 'is larger than 10 MB',
  kind: 'is no photo or PDF',
  damaged: 'cannot be read',
  encrypted: 'is protected by a password',
  'too-many': 'is one too many for this chat',
};

export function createTalkingTexts() {
  const whoOf = ({ name, company, email, phone }: Caller) =>
    name ?? company ?? email ?? (phone ? 'A caller' : 'A visitor');

  return {
    whoOf,
    wants: (who: string) => `${who} would like to talk to somebody`,
    calls: (who: string) => `${who} is on the phone`,
    rings: 'Being put through',
    waiting: 'Waiting',
    since: (when: string) => `since ${when}`,
    withStaff: (name: string) => `With ${name}`,
    talkEnded: 'Over',
    take: 'Take the chat',
    takeOver: 'Take over',
    back: 'Hand back',
    transfer: 'Transfer',
    close: 'End the chat',
    transcript: 'What was said',
    labels: {
      about: 'About',
      company: 'Company',
      email: 'Email',
      phone: 'Phone',
      case: 'Case',
      rma: 'RMA',
      note: 'Note',
    },
    caseNumber: (number: string) => writeNumber(number),
    desk: 'Desk',

    youTalk: (who: string) => `You are talking to ${who}`,
    how: 'What you write here goes to them. “/back” gives them back to the desk, “/end”, with a note if you like, ends the chat, “/transfer” and a name asks a colleague. What begins with “/” otherwise is for the desk alone.',
    said: (who: string, text: string) => `${who}: ${text}`,
    sent: (who: string) => `${who} sent:`,
    wantsYou: (name: string, who: string) => `${name} asks you to take over the chat with ${who}`,
    asked: (name: string) => `I have asked ${name}. You go on until they take over; they have two minutes.`,
    kept: (name: string, who: string) => `${name} has not taken over the chat with ${who}: it stays with you.`,
    keptElse: (who: string) => `You need not take over the chat with ${who} any more.`,
    movedTo: (name: string, who: string) => `${name} talks to ${who} from here on.`,
    /** For whoever talked, or was asked to. */
    over(outcome: Outcome, who: string): string {
      switch (outcome) {
        case 'handed-back':
          return `${who} is back with the desk.`;
        case 'closed':
          return `The chat with ${who} has ended.`;
        case 'left':
          return `${who} has ended the chat.`;
        case 'idle':
          return `Nobody has written for half an hour, so ${who} is back with the desk.`;
        case 'lost':
        case 'missed':
        case 'picked-up':
        case 'withdrawn':
          return `The chat with ${who} is over.`;
      }
    },
    /** For the rooms, with whoever of the staff had it. */
    ended(outcome: Outcome | undefined, name: string, isCall = false): string {
      switch (outcome) {
        case 'handed-back':
          return `${name} has handed them back to the desk.`;
        case 'closed':
          return `${name} has ended the chat.`;
        case 'left':
          return `The customer has ended the chat with ${name}.`;
        case 'withdrawn':
          return 'The customer does not need anybody any more.';
        case 'missed':
          return isCall
            ? 'Nobody picked up. The caller was told how else we are reached.'
            : 'Nobody came within two minutes. The customer was told how else we are reached.';
        case 'picked-up':
          return 'Somebody picked up.';
        case 'idle':
          return `Neither ${name} nor the customer has written for half an hour.`;
        case 'lost':
          return `${name} could not be reached in Teams any more.`;
        default:
          return '';
      }
    },
    taken: (name: string) => `${name} has this chat.`,
    busy: (who: string) => `You are talking to ${who}. Hand them back or end that chat first, please.`,
    noChat: 'Write to me in a chat of our own first, “hello” will do: that is where you will talk to customers.',
    isOver: 'This chat is over.',
    noTalk: 'You are talking to nobody right now.',
    toWhom: 'To whom',
    ask: 'Ask them',
    nobodyElse: 'Nobody else has written to me in a chat of their own yet, so there is nobody to ask.',
    whichColleague: (names: readonly string[]) =>
      names.length > 0 ? `Whom do you mean: ${names.join(', ')}?` : 'I know nobody of that name here.',
    note: (caseNumber: string | undefined) =>
      caseNumber ? `Note, kept with case ${writeNumber(caseNumber)}` : 'Note, for your colleagues',
    end: 'End it',
    noteOfChat: (who: string, note: string) => `Chat with ${who}: ${note}`,
    fileRefused: ({ name, why }: RefusedFile) => `${name} was not sent on: it ${WHY[why]}.`,
    fileLost: (name: string) => `${name} could not be fetched from Teams, so it was not sent on. Please try it again.`,
    notDelivered: 'The customer has not got that: the chat is over.',

    call: {
      title: (who: string) => `Call ${who}`,
      when: 'When',
      theirTime: 'Their time',
      open: 'Nobody has it yet',
      taken: (name: string) => `${name} calls`,
      done: (name: string) => `${name} has called`,
      take: 'I call them',
      called: 'I have called',
      gone: 'This call is not on record any more.',
    },
  };
}
