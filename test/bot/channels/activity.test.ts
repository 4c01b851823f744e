import assert from 'node:assert/strict';
import { type Audience, replyMessages } from '../../../bot/channels/activity.ts';
import type { Reply } from '../../../dialogs/reply.ts';

const AUDIENCE = { locale: 'en-US', personal: true };
const one = (reply: Reply, audience: Audience = AUDIENCE) => replyMessages([reply], audience)[0];
const choices = [
  { title: 'Yes', value: 'yes' },
  { title: 'No', value: 'no' },
];

describe('a reply as an activity', () => {
  it('is Markdown, with the same for the ear', () => {
    assert.deepEqual(one({ text: '**Case** 4123-4567-89.', speak: 'Case 4 1 2 3.' }), {
      type: 'message',
      textFormat: 'markdown',
      text: '**Case** 4123-4567-89.',
      speak: 'Case 4 1 2 3.',
      inputHint: 'acceptingInput',
      locale: 'en-US',
    });
  });

  it('offers its choices as buttons that say what they stand for', () => {
    assert.deepEqual(one({ text: 'Is that right?', choices })?.suggestedActions, {
      to: [],
      actions: [
        { type: 'imBack', title: 'Yes', value: 'yes' },
        { type: 'imBack', title: 'No', value: 'no' },
      ],
    });
  });

  it('writes its choices out where several people read, as buttons reach nobody there', () => {
    const activity = one({ text: 'Is that right?', choices }, { locale: 'en-US', personal: false });
    assert.equal(activity?.text, 'Is that right?\n- Yes\n- No');
    assert.equal(activity?.suggestedActions, undefined);
  });

  it('says for programs what it is about', () => {
    const about = { caseNumber: '4123456789' };
    assert.deepEqual(one({ text: 'Done.', about })?.channelData, { about });
  });

  it('opens the microphone after the last question of a turn, and not before', () => {
    const hints = (...texts: string[]) =>
      replyMessages(
        texts.map(text => ({ text })),
        AUDIENCE,
      ).map(({ inputHint }) => inputHint);
    assert.deepEqual(hints('What is it?', 'Which **model?**'), ['ignoringInput', 'expectingInput']);
    assert.deepEqual(hints('Noted.', 'Goodbye.'), ['ignoringInput', 'acceptingInput']);
  });

  it('has no locale where none is known', () => {
    assert.equal('locale' in (one({ text: 'Hi' }, { locale: undefined, personal: true }) ?? {}), false);
  });
});
