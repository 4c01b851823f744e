/** A reply of the desk as Bot Framework and Direct Line clients read it: the one place where the formats meet. */
import type { Reply } from '../../dialogs/reply.ts';

/** Whom a turn's replies go to. */
export interface Audience {
  locale?: string | undefined;
  /** Buttons are shown in personal conversations only; elsewhere the choices are written out. */
  personal: boolean;
}

/** The part of an activity that follows from the reply alone; the channel adds ids, addresses and the time. */
export interface ReplyMessage {
  type: 'message';
  text: string;
  textFormat: 'markdown';
  speak?: string;
  inputHint: 'ignoringInput' | 'acceptingInput' | 'expectingInput';
  locale?: string;
  suggestedActions?: { to: string[]; actions: { type: 'imBack'; title: string; value: string }[] };
  /** For the page around the chat: numbers that were issued, the article that answers, the question how it went. */
  channelData?: { about?: NonNullable<Reply['about']>; article?: string; asksRating?: true };
}

/** Renders the replies of one turn, in order. The same replies always give the same activities. */
export function replyMessages(replies: readonly Reply[], audience: Audience = { personal: true }): ReplyMessage[] {
  return replies.map((reply, index) => message(reply, index === replies.length - 1, audience));
}

function message(reply: Reply, last: boolean, { locale, personal }: Audience): ReplyMessage {
  const { text, speak, choices = [], about, article, asksRating } = reply;
  const buttons = personal && choices.length > 0;
  return {
    type: 'message',
    textFormat: 'markdown',
    text: personal ? text : [text, ...choices.map(choice => `- ${choice.title}`)].join('\n'),
    inputHint: inputHint(reply, last),
    ...(speak && { speak }),
    ...(locale && { locale }),
    // imBack, not postBack: the choice shows up in the transcript as if it had been typed.
    ...(buttons && { suggestedActions: { to: [], actions: choices.map(choice => ({ type: 'imBack', ...choice })) } }),
    ...((about || article || asksRating) && {
      channelData: { ...(about && { about }), ...(article && { article }), ...(asksRating && { asksRating }) },
    }),
  };
}

/** A device that listens opens its microphone after the last reply of a turn, and only where that asks something. */
function inputHint({ text, choices }: Reply, last: boolean): ReplyMessage['inputHint'] {
  if (!last) return 'ignoringInput';
  return choices?.length || /\?[\s*_]*$/.test(text) ? 'expectingInput' : 'acceptingInput';
}
