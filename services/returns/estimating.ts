/** Estimates: sent, replaced, withdrawn and answered, each answered once (R20). */
import type { ChangeOf } from './change.ts';
import type { Estimate, EstimateAnswer } from './estimate.ts';
import { totalOf } from './estimate.ts';
import { type Happened, type Moment, type Outcome, refused } from './outcome.ts';
import { isHere, noSuchItem, withReasons } from './receipt.ts';
import type { Rma, RmaItem } from './rma.ts';
import { NEXT, type RmaStatus } from './status.ts';

export function estimated(rma: Rma, { terms }: ChangeOf<'estimate'>, { now, today, actor }: Moment): Outcome {
  if (rma.status !== 'estimate-sent' && !NEXT[rma.status].includes('estimate-sent')) {
    return refused({ code: 'not-allowed', status: rma.status, wanted: 'estimate-sent', allowed: NEXT[rma.status] });
  }
  const stray = terms.lines.find(({ item }) => item !== undefined && !rma.items.some(({ id }) => id === item));
  if (stray) return refused(noSuchItem(rma, stray.item ?? ''));
  const estimate: Estimate = {
    ...terms,
    id: String(rma.estimates.length + 1),
    items: rma.items.filter(isHere).length,
    sentAt: now,
    sentOn: today,
    state: 'open',
  };
  const before = openEstimate(rma);
  const data = { estimate: estimate.id, total: `${totalOf(estimate)} ${estimate.currency}` };
  return {
    kind: 'changed',
    set: {
      status: 'estimate-sent',
      estimates: [...ended(rma, 'replaced', { now, actor }), estimate],
      attention: without(rma, 'estimate-unanswered'),
    },
    happened: [
      ...(before ? [{ kind: 'estimate-replaced', data: { estimate: before.id } }] : []),
      { kind: 'estimate-sent', data, mail: 'estimate' },
    ],
  };
}

export function estimateWithdrawn(rma: Rma, change: ChangeOf<'estimate-withdrawn'>, { now, actor }: Moment): Outcome {
  const open = openEstimate(rma);
  if (!open) return refused({ code: 'no-open-estimate' });
  return {
    kind: 'changed',
    set: {
      status: 'diagnosing',
      estimates: ended(rma, 'withdrawn', { now, actor }),
      attention: without(rma, 'estimate-unanswered'),
    },
    happened: [
      { kind: 'estimate-withdrawn', note: change.note, data: { estimate: open.id }, mail: 'estimate-withdrawn' },
    ],
  };
}

const STATUS_AFTER: Readonly<
  Record<EstimateAnswer, Extract<RmaStatus, 'authorized' | 'declined-return' | 'declined-scrap'>>
> = { approve: 'authorized', return: 'declined-return', scrap: 'declined-scrap' };

/** It names its estimate, so that nobody answers another than the one that they have read. */
export function estimateAnswered(rma: Rma, change: ChangeOf<'estimate-answered'>, { now, actor }: Moment): Outcome {
  const asked = rma.estimates.find(({ id }) => id === change.estimate);
  const status = STATUS_AFTER[change.answer];
  const state = status === 'authorized' ? 'approved' : status;
  // Said twice, it is the same answer.
  if (asked?.state === state) return { kind: 'same' };
  if (asked?.state !== 'open') return refused({ code: 'no-open-estimate', ...(asked && { state: asked.state }) });
  const told: Happened = {
    kind: status,
    note: change.note,
    data: { estimate: asked.id },
    mail: status === 'authorized' ? 'authorized' : 'declined',
  };
  return {
    kind: 'changed',
    set: { status, estimates: ended(rma, state, { now, actor }), attention: without(rma, 'estimate-unanswered') },
    happened: [told],
  };
}

/**
 * Whether the customer decided that this item is scrapped (R20): what came after the estimate that they answered is not
 * what they read of.
 */
export function isGivenUp({ estimates }: Pick<Rma, 'estimates'>, { receipt }: Pick<RmaItem, 'receipt'>): boolean {
  const last = estimates.at(-1);
  return last?.state === 'declined-scrap' && receipt !== undefined && receipt.at <= last.sentAt;
}

export function openEstimate({ estimates }: Pick<Rma, 'estimates'>): Estimate | undefined {
  const last = estimates.at(-1);
  return last?.state === 'open' ? last : undefined;
}

/**
 * The day (ISO) from which R20 counts: that of the first estimate, whatever came after it; a product that the customer
 * gives up is scrapped within 30 days of it.
 */
export function firstAskedOn({ estimates }: Pick<Rma, 'estimates'>): string | undefined {
  return estimates[0]?.sentOn;
}

function ended(rma: Rma, state: Estimate['state'], { now, actor }: Pick<Moment, 'now' | 'actor'>): Estimate[] {
  return rma.estimates.map(one => (one.state === 'open' ? { ...one, state, ended: { at: now, actor } } : one));
}

function without(rma: Rma, reason: Rma['attention'][number]) {
  return withReasons(rma, []).filter(one => one !== reason);
}
