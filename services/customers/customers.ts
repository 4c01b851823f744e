import { issueOnce } from '../issuing.ts';
import type { DrawNumber } from '../numbers.ts';
import type { Index, Store } from '../store/port.ts';

/**
 * Whom the business systems know by a customer number: one for each email address (R22), and for each phone number of
 * people who gave no address. Nothing else is kept here.
 */
export interface Customer {
  _id: string;
  /**
   * The email address in lower case, or `tel:` and the number: asking twice for one is the same request. Once erased it is
   * neither.
   */
  requestKey: string;
  createdAt: Date;
  /** Since when nobody can tell any more whose number it was. */
  erasedAt?: Date;
}

export interface Customers {
  /** The customer of this address, made on the first case. */
  forEmail(email: string): Promise<Customer>;
  /** The customer of whoever is reached so: by the address, else by the phone; else somebody whom `key` alone tells. */
  forContact(contact: { email?: string | undefined; phone?: string | undefined }, key: string): Promise<Customer>;
  /** The same, where there is one. */
  find(email: string): Promise<Customer | undefined>;
  numbered(number: string): Promise<Customer | undefined>;
  /** Puts `instead`, which nobody can guess, in the place of the address; whoever comes with that later is a new customer. */
  erase(number: string, instead: string): Promise<void>;
  /** For one that no case came of. */
  drop(number: string): Promise<void>;
}

export const customerIndexes: Index[] = [{ collection: 'customers', key: { requestKey: 1 }, unique: true }];

export function createCustomers(deps: { store: Store; draw: DrawNumber; now: () => Date }): Customers {
  const customers = deps.store.collection<Customer>('customers');

  const keyed = (requestKey: string) =>
    issueOnce(customers, deps.draw, 'customer', _id => ({ _id, requestKey, createdAt: deps.now() }));

  return {
    forEmail: email => keyed(email.toLowerCase()),

    forContact({ email, phone }, key) {
      return keyed(email?.toLowerCase() ?? `tel:${phone ?? key}`);
    },

    async find(email) {
      return (await customers.findOne({ requestKey: email.toLowerCase() })) ?? undefined;
    },

    async numbered(number) {
      return (await customers.findOne({ _id: number })) ?? undefined;
    },

    async erase(number, instead) {
      await customers.updateOne(
        { _id: number, erasedAt: { $exists: false } },
        { $set: { requestKey: instead, erasedAt: deps.now() } },
      );
    },

    async drop(number) {
      await customers.deleteOne({ _id: number });
    },
  };
}
