import type { Address } from '../address.ts';
import { dateIn, endOfDay } from '../calendar.ts';
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
import { applyCaseChange, CaseChange, type CaseRefusal } from './change.ts';

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
  /** The case that remembers this RMA, also once that has been removed (R9). */
  ofRma(rma: string): Promise<Case | undefined>;
  /** The latest cases of a customer, newest first: what they may see once they are verified (R24). */
  ofCustomer(customerNumber: string, most?: number): Promise<Case[]>;
  /**
   * Does what is asked, where the rules allow it. A new email address makes it the case of that address's customer (R22).
   * @throws {z.ZodError} where it is no change at all
   */
  change(number: string, change: CaseChange, by: By): Promise<ChangedCase>;
  /** Lets the case remember an RMA, once (R9); with a return under way it is open. */
  rememberRma(number: string, rma: RmaMemory, actor: string): Promise<void>;
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
const GUESSING_WINDOW_MS = 24 * 3_600_000;

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
  /** Where it stands in the staff's queue. */
  queued?: Standing['ofCase'] | undefined;
}): Cases {
  const cases = deps.store.collection<Case>('cases');
  const listeners = new Set<() => void>();

  async function find(number: string): Promise<Case | undefined> {
    const found = await cases.findOne({ _id: number });
    return found ? Case.parse(found) : undefined;
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

  return {
    find,

    async open(request) {
      const { actor, ...details } = request;
      const at = deps.now();
      const customer = await deps.customers.forEmail(request.contact.email);
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

    async findFor(number, email) {
      const found = await find(number);
      if (!found) return undefined;
      const { count, since } = found.wrongEmails ?? { count: 0, since: deps.now() };
      if (found.erasedAt) return undefined;
      const isLate = deps.now().getTime() - since.getTime() > GUESSING_WINDOW_MS;
      if (!isLate && count >= MOST_WRONG_EMAILS) return undefined;
      if (found.contact.email.toLowerCase() === email.toLowerCase()) return found;
      const wrongEmails = isLate ? { count: 1, since: deps.now() } : { count: count + 1, since };
      await cases.updateOne({ _id: number }, { $set: { wrongEmails } });
      return undefined;
    },

    async ofRma(rma) {
      const found = await cases.findOne({ 'rmas.number': rma });
      return found ? Case.parse(found) : undefined;
    },

    async ofCustomer(customerNumber, most = 20) {
      const found = await cases.find({ customerNumber }, { sort: { createdAt: -1 }, limit: most }).toArray();
      return found.map(one => Case.parse(one));
    },

    async change(number, asked, by) {
      const change = CaseChange.parse(asked);
      const at = deps.now();
      const today = dateIn(deps.timeZone, at);
      const moves = change.kind === 'contact' && change.email !== undefined;
      // Looked at first, so that no customer is made of an address that is refused.
      const erased = moves ? await find(number) : undefined;
      if (erased?.erasedAt) return { kind: 'refused', why: { code: 'erased' }, case: erased };
      const owner = moves ? { customerNumber: (await deps.customers.forEmail(change.email ?? ''))._id } : {};
      const changed = await changeDocument(
        cases,
        () => find(number),
        before => {
          if (!isDone(before, by) && isChangedSince(before, by)) {
            return { kind: 'keep', because: { kind: 'refused' as const, why: { code: 'changed-meanwhile' as const } } };
          }
          const outcome = isDone(before, by) ? ({ kind: 'same' } as const) : applyCaseChange(before, change, today);
          if (outcome.kind !== 'changed') return { kind: 'keep', because: outcome };
          const event = { at, actor: by.actor, ...outcome.event, ...(by.key !== undefined && { key: by.key }) };
          const after = { ...before, ...outcome.set, version: before.version + 1 };
          const notices = noticesOf(after, event);
          return { kind: 'write', set: { ...outcome.set, ...owner }, events: [event], notices };
        },
        deps.queued,
      );
      if (changed.kind === 'unknown') return changed;
      if (changed.kind === 'kept') return { ...changed.because, case: changed.as };
      const after = Case.parse(changed.after);
      told(after.notices);
      return { kind: 'changed', case: after };
    },

    async rememberRma(number, rma, actor) {
      const unknown = { _id: number, 'rmas.number': { $ne: rma.number } };
      const issued = { at: rma.issuedAt, actor, kind: 'rma-issued', note: rma.number };
      const written = (events: object[]) => ({ $inc: { version: 1 }, $push: { rmas: rma, events: { $each: events } } });
      // From now on it stands in the queue by its return; where somebody looks after it, by itself as well.
      const free = { ...unknown, status: 'open', assignee: { $exists: false } };
      const out = { $unset: { desk: '', dueAt: '' } };
      if ((await cases.updateOne(free, { ...written([issued]), ...out })).matchedCount === 1) return;
      const dueAt = endOfDay(rma.activeUntil, deps.timeZone);
      const kept = { ...written([issued]), $set: { dueAt } };
      if ((await cases.updateOne({ ...unknown, status: 'open' }, kept)).matchedCount === 1) return;
      // Else it knows of it already, or was over and is not any more.
      const events = [{ at: rma.issuedAt, actor, kind: 'reopened' }, issued];
      await cases.updateOne(unknown, { ...written(events), $set: { status: 'open' } });
    },

    async rememberStanding(number, rma) {
      await changeDocument(
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
    },

    async rememberEnd(number, rma, ended) {
      const today = dateIn(deps.timeZone, deps.now());
      const changed = await changeDocument(
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
      if (changed.kind === 'changed') told(Case.parse(changed.after).notices);
    },

    onNotice(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
