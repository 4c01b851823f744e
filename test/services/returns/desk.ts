/** One process of a desk over a store that others may share: cases, returns, their relay and the orders for mails. */
import { createCases } from '../../../services/cases/cases.ts';
import { createCustomers } from '../../../services/customers/customers.ts';
import { createSource, type Target } from '../../../services/notices/relay.ts';
import { createOutbox } from '../../../services/notifications/outbox.ts';
import { drawNumber } from '../../../services/numbers.ts';
import { createRemembering, removal } from '../../../services/returns/remembering.ts';
import { createReturns, type NewRma } from '../../../services/returns/returns.ts';
import { Rma } from '../../../services/returns/rma.ts';
import type { Collection, Store, Stored } from '../../../services/store/port.ts';
import { TERMS } from './paper.ts';

export type Process = ReturnType<typeof createProcess>;

/** @param dies is asked before each of a relay's targets, and before it forgets what it has carried */
export function createProcess(store: Store, now: () => Date, dies: () => boolean = () => false) {
  const { timeZone } = TERMS;
  const customers = createCustomers({ store, draw: drawNumber, now });
  const cases = createCases({ store, customers, draw: drawNumber, now, timeZone });
  const warned: object[] = [];
  const log = { warn: (what: object) => void warned.push(what) };
  const customerOf = async (email: string) => (await customers.forEmail(email))._id;
  const returns = createReturns({ store, cases, customerOf, draw: drawNumber, now, terms: TERMS, log });
  const outbox = createOutbox({ store: { ...store, collection: name => noting(store.collection(name), store) }, now });
  const remembering = createRemembering(cases);

  const mortal =
    (target: Target<Rma>): Target<Rma> =>
    async (notice, rma) => {
      if (dies()) throw new Error('the process was killed');
      await target(notice, rma);
    };
  const mailed: Target<Rma> = async ({ id, mail }, { _id, contact }) => {
    if (mail)
      await outbox.order({ key: id, to: mail.to ?? contact.email, order: { kind: mail.kind, about: { rma: _id } } });
  };
  const source = createSource<Rma>({
    collection: store.collection('rmas'),
    read: stored => Rma.parse(stored),
    targets: [mortal(remembering), mortal(mailed), mortal(async () => undefined)],
    afterwards: rma => removal(rma, now()),
    onNotice: returns.onNotice,
    now,
    log,
  });
  return { cases, returns, warned, relay: () => source.relay(20) };
}

export async function issued(
  { cases, returns }: Pick<Process, 'cases' | 'returns'>,
  ids: readonly string[] = ['1'],
  more: Partial<NewRma> = {},
): Promise<Rma> {
  const items = ids.map(id => ({
    id,
    model: 'SD4E',
    kind: 'dome' as const,
    problem: 'no picture',
    warranty: { kind: 'unconfirmed' as const, months: 36 },
  }));
  const contact = { name: 'Jo', email: 'jo@acme.com' };
  const opened = await cases.open({ requestKey: 'case', contact, items, status: 'open', actor: 'web' });
  const shipTo = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] };
  return returns.issue({
    ...{ requestKey: 'rma', case: opened, shipTo, items, expedited: false, statusEmails: true, actor: 'web' },
    ...more,
  });
}

export interface Ordered {
  key: string;
  kind: string;
  to: string;
}

const ordered = new WeakMap<Store, Ordered[]>();

/** The mails that were ever taken into the outbox of a store, which itself forgets them after a month. */
export function mailsOf(store: Store): Ordered[] {
  const known = ordered.get(store) ?? [];
  ordered.set(store, known);
  return known;
}

function noting<T extends Stored>(mails: Collection<T>, store: Store): Collection<T> {
  const insertOne = async (mail: T & { content?: string; to?: string }) => {
    await mails.insertOne(mail);
    const { order } = JSON.parse(mail.content ?? '{}');
    mailsOf(store).push({ key: mail._id, kind: order.kind, to: mail.to ?? '' });
  };
  return Object.assign(Object.create(mails), { insertOne });
}
