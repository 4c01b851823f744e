/** Everything that is on file of one person, found by their address or their customer number (R22). */
import { Case } from '../cases/case.ts';
import type { Customer, Customers } from '../customers/customers.ts';
import { Rma } from '../returns/rma.ts';
import type { Store } from '../store/port.ts';

/** Whom it is about: one of the two. */
export type Asked = { email: string } | { customerNumber: string };

export interface Person {
  customer: Customer | undefined;
  /** Every address that they are known by, as written and in lower case; none that is erased. */
  emails: string[];
  cases: Case[];
  /** Of their cases, and those that they are the contact of; lapsed ones too, while they are there. */
  rmas: Rma[];
}

export type FindPerson = (asked: Asked) => Promise<Person>;

export function createFindPerson({
  store,
  customers,
}: {
  store: Store;
  customers: Pick<Customers, 'find' | 'numbered'>;
}): FindPerson {
  const cases = store.collection<Case>('cases');
  const rmas = store.collection<Rma>('rmas');

  async function casesOf(customer: Customer | undefined): Promise<Case[]> {
    if (!customer) return [];
    const found = await cases.find({ customerNumber: customer._id }, { sort: { createdAt: 1 } }).toArray();
    return found.map(one => Case.parse(one));
  }

  return async asked => {
    const customer = await ('email' in asked ? customers.find(asked.email) : customers.numbered(asked.customerNumber));
    const own = await casesOf(customer);
    const numbers = own.map(({ _id }) => _id);
    const emails = addresses([
      ...('email' in asked ? [asked.email] : []),
      ...(customer ? [customer.requestKey] : []),
      ...own.flatMap(({ contact }) => contact.email ?? []),
    ]);
    const inCases = await rmas.find({ caseNumber: { $in: numbers } }, { sort: { issuedAt: 1 } }).toArray();
    // Another customer's, that came with a case which was merged into one of theirs.
    const isAnothers = ({ customerNumber, events }: Rma) =>
      customerNumber !== customer?._id && events.some(({ kind }) => kind === 'case-merged');
    const ofCases = inCases.filter(one => !isAnothers(one));
    const others = customer ? await rmas.find({ customerNumber: customer._id }).toArray() : [];
    // The case may have gone over to another address since, and a return that had ended by then has not.
    const left = others.filter(({ _id, contact }) => {
      return !ofCases.some(one => one._id === _id) && emails.includes(contact.email.toLowerCase());
    });
    const returns = [...ofCases, ...left].map(one => Rma.parse(one));
    return {
      customer,
      cases: own,
      rmas: returns,
      emails: addresses([...emails, ...returns.map(rma => rma.contact.email)]),
    };
  };
}

function addresses(written: readonly string[]): string[] {
  const both = written.filter(one => one.includes('@')).flatMap(one => [one, one.toLowerCase()]);
  return [...new Set(both)];
}
