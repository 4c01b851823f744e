import { z } from 'zod';
import type { Address } from '../address.ts';
import { dateIn } from '../calendar.ts';
import { normaliseSerial } from '../catalog/units.ts';
import { changeDocument, isChangedSince, isDone } from '../changing.ts';
import type { Customers } from '../customers/customers.ts';
import type { By, Event } from '../event.ts';
import { wordsOf } from '../finding/words.ts';
import { issueOnce } from '../issuing.ts';
import type { Notice } from '../notices/notice.ts';
import type { DrawNumber } from '../numbers.ts';
import { queuedFirst } from '../queue/queued.ts';
import type { Standing } from '../queue/standing.ts';
import type { Index, Store } from '../store/port.ts';
import { Case, type CaseItem, type Contact, isUnderWay, type RmaMemory } from './case.ts';
import { applyCaseChange, CaseChange, type CaseRefusal, MergeStep } from './change.ts';

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
  /** The case of that number; the number of one that was merged leads to the case that it is part of. */
  find(number: string): Promise<Case | undefined>;
  /** The case of that very number, whatever it was merged into. */
  itself(number: string): Promise<Case | undefined>;
  /**
   * The case of that number, if that address is the one on file (R24); a wrong one and an unknown number look alike.
   * Ten wrong ones in a day close the number to questions, wherever they come from.
   */
  findFor(number: string, email: string): Promise<Case | undefined>;
  /** The same on the phone: by the last four digits of the number on file, in one count with wrong addresses (R24). */
  findForCaller(number: string, lastFour: string): Promise<Case | undefined>;
  /** The case that remembers this RMA, also once that has been removed (R9). */
  ofRma(rma: string): Promise<Case | undefined>;
  /** The latest cases of a customer, newest first: what they may see once they are verified (R24). */
  ofCustomer(customerNumber: string, most?: number): Promise<Case[]>;
  /**
   * Does what is asked, where the rules allow it. A new email address makes it the case of that address's customer (R22).
   * @throws {z.ZodError} where it is no change at all
   */
  change(number: string, change: CaseChange | MergeStep, by: By): Promise<ChangedCase>;
  /**
   * Lets the case remember an RMA, once (R9); with a return under way it is open. Resolves to the number of the case that
   * does: another one, where it has been merged meanwhile.
   */
  rememberRma(number: string, rma: RmaMemory, actor: string): Promise<string>;
  /** Lets it remember how that stands while it is under way: that it has come, or has more time. */
  rememberStanding(number: string, rma: RmaMemory): Promise<void>;
  /** Lets it remember how that ended, once; with its last return closed, the case is closed as well. */
  rememberEnd(number: string, rma: string, ended: NonNullable<RmaMemory['ended']>): Promise<void>;
  /** Calls back whenever this process has written something that others are to be told. Returns the way to stop that. */
  onNotice(listener: () => void): () => void;
}

export type ChangedCase =
  | { kind: 'changed'; case: Case }
  /** It was so already, or the same request has done it before. */
  | { kind: 'same'; case: Case }
  | { kind: 'refused'; why: CaseRefusal; case: Case }
  | { kind: 'unknown' };

/** From any number of conversations: more than an owner mistypes, and far fewer than a guesser needs (R24). */
const MOST_WRONG_EMAILS = 10;
/** One after another; merges lead in no circle, and if they did, nobody would go round for ever. */
const MOST_MERGES = 20;
const GUESSING_WINDOW_MS = 24 * 3_600_000;

const AnyChange = z.union([CaseChange, MergeStep]);

export const caseIndexes: Index[] = [
  { collection: 'cases', key: { requestKey: 1 }, unique: true },
  { collection: 'cases', key: { serials: 1 } },
  { collection: 'cases', key: { 'contact.email': 1 } },
  { collection: 'cases', key: { 'rmas.number': 1 } },
  { collection: 'cases', key: { customerNumber: 1 } },
  { collection: 'cases', key: { noticesAt: 1 } },
];

export function createCases(deps: {
  store: Store;
  customers: Customers;
  draw: DrawNumber;
  now: () => Date;
  /** IANA zone in which the maker counts days. */
  timeZone: string;
  /** Business systems are told of every change. */
  hooks?: boolean;
  /** Told the number of whatever was changed. */
  changed?: (number: string) => void;
  /** Where it stands in the staff's queue. */
  queued?: Standing['ofCase'] | undefined;
}): Cases {
  const { changed = () => {} } = deps;
  const cases = deps.store.collection<Case>('cases');
  const listeners = new Set<() => void>();

  async function itself(number: string): Promise<Case | undefined> {
    const found = await cases.findOne({ _id: number });
    return found ? Case.parse(found) : undefined;
  }

  async function find(number: string): Promise<Case | undefined> {
    let found = await itself(number);
    for (let steps = 0; found?.mergedInto && steps < MOST_MERGES; steps++) found = await itself(found.mergedInto);
    return found;
  }

  const hasCases = async (customerNumber: string) => (await cases.countDocuments({ customerNumber })) > 0;

  function noticesOf(
    { _id, version, status }: Pick<Case, '_id' | 'version' | 'status'>,
    ...happened: Pick<Event, 'kind' | 'data'>[]
  ): Notice[] {
    if (!deps.hooks) return [];
    const at = deps.now();
    return happened.map(({ kind, data }, place) => {
      return { id: `${_id}:${version}:${place}`, at, kind, hook: true, status, ...(data && { data }) };
    });
  }

  function told(notices: readonly Notice[]): void {
    if (notices.length > 0) for (const listener of listeners) listener();
  }

  async function rememberRma(number: string, rma: RmaMemory, actor: string): Promise<string> {
    const issued: Event = { at: rma.issuedAt, actor, kind: 'rma-issued', note: rma.number };
    // Nearly always: nobody looks after it, and from now on it stands in the queue by its return.
    const free = { _id: number, status: 'open', assignee: { $exists: false }, mergedInto: { $exists: false } };
    const { matchedCount } = await cases.updateOne(
      { ...free, 'rmas.number': { $ne: rma.number } },
      { $inc: { version: 1 }, $push: { rmas: rma, events: issued }, $unset: { desk: '', dueAt: '' } },
    );
    if (matchedCount === 1) {
      changed(number);
      return number;
    }
    const outcome = await changeDocument(
      cases,
      () => find(number),
      before => {
        if (before.rmas.some(one => one.number === rma.number)) return { kind: 'keep', because: undefined };
        const reopened: Event[] = before.status === 'open' ? [] : [{ at: rma.issuedAt, actor, kind: 'reopened' }];
        const set = { rmas: [...before.rmas, rma], status: 'open' as const };
        return { kind: 'write', set, events: [...reopened, issued], notices: [] };
      },
      deps.queued,
    );
    if (outcome.kind === 'unknown') return number;
    if (outcome.kind === 'kept') return outcome.as._id;
    changed(outcome.after._id);
    return outcome.after._id;
  }

  /** The case, where what was said of it is right; who says what is wrong, over and over, closes it to questions. */
  async function guessed(number: string, isRight: (found: Case) => boolean): Promise<Case | undefined> {
    const found = await find(number);
    if (!found) return undefined;
    const { count, since } = found.wrongEmails ?? { count: 0, since: deps.now() };
    if (found.erasedAt) return undefined;
    const isLate = deps.now().getTime() - since.getTime() > GUESSING_WINDOW_MS;
    if (!isLate && count >= MOST_WRONG_EMAILS) return undefined;
    if (isRight(found)) return found;
    const wrongEmails = isLate ? { count: 1, since: deps.now() } : { count: count + 1, since };
    await cases.updateOne({ _id: found._id }, { $set: { wrongEmails } });
    return undefined;
  }

  return {
    find,
    itself,

    async open(request) {
      const { actor, ...details } = request;
      const at = deps.now();
      const customer = await deps.customers.forContact(request.contact, request.requestKey);
      const kind = request.status === 'solved' ? 'solved' : 'opened';
      const opened = await issueOnce(cases, deps.draw, 'case', _id => {
        const notices = noticesOf({ _id, version: 1, status: request.status }, { kind });
        const fresh: Case = {
          _id,
          schema: 1,
          version: 1,
          ...details,
          customerNumber: customer._id,
          serials: request.items.flatMap(item => (item.serial ? normaliseSerial(item.serial.value) : [])),
          words: wordsOf(request.contact),
          rmas: [],
          events: [{ at, actor, kind }],
          createdAt: at,
          notices,
          ...(notices.length > 0 && { noticesAt: at }),
        };
        return { ...fresh, ...queuedFirst(deps.queued?.(fresh)) };
      });
      // One that was opened before may be of an older build.
      const found = Case.parse(opened);
      // A request that is repeated after its case was erased brings its address back no more than its words.
      if (found.erasedAt && customer.createdAt >= at && !(await hasCases(customer._id))) {
        await deps.customers.drop(customer._id);
      }
      told(found.notices);
      return found;
    },

    findFor: (number, email) => guessed(number, ({ contact }) => contact.email?.toLowerCase() === email.toLowerCase()),

    findForCaller: (number, lastFour) =>
      guessed(number, ({ contact }) => /^\d{4}$/.test(lastFour) && lastDigits(contact.phone) === lastFour),

    async ofRma(rma) {
      const found = await cases.findOne({ 'rmas.number': rma });
      const of = found ? Case.parse(found) : undefined;
      return of?.mergedInto ? find(of._id) : of;
    },

    async ofCustomer(customerNumber, most = 20) {
      const found = await cases.find({ customerNumber }, { sort: { createdAt: -1 }, limit: most }).toArray();
      return found.map(one => Case.parse(one));
    },

    async change(number, asked, by) {
      const change = AnyChange.parse(asked);
      const isStep = MergeStep.safeParse(change).success;
      const at = deps.now();
      const today = dateIn(deps.timeZone, at);
      const moves = change.kind === 'contact' && change.email !== undefined;
      // Looked at first, so that no customer is made of an address that is refused.
      const erased = moves ? await find(number) : undefined;
      if (erased?.erasedAt) return { kind: 'refused', why: { code: 'erased' }, case: erased };
      const owner = moves ? { customerNumber: (await deps.customers.forEmail(change.email ?? ''))._id } : {};
      const outcome = await changeDocument(
        cases,
        () => (isStep ? itself(number) : find(number)),
        before => {
          if (!isDone(before, by) && isChangedSince(before, by)) {
            return { kind: 'keep', because: { kind: 'refused' as const, why: { code: 'changed-meanwhile' as const } } };
          }
          const applied = isDone(before, by) ? ({ kind: 'same' } as const) : applyCaseChange(before, change, today);
          if (applied.kind !== 'changed') return { kind: 'keep', because: applied };
          const event = { at, actor: by.actor, ...applied.event, ...(by.key !== undefined && { key: by.key }) };
          const after = { ...before, ...applied.set, version: before.version + 1 };
          const notices = noticesOf(after, event);
          return { kind: 'write', set: { ...applied.set, ...owner }, events: [event], notices };
        },
        deps.queued,
      );
      if (outcome.kind === 'unknown') return outcome;
      if (outcome.kind === 'kept') return { ...outcome.because, case: outcome.as };
      const after = Case.parse(outcome.after);
      told(after.notices);
      changed(after._id);
      return { kind: 'changed', case: after };
    },

    rememberRma,

    async rememberStanding(number, rma) {
      const outcome = await changeDocument(
        cases,
        () => find(number),
        before => {
          const known = before.rmas.find(one => one.number === rma.number);
          const isSame = known?.activeUntil === rma.activeUntil && known.arrived === rma.arrived;
          if (known?.ended || isSame) return { kind: 'keep', because: undefined };
          // Where the process died before the case heard of its RMA, it does now.
          const rmas = known
            ? before.rmas.map(one => (one === known ? { ...one, ...rma } : one))
            : [...before.rmas, rma];
          return { kind: 'write', set: { rmas }, events: [], notices: [] };
        },
        deps.queued,
      );
      if (outcome.kind === 'changed') changed(outcome.after._id);
    },

    async rememberEnd(number, rma, ended) {
      const today = dateIn(deps.timeZone, deps.now());
      const outcome = await changeDocument(
        cases,
        () => find(number),
        before => {
          const remembered = before.rmas.find(one => one.number === rma);
          if (!remembered || remembered.ended) return { kind: 'keep', because: undefined };
          const rmas = before.rmas.map(one => (one === remembered ? { ...one, ended } : one));
          const isOver = ended.as === 'closed' && before.status === 'open' && !rmas.some(one => isUnderWay(one, today));
          const kind = `rma-${ended.as}`;
          const event: Event = { at: ended.at, actor: 'desk', kind, data: { rma } };
          const events = isOver ? [event, { at: ended.at, actor: 'desk', kind: 'closed' }] : [event];
          const set = { rmas, ...(isOver && { status: 'closed' as const }) };
          const notices = noticesOf({ ...before, ...set, version: before.version + 1 }, ...events);
          return { kind: 'write', set, events, notices };
        },
        deps.queued,
      );
      if (outcome.kind !== 'changed') return;
      told(Case.parse(outcome.after).notices);
      changed(outcome.after._id);
    },

    onNotice(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Of a phone on file, without its extension. */
function lastDigits(phone: string | undefined): string | undefined {
  return phone?.split(';')[0]?.replace(/\D/g, '').slice(-4);
}
