/** A morning at the desk in Teams: the cards and forms that the staff's page shows, as the desk itself makes them. */
import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../bot/channels/elements.ts';
import type { Case } from '../../services/cases/case.ts';
import type { Rma } from '../../services/returns/rma.ts';
import { type AtTheDesk, atTheDesk, type OpenForm } from '../bot/channels/teams/moving/desk.ts';
import { startCustomer } from '../bot/channels/teams/talking/customer.ts';
import { ANN, BOB, startTeamsWorld, TENANT, type TeamsWorld } from '../bot/channels/teams/world.ts';

export interface Picture {
  /** Of its file, without the ending. */
  name: string;
  card: AdaptiveCard;
  /** Of the window that a form opens in; a card stands in the chat. */
  title?: string;
}

const ROOM = {
  conversation: { id: '19:queue@thread.tacv2;messageid=1', conversationType: 'channel' },
  channelData: { tenant: { id: TENANT }, team: { id: '19:t' }, channel: { id: '19:q' } },
};
const HOURS_A_DAY = 24;
const CONTACTS = {
  jo: { name: 'Jo Fox', company: 'Acme Security', email: 'jo@acme.example', phone: '+15595550142' },
  ann: { name: 'Mia Berg', company: 'Harbor Cameras', email: 'mia@harbor.example', phone: '+15595550177' },
};
const PROBLEMS = { SD4E: 'no picture since the storm', IMP521: 'reboots every night', D5230: 'does not tilt' };

export async function tellStory(): Promise<Picture[]> {
  const teams = await startTeamsWorld();
  try {
    return await morning(teams, atTheDesk(teams));
  } finally {
    await teams.close();
  }
}

async function morning(teams: TeamsWorld, desk: AtTheDesk): Promise<Picture[]> {
  const { world } = teams;
  const days = (count: number) => world.pass(count * HOURS_A_DAY);
  const card = async (number: string) => (await desk.shown(number)).card;
  const form = async (number: string, title: string): Promise<OpenForm> => {
    const opened = await desk.open(await card(number), title);
    return typeof opened === 'string' ? assert.fail(opened) : opened;
  };
  for (const one of [ANN, BOB]) await teams.say('hello', one);

  const other = await issue(teams, CONTACTS.ann, ['D5230']);
  days(2);
  const asked = await open(teams, CONTACTS.jo, ['IMP521']);
  days(3);
  const rma = await issue(teams, CONTACTS.jo, ['SD4E', 'IMP521']);
  days(4);
  const arriving = await form(rma._id, 'Box arrived');
  await desk.send(arriving, { 'state-1': 'intact', 'state-2': 'damaged', 'note-2': 'dome cracked' });
  world.pass(1);
  await desk.press(await card(rma._id), 'Start diagnosis', BOB);
  await desk.press(await card(rma._id), 'Take it', BOB);
  await desk.fill(await card(rma._id), 'Note', { note: 'called Jo: the crack was there before it was sent' }, BOB);
  const estimate = await form(rma._id, 'Send estimate');
  const bench = await card(rma._id);
  await desk.fill(bench, 'Send estimate', {
    ...{ 'text-1': 'Labor', 'amount-1': '185', 'text-2': 'Dome bubble', 'amount-2': '64.50', fee: '60' },
  });
  await desk.press(await card(other._id), 'Take it', ANN);
  await desk.press(await card(asked._id), 'Take it', ANN);

  await teams.say('acme');
  const list = latest(teams);
  await teams.say('mine');
  const queue = latest(teams);
  const { body } = await teams.invoke('composeExtension/fetchTask', { commandId: 'open-case' });
  const { title, card: caller } = (body as { task: { value: { title: string; card: { content: AdaptiveCard } } } }).task
    .value;

  await teams.say('announce chats here', ANN, ROOM);
  const customer = await startCustomer(teams.url);
  await customer.say('our SD4E dome went dark again, what does a repair cost?');
  await customer.say('can I talk to a human please');
  await teams.idle();
  return [
    { name: 'teams-found', card: list },
    { name: 'teams-return', card: bench },
    { name: 'teams-box', ...arriving },
    { name: 'teams-estimate', ...estimate },
    { name: 'teams-queue', card: queue },
    { name: 'teams-caller', card: caller.content, title },
    { name: 'teams-customer', card: latest(teams) },
  ];
}

function latest(teams: TeamsWorld): AdaptiveCard {
  return (teams.teams.lastCard() as AdaptiveCard | undefined) ?? assert.fail('no card');
}

type Model = keyof typeof PROBLEMS;
type Contact = (typeof CONTACTS)[keyof typeof CONTACTS];
let made = 0;

function open({ world }: TeamsWorld, contact: Contact, models: readonly Model[]): Promise<Case> {
  const items = models.map((model, at) => ({
    ...{ id: `${at + 1}`, model, kind: 'dome' as const, problem: PROBLEMS[model] },
    serial: { raw: `1A4427${at}`, value: `1A4427${at}` },
    warranty: { kind: 'covered' as const, until: '2027-03-01', shipped: '2024-03-01', months: 36 },
  }));
  return world.house.cases.open({ requestKey: `case-${++made}`, contact, items, status: 'open', actor: 'web' });
}

async function issue(teams: TeamsWorld, contact: Contact, models: readonly Model[]): Promise<Rma> {
  const of = await open(teams, contact, models);
  const shipTo = { raw: '1 Elm St, Fresno, CA 93721, USA', street: ['1 Elm St'], city: 'Fresno', country: 'US' };
  return teams.world.house.returns.issue({
    ...{ requestKey: `rma-${++made}`, case: of, shipTo, items: of.items, expedited: false, statusEmails: true },
    actor: 'web',
  });
}
