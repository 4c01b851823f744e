/** One person's data: all of it to hand out, and all of it to erase. */
import type { Attachments, CaseFile } from '../attachments/attachments.ts';
import { Case } from '../cases/case.ts';
import type { Customers } from '../customers/customers.ts';
import type { By } from '../event.ts';
import type { TalkRecord, TalkRecords } from '../handoff/records.ts';
import type { Outbox, Waiting } from '../notifications/outbox.ts';
import type { Transcripts } from '../notifications/transcripts.ts';
import type { Ratings, SaidOf } from '../ratings/ratings.ts';
import { Rma } from '../returns/rma.ts';
import { ENDED } from '../returns/status.ts';
import type { Store } from '../store/port.ts';
import type { Verification } from '../verification/verification.ts';
import type { Conversations } from './conversations.ts';
import { caseErased, ERASED, rmaErased } from './erased.ts';
import { type Asked, createFindPerson, type Person } from './person.ts';
import { eraseDocument } from './rewriting.ts';

export interface Exported {
  customer: { number: string; since: Date } | undefined;
  cases: Case[];
  rmas: Rma[];
  files: (CaseFile & { case?: string })[];
  comments: SaidOf[];
  mails: Waiting[];
  conversations: Awaited<ReturnType<Conversations['of']>>;
  /** With people of the staff, and calls that were promised. */
  talks: TalkRecord[];
}

export type Erased =
  | { kind: 'erased'; customerNumber: string | undefined; cases: string[]; rmas: string[]; counts: Counts }
  /** Returns are under way: without the address nobody could send them home. */
  | { kind: 'refused'; rmas: { number: string; status: Rma['status'] }[] }
  | { kind: 'unknown' };

/** How many of each there were. */
export interface Counts {
  files: number;
  mails: number;
  conversations: number;
}

export interface Privacy {
  export(asked: Asked): Promise<Exported | undefined>;
  /**
   * Done again it goes on where it was interrupted, and writes nothing where nothing is left. By an address nobody is
   * found any more once it is done; by the customer number they are.
   * @param force also where returns are under way
   */
  erase(asked: Asked, by: By, force?: boolean): Promise<Erased>;
}

export interface PrivacyDependencies {
  store: Store;
  customers: Customers;
  attachments: Pick<Attachments, 'listOfAll' | 'erase'>;
  ratings: Pick<Ratings, 'commentsOn' | 'eraseComments'>;
  outbox: Pick<Outbox, 'waitingFor' | 'erase'>;
  transcripts: Pick<Transcripts, 'forget'>;
  verification: Pick<Verification, 'forget'>;
  conversations: Conversations;
  talks: TalkRecords;
  /** Lets go of answers about a case or a return that are kept to be given again. */
  forgetAnswers: (number: string) => Promise<void>;
  /** Something that nobody can guess. */
  drawKey: () => string;
  now: () => Date;
  /** Business systems are told. */
  hooks: boolean;
  /** Told the number of whatever was changed. */
  changed?: (number: string) => void;
}

/** Whoever goes on opening cases meanwhile is found again so many times. */
const MOST_ROUNDS = 5;

export function createPrivacy(deps: PrivacyDependencies): Privacy {
  const { store, customers, attachments, ratings, outbox, conversations, now } = deps;
  const findPerson = createFindPerson({ store, customers });

  const numbersOf = ({ cases }: Person) => cases.map(({ _id }) => _id);
  const talkerOf = (person: Person) => ({ emails: person.emails, caseNumbers: numbersOf(person) });

  async function eraseDocuments(person: Person, by: By): Promise<{ cases: string[]; rmas: string[] }> {
    const common = { by, at: now(), hooks: deps.hooks };
    const erased: { cases: string[]; rmas: string[] } = { cases: [], rmas: [] };
    for (const { _id: id } of person.cases) {
      const collection = store.collection<Case>('cases');
      const done = await eraseDocument<Case>({
        ...common,
        collection,
        id,
        read: one => Case.parse(one),
        erased: caseErased,
      });
      if (done) erased.cases.push(id);
      if (done) deps.changed?.(id);
      await deps.forgetAnswers(id);
    }
    for (const { _id: id } of person.rmas) {
      const collection = store.collection<Rma>('rmas');
      const done = await eraseDocument<Rma>({
        ...common,
        collection,
        id,
        read: one => Rma.parse(one),
        erased: rmaErased,
      });
      if (done) erased.rmas.push(id);
      if (done) deps.changed?.(id);
      await deps.forgetAnswers(id);
    }
    return erased;
  }

  /**
   * Conversations first, for they open cases; mails before the documents, which tell to whom they go, and again after
   * them, for documents cause mails.
   */
  async function round(person: Person, by: By) {
    const talked = await conversations.erase(talkerOf(person));
    await deps.talks.erase([...numbersOf(person), ...person.emails, ...talked]);
    const before = await outbox.erase(person.emails);
    for (const email of person.emails) {
      await deps.transcripts.forget(email);
      await deps.verification.forget(email);
    }
    const files = await attachments.erase({ cases: numbersOf(person), conversations: talked });
    await ratings.eraseComments(numbersOf(person), ERASED);
    const documents = await eraseDocuments(person, by);
    const mails = before + (await outbox.erase(person.emails));
    return { ...documents, counts: { files, mails, conversations: talked.length } };
  }

  function isUnderWay({ status, lapsesAt }: Rma): boolean {
    return !ENDED.includes(status) && !(lapsesAt && lapsesAt <= now());
  }

  return {
    async export(asked) {
      const person = await findPerson(asked);
      const talked = await conversations.of(talkerOf(person));
      const mails = await outbox.waitingFor(person.emails);
      const { customer, cases, rmas } = person;
      if (!customer && talked.length === 0 && mails.length === 0) return undefined;
      const ids = talked.map(({ id }) => id);
      return {
        customer: customer && { number: customer._id, since: customer.createdAt },
        ...{ cases, rmas, mails, conversations: talked },
        talks: await deps.talks.of([...numbersOf(person), ...ids]),
        files: await attachments.listOfAll({ cases: numbersOf(person), conversations: ids }),
        comments: await ratings.commentsOn(numbersOf(person)),
      };
    },

    async erase(asked, by, force = false) {
      const first = await findPerson(asked);
      const { customer } = first;
      if (!customer && 'customerNumber' in asked) return { kind: 'unknown' };
      const underWay = first.rmas.filter(isUnderWay).filter(rma => !rma.erasedAt);
      if (underWay.length > 0 && !force) {
        return { kind: 'refused', rmas: underWay.map(({ _id: number, status }) => ({ number, status })) };
      }
      const done = { cases: new Set<string>(), rmas: new Set<string>(), files: 0, mails: 0, conversations: 0 };
      let person = first;
      for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
        const { cases, rmas, counts } = await round(person, by);
        for (const number of cases) done.cases.add(number);
        for (const number of rmas) done.rmas.add(number);
        done.files += counts.files;
        done.mails += counts.mails;
        done.conversations += counts.conversations;
        // From here on the address makes another customer; what has come to this one meanwhile goes in the next round.
        if (customer) await customers.erase(customer._id, `${ERASED}:${deps.drawKey()}`);
        const left = customer ? await findPerson({ customerNumber: customer._id }) : first;
        const isLeft = [...left.cases, ...left.rmas].some(({ erasedAt }) => !erasedAt);
        if (!isLeft) break;
        person = { ...left, emails: [...new Set([...person.emails, ...left.emails])] };
      }
      await store.scrub?.();
      const { files, mails, conversations: talks } = done;
      if (!customer && files + mails + talks === 0) return { kind: 'unknown' };
      return {
        ...{ kind: 'erased', customerNumber: customer?._id, cases: [...done.cases], rmas: [...done.rmas] },
        counts: { files, mails, conversations: talks },
      };
    },
  };
}
