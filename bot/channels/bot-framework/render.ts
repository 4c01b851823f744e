/** A reply of the desk as a Bot Framework activity. */
import type { Activity } from 'botbuilder';
import type { Reply } from '../../../dialogs/reply.ts';

/** Whom a turn's replies go to. */
export interface Audience {
  locale: string | undefined;
  /** Buttons are shown in personal conversations only; elsewhere the choices are written out. */
  personal: boolean;
}

/** The activities of one turn, in order. The same replies always give the same activities. */
export function rendered(replies: readonly Reply[], audience: Audience): Partial<Activity>[] {
  return replies.map((reply, index) => activityOf(reply, index === replies.length - 1, audience));
}

function activityOf(reply: Reply, last: boolean, { locale, personal }: Audience): Partial<Activity> {
  const { text, speak, choices = [], about } = reply;
  const buttons = personal && choices.length > 0;
  return {
    type: 'message',
    textFormat: 'markdown',
    text: personal ? text : [text, ...choices.map(choice => `- ${choice.title}`)].join('\n'),
    inputHint: inputHint(reply, last),
    ...(speak && { speak }),
    ...(locale && { locale }),
    ...(buttons && { suggestedActions: { to: [], actions: choices.map(choice => ({ type: 'imBack', ...choice })) } }),
    ...(about && { channelData: { about } }),
  };
}

/** A device that listens opens its microphone after the last reply of a turn, and only where that asks something. */
function inputHint({ text, choices }: Reply, last: boolean): string {
  if (!last) return 'ignoringInput';
  return choices?.length || /\?[\s*_]*$/.test(text) ? 'expectingInput' : 'acceptingInput';
}
