/** What people, business systems and the desk itself ask of the returns, as the product asks it. */
import { randomUUID } from 'node:crypto';
import { type Case, Case as CaseSchema } from '../../../services/cases/case.ts';
import { type Cases, createCases } from '../../../services/cases/cases.ts';
import { createCustomers } from '../../../services/customers/customers.ts';
import { createFind } from '../../../services/finding/finding.ts';
import { createSource } from '../../../services/notices/relay.ts';
import { drawNumber } from '../../../services/numbers.ts';
import { createQueue, VIEWS } from '../../../services/queue/queue.ts';
import { createListReturns } from '../../../services/returns/listing.ts';
import { createReturns } from '../../../services/returns/returns.ts';
import { Rma } from '../../../services/returns/rma.ts';
import type { Store } from '../../../services/store/port.ts';
import {
  customersOf,
  emailAt,
  numberAt,
  pastReturn,
  QUEUE_TERMS,
  serialAt,
  staffAt,
  TERMS,
  whoAt,
} from './past-return.ts';

export interface Question {
  name: string;
  /** @param place of any return among those that were seeded; resolves to how much was found */
  ask(place: number): Promise<number>;
  /** How much is found at least, where the benchmark is to fail else. */
  finds: number;
}

const PAGE = 25;
/** Of a list in Teams. */
const ROWS = 10;

/** @param until the day of the newest return; `now` of the desk that is asked */
export function questionsTo(store: Store, returns: number, until: Date, now: () => Date): Question[] {
  const customers = createCustomers({ store, draw: drawNumber, now });
  const cases = createCases({ store, customers, draw: drawNumber, now, timeZone: TERMS.timeZone });
  const customerOf = async (email: string) => (await customers.forEmail(email))._id;
  const desk = createReturns({ store, cases, customerOf, terms: TERMS, draw: drawNumber, now });
  const list = createListReturns({ store, now });
  const find = createFind({ store, customers, now });
  const queue = createQueue({ store, terms: QUEUE_TERMS, now });
  const search = async (text: string) => (await find(text, { limit: ROWS })).hits.length;
  const opened = openOne(cases);
  const relay = createSource<Rma>({
    collection: store.collection('rmas'),
    read: stored => Rma.parse(stored),
    targets: [],
    onNotice: () => () => {},
    now,
    log: { warn: () => {} },
  });
  const placeOf = (place: number) => {
    const { _id, issuedAt: at } = pastReturn(place, returns, until);
    return { ids: [_id], at };
  };

  return [
    { name: 'find by number', finds: 1, ask: async place => ((await desk.find(numberAt('7', place))) ? 1 : 0) },
    {
      name: 'find by serial number',
      finds: 1,
      ask: async place => (await list({ serial: serialAt(place) }, { limit: PAGE })).items.length,
    },
    {
      name: 'find under way, by serial number',
      finds: 0,
      ask: async place => (await desk.withSerials([serialAt(place)])).length,
    },
    { name: 'find by case', finds: 1, ask: async place => (await desk.ofCase(numberAt('4', place))).length },
    {
      name: 'find by email',
      finds: 0,
      async ask(place) {
        const customer = await customers.find(emailAt(place % customersOf(returns)));
        if (!customer) throw new Error('a customer that was seeded is not there');
        return (await list({ customerNumber: customer._id }, { limit: PAGE })).items.length;
      },
    },
    { name: 'search: an RMA number', finds: 1, ask: place => search(`RMA ${numberAt('7', place)}`) },
    { name: 'search: a case number', finds: 1, ask: place => search(numberAt('4', place)) },
    { name: 'search: a serial number', finds: 1, ask: place => search(serialAt(place)) },
    { name: 'search: an email', finds: 0, ask: place => search(emailAt(place % customersOf(returns))) },
    { name: 'search: a name', finds: 0, ask: place => search(whoAt(place % customersOf(returns)).name) },
    { name: 'search: a company', finds: 0, ask: place => search(whoAt(place % customersOf(returns)).company) },
    { name: 'search: a word of every name', finds: ROWS, ask: () => search('person') },
    { name: 'search: words in no order', finds: 0, ask: place => search(`systems ${place % 9_973}`) },
    { name: 'search: nobody', finds: 0, ask: place => search(`Nobody Anywhere${place}`) },
    { name: 'search: a number of nobody', finds: 0, ask: place => search(numberAt('7', returns + place)) },
    ...VIEWS.map(view => ({
      name: `queue: ${view}`,
      finds: 1,
      ask: async (place: number) => (await queue.list(view, staffAt(place).id, { limit: ROWS })).hits.length,
    })),
    { name: 'list, first page', finds: PAGE, ask: async () => (await list({}, { limit: PAGE })).items.length },
    {
      name: 'list, a page in the midst',
      finds: 0,
      ask: async place => (await list({}, { limit: PAGE, after: placeOf(place) })).items.length,
    },
    {
      name: 'list by status',
      finds: 1,
      ask: async () => (await list({ status: ['received'] }, { limit: PAGE })).items.length,
    },
    {
      name: 'list by status, a page in the midst',
      finds: 0,
      ask: async place => (await list({ status: ['closed'] }, { limit: PAGE, after: placeOf(place) })).items.length,
    },
    {
      name: 'list by two statuses',
      finds: 1,
      ask: async () => (await list({ status: ['received', 'diagnosing'] }, { limit: PAGE })).items.length,
    },
    { name: 'clock: what is due', finds: 0, ask: () => desk.goOverDeadlines(20) },
    { name: 'relay: who is to be told', finds: 0, ask: () => relay.relay(20) },
    {
      name: 'issue',
      finds: 1,
      async ask() {
        const of = CaseSchema.parse(await opened());
        const shipTo = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] };
        const request = { requestKey: randomUUID(), case: of, shipTo, items: [], expedited: false, statusEmails: true };
        return (await desk.issue({ ...request, actor: 'bench' })) ? 1 : 0;
      },
    },
  ];
}

/** A case for all that is issued here. */
function openOne(cases: Cases): () => Promise<Case> {
  let opened: Promise<Case> | undefined;
  return () => {
    const contact = { name: 'Person', email: 'bench@company.example' };
    opened ??= cases.open({ requestKey: randomUUID(), contact, items: [], status: 'open', actor: 'bench' });
    return opened;
  };
}
