import assert from 'node:assert/strict';
import type { Case } from '../../../../../services/cases/case.ts';
import type { Rma } from '../../../../../services/returns/rma.ts';
import { assertCard, textsOf } from '../cards.ts';
import { ANN, startTeamsWorld, type TeamsWorld } from '../world.ts';

const JO = {
  ...{ name: 'Jo Fox', email: 'jo@acme.com', phone: '559 555 0142', model: 'SD4N35-PG-E1', problem: 'no picture' },
  billing: '1 Elm St, Fresno, CA 93721, USA',
};

describe('a case for a caller, in Teams', () => {
  let teams: TeamsWorld;
  beforeEach(async () => {
    teams = await startTeamsWorld();
  });
  afterEach(() => teams.close());

  const everything = async () => ({
    cases: await teams.world.store.collection<Case>('cases').find({}).toArray(),
    rmas: await teams.world.store.collection<Rma>('rmas').find({}).toArray(),
  });

  /** The form that is on the screen, or the line that it ended with. */
  async function ask(name: string, value: unknown) {
    const { body } = await teams.invoke(name, value);
    const { type, value: shown } = (body as { task: { type: string; value: string | { card: { content: Card } } } })
      .task;
    return type === 'message' ? String(shown) : assertCard((shown as { card: { content: Card } }).card.content);
  }
  interface Card {
    body: { id?: string; value?: string }[];
    actions: { data: { request: string } }[];
  }
  const keyOf = (card: Card | string) => (typeof card === 'string' ? '' : (card.actions[0]?.data.request ?? ''));
  const submit = (key: string, filled: object) =>
    ask('task/submit', { data: { form: 'open-case', request: key, ...filled } });

  it('is filled in and opened, with its RMA, in the name of whoever did it', async () => {
    const form = await ask('composeExtension/fetchTask', { commandId: 'open-case' });
    const done = await submit(keyOf(form), { ...JO, troubleshot: 'true', rma: 'true', statusEmails: 'true' });
    const { cases, rmas } = await everything();
    assert.deepEqual([cases.length, rmas.length], [1, 1]);
    assert.match(String(done), /^Case 4\d{3}-\d{4}-\d\d is open for Jo Fox, and RMA 7\d{3}-\d{4}-\d\d is issued\.$/);
    assert.deepEqual(
      cases.map(({ contact, items, events }) => [contact.phone, items[0]?.family, events[0]?.actor]),
      [['+15595550142', 'spectra-iv', `staff:${ANN.aadObjectId}`]],
    );
    assert.deepEqual(
      [rmas[0]?.shipTo.city, rmas[0]?.statusEmails, rmas[0]?.caseNumber],
      ['Fresno', true, cases[0]?._id],
    );
  });

  it('is opened once, however often the button is pressed', async () => {
    const key = keyOf(await ask('composeExtension/fetchTask', { commandId: 'open-case' }));
    const pressed = { ...JO, troubleshot: 'true', rma: 'true' };
    const done = await Promise.all([1, 2, 3].map(() => submit(key, pressed)));
    assert.equal(new Set(done).size, 1);
    const { cases, rmas } = await everything();
    assert.deepEqual([cases.length, rmas.length], [1, 1]);
  });

  it('comes back with what was typed, and says what is not right', async () => {
    const wrong = { ...JO, email: 'jo@acme', billing: '1 Elm St', model: '', since: '2031-01-01', rma: 'true' };
    const form = await submit('k', wrong);
    assert.ok(typeof form !== 'string');
    const texts = textsOf(form).join('\n');
    for (const said of [
      /Email: that does not look like one/,
      /Billing address: the city and the postcode and the country is missing/,
      /Model: please fill this in/,
      /Since when: that day is still to come/,
      /Troubleshooting comes before an RMA/,
    ]) {
      assert.match(texts, said);
    }
    assert.deepEqual(
      ['name', 'email', 'billing'].map(id => form.body.find(input => input.id === id)?.value),
      ['Jo Fox', 'jo@acme', '1 Elm St'],
    );
    assert.equal(keyOf(form), 'k');
    assert.equal((await everything()).cases.length, 0);
  });

  it('is understood from one message, and opened only once it has been checked', async () => {
    await teams.say(
      'open an rma for Jo Fox, jo@acme.com, 559 555 0142: SD4N35-PG-E1 sn A1234567 has no picture since monday',
    );
    const card = assertCard(teams.teams.lastCard()) as { actions: { data: { filled: Record<string, unknown> } }[] };
    const data = card.actions[0]?.data;
    assert.deepEqual(
      ['name', 'email', 'phone', 'model', 'serial', 'problem', 'since', 'rma'].map(field => data?.filled[field]),
      [
        'Jo Fox',
        'jo@acme.com',
        '(559) 555-0142',
        'SD4N35-PG-E1',
        'A1234567',
        'SD4N35-PG-E1 has no picture since monday',
        '2026-11-09',
        true,
      ],
    );
    assert.equal((await everything()).cases.length, 0);
    const form = await ask('task/fetch', { data });
    assert.ok(typeof form !== 'string');
    assert.equal(form.body.find(({ id }) => id === 'email')?.value, 'jo@acme.com');
  });
});
