/** What happens at the bench: diagnosis, repair, what became of each item, firmware (R16, R17). */
import { assigning } from '../staff/assignee.ts';
import type { ChangeOf } from './change.ts';
import { isGivenUp } from './estimating.ts';
import { type Outcome, refused } from './outcome.ts';
import { isHere, noSuchItem, withReasons } from './receipt.ts';
import type { Disposition, Rma, RmaItem } from './rma.ts';
import { ENDED, NEXT, RmaStatus } from './status.ts';

/** A step along the graph that needs nothing but its note. */
export function moved(rma: Rma, { kind, note }: ChangeOf<'diagnosing' | 'no-charge' | 'repairing'>): Outcome {
  if (rma.status === kind) return { kind: 'same' };
  // Only an estimate that is withdrawn leads back to the bench, and that says which it was.
  if (!NEXT[rma.status].includes(kind) || rma.status === 'estimate-sent') {
    const allowed = NEXT[rma.status].filter(status => rma.status !== 'estimate-sent' || status !== 'diagnosing');
    return refused({ code: 'not-allowed', status: rma.status, wanted: kind, allowed });
  }
  return { kind: 'changed', set: { status: kind }, happened: [{ kind, note, mail: kind }] };
}

/** When each may be said. What was declined is not repaired, and only what the customer gave up is scrapped (R20). */
const DISPOSED_WHEN: Readonly<Record<Disposition, readonly RmaStatus[]>> = {
  repaired: ['repairing'],
  replaced: ['repairing'],
  'no-fault-found': ['diagnosing', 'no-charge', 'authorized', 'repairing', 'declined-return'],
  'not-economical': ['diagnosing', 'estimate-sent', 'repairing', 'declined-return', 'declined-scrap'],
  'returned-unrepaired': ['repairing', 'declined-return'],
  scrapped: ['declined-scrap'],
};

/** An item that came too late for the decision to scrap goes back as it is: there is no other way out for it. */
function whenDisposed(rma: Rma, item: RmaItem, disposition: Disposition): readonly RmaStatus[] {
  const isLeftOver = rma.status === 'declined-scrap' && !isGivenUp(rma, item);
  return isLeftOver && disposition === 'returned-unrepaired' ? ['declined-scrap'] : DISPOSED_WHEN[disposition];
}

export function disposed(rma: Rma, { item: id, disposition, note }: ChangeOf<'disposed'>): Outcome {
  const item = rma.items.find(one => one.id === id);
  if (!item) return refused(noSuchItem(rma, id));
  if (!isHere(item)) return refused({ code: 'unaccounted', items: [id] });
  const isDecided = disposition !== 'scrapped' || isGivenUp(rma, item);
  if (!whenDisposed(rma, item, disposition).includes(rma.status) || !isDecided) {
    return refused({ code: 'not-decided-so', status: rma.status, disposition });
  }
  if (item.disposition === disposition) return { kind: 'same' };
  return {
    kind: 'changed',
    set: { items: rma.items.map(one => (one.id === id ? { ...one, disposition } : one)) },
    happened: [{ kind: 'disposed', note, data: { item: id, disposition } }],
  };
}

/** R16: on the customer's wish, or because a new processor module needs it. */
export function firmwareChanged(rma: Rma, { item: id, firmware }: ChangeOf<'firmware-changed'>): Outcome {
  const item = rma.items.find(one => one.id === id);
  if (!item) return refused(noSuchItem(rma, id));
  if (!isHere(item)) return refused({ code: 'unaccounted', items: [id] });
  if (rma.status !== 'repairing') return refused({ code: 'not-now', status: rma.status, when: ['repairing'] });
  const isAsked = item.firmware !== undefined && item.firmware.change !== 'as-is';
  if (firmware.why === 'asked' && !isAsked) return refused({ code: 'firmware-not-asked', item: id });
  const { to, why, from } = firmware;
  const before = item.firmwareChanged;
  if (before?.to === to && before.why === why && before.from === from) return { kind: 'same' };
  return {
    kind: 'changed',
    set: { items: rma.items.map(one => (one.id === id ? { ...one, firmwareChanged: firmware } : one)) },
    happened: [{ kind: 'firmware-changed', data: { item: id, to, why, ...(from !== undefined && { from }) } }],
  };
}

/** The lines that the repair's invoice has beside its sums: each change of firmware (R17). */
export function firmwareOnInvoice({ items }: Pick<Rma, 'items'>) {
  return items.flatMap(({ model, serial, firmwareChanged: changed }) =>
    changed ? [{ model, serial: serial?.raw, ...changed }] : [],
  );
}

/** Somebody at the desk has seen to it. */
export function attended(rma: Rma, { to, note }: ChangeOf<'attended'>): Outcome {
  if (!rma.attention.includes(to)) return { kind: 'same' };
  const attention = withReasons(rma, []).filter(one => one !== to);
  return { kind: 'changed', set: { attention }, happened: [{ kind: 'attended', note, data: { to } }] };
}

/** Where it has ended, whose it was stays as it is. */
export function assigned(rma: Rma, { to }: ChangeOf<'assigned'>): Outcome {
  const { assignee: before, status } = rma;
  if (ENDED.includes(status)) {
    return refused({ code: 'not-now', status, when: RmaStatus.options.filter(one => !ENDED.includes(one)) });
  }
  if (before?.id === to?.id) return { kind: 'same' };
  return {
    kind: 'changed',
    set: { assignee: to ?? undefined },
    happened: [{ kind: to ? 'assigned' : 'unassigned', data: assigning(before, to) }],
  };
}

/** R6: at whatever point of its life; its own customer stays who they are. */
export function caseMerged(rma: Rma, { into }: ChangeOf<'case-merged'>): Outcome {
  const { caseNumber: from } = rma;
  if (from === into) return { kind: 'same' };
  return { kind: 'changed', set: { caseNumber: into }, happened: [{ kind: 'case-merged', data: { from, to: into } }] };
}

/** The customer does not hear of it by mail: somebody has to reach them otherwise. */
export function mailFailed(rma: Rma, { mail, code }: ChangeOf<'mail-failed'>): Outcome {
  return {
    kind: 'changed',
    set: ENDED.includes(rma.status) ? {} : { attention: withReasons(rma, ['mail-bounced']) },
    happened: [{ kind: 'mail-failed', data: { mail, code } }],
  };
}
