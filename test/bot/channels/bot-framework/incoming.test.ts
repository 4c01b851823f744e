import assert from 'node:assert/strict';
import { Incoming, inboundOf } from '../../../../bot/channels/bot-framework/incoming.ts';
import type { Said } from '../../../../bot/conversation.ts';
import { message } from './world.ts';

function said(text: string | undefined, more: object = {}): Said | undefined {
  const activity = Incoming.parse({ ...message('http://localhost', ''), text, ...more });
  return inboundOf(activity, () => 'drawn')?.said;
}

describe('what somebody said', () => {
  describe('in a Teams channel', () => {
    const mention = { type: 'mention', text: '<at>Desk</at>', mentioned: { id: 'bot', name: 'Desk' } };

    it('is heard without the call for the desk', () => {
      assert.equal(said('<at>Desk</at> status 4123-4567-89', { entities: [mention] })?.text, 'status 4123-4567-89');
    });

    it('is heard without it wherever it stands, and however often', () => {
      assert.equal(said('hey <at>Desk</at>, help <at>Desk</at>', { entities: [mention] })?.text, 'hey , help');
    });

    it('is heard without it where its attributes or its entity are odd', () => {
      assert.equal(said('<at id="0">Desk</at>&nbsp;help')?.text, 'help');
      assert.equal(said('<at>Desk</at> help', { entities: ['x', null, { type: 'mention' }] })?.text, 'help');
    });

    it('keeps the names of others', () => {
      const other = { type: 'mention', text: '<at>Ann Lee</at>', mentioned: { id: 'u-2' } };
      const text = '<at>Desk</at> give it to <at>Ann Lee</at>';
      assert.equal(said(text, { entities: [mention, other] })?.text, 'give it to Ann Lee');
    });

    it('keeps its lines', () => {
      assert.equal(said('<at>Desk</at> 12 Main St\nSpringfield')?.text, '12 Main St\nSpringfield');
    });

    it('is read at once, however hostile', () => {
      assert.equal(said('<at '.repeat(50_000))?.text.length, 9_999);
      assert.ok(said(' '.repeat(200_000)));
    });
  });

  describe('by pressing a button', () => {
    for (const [what, value] of Object.entries({
      'a word': 'yes',
      'a text': { text: 'yes' },
      'a value': { value: 'yes' },
      'what Teams makes of imBack': { msteams: { type: 'imBack', value: 'yes' } },
    })) {
      it(`is the button's value, as ${what}`, () => {
        assert.equal(said(undefined, { value })?.text, 'yes');
      });
    }

    it('is the text where there is one', () => {
      assert.equal(said('Yes, please', { value: { text: 'yes' } })?.text, 'Yes, please');
    });

    for (const value of [7, null, [], {}, { text: 5 }, { value: { value: 'x' } }]) {
      it(`is nothing where the value is ${JSON.stringify(value)}`, () => {
        assert.equal(said(undefined, { value })?.text, '');
      });
    }
  });

  describe('with files', () => {
    const url = 'https://files.example/1';
    for (const [what, attachment, count] of [
      ['a picture', { contentType: 'image/png', contentUrl: url }, 1],
      ['a Teams file', { contentType: 'application/vnd.microsoft.teams.file.download.info', contentUrl: url }, 1],
      ["Teams' HTML copy of the text", { contentType: 'text/html', content: '<div>hi</div>' }, 0],
      ["Web Chat's copy of the text, with an address", { contentType: 'text/html; charset=utf-8', contentUrl: url }, 0],
      ['a card', { contentType: 'application/vnd.microsoft.card.adaptive', content: {} }, 0],
    ] as const) {
      it(`counts ${what} as ${count}`, () => {
        assert.equal(said('hi', { attachments: [attachment] })?.attachments, count);
      });
    }
  });

  it('is told apart by the id of its activity, or else by one drawn for it', () => {
    const parsed = (id: string | undefined) => Incoming.parse({ ...message('http://localhost', 'hi'), id });
    assert.equal(inboundOf(parsed('a-7'), () => 'drawn')?.activityId, 'a-7');
    assert.equal(inboundOf(parsed(undefined), () => 'drawn')?.activityId, 'drawn');
  });

  it('lets nothing further than what was checked', () => {
    const activity = Incoming.parse({ ...message('http://localhost', 'hi'), callerId: 'urn:forged', extra: {} });
    assert.deepEqual(['callerId' in activity, 'extra' in activity], [false, false]);
  });
});
