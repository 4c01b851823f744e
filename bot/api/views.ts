/** Cases and returns as business systems see them: the number first, what follows from the rules with it, nothing of the desk's own. */
import { z } from 'zod';
import { Case } from '../../services/cases/case.ts';
import { firmwareOnInvoice } from '../../services/returns/bench.ts';
import { trackingLink } from '../../services/returns/carriers.ts';
import { Estimate, feeOf, totalOf } from '../../services/returns/estimate.ts';
import { isAccounted } from '../../services/returns/leaving.ts';
import { FirmwareChange, Parcel, Rma } from '../../services/returns/rma.ts';
import { NEXT, RmaStatus } from '../../services/returns/status.ts';
import { present } from './present.ts';

const INTERNAL = {
  _id: true,
  schema: true,
  version: true,
  requestKey: true,
  serials: true,
  words: true,
  notices: true,
  noticesAt: true,
  events: true,
  desk: true,
  dueAt: true,
} as const;

export const EventView = z.object({
  at: z.date(),
  actor: z.string().describe('who did it: a channel, api:<fingerprint of the key>, staff:<id>, clock'),
  kind: z.string(),
  note: z.string().optional(),
  data: z.record(z.string(), z.string()).optional(),
});

export const CaseView = Case.omit({ ...INTERNAL, wrongEmails: true }).extend({
  number: z.string(),
  events: z.array(EventView),
});

export const RmaView = Rma.omit({
  ...INTERNAL,
  ...{ expiresAt: true, lapsesAt: true, clockAt: true, clockDone: true },
}).extend({
  number: z.string(),
  parcels: z.array(Parcel.extend({ url: z.string().optional().describe('where the carrier tells where it is') })),
  estimates: z.array(
    Estimate.extend({
      total: z.number().int().describe('of all lines, in the smallest unit of the currency'),
      fee: z.number().int().describe('what declining costs: the diagnostics fee for each item (R20)'),
    }),
  ),
  invoiceNotes: z
    .array(FirmwareChange.extend({ model: z.string(), serial: z.string().optional() }))
    .describe('changes of firmware, for the invoice (R17)'),
  unaccounted: z.array(z.string()).describe('items of which it is not known yet what became of them'),
  next: z.array(RmaStatus).describe('the statuses that may follow'),
  events: z.array(EventView),
});

export function caseView(found: Case): Record<string, unknown> {
  return { ...present(found), events: eventsOf(found) };
}

export function rmaView(rma: Rma): Record<string, unknown> {
  return {
    ...present(rma),
    parcels: rma.parcels.map(parcel => ({ ...parcel, url: trackingLink(parcel) })),
    estimates: rma.estimates.map(estimate => ({ ...estimate, total: totalOf(estimate), fee: feeOf(estimate) })),
    invoiceNotes: firmwareOnInvoice(rma),
    unaccounted: rma.items.filter(item => !isAccounted(item)).map(({ id }) => id),
    next: NEXT[rma.status],
    events: eventsOf(rma),
  };
}

/** The audit trail, without the keys of the requests. */
export function eventsOf({ events }: Pick<Case, 'events'>): object[] {
  return events.map(({ key: _, ...event }) => event);
}

/** Names a version of a document (RFC 9110). */
export function tagOf({ version }: { version: number }): string {
  return `"${version}"`;
}

/** The version that `If-Match` names; -1, which none has, where that is not one of ours. */
export function versionIn(tag: string | undefined): number | undefined {
  if (tag === undefined || tag === '*') return undefined;
  return Number(/^"(\d{1,9})"$/.exec(tag)?.[1] ?? -1);
}
