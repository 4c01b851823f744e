/** Returns and their cases as years of a desk leave them behind: the same ones for the same place in the row and the same last day. */
import { addDays, dateIn, endOfDay } from '../../../services/calendar.ts';
import type { Case } from '../../../services/cases/case.ts';
import type { Customer } from '../../../services/customers/customers.ts';
import type { Event } from '../../../services/event.ts';
import { wordsOf } from '../../../services/finding/words.ts';
import { dammDigit } from '../../../services/numbers.ts';
import type { QueueTerms } from '../../../services/queue/due.ts';
import { queuedFirst } from '../../../services/queue/queued.ts';
import { createStanding } from '../../../services/queue/standing.ts';
import { nextDeadline, type ReturnTerms } from '../../../services/returns/deadlines.ts';
import { memoryOf } from '../../../services/returns/remembering.ts';
import type { Rma } from '../../../services/returns/rma.ts';
import { ENDED, type RmaStatus } from '../../../services/returns/status.ts';

export const TERMS: ReturnTerms = {
  daysToSend: 30,
  daysActive: 90,
  remindBefore: [10, 3],
  estimate: { remindAfter: [7, 21], staffTaskAfter: 30, scrapWithin: 30 },
  timeZone: 'America/Los_Angeles',
};

/** R19, R20. */
export const QUEUE_TERMS: QueueTerms = { ...TERMS, turnaround: 10 };
/** Whom it is assigned to, where it is; there are a few of them. */
export const staffAt = (which: number) => ({
  id: `00000000-0000-4000-8000-00000000000${which % STAFF}`,
  name: `Colleague ${which % STAFF}`,
});

const STAFF = 8;
const MINUTES_BEFORE = 4;
const DAY_MS = 86_400_000;
/** Three years of returns. */
const DAYS = 1_095;
/** Each customer has sent as many products as that, on the average. */
const RETURNS_EACH = 5;
const MODELS = ['SD4E', 'D5230', 'S6230', 'IMP521-1', 'ES40E', 'DX4816', 'VSM5', 'NET5401'];
const PROBLEMS = ['no picture', 'does not tilt', 'reboots every night', 'lens fogged', 'no network link'];
const WAY: readonly RmaStatus[] = [
  ...(['issued', 'received', 'diagnosing', 'estimate-sent', 'authorized', 'repairing', 'shipped', 'closed'] as const),
];

/** Never twice the same within a hundred million, and in no order. */
export function numberAt(leading: '2' | '4' | '7', place: number): string {
  const body = leading + String((place * 48_271 + 7_654_321) % 100_000_000).padStart(8, '0');
  return body + dammDigit(body);
}

export const emailAt = (customer: number) => `person${customer}@company${customer % 9_973}.example`;

/** A name that many share in part, as names are. */
export const whoAt = (customer: number) => ({
  name: `Person ${customer}`,
  company: `Firm ${customer % 9_973} Systems`,
});

export function customersOf(returns: number): number {
  return Math.max(1, Math.floor(returns / RETURNS_EACH));
}

export function pastCustomer(place: number, until: Date): Customer {
  const createdAt = new Date(until.getTime() - DAYS * DAY_MS);
  return { _id: numberAt('2', place), requestKey: emailAt(place), createdAt };
}

/** @param until the newest of them is as old as a minute then */
export function pastReturn(place: number, of: number, until: Date): Rma {
  const draw = randomly(place);
  const share = 1 - (place + 0.5) / of;
  const issuedAt = new Date(until.getTime() - 60_000 - Math.floor(share * DAYS * DAY_MS));
  const status = statusAfter(share * DAYS, draw());
  const today = dateIn(TERMS.timeZone, issuedAt);
  const activeUntil = addDays(today, TERMS.daysActive);
  const customer = Math.floor(draw() * customersOf(of));
  const contact = { ...whoAt(customer), email: emailAt(customer), phone: '+15595550100' };
  const serials = Array.from({ length: draw() < 0.85 ? 1 : 2 }, (_, item) => serialAt(place, item));
  const isOpen = status === 'issued';
  const assignee = draw() < 0.5 ? staffAt(place) : undefined;
  const rma: Rma = {
    _id: numberAt('7', place),
    schema: 1,
    version: WAY.indexOf(status) + 2,
    requestKey: `seed-${place}`,
    caseNumber: numberAt('4', place),
    customerNumber: numberAt('2', customer),
    contact,
    words: wordsOf(contact),
    shipTo: { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'], city: 'Fresno', region: 'CA', country: 'US' },
    items: serials.map((value, item) => ({
      id: `${item + 1}`,
      model: MODELS[Math.floor(draw() * MODELS.length)] ?? '',
      kind: 'dome',
      serial: { raw: value, value },
      problem: PROBLEMS[Math.floor(draw() * PROBLEMS.length)] ?? '',
      warranty: { kind: 'unconfirmed', months: 36 },
    })),
    serials,
    ...{ extras: [], parcels: [], estimates: [], attention: [], clockDone: [], notices: [] },
    ...(assignee && { assignee }),
    expedited: draw() < 0.05,
    statusEmails: draw() < 0.7,
    status,
    issuedAt,
    returnBy: addDays(today, TERMS.daysToSend),
    activeUntil,
    ...(isOpen && {
      lapsesAt: endOfDay(activeUntil, TERMS.timeZone),
      expiresAt: endOfDay(addDays(activeUntil, 7), TERMS.timeZone),
    }),
    events: eventsUpTo(status, issuedAt),
  };
  const clockAt = isOpen ? nextDeadline(rma, TERMS) : undefined;
  return {
    ...rma,
    ...queuedFirst(createStanding(QUEUE_TERMS, () => until).ofReturn(rma)),
    // Reminders of the days gone by have been sent.
    ...(clockAt && { clockAt: clockAt > until ? clockAt : (rma.lapsesAt ?? clockAt) }),
  };
}

/** The case that a return belongs to: opened some minutes before, and over when the return is. */
export function pastCase(rma: Rma, until: Date): Case {
  const createdAt = new Date(rma.issuedAt.getTime() - MINUTES_BEFORE * 60_000);
  const { requestKey, caseNumber, customerNumber = '', contact, words, items, assignee } = rma;
  const hasEnded = ENDED.includes(rma.status);
  const as = rma.status === 'withdrawn' ? 'withdrawn' : 'closed';
  const ended = hasEnded && { ended: { as, at: rma.events.at(-1)?.at ?? rma.issuedAt } as const };
  const one: Case = {
    _id: caseNumber,
    ...{ schema: 1, version: 2, requestKey: `${requestKey}-case`, customerNumber, contact, words, items },
    serials: rma.serials,
    status: hasEnded ? 'closed' : 'open',
    rmas: [{ ...memoryOf(rma), ...ended }],
    ...(assignee && { assignee }),
    events: [{ at: createdAt, actor: 'web', kind: 'opened' }],
    notices: [],
    createdAt,
  };
  return { ...one, ...queuedFirst(createStanding(QUEUE_TERMS, () => until).ofCase(one)) };
}

export const serialAt = (place: number, item = 0) => `${item}A${String(place).padStart(8, '0')}`;

/** How far a return is after so many days: after four months all have ended; what lapsed is not there any more (R9). */
function statusAfter(days: number, chance: number): RmaStatus {
  if (chance < 0.03) return 'withdrawn';
  if (days > 120) return 'closed';
  // Sent late, or not at all.
  if (chance > 0.97 && days < TERMS.daysActive - 1) return 'issued';
  const way = Math.min(WAY.length - 1, Math.floor((days / 60) * WAY.length * (0.3 + chance)));
  const status = WAY[way] ?? 'closed';
  return days > 89 && status === 'issued' ? 'closed' : status;
}

function eventsUpTo(status: RmaStatus, issuedAt: Date): Event[] {
  const way = status === 'withdrawn' ? (['issued', 'withdrawn'] as const) : WAY.slice(0, WAY.indexOf(status) + 1);
  return way.map((kind, step) => {
    return { at: new Date(issuedAt.getTime() + step * DAY_MS), actor: step === 0 ? 'web' : 'api:seed', kind };
  });
}

/** Mulberry32: small, and the same everywhere. */
function randomly(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
