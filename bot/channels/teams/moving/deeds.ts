/**
 * What can be done now, found by asking the rules themselves: each deed is tried on paper with the least that it needs,
 * and is offered where the rules would let it through.
 */
import { z } from 'zod';
import { addDays, dateIn } from '../../../../services/calendar.ts';
import type { Case } from '../../../../services/cases/case.ts';
import { applyCaseChange, type CaseChange } from '../../../../services/cases/change.ts';
import type { Hit } from '../../../../services/finding/finding.ts';
import { applyChange } from '../../../../services/returns/apply.ts';
import type { Change } from '../../../../services/returns/change.ts';
import { openEstimate } from '../../../../services/returns/estimating.ts';
import { isHere } from '../../../../services/returns/receipt.ts';
import { Disposition, type Rma } from '../../../../services/returns/rma.ts';

/** In the order in which they are offered. */
const OF_RETURN = [
  'received',
  'diagnosing',
  'no-charge',
  'answered',
  'estimate',
  'repairing',
  'outcome',
  'shipped',
  'closed',
  'attended',
  'take',
  'note',
  'assign',
  'estimate-withdrawn',
  'extend',
  'withdrawn',
] as const;
const OF_CASE = ['take', 'note', 'solved', 'closed', 'reopened', 'assign', 'merge', 'withdrawn'] as const;
/** As a button names it. */
export const Deed = z.enum([...new Set([...OF_RETURN, ...OF_CASE])]);
export type Deed = z.infer<typeof Deed>;

/** Need nothing to be filled in: one press. */
const Press = z.enum(['diagnosing', 'no-charge', 'repairing', 'take']);
export type Press = z.infer<typeof Press>;

export function isPress(deed: Deed): deed is Press {
  return Press.safeParse(deed).success;
}

const SOMEBODY = { id: 'somebody', name: 'somebody' };
const EXTRA = { model: 'x' };
const TERMS = { currency: 'USD', lines: [{ text: 'x', amount: 0 }], diagnosticsFee: 0 };

export interface When {
  now: Date;
  /** IANA zone in which the maker counts days. */
  timeZone: string;
}

export function deedsOf(hit: Hit, when: When): Deed[] {
  return hit.kind === 'return'
    ? OF_RETURN.filter(deed => samples(deed, hit.rma, when).some(change => wouldBe(hit.rma, change, when)))
    : OF_CASE.filter(deed => isPossible(deed, hit.case, when));
}

function wouldBe(rma: Rma, change: Change, { now, timeZone }: When): boolean {
  const moment = { now, today: dateIn(timeZone, now), actor: 'somebody' };
  return applyChange(rma, change, moment).kind === 'changed';
}

/** The items that may still arrive. */
export function awaitedItems({ items }: Rma) {
  return items.filter(item => !isHere(item));
}

/** What may be said now of what became of an item. */
export function dispositionsOf(rma: Rma, item: string, when: When): Disposition[] {
  return Disposition.options.filter(disposition => wouldBe(rma, { kind: 'disposed', item, disposition }, when));
}

/** Any of them shows that the deed is possible. */
function samples(deed: (typeof OF_RETURN)[number], rma: Rma, { now, timeZone }: When): Change[] {
  switch (deed) {
    case 'received': {
      const items = awaitedItems(rma).map(({ id }) => ({ item: id, damaged: false }));
      return [{ kind: 'received', items, extras: items.length > 0 ? [] : [EXTRA] }];
    }
    case 'diagnosing':
    case 'no-charge':
    case 'repairing':
    case 'shipped':
    case 'closed':
    case 'withdrawn':
    case 'estimate-withdrawn':
      return [{ kind: deed }];
    case 'estimate':
      return [{ kind: 'estimate', terms: TERMS }];
    case 'answered': {
      const open = openEstimate(rma);
      return open ? [{ kind: 'estimate-answered', estimate: open.id, answer: 'approve' }] : [];
    }
    case 'outcome':
      return rma.items.flatMap(({ id }): Change[] => [
        ...Disposition.options.map((disposition): Change => ({ kind: 'disposed', item: id, disposition })),
      ]);
    case 'extend': {
      const today = dateIn(timeZone, now);
      const returnBy = addDays(today > rma.returnBy ? today : rma.returnBy, 1);
      return [{ kind: 'extended', returnBy, reason: 'x' }];
    }
    case 'attended':
      return rma.attention.map((to): Change => ({ kind: 'attended', to }));
    case 'note':
      return [{ kind: 'note', text: 'x' }];
    case 'take':
    case 'assign':
      return [{ kind: 'assigned', to: SOMEBODY }];
  }
}

function isPossible(deed: (typeof OF_CASE)[number], one: Case, { now, timeZone }: When): boolean {
  if (deed === 'merge') return one.mergedInto === undefined && one.erasedAt === undefined;
  return applyCaseChange(one, sampleOf(deed), dateIn(timeZone, now)).kind === 'changed';
}

function sampleOf(deed: Exclude<(typeof OF_CASE)[number], 'merge'>): CaseChange {
  switch (deed) {
    case 'note':
      return { kind: 'note', text: 'x' };
    case 'reopened':
      return { kind: 'reopened', note: 'x' };
    case 'take':
    case 'assign':
      return { kind: 'assigned', to: SOMEBODY };
    default:
      return { kind: deed };
  }
}
