import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../../../../bot/channels/elements.ts';
import type { Rma } from '../../../../../services/returns/rma.ts';
import { textOf } from '../cards/parsed.ts';
import { ANN, BOB, startTeamsWorld, type TeamsWorld } from '../world.ts';
import { type AtTheDesk, atTheDesk, buttonsOf, issued, titlesOf } from './desk.ts';

describe('moving a return along in Teams', () => {
  let teams: TeamsWorld;
  let desk: AtTheDesk;
  beforeEach(async () => {
    teams = await startTeamsWorld();
    desk = atTheDesk(teams);
  });
  afterEach(() => teams.close());

  const found = async ({ _id }: Pick<Rma, '_id'>) => (await teams.world.house.returns.find(_id)) ?? assert.fail('gone');
  const now = async (rma: Rma): Promise<AdaptiveCard> => (await desk.shown(rma._id)).card;
  const kinds = async (rma: Rma) => (await found(rma)).events.map(({ kind }) => kind);
  const linesOf = (left: unknown) =>
    typeof left === 'object' && left ? textOf((left as { card: unknown }).card) : String(left);

  it('goes from the box to the way home by cards and forms alone', async () => {
    const rma = await issued(teams, ['SD4E', 'ES31']);
    let card = await now(rma);
    assert.deepEqual(titlesOf(card), [
      'Box arrived',
      'Take it',
      'Note',
      'Assign',
      'More time to send',
      'Will not be sent',
    ]);
    await desk.fill(card, 'Box arrived', {
      ...{ 'state-1': 'intact', 'state-2': 'damaged', 'note-2': 'dented', 'model-x1': 'IM10', note: 'two boxes' },
    });
    const received = await found(rma);
    assert.deepEqual(
      received.items.map(({ receipt }) => [receipt?.state, receipt?.note]),
      [
        ['intact', undefined],
        ['damaged', 'dented'],
      ],
    );
    assert.deepEqual(
      [received.status, received.extras[0]?.model, received.attention],
      ['received', 'IM10', ['damaged-in-transit', 'extra-unit']],
    );

    card = await desk.press(await now(rma), 'Start diagnosis');
    assert.ok(!titlesOf(card).includes('Start diagnosis'));
    assert.deepEqual(titlesOf(card).slice(0, 3), ['No charge', 'Send estimate', 'Seen to']);
    await desk.fill(card, 'Send estimate', {
      ...{ 'text-1': 'Labor', 'amount-1': '185', 'text-2': 'New slip ring', 'amount-2': '1,020.50', 'item-2': '2' },
      ...{ fee: '60', note: 'parts are in stock' },
    });
    const asked = (await found(rma)).estimates[0];
    assert.deepEqual(
      [asked?.currency, asked?.lines, asked?.diagnosticsFee],
      [
        'USD',
        [
          { text: 'Labor', amount: 18_500 },
          { text: 'New slip ring', amount: 102_050, item: '2' },
        ],
        6_000,
      ],
    );

    card = await now(rma);
    assert.ok(!titlesOf(card).includes('Start repair'), 'nothing is repaired before it is authorized (R20)');
    await desk.fill(card, 'Answered by phone', { answer: 'approve', note: 'Jo said go ahead' });
    card = await desk.press(await now(rma), 'Start repair');
    assert.ok(!titlesOf(card).includes('Shipped'), 'it is not known yet what became of its items');
    await desk.fill(card, 'Outcome per item', {
      ...{ 'became-1': 'repaired', 'became-2': 'replaced', 'from-1': '1.0', 'to-1': '2.1' },
    });
    await desk.fill(await now(rma), 'Shipped', { carrier: 'united parcel', tracking: '1Z999AA10123456784' });
    await desk.fill(await now(rma), 'Seen to', { to: 'damaged-in-transit', note: 'told Jo' });
    await desk.fill(await now(rma), 'Close');
    const closed = await found(rma);
    assert.deepEqual([closed.status, closed.parcels[0]?.carrier], ['closed', 'UPS']);
    assert.deepEqual(closed.items[0]?.firmwareChanged, { from: '1.0', to: '2.1', why: 'new-processor-module' });
    assert.deepEqual(
      closed.events.slice(1).map(({ kind }) => kind),
      [
        ...[
          'received',
          'diagnosing',
          'estimate-sent',
          'authorized',
          'repairing',
          'firmware-changed',
          'disposed',
          'disposed',
        ],
        ...['shipped', 'attended', 'closed'],
      ],
    );
    assert.ok(closed.events.slice(1).every(({ actor }) => actor === `staff:${ANN.aadObjectId}`));
    assert.equal(closed.events.find(({ kind }) => kind === 'authorized')?.note, 'Jo said go ahead');
    assert.deepEqual(titlesOf(await now(rma)), ['Note'], 'nothing but a note is possible any more');
  });

  it('goes without charge, or is declined and goes back', async () => {
    const rma = await issued(teams);
    await desk.fill(await now(rma), 'Box arrived');
    assert.equal((await found(rma)).items[0]?.receipt?.state, 'intact', 'a single item has come if anything has');
    await desk.press(await now(rma), 'Start diagnosis');
    await desk.fill(await now(rma), 'Send estimate', { 'text-1': 'Labor', 'amount-1': '99' });
    await desk.fill(await now(rma), 'Other estimate', { 'amount-1': '89' });
    assert.deepEqual(
      (await found(rma)).estimates.map(({ lines }) => [lines[0]?.text, lines[0]?.amount]),
      [
        ['Labor', 9_900],
        ['Labor', 8_900],
      ],
    );
    await desk.fill(await now(rma), 'Withdraw the estimate', { note: 'wrong unit' });
    await desk.fill(await now(rma), 'Send estimate', { 'text-1': 'Labor', 'amount-1': '99' });
    await desk.fill(await now(rma), 'Answered by phone', { answer: 'return', note: 'too dear, says Jo' });
    const card = await now(rma);
    assert.ok(titlesOf(card).includes('Shipped'));
    await desk.fill(card, 'Shipped');
    const shipped = await found(rma);
    assert.deepEqual(
      [shipped.status, shipped.items[0]?.disposition, shipped.parcels],
      ['shipped', 'returned-unrepaired', []],
    );
  });

  it('is declined, and scrapped where it is', async () => {
    const rma = await issued(teams, ['SD4E', 'ES31']);
    await desk.fill(await now(rma), 'Box arrived', { all: 'true' });
    await desk.press(await now(rma), 'Start diagnosis');
    await desk.fill(await now(rma), 'Send estimate', { 'text-1': 'Labor', 'amount-1': '$1,200.00' });
    assert.equal((await found(rma)).estimates[0]?.lines[0]?.amount, 120_000);
    await desk.fill(await now(rma), 'Answered by phone', { answer: 'scrap', note: 'Jo: keep it' });
    assert.deepEqual(titlesOf(await now(rma)).slice(0, 3), ['Close', 'Take it', 'Note']);
    await desk.fill(await now(rma), 'Close', { note: 'recycled' });
    const closed = await found(rma);
    assert.deepEqual(
      [closed.status, ...closed.items.map(({ disposition }) => disposition), closed.events.at(-1)?.note],
      ['closed', 'scrapped', 'scrapped', 'recycled'],
    );
  });

  it('says of items that they are missing, and takes them in when they come after all', async () => {
    const rma = await issued(teams, ['SD4E', 'ES31']);
    await desk.fill(await now(rma), 'Box arrived', {
      'state-1': 'intact',
      'state-2': 'missing',
      'note-2': 'empty bag',
    });
    assert.deepEqual(
      (await found(rma)).items.map(({ receipt }) => receipt?.state),
      ['intact', 'missing'],
    );
    assert.equal((await found(rma)).events.at(-1)?.note, '2: empty bag');
    await desk.fill(await now(rma), 'Box arrived', { 'state-2': 'intact' });
    assert.deepEqual(
      (await found(rma)).items.map(({ receipt }) => receipt?.state),
      ['intact', 'intact'],
    );
  });

  it('gives more time for a reason, and lets a customer keep it', async () => {
    const rma = await issued(teams);
    await desk.fill(await now(rma), 'More time to send', { day: '2026-12-31', reason: 'on a ship' });
    assert.deepEqual(
      [(await found(rma)).returnBy, (await found(rma)).events.at(-1)?.note],
      ['2026-12-31', 'on a ship'],
    );
    await desk.fill(await now(rma), 'Will not be sent', { note: 'works again' });
    assert.equal((await found(rma)).status, 'withdrawn');
  });

  describe('forms', () => {
    it('come back with what was typed and what is right', async () => {
      const rma = await issued(teams);
      await desk.fill(await now(rma), 'Box arrived');
      await desk.press(await now(rma), 'Start diagnosis');
      const form = await desk.open(await now(rma), 'Send estimate');
      const left = await desk.send(form, { 'text-1': 'Labor', 'amount-1': 'a lot', 'amount-2': '12', fee: '1.555' });
      assert.match(linesOf(left), /Line 1: an amount in USD, such as USD.185\.00/);
      assert.match(linesOf(left), /Line 2: say what the amount is for/);
      assert.match(linesOf(left), /Diagnostics fee.*: an amount in USD/);
      assert.match(JSON.stringify(left), /"a lot"/);
      assert.equal((await found(rma)).status, 'diagnosing');
      assert.equal(await desk.send(left ?? '', { 'amount-1': '185', 'text-2': 'Parts', fee: '' }), undefined);
      assert.equal((await found(rma)).status, 'estimate-sent');
    });

    it('ask for what makes no sense without it', async () => {
      const rma = await issued(teams);
      const card = await now(rma);
      const tried = async (title: string, values: object) =>
        linesOf(await desk.send(await desk.open(card, title), { ...values }));
      assert.match(await tried('Box arrived', { 'state-1': 'later' }), /at least one item/);
      assert.match(await tried('Box arrived', { 'serial-x1': '5' }), /its model is needed/);
      assert.match(await tried('Note', { note: '  ' }), /Write a note first/);
      assert.match(await tried('More time to send', { day: '31.12.' }), /such as 2027-01-31[\s\S]*A reason is needed/);
      assert.match(
        await tried('More time to send', { day: '2026-11-11', reason: 'x' }),
        /later than the present one.*November 11, 2027/,
      );
      assert.match(await tried('Assign', {}), /Choose somebody/);
      assert.match(await tried('Box arrived', { 'state-1': 'missing' }), /Nothing has come yet, so nothing is missing/);
      assert.equal((await kinds(rma)).length, 1);
    });

    it('want the carrier with the number, and know whose a number is', async () => {
      const rma = await issued(teams);
      await desk.fill(await now(rma), 'Box arrived');
      await teams.world.house.returns.change(rma._id, { kind: 'diagnosing' }, { actor: 'x' });
      await teams.world.house.returns.change(rma._id, { kind: 'no-charge' }, { actor: 'x' });
      await teams.world.house.returns.change(rma._id, { kind: 'repairing' }, { actor: 'x' });
      await desk.fill(await now(rma), 'Outcome per item', { 'became-1': 'no-fault-found' });
      const card = await now(rma);
      const half = await desk.send(await desk.open(card, 'Shipped'), { carrier: 'DHL' });
      assert.match(linesOf(half), /go together/);
      assert.match(linesOf(await desk.send(half ?? '', { tracking: '12' })), /4 to 60/);
      assert.equal(await desk.send(await desk.open(card, 'Shipped'), { tracking: '1Z999AA10123456784' }), undefined);
      assert.equal((await found(rma)).parcels[0]?.carrier, 'UPS');
    });

    it('take other firmware as asked for only where it was asked for (R16)', async () => {
      const rma = await issued(teams);
      await desk.fill(await now(rma), 'Box arrived');
      for (const kind of ['diagnosing', 'no-charge', 'repairing'] as const) {
        await teams.world.house.returns.change(rma._id, { kind }, { actor: 'x' });
      }
      const form = await desk.open(await now(rma), 'Outcome per item');
      assert.doesNotMatch(JSON.stringify(form), /"asked"/);
      const left = await desk.send(form, { 'from-1': '1.0' });
      assert.match(linesOf(left), /which firmware is on it now/);
      const forced = await desk.send(left ?? '', { 'to-1': '2.0', 'why-1': 'asked' });
      assert.match(linesOf(forced), /nobody asked for other firmware/);
    });

    it('are not swallowed where nothing was changed by somebody’s hand-made data', async () => {
      const rma = await issued(teams);
      const { v, e } = { v: 1, e: 1 };
      for (const data of [
        { form: 'move', do: 'closed', n: rma._id, v, e },
        { form: 'move', do: 'constructor', n: rma._id, v, e },
        { form: 'move', do: 'merge', n: rma._id, v, e },
        { form: 'move', do: 'note', n: { $gt: '' }, v, e },
      ]) {
        const { body } = await teams.invoke('task/fetch', { data });
        assert.equal((body as { task: { type: string } }).task.type, 'message', data.do);
      }
      assert.deepEqual(await kinds(rma), ['issued']);
    });
  });

  describe('for more than one person', () => {
    it('shows the second of two what the first did', async () => {
      const rma = await issued(teams);
      await desk.fill(await now(rma), 'Box arrived');
      const { card } = await desk.shown(rma._id, ANN);
      const bobs = await desk.shown(rma._id, BOB);
      await desk.press(bobs.card, 'Start diagnosis', BOB, bobs.message);
      const late = await desk.press(card, 'Start diagnosis', ANN);
      assert.match(textOf(late), /^Bob Bench, .*: Diagnosis begun\. This card was old/);
      assert.deepEqual(titlesOf(late).slice(0, 2), ['No charge', 'Send estimate']);
      assert.equal((await kinds(rma)).filter(kind => kind === 'diagnosing').length, 1);
    });

    it('lets one of two at once win', async () => {
      const rma = await issued(teams);
      await desk.fill(await now(rma), 'Box arrived');
      const { card } = await desk.shown(rma._id);
      const both = await Promise.all([desk.press(card, 'Take it', ANN), desk.press(card, 'Take it', BOB)]);
      const told = both.map(textOf);
      assert.equal(told.filter(text => text.includes('This card was old')).length, 1);
      const { assignee } = await found(rma);
      for (const text of told) assert.match(text, new RegExp(`Assigned to: ${assignee?.name}`));
      assert.equal((await kinds(rma)).filter(kind => kind === 'assigned').length, 1);
    });

    it('does a double click once, and says nothing of it', async () => {
      const rma = await issued(teams);
      await desk.fill(await now(rma), 'Box arrived');
      const { card } = await desk.shown(rma._id);
      const clicks = await Promise.all(Array.from({ length: 5 }, () => desk.press(card, 'Start diagnosis')));
      for (const click of clicks) assert.doesNotMatch(textOf(click), /was old|meanwhile/);
      const form = await desk.open(await now(rma), 'Note');
      await Promise.all(Array.from({ length: 3 }, () => desk.send(form, { note: 'called' })));
      assert.deepEqual(await kinds(rma), ['issued', 'received', 'diagnosing', 'note']);
      assert.equal(await desk.send(form, { note: 'another' }), undefined, 'other words are another note');
      assert.equal((await kinds(rma)).filter(kind => kind === 'note').length, 2);
    });

    it('gives a form that came too late back with what was typed, or says why it is too late', async () => {
      const rma = await issued(teams, ['SD4E', 'ES31']);
      const form = await desk.open(await now(rma), 'Box arrived');
      await desk.fill(await now(rma), 'Box arrived', { 'state-2': 'intact' }, BOB);
      const left = await desk.send(form, { 'state-1': 'damaged', 'note-1': 'wet' });
      assert.match(linesOf(left), /Bob Bench.*Received \(item 2\).*Nothing is saved yet/);
      assert.match(JSON.stringify(left), /"wet"/);
      assert.equal(await desk.send(left ?? ''), undefined);
      assert.deepEqual(
        (await found(rma)).items.map(({ receipt }) => receipt?.state),
        ['damaged', 'intact'],
      );

      const { card } = await desk.shown(rma._id);
      const mine = await desk.open(card, 'Box arrived').catch(() => undefined);
      assert.ok(mine, 'what else was in the box can be said later');
      await desk.press(card, 'Start diagnosis', BOB);
      const estimate = await desk.open(await now(rma), 'Send estimate');
      await desk.press(await now(rma), 'No charge', BOB);
      const late = await desk.send(estimate, { 'text-1': 'Labor', 'amount-1': '10' });
      assert.match(String(late), /Bob Bench.*To be repaired without charge.*cannot be done any more/);
    });

    it('tells an old form so before anything is typed', async () => {
      const rma = await issued(teams);
      const { card } = await desk.shown(rma._id);
      await desk.fill(card, 'Note', { note: 'fragile' }, BOB);
      const form = await desk.open(card, 'Box arrived');
      assert.match(linesOf(form), /Since the card was drawn: Bob Bench, .*: Note: “fragile”\./);
      assert.equal(await desk.send(form), undefined);
      await desk.press(await now(rma), 'Start diagnosis');
      assert.match(String(await desk.open(card, 'Will not be sent')), /cannot be done any more/);
    });

    it('assigns it to a colleague, or to nobody', async () => {
      const rma = await issued(teams);
      await teams.say('help', BOB);
      await desk.fill(await now(rma), 'Assign', { to: BOB.aadObjectId });
      assert.deepEqual((await found(rma)).assignee, { id: BOB.aadObjectId, name: 'Bob Bench' });
      assert.match(textOf(await now(rma)), /Assigned to: Bob Bench/);
      assert.ok(!titlesOf((await desk.shown(rma._id, BOB)).card).includes('Take it'), 'it is his already');
      await desk.fill(await now(rma), 'Assign', { to: 'nobody' });
      assert.equal((await found(rma)).assignee, undefined);
      assert.match(
        linesOf(await desk.send(await desk.open(await now(rma), 'Assign'), { to: 'eve' })),
        /Choose somebody/,
      );
    });
  });

  describe('cards', () => {
    it('are put right in place for everybody, whoever changes what they show', async () => {
      const rma = await issued(teams);
      const [anns, bobs] = [await desk.shown(rma._id, ANN), await desk.shown(rma._id, BOB)];
      const ofCase = await desk.shown(rma.caseNumber, BOB);
      await desk.fill(bobs.card, 'Box arrived', {}, BOB);
      for (const { message } of [anns, bobs]) {
        const card = desk.updated(message) ?? assert.fail('not put right');
        assert.match(textOf(card), /\nReceived\n/);
        assert.ok(titlesOf(card).includes('Start diagnosis'));
      }
      await teams.world.house.returns.change(rma._id, { kind: 'diagnosing' }, { actor: 'api:x' });
      await teams.idle();
      assert.match(textOf(desk.updated(anns.message)), /Being diagnosed/);
      assert.ok(desk.updated(ofCase.message), 'the card of its case as well');
    });

    it('say nothing personal any more once that has been erased', async () => {
      const rma = await issued(teams);
      const { card, message } = await desk.shown(rma._id);
      assert.match(JSON.stringify(card), /Jo Smith/);
      await teams.world.house.privacy.erase({ email: 'jo@acme.com' }, { actor: 'api:x' }, true);
      await teams.idle();
      assert.doesNotMatch(JSON.stringify(desk.updated(message)), /Jo Smith|Elm St/);
    });

    it('of a message that is gone are forgotten, and of one that Teams does not take now are not', async () => {
      const rma = await issued(teams);
      const { message } = await desk.shown(rma._id);
      teams.teams.failures.push({ status: 404, code: 'ActivityNotFoundInConversation' });
      await teams.world.house.returns.change(rma._id, { kind: 'note', text: 'x' }, { actor: 'x' });
      await teams.idle();
      assert.deepEqual([await teams.world.house.cards.of(rma._id), desk.updated(message)], [[], undefined]);
      const other = await desk.shown(rma._id);
      teams.teams.failures.push(...Array.from({ length: 10 }, () => ({ status: 503 })));
      await teams.world.house.returns.change(rma._id, { kind: 'note', text: 'y' }, { actor: 'x' });
      await teams.idle();
      teams.teams.failures.splice(0);
      await teams.world.house.returns.change(rma._id, { kind: 'note', text: 'z' }, { actor: 'x' });
      await teams.idle();
      assert.match(textOf(desk.updated(other.message)), /“z”/);
    });

    it('ask by themselves whether they are right, for those who were seen in their room', async () => {
      const rma = await issued(teams);
      const room = { conversation: { id: '19:desk@thread.tacv2;messageid=1', conversationType: 'channel' } };
      const mention = { entities: [{ type: 'mention', text: '<at>Desk</at>', mentioned: { id: '28:desk' } }] };
      for (const person of [BOB, ANN]) await teams.say(`<at>Desk</at> ${rma._id}`, person, { ...room, ...mention });
      const card = teams.teams.lastCard() as unknown as AdaptiveCard;
      assert.deepEqual(card.refresh?.userIds, [BOB.id, ANN.id]);
      await teams.world.house.returns.change(rma._id, { kind: 'received' }, { actor: 'x' });
      await teams.idle();
      const before = teams.teams.sent.length;
      const { verb, data } = card.refresh?.action ?? assert.fail('no refresh');
      const fresh = await teams.press(String(verb), data as object);
      assert.match(textOf(fresh['value']), /\nReceived\n/);
      assert.equal(teams.teams.sent.length, before, 'nothing is written by a look');
    });

    it('of what has lapsed say so', async () => {
      const rma = await issued(teams);
      const { card, message } = await desk.shown(rma._id);
      teams.world.pass(24 * 100);
      await teams.world.house.returns.goOverDeadlines(100);
      await teams.idle();
      const sent = teams.teams.sent.findLast(({ method }) => method === 'PUT');
      assert.ok(sent?.path.endsWith(message));
      assert.match(JSON.stringify(sent?.body), /is not there any more/);
      const answer = await teams.press('move', { ...(buttonsOf(card)[1]?.['data'] as object) }, message);
      assert.match(String(answer['value']), /is not there any more/);
    });
  });
});
