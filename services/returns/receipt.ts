/** Boxes that arrive: what is in them and what is not, item by item. */
import type { ChangeOf } from './change.ts';
import { type Moment, type Outcome, refused } from './outcome.ts';
import type { Attention, Rma, RmaItem } from './rma.ts';
import { IN_HOUSE, NEXT } from './status.ts';

/** R9: what was received in time is never removed, so the end of the RMA goes with its first item. */
export function received(rma: Rma, change: ChangeOf<'received'>, { now }: Moment): Outcome {
  const expected = rma.items.filter(({ receipt }) => receipt === undefined || receipt.state === 'missing');
  const [only] = rma.items.length === 1 && change.items.length === 0 && change.extras.length === 0 ? expected : [];
  const came = only ? [{ item: only.id, damaged: false, note: undefined }] : eachOnce(change.items);
  if (rma.status !== 'issued' && !IN_HOUSE.includes(rma.status)) {
    const wanted = 'received' as const;
    return refused({ code: 'not-allowed', status: rma.status, wanted, allowed: NEXT[rma.status] });
  }
  const unknown = came.find(({ item }) => !rma.items.some(({ id }) => id === item));
  if (unknown) return refused(noSuchItem(rma, unknown.item));
  const again = came.filter(({ item }) => !expected.some(({ id }) => id === item)).map(({ item }) => item);
  if (again.length > 0) return refused({ code: 'already-received', items: again });
  if (came.length === 0 && change.extras.length === 0) {
    return expected.length === 0
      ? refused({ code: 'already-received', items: rma.items.map(({ id }) => id) })
      : refused({ code: 'which-items', items: expected.map(({ id }) => id) });
  }

  const items = rma.items.map((item): RmaItem => {
    const found = came.find(one => one.item === item.id);
    if (!found) return item;
    const state = found.damaged ? 'damaged' : 'intact';
    return { ...item, receipt: { state, at: now, ...(found.note !== undefined && { note: found.note }) } };
  });
  const extras = change.extras.map(extra => ({ ...extra, at: now }));
  const isDamaged = came.some(({ damaged }) => damaged);
  const reasons = withReasons(rma, [isDamaged && 'damaged-in-transit', extras.length > 0 && 'extra-unit']);
  // Nobody has to look for what has come after all.
  const isComplete = !items.some(({ receipt }) => receipt?.state === 'missing');
  const attention = reasons.filter(reason => reason !== 'item-missing' || !isComplete);
  const data = {
    ...(came.length > 0 && { items: came.map(({ item }) => item).join(',') }),
    ...(isDamaged && { damaged: came.flatMap(({ item, damaged }) => (damaged ? item : [])).join(',') }),
    ...(extras.length > 0 && {
      extras: extras
        .map(({ model }) => model)
        .join(', ')
        .slice(0, 300),
    }),
  };
  return {
    kind: 'changed',
    set: {
      items,
      attention,
      extras: [...rma.extras, ...extras],
      ...(rma.status === 'issued' && { status: 'received' as const, lapsesAt: undefined, expiresAt: undefined }),
    },
    happened: [{ kind: 'received', note: change.note, data, mail: 'received' }],
  };
}

/** An item that is named twice has come once, and damaged if either says so. */
function eachOnce(named: ChangeOf<'received'>['items']) {
  const ids = [...new Set(named.map(({ item }) => item))];
  return ids.map(item => {
    const lines = named.filter(one => one.item === item);
    return { item, damaged: lines.some(one => one.damaged), note: lines.find(one => one.note !== undefined)?.note };
  });
}

/** Items that do not come are accounted for too; one that comes after all is received as any. */
export function missing(rma: Rma, change: ChangeOf<'missing'>, { now }: Moment): Outcome {
  if (!IN_HOUSE.includes(rma.status)) return refused({ code: 'not-now', status: rma.status, when: IN_HOUSE });
  const unknown = change.items.find(id => !rma.items.some(item => item.id === id));
  if (unknown !== undefined) return refused(noSuchItem(rma, unknown));
  const there = rma.items.filter(({ id, receipt }) => change.items.includes(id) && isHere({ receipt }));
  if (there.length > 0) return refused({ code: 'already-received', items: there.map(({ id }) => id) });
  if (rma.items.every(({ id, receipt }) => !change.items.includes(id) || receipt)) return { kind: 'same' };
  const receipt = { state: 'missing' as const, at: now, ...(change.note !== undefined && { note: change.note }) };
  return {
    kind: 'changed',
    set: {
      items: rma.items.map(item => (change.items.includes(item.id) ? { ...item, receipt } : item)),
      attention: withReasons(rma, ['item-missing']),
    },
    happened: [
      { kind: 'missing', note: change.note, data: { items: [...new Set(change.items)].join(',') }, mail: 'missing' },
    ],
  };
}

/** Whether an item lies with the maker. */
export function isHere({ receipt }: Pick<RmaItem, 'receipt'>): boolean {
  return receipt !== undefined && receipt.state !== 'missing';
}

export function noSuchItem(rma: Rma, item: string) {
  return { code: 'no-such-item' as const, item, items: rma.items.map(({ id }) => id) };
}

export function withReasons(rma: Rma, reasons: readonly (Attention | false)[]): Attention[] {
  return [...new Set([...rma.attention, ...reasons.flatMap(reason => reason || [])])];
}
