/** What can happen to a case once it is open, and the rules for it: no store is known here. */
import { z } from 'zod';
import { Address } from '../address.ts';
import { wordsOf } from '../finding/words.ts';
import { Assignee, assigning } from '../staff/assignee.ts';
import { type Case, isUnderWay, RmaMemory } from './case.ts';

const Text = z.string().trim().min(1).max(1_000);

/** Of a case or a return; what is left out stays as it is. */
export const ContactChange = z.object({
  kind: z.literal('contact'),
  name: z.string().trim().min(1).max(200).optional(),
  email: z.string().trim().min(3).max(254).optional(),
  phone: z.string().trim().min(3).max(40).optional(),
  company: z.string().trim().min(1).max(200).optional(),
});

export const CaseChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('note'), text: Text }),
  z.object({ kind: z.literal('customer-note'), text: Text }),
  ContactChange,
  z.object({ kind: z.literal('ship-to'), address: Address }),
  z.object({ kind: z.literal('billing'), address: Address }),
  z.object({ kind: z.literal('solved'), note: Text.optional() }),
  z.object({ kind: z.literal('closed'), note: Text.optional() }),
  /** The customer needs no help any more; returns under way are withdrawn by themselves, and first. */
  z.object({ kind: z.literal('withdrawn'), note: Text.optional() }),
  z.object({ kind: z.literal('reopened'), note: Text }),
  /** Somebody at the desk looks after it from now on; null: nobody in particular. */
  z.object({ kind: z.literal('assigned'), to: Assignee.nullable() }),
]);
export type CaseChange = z.infer<typeof CaseChange>;

/** The steps of a merge, for `merging.ts` alone: each is about the case of that very number, and nobody may ask for one. */
export const MergeStep = z.discriminatedUnion('kind', [
  /** It takes in a duplicate, with those that are part of that, and its returns. */
  z.object({
    kind: z.literal('absorbed'),
    case: z.string(),
    with: z.array(z.string()),
    rmas: z.array(RmaMemory),
    isOpen: z.boolean(),
    /** Whose that was: it is theirs, where it is nobody's. */
    assignee: Assignee.optional(),
  }),
  /** It becomes part of another. */
  z.object({ kind: z.literal('merged'), into: z.string() }),
  /** What was taken in is given back, as it could not become part of it after all. */
  z.object({
    kind: z.literal('not-absorbed'),
    cases: z.array(z.string()),
    rmas: z.array(z.string()),
    /** What it was before, and whose. */
    assignee: Assignee.optional(),
    status: z.enum(['open', 'solved', 'withdrawn', 'closed']),
  }),
]);
export type MergeStep = z.infer<typeof MergeStep>;
type StepOf<K extends MergeStep['kind']> = Extract<MergeStep, { kind: K }>;

export type CaseRefusal =
  | { code: 'not-open'; status: Case['status'] }
  | { code: 'open-already' }
  /** Returns of it are under way. */
  | { code: 'has-returns'; rmas: readonly string[] }
  /** Whose it is has been erased, and nothing personal comes back. */
  | { code: 'erased' }
  /** It is part of another case, which is to be changed in its place. */
  | { code: 'merged'; into: string }
  /** The other is being merged into this one. */
  | { code: 'merging'; case: string }
  | { code: 'merged-into-itself' }
  /** It belongs to another customer: that has to be confirmed. */
  | { code: 'other-customer' }
  /** Somebody else has changed it since the version that was decided on. */
  | { code: 'changed-meanwhile' };

export type CaseOutcome =
  | { kind: 'changed'; set: Partial<Case>; event: { kind: string; note?: string; data?: Record<string, string> } }
  | { kind: 'same' }
  | { kind: 'refused'; why: CaseRefusal };

/** What brings something personal with it. */
const PERSONAL: ReadonlySet<(CaseChange | MergeStep)['kind']> = new Set([
  'contact',
  'ship-to',
  'billing',
  'customer-note',
]);

/** @param today the ISO date in the maker's zone, for what is still under way */
export function applyCaseChange(before: Case, change: CaseChange | MergeStep, today: string): CaseOutcome {
  if (before.erasedAt && PERSONAL.has(change.kind)) return { kind: 'refused', why: { code: 'erased' } };
  switch (change.kind) {
    case 'note':
    case 'customer-note':
      return { kind: 'changed', set: {}, event: { kind: change.kind, note: change.text } };
    case 'contact':
      return contactChanged(before, change);
    case 'ship-to':
      return addressChanged(before, 'shipTo', change);
    case 'billing':
      return addressChanged(before, 'billing', change);
    case 'reopened':
      if (before.status === 'open') return { kind: 'refused', why: { code: 'open-already' } };
      return { kind: 'changed', set: { status: 'open' }, event: { kind: 'reopened', note: change.note } };
    case 'assigned':
      return assigned(before, change);
    case 'absorbed':
      return absorbed(before, change);
    case 'merged':
      return merged(before, change);
    case 'not-absorbed':
      return givenBack(before, change, today);
    default:
      return ended(before, change, today);
  }
}

function ended(
  before: Case,
  { kind, note }: Extract<CaseChange, { kind: 'solved' | 'closed' | 'withdrawn' }>,
  today: string,
): CaseOutcome {
  if (before.status === kind) return { kind: 'same' };
  if (before.status !== 'open') return { kind: 'refused', why: { code: 'not-open', status: before.status } };
  const rmas = before.rmas.filter(rma => isUnderWay(rma, today)).map(({ number }) => number);
  if (rmas.length > 0) return { kind: 'refused', why: { code: 'has-returns', rmas } };
  return { kind: 'changed', set: { status: kind }, event: { kind, ...(note !== undefined && { note }) } };
}

function contactChanged(before: Case, { kind, ...told }: Extract<CaseChange, { kind: 'contact' }>): CaseOutcome {
  const changed = Object.entries(told).filter(
    ([field, value]) => value !== undefined && value !== before.contact[field as keyof typeof told],
  );
  if (changed.length === 0) return { kind: 'same' };
  const contact = { ...before.contact, ...Object.fromEntries(changed) };
  const fields = changed.map(([field]) => field).join(',');
  return { kind: 'changed', set: { contact, words: wordsOf(contact) }, event: { kind, data: { fields } } };
}

function addressChanged(
  before: Case,
  field: 'shipTo' | 'billing',
  { kind, address }: Extract<CaseChange, { kind: 'ship-to' | 'billing' }>,
): CaseOutcome {
  if (before[field]?.raw === address.raw) return { kind: 'same' };
  return { kind: 'changed', set: { [field]: address }, event: { kind, data: { fields: kind } } };
}

function assigned(before: Case, { to }: Extract<CaseChange, { kind: 'assigned' }>): CaseOutcome {
  if (before.status !== 'open') return { kind: 'refused', why: { code: 'not-open', status: before.status } };
  if (before.assignee?.id === to?.id) return { kind: 'same' };
  const data = assigning(before.assignee, to);
  return { kind: 'changed', set: { assignee: to ?? undefined }, event: { kind: to ? 'assigned' : 'unassigned', data } };
}

/** It remembers the other's returns as its own, and is open where the other was: nothing that waits is closed with a duplicate. */
function absorbed(before: Case, change: StepOf<'absorbed'>): CaseOutcome {
  if (before.mergedInto) return { kind: 'refused', why: { code: 'merged', into: before.mergedInto } };
  const known = before.mergedFrom ?? [];
  const mergedFrom = [...new Set([...known, change.case, ...change.with])];
  const rmas = change.rmas.filter(({ number }) => !before.rmas.some(one => one.number === number));
  const opens = change.isOpen && before.status !== 'open';
  if (mergedFrom.length === known.length && rmas.length === 0 && !opens) return { kind: 'same' };
  const assignee = before.assignee ?? change.assignee;
  const set = { mergedFrom, assignee, rmas: [...before.rmas, ...rmas], ...(opens && { status: 'open' as const }) };
  return { kind: 'changed', set, event: { kind: 'absorbed', data: { case: change.case } } };
}

/** Of two that are merged into each other at once, none is: a case that has taken in the other does not become part of it. */
function merged(before: Case, { into }: StepOf<'merged'>): CaseOutcome {
  if (before.mergedInto === into) return { kind: 'same' };
  if (before.mergedInto) return { kind: 'refused', why: { code: 'merged', into: before.mergedInto } };
  if (before.mergedFrom?.includes(into)) return { kind: 'refused', why: { code: 'merging', case: into } };
  return { kind: 'changed', set: { mergedInto: into, status: 'closed' }, event: { kind: 'merged', data: { into } } };
}

/** Returns of its own that were issued meanwhile keep it open, and whoever has ended it since has ended it. */
function givenBack(
  before: Case,
  { cases, rmas: numbers, assignee, status: was }: StepOf<'not-absorbed'>,
  today: string,
): CaseOutcome {
  const mergedFrom = before.mergedFrom?.filter(one => !cases.includes(one));
  const rmas = before.rmas.filter(({ number }) => !numbers.includes(number));
  const isKept = before.status !== 'open' || rmas.some(rma => isUnderWay(rma, today));
  const status = isKept ? before.status : was;
  const event = { kind: 'not-absorbed', data: { case: cases[0] ?? '' } };
  return { kind: 'changed', set: { mergedFrom, rmas, assignee, status }, event };
}
