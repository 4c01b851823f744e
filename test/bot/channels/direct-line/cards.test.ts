import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { replyMessages } from '../../../../bot/channels/activity.ts';
import { withCard } from '../../../../bot/channels/direct-line/cards.ts';
import { AUTOCOMPLETE } from '../../../../bot/channels/direct-line/form-card.ts';
import { type Card, FORM_INPUT_IDS } from '../../../../dialogs/card.ts';
import { Reply } from '../../../../dialogs/reply.ts';
import { createWorld, type World } from './world.ts';

// Its modules are for bundlers; the bundle is what Node can load.
const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof import('adaptivecards');

const HOSTILE = '**x** <img src=x onerror=alert(1)> [y](javascript:z) {{DATE(2026-01-01)}}';

const form: Card = {
  kind: 'contact-form',
  key: 'k1',
  lead: 'Fill it in.',
  title: 'Contact',
  groups: [
    {
      title: 'You',
      fields: FORM_INPUT_IDS.filter(id => !id.startsWith('shipping.')).map(id => ({
        id,
        label: id,
        value: HOSTILE,
        error: HOSTILE,
        needed: 'Please.',
      })),
    },
    {
      title: 'There',
      note: 'If it is elsewhere',
      opener: 'Elsewhere',
      fields: FORM_INPUT_IDS.filter(id => id.startsWith('shipping.')).map(id => ({ id, label: id })),
    },
  ],
  trouble: HOSTILE,
  save: 'Save',
  sent: 'Sent the form',
};
const summary: Card = {
  kind: 'summary',
  version: 'v1',
  lead: 'All right?',
  title: 'Your request',
  sections: [{ title: HOSTILE, lines: [{ label: 'Problem', value: HOSTILE }] }],
  choices: [
    { title: 'Yes, send it', value: 'Yes' },
    { title: 'Change something', value: 'Change something' },
  ],
};
const estimate: Card = { ...summary, kind: 'estimate', title: 'Your estimate' };
const numbers: Card = {
  kind: 'numbers',
  lead: 'Done: **4000**.',
  title: 'Your numbers',
  numbers: [{ label: 'Case', number: '4123-4567-89', copy: 'Copy the case number' }],
  copy: 'Copy',
  facts: [{ label: 'Send it by', value: 'Monday' }],
  label: { title: 'Print', url: 'https://desk.example/labels/7' },
};
const status: Card = {
  kind: 'status',
  lead: 'Case **4000**, open. **RMA 7000**: in repair.',
  title: 'RMA 7000',
  state: 'in repair',
  lines: [HOSTILE, 'Then it is shipped.'],
  items: [{ label: HOSTILE, value: 'repaired' }],
  links: [{ title: 'Follow the parcel', url: 'https://carrier.example/1Z9' }],
};

function activityOf(card: Card, choices: Reply['choices'] = []) {
  const reply: Reply = { text: 'The **whole** text', choices, card };
  const [message] = replyMessages([reply]);
  return withCard(message ?? assert.fail(), reply);
}

const contentOf = (card: Card) => activityOf(card).attachments?.[0]?.content ?? assert.fail('no card');

/** Every object in a card, the elements and actions among them. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

describe('cards on Direct Line', () => {
  for (const card of [form, summary, estimate, numbers, status]) {
    it(`are Adaptive Cards 1.5 in which the format's own parser finds nothing wrong (${card.kind})`, () => {
      const context = new SerializationContext(Versions.v1_5);
      const parsed = new AdaptiveCard();
      parsed.parse(contentOf(card), context);
      const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
      assert.deepEqual(events, []);
      assert.deepEqual(parsed.validateProperties().validationEvents, []);
    });

    it(`stand beside a short text, and name themselves to those who cannot see or render them (${card.kind})`, () => {
      const { text, attachments } = activityOf(card);
      assert.equal(text, card.lead);
      assert.match(attachments?.[0]?.content.speak ?? '', new RegExp(`^${card.title}`));
      assert.equal(attachments?.[0]?.content.fallbackText, 'The whole text');
    });

    it(`show what a person typed only where nothing is formatted (${card.kind})`, () => {
      const unformatted = ['TextRun', 'Input.Text', 'Input.ChoiceSet', 'AdaptiveCard'];
      const formatted = objectsIn(contentOf(card)).filter(({ type }) => !unformatted.includes(String(type)));
      for (const one of formatted) assert.ok(!Object.values(one).includes(HOSTILE), JSON.stringify(one));
    });
  }

  it('leave nothing unsaid to whoever listens', () => {
    assert.equal(activityOf(summary).speak, `${HOSTILE}. Problem: ${HOSTILE}. All right?`);
    assert.equal(
      activityOf(status).speak,
      `RMA 7000. in repair. ${HOSTILE}. Then it is shipped. ${HOSTILE}: repaired.`,
    );
  });

  it('offer a choice on the card or below the chat, not in both places', () => {
    const { suggestedActions } = activityOf(summary, [
      ...summary.choices,
      { title: 'An article', value: 'An article' },
    ]);
    assert.deepEqual(
      suggestedActions?.actions.map(({ title }) => title),
      ['An article'],
    );
    const actions = contentOf(summary).actions?.map(({ data }) => data);
    assert.deepEqual(actions, [
      { caseline: 'summary', version: 'v1', said: 'Yes' },
      { caseline: 'summary', version: 'v1', said: 'Change something' },
    ]);
  });

  it('have a name for the browser on each input of the form', () => {
    const ids = objectsIn(contentOf(form)).flatMap(({ type, id }) => (String(type).startsWith('Input') ? [id] : []));
    assert.deepEqual(ids, FORM_INPUT_IDS);
    assert.deepEqual(Object.keys(AUTOCOMPLETE), FORM_INPUT_IDS);
  });

  it('that another build wrote and this one cannot read cost only the card', () => {
    const stored = { text: 'Hello', card: { kind: 'carousel', slides: [] } };
    assert.deepEqual(JSON.parse(JSON.stringify(Reply.parse(stored))), { text: 'Hello' });
  });
});

describe('what comes from a card on Direct Line', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  async function submit(value: unknown) {
    const ticket = await world.begin();
    const path = `/v3/directline/conversations/${ticket.conversationId}/activities`;
    const body = { type: 'message', value, channelData: { postBack: true, clientActivityID: 'c1' } };
    const { status } = await world.call('POST', path, { token: ticket.token, body });
    assert.equal(status, 200);
    const { activities } = await world.poll(ticket);
    const turn = (await world.desk.history('direct-line', ticket.conversationId))?.at(-1);
    return { said: turn?.said, echo: activities.find(one => one.from.role === 'user') };
  }

  it('is a form with its values, each cut to its length, and a plain line in the transcript', async () => {
    const { said, echo } = await submit({
      caseline: 'contact-form',
      key: 'k1',
      said: 'Sent the form',
      'contact.name': 'Jo',
      'billing.country': 'DEU',
      'billing.city': { $gt: '' },
      isAdmin: 'true',
    });
    assert.deepEqual(said?.sent, {
      kind: 'contact-form',
      key: 'k1',
      values: { 'contact.name': 'Jo', 'billing.country': 'DE' },
    });
    assert.equal(echo?.text, 'Sent the form');
    assert.deepEqual(echo?.channelData, { clientActivityID: 'c1' });
  });

  it('is a choice with the version that it was made of', async () => {
    const { said } = await submit({ caseline: 'summary', version: 'v1', said: 'Yes' });
    assert.deepEqual([said?.text, said?.sent], ['Yes', { kind: 'summary', version: 'v1' }]);
    const { said: decided } = await submit({ caseline: 'estimate', version: '7:1', said: 'Scrap it' });
    assert.deepEqual([decided?.text, decided?.sent], ['Scrap it', { kind: 'estimate', version: '7:1' }]);
  });

  it('is nothing that was said, where the page has copied a number', async () => {
    const { said, echo } = await submit({ copy: '4123-4567-89' });
    assert.equal(said?.kind, 'arrived');
    assert.equal(echo, undefined);
  });

  for (const odd of [
    { caseline: 'contact-form' },
    { caseline: 'summary', version: 7, said: 'Yes' },
    { caseline: 'x' },
    7,
  ]) {
    it(`is an empty message, where it is of no card of ours: ${JSON.stringify(odd)}`, async () => {
      const { said } = await submit(odd);
      assert.deepEqual([said?.kind, said?.text, said?.sent], ['message', '', undefined]);
    });
  }
});
