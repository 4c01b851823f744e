import type { Address } from '../address.ts';
import { addDays, dateIn, endOfDay } from '../calendar.ts';
import { type Case, OwnerContact } from '../cases/case.ts';
import type { Cases } from '../cases/cases.ts';
import { normaliseSerial } from '../catalog/units.ts';
import { changeDocument, isChangedSince, isDone, type Writing } from '../changing.ts';
import type { By, Event } from '../event.ts';
import { wordsOf } from '../finding/words.ts';
import { issueOnce } from '../issuing.ts';
import type { Notice } from '../notices/notice.ts';
import type { DrawNumber } from '../numbers.ts';
import { queuedFirst } from '../queue/queued.ts';
import type { Standing } from '../queue/standing.ts';
import type { Index, Store } from '../store/port.ts';
import { applyChange } from './apply.ts';
import { caseMerged } from './bench.ts';
import { Change, type ChangeInput } from './change.ts';
import { nextDeadline, type ReturnTerms, withEnd } from './deadlines.ts';
import { createDue } from './due.ts';
import { newsOf } from './news.ts';
import { ALWAYS, type Happened, type Moment, type Outcome, type Refusal, refused } from './outcome.ts';
import { memoryOf } from './remembering.ts';
import { Rma, type RmaItem } from './rma.ts';
import { ENDED, type RmaStatus } from './status.ts';

/** What an RMA is made of, beside its case (R6, R11, R13, R14, R19). */
export interface NewRma {
  requestKey: string;
  case: Case;
  billing?: Address | undefined;
  shipTo: Address;
  items: RmaItem[];
  expedited: boolean;
  statusEmails: boolean;
  actor: string;
}

export type ChangedRma =
  | { kind: 'changed'; rma: Rma }
  /** It was so already, or the same request has done it before. */
  | { kind: 'same'; rma: Rma }
  | { kind: 'refused'; why: Refusal; rma: Rma }
  | { kind: 'unknown' };

export interface Returns {
  /** Issues an RMA on a case; the same request again gives the same number (R23). Two round trips. */
  issue(request: NewRma): Promise<Rma>;
  /** A return that is active, or was received in time; one that lapsed is gone (R9). */
  find(number: string): Promise<Rma | undefined>;
  /** All returns of one case that are there, oldest first. */
  ofCase(caseNumber: string): Promise<Rma[]>;
  /** The returns under way that hold one of these serials. */
  withSerials(serials: string[]): Promise<Rma[]>;
  /**
   * Does what is asked, where the rules allow it: one event, and whoever is to be told of it will be.
   * @throws {z.ZodError} where it is no change at all
   */
  change(number: string, change: ChangeInput, by: By): Promise<ChangedRma>;
  /** Does for up to `most` returns what their dates ask for (R8, R9, R20); resolves to how many were looked at. */
  goOverDeadlines(most: number): Promise<number>;
  /** Calls back whenever this process has written something that others are to be told. Returns the way to stop that. */
  onNotice(listener: () => void): () => void;
}

export const returnIndexes: Index[] = [
  { collection: 'rmas', key: { requestKey: 1 }, unique: true },
  { collection: 'rmas', key: { caseNumber: 1 } },
  { collection: 'rmas', key: { serials: 1 } },
  { collection: 'rmas', key: { customerNumber: 1 } },
  { collection: 'rmas', key: { clockAt: 1 } },
  { collection: 'rmas', key: { noticesAt: 1 } },
  // Who is alive is told by `alive`, so that no filter needs a condition that servers have no index for.
  { collection: 'rmas', key: { expiresAt: 1 }, expires: 'seen' },
];

/** What a case remembers of its return beside its end. */
const REMEMBERED: ReadonlySet<string> = new Set(['received', 'extended']);

export function createReturns(deps: {
  store: Store;
  cases: Pick<Cases, 'rememberRma'>;
  /** The number of the customer of an email address: theirs is a return whose address it becomes (R22). */
  customerOf: (email: string) => Promise<string>;
  terms: ReturnTerms;
  draw: DrawNumber;
  now: () => Date;
  /** Business systems are told of every change. */
  hooks?: boolean;
  /** Told the number of whatever was changed. */
  changed?: (number: string) => void;
  /** Where it stands in the staff's queue. */
  queued?: Standing['ofReturn'] | undefined;
  log?: { warn(what: object, message: string): void };
}): Returns {
  const rmas = deps.store.collection<Rma>('rmas');
  const { terms, hooks = false } = deps;
  const listeners = new Set<() => void>();

  /** R9 holds to the second, whenever the clock comes by to say so. */
  function alive({ status, lapsesAt, expiresAt }: Rma): boolean {
    const end = lapsesAt ?? expiresAt;
    return status !== 'lapsed' && (!end || end > deps.now());
  }

  async function find(number: string): Promise<Rma | undefined> {
    const found = await rmas.findOne({ _id: number });
    const rma = found ? Rma.parse(found) : undefined;
    return rma && alive(rma) ? rma : undefined;
  }

  async function list(filter: Record<string, unknown>): Promise<Rma[]> {
    const found = await rmas.find(filter, { sort: { issuedAt: 1 } }).toArray();
    return found.map(rma => Rma.parse(rma)).filter(alive);
  }

  function momentOf(actor: string): Moment {
    const now = deps.now();
    return { now, today: dateIn(terms.timeZone, now), actor };
  }

  function noticesOf(rma: Rma, happened: readonly Happened[], at: Date): Notice[] {
    return happened.flatMap(({ kind, data, mail, mailTo }, place) => {
      const isMailed = mail !== undefined && !rma.erasedAt && (rma.statusEmails || ALWAYS.has(mail));
      const ended = ENDED.includes(rma.status) && kind === rma.status ? (rma.status as 'closed') : undefined;
      const remembered = REMEMBERED.has(kind);
      const staff = newsOf(kind, rma) !== undefined;
      if (!isMailed && !hooks && !ended && !remembered && !staff) return [];
      const notice: Notice = {
        id: `${rma._id}:${rma.version}:${place}`,
        ...{ at, kind },
        ...(data && { data }),
        ...(isMailed && { mail: { kind: mail, ...(mailTo !== undefined && { to: mailTo }) } }),
        ...(hooks && { hook: true as const, status: rma.status }),
        ...(staff && { staff }),
        ...(remembered && { remembered }),
        ...(ended && { ended }),
      };
      return [notice];
    });
  }

  /** What an outcome writes: the members, the day the clock is due next, what happened, and who is told. */
  function writing(rma: Rma, outcome: Extract<Outcome, { kind: 'changed' }>, by: By, now: Date): Writing<Rma> {
    const after: Rma = { ...rma, ...outcome.set, version: rma.version + 1 };
    const events = outcome.happened.map(({ kind, note, data }): Event => {
      return {
        at: now,
        actor: by.actor,
        kind,
        ...(note && { note }),
        ...(data && { data }),
        ...(by.key && { key: by.key }),
      };
    });
    const clockAt = nextDeadline(after, terms);
    const queued = deps.queued?.({ ...after, events: [...rma.events, ...events] });
    return {
      kind: 'write',
      set: { ...outcome.set, clockAt, ...queued },
      events,
      notices: noticesOf(after, outcome.happened, now),
    };
  }

  async function decided(number: string, by: By, decide: (rma: Rma, moment: Moment) => Outcome): Promise<ChangedRma> {
    const moment = momentOf(by.actor);
    const changed = await changeDocument<Rma, Exclude<Outcome, { kind: 'changed' }>>(
      rmas,
      () => find(number),
      rma => {
        const outcome = isDone(rma, by)
          ? ({ kind: 'same' } as const)
          : isChangedSince(rma, by)
            ? refused({ code: 'changed-meanwhile' })
            : decide(rma, moment);
        return outcome.kind === 'changed' ? writing(rma, outcome, by, moment.now) : { kind: 'keep', because: outcome };
      },
    );
    switch (changed.kind) {
      case 'unknown':
        return changed;
      case 'kept':
        return { ...changed.because, rma: changed.as };
      case 'changed': {
        const rma = Rma.parse(changed.after);
        if (rma.notices.length > 0) for (const listener of listeners) listener();
        deps.changed?.(number);
        return { kind: 'changed', rma };
      }
    }
  }

  const goOverDue = createDue({
    ...{ rmas, terms, log: deps.log, changed: deps.changed },
    moment: () => momentOf('clock'),
    writing: (rma, outcome, { now, actor }) => writing(rma, outcome, { actor }, now),
  });

  return {
    async issue({ case: of, actor, ...details }) {
      const { now: issuedAt, today } = momentOf(actor);
      const activeUntil = addDays(today, terms.daysActive);
      const issued = await issueOnce(rmas, deps.draw, 'rma', _id => {
        const fresh: Rma = {
          _id,
          schema: 1,
          version: 1,
          ...details,
          caseNumber: of._id,
          customerNumber: of.customerNumber,
          contact: ownerOf(of),
          serials: details.items.flatMap(item => (item.serial ? normaliseSerial(item.serial.value) : [])),
          words: wordsOf(of.contact),
          ...{ extras: [], parcels: [], estimates: [], attention: [], clockDone: [] },
          status: 'issued',
          issuedAt,
          returnBy: addDays(today, terms.daysToSend),
          activeUntil,
          lapsesAt: endOfDay(activeUntil, terms.timeZone),
          events: [{ at: issuedAt, actor, kind: 'issued' }],
          notices: [],
          // Whoever looks after the case looks after what is sent in for it.
          ...(of.assignee && { assignee: of.assignee }),
        };
        const notices = noticesOf(fresh, [{ kind: 'issued', mail: 'issued' }], issuedAt);
        const clockAt = nextDeadline(fresh, terms);
        const queued = queuedFirst(deps.queued?.(fresh));
        return {
          ...fresh,
          ...queued,
          ...(clockAt && { clockAt }),
          notices,
          ...(notices.length > 0 && { noticesAt: issuedAt }),
        };
      });
      // One that was issued before may be of an older build.
      const rma = Rma.parse(issued);
      const into = await deps.cases.rememberRma(of._id, memoryOf(rma), actor);
      if (rma.notices.length > 0) for (const listener of listeners) listener();
      if (into === rma.caseNumber || into === of._id) return rma;
      const moved = await decided(rma._id, { actor }, one => caseMerged(one, { kind: 'case-merged', into }));
      return 'rma' in moved ? moved.rma : rma;
    },

    find,

    ofCase: caseNumber => list({ caseNumber }),

    async withSerials(serials) {
      if (serials.length === 0) return [];
      const found = await list({ serials: { $in: serials.map(normaliseSerial) } });
      return found.filter(({ status }) => !ENDED.includes(status));
    },

    async change(number, asked, by) {
      const change = Change.parse(asked);
      const email = change.kind === 'contact' ? change.email : undefined;
      const owner = email === undefined ? undefined : await deps.customerOf(email);
      return decided(number, by, (rma, moment) => {
        const outcome = withEnd(rma, applyChange(rma, change, moment), terms, moment);
        if (outcome.kind !== 'changed' || owner === undefined) return outcome;
        return { ...outcome, set: { ...outcome.set, customerNumber: owner } };
      });
    },

    async goOverDeadlines(most) {
      const looked = await goOverDue(most);
      if (looked > 0) for (const listener of listeners) listener();
      return looked;
    },

    onNotice(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export type { ReturnTerms, RmaStatus };

/** Whom its letters go to. @throws where the case lacks an address, for which a caller has to ask first */
function ownerOf({ contact }: Case): OwnerContact {
  const owner = OwnerContact.safeParse(contact);
  if (!owner.success) throw new Error('a return needs an email address, and its case has none');
  return owner.data;
}
