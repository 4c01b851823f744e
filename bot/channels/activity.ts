/** A reply of the desk as Bot Framework and Direct Line clients read it: the one place where the two formats meet. */
import type { Reply } from '../../dialogs/reply.ts';

/** The part of an activity that follows from the reply alone; the channel adds ids, addresses and the time. */
export interface ReplyMessage {
  type: 'message';
  text: string;
  textFormat: 'markdown';
  speak?: string;
  /** `expectingInput` on the last message of a turn: only then does a client that listens open its microphone. */
  inputHint: 'acceptingInput' | 'expectingInput';
  suggestedActions?: { actions: { type: 'imBack'; title: string; value: string }[] };
  /** Numbers that were issued, for the page around the chat. */
  channelData?: { about: NonNullable<Reply['about']> };
}

/** Renders the replies of one turn, in order. */
export function replyMessages(replies: readonly Reply[]): ReplyMessage[] {
  return replies.map((reply, index) => ({
    type: 'message',
    text: reply.text,
    textFormat: 'markdown',
    inputHint: index === replies.length - 1 ? 'expectingInput' : 'acceptingInput',
    ...(reply.speak && { speak: reply.speak }),
    ...(reply.choices?.length && {
      // imBack, not postBack: the choice shows up in the transcript as if it had been typed.
      suggestedActions: { actions: reply.choices.map(({ title, value }) => ({ type: 'imBack', title, value })) },
    }),
    ...(reply.about && { channelData: { about: reply.about } }),
  }));
}
