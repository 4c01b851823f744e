import type { Address } from '../address.ts';
import { normaliseSerial } from '../catalog/units.ts';
import type { Customers } from '../customers/customers.ts';
import { issueOnce } from '../issuing.ts';
import type { DrawNumber } from '../numbers.ts';
import type { Index, Store } from '../store/port.ts';
import { Case, type CaseItem, type Contact, type RmaMemory } from './case.ts';

/** What a new case is made of (R4). */
export interface NewCase {
  requestKey: string;
  contact: Contact;
  billing?: Address | undefined;
  shipTo?: Address | undefined;
  items: CaseItem[];
  /** Troubleshooting has been completed, and did not help (R7). */
  troubleshot?: boolean | undefined;
  /** `solved` where the troubleshooting steps did it before anything had to be sent (R7). */
  status: 'open' | 'solved';
  /** Who opened it: a channel's user, a member of staff, a business system. */
  actor: string;
}

export interface Cases {
  /** Opens a case; the same request again gives the same case (R23). */
  open(request: NewCase): Promise<Case>;
  find(number: string): Promise<Case | undefined>;
  /**
   * The case of that number, if that address is the one on file (R24); a wrong one and an unknown number look alike.
   * Ten wrong ones in a day close the number to questions, wherever they come from.
   */
  findFor(number: string, email: string): Promise<Case | undefined>;
  /** The latest cases of a customer, newest first: what they may see once they are verified (R24). */
  ofCustomer(customerNumber: string, most?: number): Promise<Case[]>;
  /** Closes an open case as solved; one that is closed already stays as it is. */
  solve(number: string, actor: string): Promise<void>;
  /** Lets the case remember an RMA, once (R9). */
  rememberRma(number: string, rma: RmaMemory, actor: string): Promise<void>;
}

/** From any number of conversations: more than an owner mistypes, and far fewer than a guesser needs (R24). */
const MOST_WRONG_EMAILS = 10;
const GUESSING_WINDOW_MS = 24 * 3_600_000;

export const caseIndexes: Index[] = [
  { collection: 'cases', key: { requestKey: 1 }, unique: true },
  { collection: 'cases', key: { serials: 1 } },
  { collection: 'cases', key: { 'contact.email': 1 } },
  { collection: 'cases', key: { customerNumber: 1 } },
];

export function createCases(deps: { store: Store; customers: Customers; draw: DrawNumber; now: () => Date }): Cases {
  const cases = deps.store.collection<Case>('cases');

  async function find(number: string): Promise<Case | undefined> {
    const found = await cases.findOne({ _id: number });
    return found ? Case.parse(found) : undefined;
  }

  return {
    find,

    async open(request) {
      const { actor, ...details } = request;
      const customer = await deps.customers.forEmail(request.contact.email);
      const at = deps.now();
      return issueOnce(cases, deps.draw, 'case', _id => ({
        _id,
        schema: 1,
        version: 1,
        ...details,
        customerNumber: customer._id,
        serials: request.items.flatMap(item => (item.serial ? normaliseSerial(item.serial.value) : [])),
        rmas: [],
        events: [{ at, actor, kind: request.status === 'solved' ? 'solved' : 'opened' }],
        createdAt: at,
      }));
    },

    async findFor(number, email) {
      const found = await find(number);
      if (!found) return undefined;
      const { count, since } = found.wrongEmails ?? { count: 0, since: deps.now() };
      const isLate = deps.now().getTime() - since.getTime() > GUESSING_WINDOW_MS;
      if (!isLate && count >= MOST_WRONG_EMAILS) return undefined;
      if (found.contact.email.toLowerCase() === email.toLowerCase()) return found;
      const wrongEmails = isLate ? { count: 1, since: deps.now() } : { count: count + 1, since };
      await cases.updateOne({ _id: number }, { $set: { wrongEmails } });
      return undefined;
    },

    async ofCustomer(customerNumber, most = 20) {
      const found = await cases.find({ customerNumber }, { sort: { createdAt: -1 }, limit: most }).toArray();
      return found.map(one => Case.parse(one));
    },

    async solve(number, actor) {
      await cases.updateOne(
        { _id: number, status: 'open' },
        {
          $set: { status: 'solved' },
          $inc: { version: 1 },
          $push: { events: { at: deps.now(), actor, kind: 'solved' } },
        },
      );
    },

    async rememberRma(number, rma, actor) {
      await cases.updateOne(
        { _id: number, 'rmas.number': { $ne: rma.number } },
        {
          $inc: { version: 1 },
          $push: { rmas: rma, events: { at: rma.issuedAt, actor, kind: 'rma-issued', note: rma.number } },
        },
      );
    },
  };
}
