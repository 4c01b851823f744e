import { issueOnce } from '../issuing.ts';
import type { DrawNumber } from '../numbers.ts';
import type { Index, Store } from '../store/port.ts';

/** Whom the business systems know by a customer number: one for each email address (R22). Nothing else is kept here. */
export interface Customer {
  _id: string;
  /** The email address in lower case: asking twice for one address is the same request. */
  requestKey: string;
  createdAt: Date;
}

export interface Customers {
  /** The customer of this address, made on the first case. */
  forEmail(email: string): Promise<Customer>;
  /** The same, where there is one. */
  find(email: string): Promise<Customer | undefined>;
}

export const customerIndexes: Index[] = [{ collection: 'customers', key: { requestKey: 1 }, unique: true }];

export function createCustomers(deps: { store: Store; draw: DrawNumber; now: () => Date }): Customers {
  const customers = deps.store.collection<Customer>('customers');
  return {
    forEmail(email) {
      const requestKey = email.toLowerCase();
      return issueOnce(customers, deps.draw, 'customer', _id => ({ _id, requestKey, createdAt: deps.now() }));
    },

    async find(email) {
      return (await customers.findOne({ requestKey: email.toLowerCase() })) ?? undefined;
    },
  };
}
