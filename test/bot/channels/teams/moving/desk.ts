/** The desk as its people use it: a card, its buttons, and forms that are filled in. */
import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../../../../bot/channels/elements.ts';
import type { Case } from '../../../../../services/cases/case.ts';
import type { Rma } from '../../../../../services/returns/rma.ts';
import { assertFit, objectsIn } from '../cards/parsed.ts';
import { ANN, type TeamsPerson, type TeamsWorld } from '../world.ts';

type Data = Record<string, unknown>;

export interface OpenForm {
  card: AdaptiveCard;
  title: string;
}

export interface AtTheDesk {
  /** Looks it up; the card and the message that it is. */
  shown(number: string, from?: TeamsPerson): Promise<{ card: AdaptiveCard; message: string }>;
  /** Presses a button by its title; what comes in place of the card. */
  press(card: AdaptiveCard, title: string, from?: TeamsPerson, message?: string): Promise<AdaptiveCard>;
  /** Opens the form behind a button: the form, or the line that says why not. */
  open(card: AdaptiveCard, title: string, from?: TeamsPerson, message?: string): Promise<OpenForm | string>;
  /** Sends a form with what stands in it and with these: undefined where it closed, the form again, or a line. */
  send(form: OpenForm | string, values?: Data, from?: TeamsPerson): Promise<OpenForm | string | undefined>;
  /** Opens, fills in and sends; it must close. */
  fill(card: AdaptiveCard, title: string, values?: Data, from?: TeamsPerson): Promise<void>;
  /** The latest that was written in place of that message. */
  updated(message: string): AdaptiveCard | undefined;
}

/** The buttons, those behind “More …” among them. */
export function buttonsOf(card: AdaptiveCard): Record<string, unknown>[] {
  return objectsIn(card.actions ?? []).filter(({ type }) => type === 'Action.Execute' || type === 'Action.Submit');
}

export function titlesOf(card: AdaptiveCard): string[] {
  return buttonsOf(card).map(({ title }) => String(title));
}

export function atTheDesk(teams: TeamsWorld): AtTheDesk {
  const buttonOf = (card: AdaptiveCard, title: string) =>
    buttonsOf(card).find(action => action['title'] === title) ??
    assert.fail(`no “${title}”, but ${titlesOf(card).join(', ')}`);

  function formIn(body: unknown): OpenForm | string | undefined {
    const task = (body as { task?: { type: string; value: unknown } } | undefined)?.task;
    if (!task) return undefined;
    if (task.type === 'message') return String(task.value);
    const { title, card } = task.value as { title: string; card: { content: AdaptiveCard } };
    assertFit(card.content);
    return { title, card: card.content };
  }

  const desk: AtTheDesk = {
    async shown(number, from = ANN) {
      await teams.say(number, from);
      await teams.idle();
      const sent = teams.teams.sent.findLast(({ method }) => method === 'POST') ?? assert.fail('nothing was said');
      const card = cardIn(sent.body) ?? assert.fail(`no card, but ${JSON.stringify(sent.body)}`);
      assertFit(card);
      return { card, message: sent.id };
    },

    async press(card, title, from = ANN, message = 'card-1') {
      const { type, verb, data } = buttonOf(card, title);
      assert.equal(type, 'Action.Execute');
      const answer = await teams.press(String(verb), data as object, message, from);
      assert.equal(answer['type'], 'application/vnd.microsoft.card.adaptive', JSON.stringify(answer));
      const shown = answer['value'] as AdaptiveCard;
      assertFit(shown);
      await teams.idle();
      return shown;
    },

    async open(card, title, from = ANN, message) {
      const { type, data } = buttonOf(card, title);
      assert.equal(type, 'Action.Submit');
      const { body } = await teams.invoke('task/fetch', { data }, from, message ? { replyToId: message } : {});
      return formIn(body) ?? assert.fail('no form');
    },

    async send(form, values = {}, from = ANN) {
      if (typeof form === 'string') return assert.fail(form);
      const inputs = objectsIn(form.card).filter(({ type }) => String(type).startsWith('Input.'));
      const ids = inputs.map(({ id }) => id);
      for (const id of Object.keys(values)) assert.ok(ids.includes(id), `no field ${id}, but ${ids.join(', ')}`);
      const typed = Object.fromEntries(inputs.map(({ id, value }) => [id, value]));
      const data = { ...(form.card.actions?.[0]?.['data'] as Data), ...typed, ...values };
      const { body } = await teams.invoke('task/submit', { data }, from);
      await teams.idle();
      return formIn(body);
    },

    async fill(card, title, values = {}, from = ANN) {
      const left = await desk.send(await desk.open(card, title, from), values, from);
      assert.equal(typeof left === 'object' ? JSON.stringify(left.card.body.slice(0, 4)) : left, undefined);
    },

    updated(message) {
      const sent = teams.teams.sent.findLast(({ method, path }) => method === 'PUT' && path.endsWith(`/${message}`));
      const card = sent && cardIn(sent.body);
      if (card) assertFit(card);
      return card;
    },
  };
  return desk;
}

function cardIn(body: Data): AdaptiveCard | undefined {
  return (body as { attachments?: { content: AdaptiveCard }[] }).attachments?.[0]?.content;
}

let made = 0;

export async function opened(
  teams: TeamsWorld,
  models: readonly string[] = ['SD4E'],
  email = 'jo@acme.com',
): Promise<Case> {
  const items = models.map((model, at) => ({
    id: `${at + 1}`,
    model,
    kind: 'dome' as const,
    problem: 'no picture',
    serial: { raw: `1A000${at}`, value: `1A000${at}` },
    warranty: { kind: 'unconfirmed' as const, months: 36 },
  }));
  const contact = { name: 'Jo Smith', email };
  return teams.world.house.cases.open({
    ...{ requestKey: `case-${++made}`, contact, items, status: 'open', actor: 'web' },
  });
}

export async function issued(teams: TeamsWorld, models?: readonly string[]): Promise<Rma> {
  return issuedOn(teams, await opened(teams, models));
}

export function issuedOn(teams: TeamsWorld, of: Case): Promise<Rma> {
  const shipTo = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] };
  return teams.world.house.returns.issue({
    ...{ requestKey: `rma-${++made}`, case: of, shipTo, items: of.items, expedited: false, statusEmails: true },
    actor: 'web',
  });
}
