import assert from 'node:assert/strict';
import type { Case } from '../../../../../services/cases/case.ts';
import { writeNumber } from '../../../../../services/numbers.ts';
import { PICTURES } from '../../../../services/attachments/samples.ts';
import { textOf } from '../cards/parsed.ts';
import { startTeamsWorld, type TeamsWorld } from '../world.ts';
import { type AtTheDesk, atTheDesk, issuedOn, opened, titlesOf } from './desk.ts';

describe('moving a case along in Teams', () => {
  let teams: TeamsWorld;
  let desk: AtTheDesk;
  let one: Case;
  beforeEach(async () => {
    teams = await startTeamsWorld();
    desk = atTheDesk(teams);
    one = await opened(teams);
  });
  afterEach(() => teams.close());

  const found = async ({ _id }: Case) => (await teams.world.house.cases.itself(_id)) ?? assert.fail('gone');
  const now = async ({ _id }: Case) => (await desk.shown(_id)).card;
  const linesOf = (left: unknown) =>
    typeof left === 'object' && left ? textOf((left as { card: unknown }).card) : String(left);

  it('is taken, noted, solved and opened again', async () => {
    assert.deepEqual(titlesOf(await now(one)), [
      'Take it',
      'Note',
      'Solved',
      'Close',
      'Assign',
      'Is a duplicate',
      'Not needed any more',
    ]);
    await desk.press(await now(one), 'Take it');
    await desk.fill(await now(one), 'Note', { note: 'power supply' });
    await desk.fill(await now(one), 'Solved', { note: 'was the cable' });
    assert.deepEqual([(await found(one)).status, (await found(one)).assignee?.name], ['solved', 'Ann Repair']);
    assert.deepEqual(titlesOf(await now(one)), ['Note', 'Open again', 'Is a duplicate']);
    await desk.fill(await now(one), 'Open again', { note: 'it is not the cable' });
    assert.equal((await found(one)).status, 'open');
  });

  it('is a duplicate of another: its number shows that one, and so does its card', async () => {
    const other = await opened(teams);
    const { card, message } = await desk.shown(other._id);
    const form = await desk.open(card, 'Is a duplicate', undefined, message);
    const left = await desk.send(form, { into: '4123' });
    assert.match(linesOf(left), /ten digits/);
    assert.match(linesOf(await desk.send(left ?? '', { into: other._id })), /this very case/);
    assert.match(linesOf(await desk.send(left ?? '', { into: '4000000002' })), /no case with this number|ten digits/);
    assert.equal(await desk.send(left ?? '', { into: `CASE ${writeNumber(one._id)}` }), undefined);
    assert.equal((await found(other)).mergedInto, one._id);
    assert.match(textOf(desk.updated(message)), new RegExp(`^Case ${writeNumber(one._id)}`));
    assert.match(textOf(await now(other)), new RegExp(`^Case ${writeNumber(one._id)}`));
    assert.match(textOf(await now(one)), new RegExp(`Case ${writeNumber(other._id)} merged into this one`));
  });

  it('tells the notes and shows the photos of its duplicates as its own', async () => {
    const { attachments } = teams.world.house;
    const other = await opened(teams);
    const kept = await attachments.keep({ conversation: 'web:1', name: 'plate.png', bytes: PICTURES.png });
    assert.ok(kept.kind === 'kept');
    await attachments.attachTo(other._id, [kept.file.id]);
    await desk.fill(await now(other), 'Note', { note: 'the plate is bent' });
    teams.world.pass(1);
    await desk.fill(await now(other), 'Is a duplicate', { into: one._id });
    await desk.fill(await now(one), 'Note', { note: 'thanks' });
    assert.match(
      textOf(await now(one)),
      /plate\.png[\s\S]*“thanks”[\s\S]*merged into this one[\s\S]*“the plate is bent”/,
    );
    const rma = await issuedOn(teams, await found(one));
    assert.match(textOf((await desk.shown(rma._id)).card), /plate\.png/);
  });

  it('is merged with another customer’s only where that is said', async () => {
    const foreign = await opened(teams, ['SD4E'], 'al@acme.com');
    const form = await desk.open(await now(foreign), 'Is a duplicate');
    const left = await desk.send(form, { into: one._id });
    assert.match(linesOf(left), /another customer’s/);
    assert.equal((await found(foreign)).mergedInto, undefined);
    assert.equal(await desk.send(left ?? '', { across: 'true' }), undefined);
    assert.equal((await found(foreign)).mergedInto, one._id);
  });

  it('does not end while a return of it is under way', async () => {
    await issuedOn(teams, one);
    assert.deepEqual(
      titlesOf(await now(one)).filter(title => ['Solved', 'Close', 'Not needed any more'].includes(title)),
      [],
    );
  });
});
